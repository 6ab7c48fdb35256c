"""Undo: the log keeps both rows, everything else is as before."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from webapp.accounts.models import User
from webapp.core.grading import Rating
from webapp.errors import Invalid, NotFound, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.queueing import Queue, queue_of
from webapp.practice.rating import change_rating
from webapp.practice.undoing import find_undoable, undo_answer


def told(queue: Queue) -> tuple[object, ...]:
    """What a student sees of the queue, and which item comes next."""
    following = queue.plan.next.key if queue.plan.next else None
    return queue.plan.counts, following, queue.done_today, queue.plan.buried, queue.plan.put_off, queue.open_keys


def answered(session: Session, shelf: Shelf, student: User, key: str, at: datetime) -> int:
    review_id = make.give(session, shelf, student, key, at=at).review_id
    assert review_id is not None
    return review_id


def test_undo_adds_a_row_and_leaves_everything_as_before(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.NAME, at=at)
    make.give(session, shelf, student, "scalenes/locate", at=at)
    later = at + timedelta(days=1)
    before, state = told(queue_of(session, shelf, student, at=later)), queries.list_cards(session, student.id)[make.NAME].state()
    review_id = answered(session, shelf, student, make.NAME, later)
    assert told(queue_of(session, shelf, student, at=later)) != before
    assert undo_answer(session, student, review_id, at=later) == make.NAME
    assert told(queue_of(session, shelf, student, at=later)) == before
    after = queries.list_cards(session, student.id)[make.NAME].state()
    assert after.reps == state.reps + 2
    assert (after.stability, after.due_day, after.lapses, after.relearning) == (state.stability, state.due_day, 0, True)
    undo = make.rows(session, student, make.NAME)[-1]
    assert (undo.undo_of, undo.rating, undo.raw_answer, undo.study_day) == (review_id, None, None, after.last_day and after.last_day + 1)


def test_undo_of_a_first_answer_makes_the_item_new_again(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    before = told(queue_of(session, shelf, student, at=at))
    first = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=at))
    undo_answer(session, student, first.id, at=at)
    card = queries.list_cards(session, student.id)[make.LOCATE]
    assert (card.reps, card.stability, card.due_day, card.last_day) == (2, None, None, None)
    assert told(queue_of(session, shelf, student, at=at)) == before
    again = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=at))
    assert (again.stability_before, again.stability_after, again.due_day) == (None, first.stability_after, first.due_day)


def test_undo_twice_is_harmless(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    answered(session, shelf, student, make.NAME, at)
    review_id = answered(session, shelf, student, make.LOCATE, at)
    for _ in range(3):
        assert undo_answer(session, student, review_id, at=at) == make.LOCATE
    assert make.reps(session, student, make.LOCATE) == 2
    assert make.reps(session, student, make.NAME) == 1


def test_only_the_last_answer_is_taken_back(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = answered(session, shelf, student, make.NAME, at)
    second = answered(session, shelf, student, make.LOCATE, at)
    with pytest.raises(Stale, match="Only the last"):
        undo_answer(session, student, first, at=at)
    undo_answer(session, student, second, at=at)
    undo_answer(session, student, first, at=at)
    assert find_undoable(session, student, at=at) is None


def test_undo_reaches_no_further_than_today(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = answered(session, shelf, student, make.NAME, at)
    with pytest.raises(Invalid, match="nothing to undo"):
        undo_answer(session, student, first, at=at + timedelta(days=1))


def test_undo_after_a_changed_rating_takes_the_whole_answer_back(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    before = told(queue_of(session, shelf, student, at=at))
    old = answered(session, shelf, student, make.LOCATE, at)
    new = change_rating(session, shelf, student, old, Rating.HARD, at=at)
    # A page that was loaded before the rating was changed still knows the old number.
    for review_id in (old, new, old):
        assert undo_answer(session, student, review_id, at=at) == make.LOCATE
    assert make.reps(session, student, make.LOCATE) == 4
    assert queries.list_cards(session, student.id)[make.LOCATE].stability is None
    assert told(queue_of(session, shelf, student, at=at)) == before


def test_anybody_elses_answers_and_undos_themselves_are_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student, stranger = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    first = answered(session, shelf, student, make.LOCATE, at)
    with pytest.raises(NotFound):
        undo_answer(session, stranger, first, at=at)
    undo_answer(session, student, first, at=at)
    undo = queries.find_undo(session, first)
    assert undo is not None
    with pytest.raises(NotFound):
        undo_answer(session, student, undo.id, at=at)
