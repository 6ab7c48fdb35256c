"""Items that a student wants first: they come before all else, due or not, in whatever deck, until they are answered once."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.core.test_queue import due, make_plan, new, wrong
from tests.practice import make
from webapp.core.items import Kind
from webapp.errors import NotFound, Stale
from webapp.library.shelf import Shelf
from webapp.practice.queueing import queue_of
from webapp.practice.service import set_suspended
from webapp.practice.wanting import want_items

MINUTE = timedelta(minutes=1)


def test_what_is_wanted_comes_before_wrong_due_and_safety_in_its_order() -> None:
    cards = [wrong("a", minutes=30), due("b", Kind.CAUTION), new("c"), due("d", days=-9), new("e")]
    found = make_plan(cards, wanted=["e/locate", "d/locate", "x/locate"], new_limit=0, minutes_cap=0)
    assert found.next
    assert found.next.key == "e/locate"
    assert found.counts.learning == 3
    assert found.counts.new == 0


def test_a_sibling_of_what_is_wanted_waits() -> None:
    found = make_plan([due("a"), due("a", Kind.NAME, days=2)], wanted=["a/locate"])
    assert (found.counts.due, found.buried, found.counts.learning) == (0, 1, 1)


def test_what_is_wanted_is_asked_on_the_chart_or_in_words_as_it_was() -> None:
    cards = [new("a"), new("b", Kind.LOCATE_WORDS)]
    for in_words in (True, False):
        found = make_plan(cards, wanted=["a/locate", "b/locate-words"], in_words=in_words)
        assert found.counts.learning == 2


def first_of(session: Session, shelf: Shelf, student: object, at: datetime) -> str | None:
    found = queue_of(session, shelf, student, at=at).plan.next  # type: ignore[arg-type]
    return found.key if found else None


def test_an_item_that_is_not_due_can_be_answered_once(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    with pytest.raises(Stale):
        make.give(session, shelf, student, make.LOCATE, at=at + MINUTE)
    assert want_items(session, shelf, student, [make.LOCATE, make.LOCATE, "no-such/item"], at=at + MINUTE) == 1
    assert first_of(session, shelf, student, at + MINUTE) == make.LOCATE
    assert make.LOCATE in queue_of(session, shelf, student, at=at + MINUTE).open_keys
    answered = make.give(session, shelf, student, make.LOCATE, at=at + 2 * MINUTE)
    assert first_of(session, shelf, student, at + 2 * MINUTE) != make.LOCATE
    with pytest.raises(Stale):
        make.give(session, shelf, student, make.LOCATE, at=at + 3 * MINUTE)
    make.undo(session, student, answered, at=at + 4 * MINUTE)
    assert first_of(session, shelf, student, at + 4 * MINUTE) == make.LOCATE


def test_an_item_of_no_deck_is_asked_and_only_its_wanter_may_answer(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "thigh")
    with pytest.raises(NotFound):
        make.give(session, shelf, student, make.CAUTION, at=at)
    want_items(session, shelf, student, [make.CAUTION], at=at)
    assert first_of(session, shelf, student, at) == make.CAUTION
    make.give(session, shelf, student, make.CAUTION, at=at + MINUTE)


def test_later_wishes_come_before_earlier_ones_and_beat_a_suspension(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    set_suspended(session, shelf, student, make.NAME, suspended=True, at=at)
    want_items(session, shelf, student, [make.LOCATE, make.REFERRAL], at=at)
    want_items(session, shelf, student, [make.NAME], at=at + MINUTE)
    asked = []
    for number in range(2, 5):
        key = first_of(session, shelf, student, at + number * MINUTE)
        assert key
        asked.append(key)
        make.give(session, shelf, student, key, at=at + number * MINUTE)
    assert asked == [make.NAME, make.LOCATE, make.REFERRAL]
