"""The body shows what the model predicts, on any day from today to the exam; a danger is as well known as its weakest question."""

from datetime import datetime
from statistics import fmean

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.practice import make
from tests.progress.conftest import TODAY
from tests.progress.history import live
from webapp.accounts.models import User
from webapp.core.memory import Memory, retrievability
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.practice.models import Card
from webapp.practice.queueing import queue_of
from webapp.practice.service import set_suspended
from webapp.progress.body import UNKNOWN, Look, body, ink_of
from webapp.progress.muscle import practise, why
from webapp.progress.planning import choose_exam_day


@pytest.fixture
def student(session: Session, shelf: Shelf) -> User:
    """Somebody with some weeks behind her."""
    made = make.student(session, shelf, *shelf.decks)
    live(session, shelf, made, last_day=TODAY - 1, days=60, a_day=10)
    return made


def recalls(session: Session, student: User, day: int) -> dict[str, float]:
    """Recall of each begun item, from the cards alone."""
    cards = session.scalars(sa.select(Card).where(Card.student_id == student.id, Card.stability.is_not(None)))
    return {card.item_key: retrievability(Memory(card.stability or 1, 5, card.last_day or 0), day) or 0 for card in cards}


@pytest.mark.parametrize("ahead", [0, 21, 90])
def test_a_muscle_is_as_strong_as_its_begun_questions_on_average(
    session: Session, shelf: Shelf, at: datetime, student: User, ahead: int
) -> None:
    shown = body(session, shelf, student, Look(ahead=ahead), at=at)
    assert shown.day == TODAY + ahead
    plain = recalls(session, student, TODAY + ahead)
    begun = 0
    for each in shown.muscles:
        mine = [recall for key, recall in plain.items() if key.startswith(f"{each.muscle.id}/")]
        assert each.strength.begun == len(mine)
        assert each.strength.recall == (pytest.approx(fmean(mine)) if mine else None)
        assert each.ink == (UNKNOWN if not mine else f"recall-{sum(fmean(mine) >= bound for bound in (0.7, 0.8, 0.9, 0.95))}")
        begun += bool(mine)
    assert begun > 20


def test_every_view_and_layer_draws_the_muscles_that_are_seen_there(session: Session, shelf: Shelf, at: datetime, student: User) -> None:
    for view in shelf.atlas.views.values():
        for layer in ("superficial", "deep"):
            shown = body(session, shelf, student, Look(view.id, layer), at=at)
            seen = {name for name, outline in view.muscles.items() if layer in outline.visible}
            assert {each.muscle.id for each in shown.drawn} == seen & shelf.catalogue.muscles.keys()
            nearness = [view.muscles[each.muscle.id].nearness for each in shown.drawn]
            assert nearness == sorted(nearness)


@pytest.mark.parametrize("look", [Look("no-view"), Look("front", "bones"), Look("front", "skin", -5), Look(layer="no-layer")])
def test_what_is_not_there_falls_back_to_the_front_today(session: Session, shelf: Shelf, at: datetime, look: Look) -> None:
    shown = body(session, shelf, make.student(session, shelf), look, at=at)
    assert (shown.view.id, shown.layer, shown.day) == ("front", "superficial", TODAY)
    assert {each.ink for each in shown.muscles} == {UNKNOWN}


def test_the_slider_ends_on_the_day_of_the_exam(session: Session, shelf: Shelf, at: datetime, student: User) -> None:
    assert body(session, shelf, student, Look(ahead=5000), at=at).day == TODAY + 90
    choose_exam_day(session, student, TODAY + 21, at=at)
    shown = body(session, shelf, student, Look(ahead=5000), at=at)
    assert (shown.day, shown.exam_day, shown.last_day) == (TODAY + 21,) * 3


def test_a_danger_is_as_well_known_as_its_weakest_question(session: Session, shelf: Shelf, at: datetime, student: User) -> None:
    assert body(session, shelf, student, Look(), at=at).dangers == ()
    shown = body(session, shelf, student, Look(dangers=True, ahead=3), at=at)
    plain = recalls(session, student, TODAY + 3)
    known = 0
    for each in shown.dangers:
        assert each.muscles
        mine = [
            plain[key]
            for muscle in shelf.catalogue.muscles.values()
            for key in (f"{muscle.id}/caution", f"{muscle.id}/caution-locate", f"{muscle.id}/caution-locate-words")
            if key in plain and each.structure.id in _asked(shelf, key)
        ]
        assert each.strength.recall == (min(mine) if mine else None)
        assert each.ink == ink_of(each.strength)
        known += bool(mine)
    assert known
    named = {caution.structure for muscle in shelf.catalogue.muscles.values() for caution in muscle.cautions}
    assert {each.structure.id for each in shown.dangers} == named


def _asked(shelf: Shelf, key: str) -> set[str]:
    item = shelf.items[key]
    return set(getattr(item, "listed", ())) | set(getattr(item, "structures", ()))


def test_why_tells_each_question_and_how_it_fades(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    make.miss(session, shelf, student, make.NAME, at=at)
    shown = why(session, shelf, student, "sternocleidomastoid", 10, at=at)
    begun = {row.held.key: row.recall for row in shown.rows if row.recall is not None}
    assert begun == pytest.approx(recalls(session, student, TODAY + 10))
    assert shown.strength.recall == pytest.approx(fmean(begun.values()))
    assert [day for day, _ in shown.fading] == list(range(TODAY, TODAY + 91))
    assert shown.fading[0][1] == 0.5
    assert shown.fading[1][1] > shown.fading[-1][1]
    assert not [row for row in shown.rows if row.recall is None and row.held.key.endswith("-words")]
    with pytest.raises(NotFound):
        why(session, shelf, student, "unicorn", 0, at=at)


def test_practising_a_muscle_asks_its_weakest_question_first(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    make.miss(session, shelf, student, make.NAME, at=at)
    assert practise(session, shelf, student, "sternocleidomastoid", at=at) == 2
    following = queue_of(session, shelf, student, at=at).plan.next
    assert following is not None
    assert following.key == make.NAME


def test_practising_a_muscle_not_begun_asks_its_new_questions_but_no_suspended_one(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    set_suspended(session, shelf, student, "soleus/locate", True, at=at)
    count = practise(session, shelf, student, "soleus", at=at)
    wanted = [key for key, item in shelf.items.items() if item.subject == "soleus" and not item.kind.endswith("-words")]
    assert count == len(wanted) - 1
    following = queue_of(session, shelf, student, at=at).plan.next
    assert following is not None
    assert (following.subject, following.key != "soleus/locate") == ("soleus", True)


def test_a_muscle_with_everything_suspended_cannot_be_practised(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    for key, item in shelf.items.items():
        if item.subject == "soleus" and not item.safety:
            set_suspended(session, shelf, student, key, True, at=at)
    if any(item.safety for item in shelf.items.values() if item.subject == "soleus"):
        assert practise(session, shelf, student, "soleus", at=at) >= 1
    else:
        with pytest.raises(Invalid):
            practise(session, shelf, student, "soleus", at=at)
