"""The result of a test: scores by group, worst first, against what the memory model expected; and what was missed comes first."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make as practice_make
from tests.selftests import make
from webapp.core.answers import Typed
from webapp.core.blueprints import KIND_WORDS, OWN_KINDS
from webapp.core.intervals import wilson
from webapp.core.memory import Memory, retrievability
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.practice.models import Card
from webapp.practice.queries import list_cards
from webapp.practice.queueing import queue_of
from webapp.selftests import queries
from webapp.selftests.explaining import explain
from webapp.selftests.results import result
from webapp.selftests.submitting import practise_missed, submit
from webapp.selftests.wording import kind_words

AT = make.AT
LATER = AT + timedelta(hours=1)
KINDS = [kind.value for kind in KIND_WORDS if kind not in OWN_KINDS]


def test_the_result_tells_the_score_by_every_group(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, count=8, kinds=("locate", "scenario"))
    make.answer_all(session, shelf, student, sitting, "RrWwBb-R")
    submit(session, shelf, student, sitting.id, at=LATER)
    found = result(session, shelf, student, sitting.id, at=LATER)
    assert (found.total.right, found.total.n) == (3, 8)
    assert found.total.interval == wilson(3, 8)
    assert {name: (each.right, each.n) for name, each in found.sureness.items()} == {
        "sure": (2, 3),
        "guess": (1, 2),
        "not said": (0, 2),
        "not answered": (0, 1),
    }
    for groups in (found.regions, found.kinds, found.grades, found.sureness):
        assert sum(each.n for each in groups.values()) == 8
        assert sum(each.right for each in groups.values()) == 3
    assert set(found.kinds) == {"Locate a muscle", "What do you do?"}
    assert set(found.regions) == {"Neck and nape", "Rules of pressure and safety"}
    assert [line.outcome.number for line in found.sure_and_wrong] == [line.outcome.number for line in found.lines[:1]] == [3]
    assert [line.outcome.correct for line in found.lines] == [False] * 5 + [True] * 3


def test_there_is_no_result_before_the_end_and_none_for_a_stranger(session: Session, shelf: Shelf) -> None:
    student, stranger = make.student(session), make.student(session, STRANGER)
    sitting = make.own_test(session, shelf, student, limit=timedelta(minutes=30))
    for reach in (result, practise_missed):
        with pytest.raises(Invalid):
            reach(session, shelf, student, sitting.id, at=AT)
        with pytest.raises(NotFound):
            reach(session, shelf, stranger, sitting.id, at=LATER)
    assert result(session, shelf, student, sitting.id, at=LATER).ended_at == sitting.ends_at


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letters", ["rr", "ww", "b-"])
def test_every_kind_is_told_in_words_and_drawn(session: Session, shelf: Shelf, kind: str, letters: str) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, kinds=(kind,), regions=(), count=2)
    make.answer_all(session, shelf, student, sitting, letters)
    submit(session, shelf, student, sitting.id, at=LATER)
    found = result(session, shelf, student, sitting.id, at=LATER)
    assert found.total.right == letters.count("r")
    for line in found.lines:
        assert line.asked.startswith(kind_words(kind))
        assert line.own
        assert line.right
        shown = explain(session, shelf, student, sitting.id, line.outcome.number, at=LATER)
        assert (shown.correct, shown.own, shown.right) == (line.outcome.correct, line.own, line.right)
        assert bool(shown.figures) == (kind != "scenario") or kind == "caution"
        assert shown.facts or shown.cautions or shown.scenario or kind in ("caution", "caution-locate")


def test_what_was_typed_is_told_as_typed(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, kinds=("name",), count=1)
    make.answer(session, shelf, student, sitting, 1, Typed("gastrocnemius"))
    submit(session, shelf, student, sitting.id, at=LATER)
    (line,) = result(session, shelf, student, sitting.id, at=LATER).lines
    assert line.own == "“gastrocnemius”"
    assert line.right == line.asked.partition(": ")[2]


def test_what_the_model_expected_is_fixed_before_the_first_answer(session: Session, shelf: Shelf) -> None:
    student = practice_make.student(session, shelf, "neck")
    for key in [key for key in shelf.decks["neck"].item_keys if key.endswith("/caution")]:
        practice_make.give(session, shelf, student, key, at=AT)
    at = AT + timedelta(days=20)
    sitting = make.own_test(session, shelf, student, kinds=("caution",), count=5, at=at)
    rows = queries.list_questions(session, sitting.id)
    for row in rows:
        card = list_cards(session, student.id)[row.item_key]
        assert card.stability
        assert card.difficulty
        assert card.last_day
        assert row.predicted == retrievability(Memory(card.stability, card.difficulty, card.last_day), sitting.study_day)
    for number in range(1, 6):
        make.answer(session, shelf, student, sitting, number, number > 2, at=at)
    submit(session, shelf, student, sitting.id, at=at)
    model = result(session, shelf, student, sitting.id, at=at).calibration
    assert model
    assert (model.n, model.right) == (5, 3)
    assert model.expected == pytest.approx(sum(row.predicted or 0 for row in rows))


def test_new_questions_and_those_of_today_expect_nothing(session: Session, shelf: Shelf) -> None:
    student = practice_make.student(session, shelf, "neck")
    practice_make.give(session, shelf, student, practice_make.LOCATE, at=AT)
    sitting = make.own_test(session, shelf, student, kinds=("locate",), count=12)
    assert {row.predicted for row in queries.list_questions(session, sitting.id)} == {None}
    submit(session, shelf, student, sitting.id, at=LATER)
    assert result(session, shelf, student, sitting.id, at=LATER).calibration is None


def test_what_was_missed_comes_first_in_practice_worst_first(session: Session, shelf: Shelf) -> None:
    student = practice_make.student(session, shelf, "thigh")
    sitting = make.own_test(session, shelf, student, count=6)
    make.answer_all(session, shelf, student, sitting, "rwW-Rb")
    submit(session, shelf, student, sitting.id, at=LATER)
    wanted = [line.outcome.item_key for line in result(session, shelf, student, sitting.id, at=LATER).lines[:4]]
    assert practise_missed(session, shelf, student, sitting.id, at=LATER) == 4
    asked = []
    for _ in wanted:
        following = queue_of(session, shelf, student, at=LATER).plan.next
        assert following
        asked.append(following.key)
        practice_make.give(session, shelf, student, following.key, at=LATER + timedelta(minutes=len(asked)))
    assert asked == wanted
    after = queue_of(session, shelf, student, at=LATER + timedelta(minutes=9)).plan.next
    assert after
    assert after.key in shelf.decks["thigh"].item_keys
    assert session.scalar(sa.select(sa.func.count()).select_from(Card)) == 4


def test_starting_needs_no_deck(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, count=1)
    submit(session, shelf, student, sitting.id, at=LATER)
    assert practise_missed(session, shelf, student, sitting.id, at=LATER) == 1
    assert queue_of(session, shelf, student, at=LATER).plan.next
