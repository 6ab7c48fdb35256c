"""Decks are chosen, paused and resumed; items suspended and resumed; nothing learnt is lost."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests import make as people_make
from tests.people import STRANGER
from tests.practice import make
from webapp.accounts.models import User
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.queueing import queue_of
from webapp.practice.service import choose_decks, set_paused, set_suspended


def decks(session: Session, student: User) -> dict[str, bool]:
    """Decks by whether they are studied now."""
    return {row.deck_id: row.paused_at is None for row in queries.list_enrolments(session, student.id)}


def test_exactly_the_chosen_decks_are_studied(session: Session, shelf: Shelf, at: datetime) -> None:
    student = people_make.user(session)
    assert choose_decks(session, shelf, student, ["neck", "rules", "neck"], at=at) == ["neck", "rules"]
    assert decks(session, student) == {"neck": True, "rules": True}
    choose_decks(session, shelf, student, ["thigh", "rules"], at=at)
    assert decks(session, student) == {"neck": False, "rules": True, "thigh": True}
    choose_decks(session, shelf, student, ["neck"], at=at)
    assert decks(session, student) == {"neck": True, "rules": False, "thigh": False}


def test_a_deck_that_rests_keeps_the_day_on_which_it_began_to(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh")
    set_paused(session, student, "thigh", True, at=at)
    choose_decks(session, shelf, student, ["neck"], at=at + timedelta(days=2))
    set_paused(session, student, "thigh", True, at=at + timedelta(days=3))
    row = queries.find_enrolment(session, student.id, "thigh")
    assert row is not None
    assert row.paused_at == at


@pytest.mark.parametrize(("chosen", "error"), [([], Invalid), (["no-such-deck"], NotFound), (["neck", "no-such-deck"], NotFound)])
def test_no_deck_and_unknown_decks_are_refused(
    session: Session, shelf: Shelf, at: datetime, chosen: list[str], error: type[Exception]
) -> None:
    student = make.student(session, shelf, "thigh")
    with pytest.raises(error):
        choose_decks(session, shelf, student, chosen, at=at)
    assert decks(session, student) == {"thigh": True}


def test_a_paused_deck_is_not_asked_and_what_was_learnt_stays(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh")
    make.miss(session, shelf, student, "gracilis/locate", at=at)
    state = queries.list_cards(session, student.id)["gracilis/locate"].state()
    for _ in range(2):
        set_paused(session, student, "thigh", True, at=at)
    queue = queue_of(session, shelf, student, at=at)
    assert queue.plan.counts.learning == 0
    assert not any(key.startswith("gracilis/") for key in queue.open_keys)
    for _ in range(2):
        set_paused(session, student, "thigh", False, at=at)
    assert queue_of(session, shelf, student, at=at).plan.counts.learning == 1
    assert queries.list_cards(session, student.id)["gracilis/locate"].state() == state


def test_a_deck_that_one_does_not_study_cannot_be_paused(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck")
    make.student(session, shelf, "thigh", part=STRANGER)
    with pytest.raises(NotFound):
        set_paused(session, student, "thigh", True, at=at)


def test_a_suspended_item_is_not_asked_until_it_is_resumed(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck")
    for _ in range(2):
        set_suspended(session, shelf, student, make.LOCATE, True, at=at)
    assert queries.list_suspended(session, student.id) == {make.LOCATE: at}
    assert make.LOCATE not in queue_of(session, shelf, student, at=at).open_keys
    for _ in range(2):
        set_suspended(session, shelf, student, make.LOCATE, False, at=at)
    assert make.LOCATE in queue_of(session, shelf, student, at=at).open_keys


@pytest.mark.parametrize("key", [make.CAUTION, "eight-of-ten/scenario"])
def test_safety_is_not_suspended(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf, "neck", "rules")
    with pytest.raises(Invalid, match="Safety"):
        set_suspended(session, shelf, student, key, True, at=at)
    assert queries.list_suspended(session, student.id) == {}


def test_an_unknown_item_is_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    with pytest.raises(NotFound):
        set_suspended(session, shelf, student, "no-such-muscle/locate", True, at=at)
