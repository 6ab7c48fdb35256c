"""Changing a rating: down freely, up never on safety, and what the page promised is what is stored."""

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
from webapp.practice.feedback import feedback
from webapp.practice.rating import change_rating
from webapp.practice.undoing import undo_answer


def promised(session: Session, shelf: Shelf, student: User, review_id: int, at: datetime) -> dict[int, int]:
    """Days to the next date, by rating, as the feedback page shows them."""
    return {choice.rating: choice.days for choice in feedback(session, shelf, student, review_id, at=at).choices}


def answered(session: Session, shelf: Shelf, student: User, key: str, at: datetime) -> int:
    review_id = make.give(session, shelf, student, key, at=at).review_id
    assert review_id is not None
    return review_id


def load(session: Session, shelf: Shelf, student: User, at: datetime) -> None:
    """Some cards about, so that there is something to balance."""
    for key in shelf.decks["neck"].item_keys:
        if key.endswith(("/name", "/referral")):
            make.give(session, shelf, student, key, at=at)


@pytest.mark.parametrize("rating", [Rating.AGAIN, Rating.HARD, Rating.EASY])
def test_a_changed_rating_is_logged_as_an_undo_and_the_answer_anew(session: Session, shelf: Shelf, at: datetime, rating: Rating) -> None:
    student = make.student(session, shelf)
    old = answered(session, shelf, student, make.LOCATE, at)
    new = change_rating(session, shelf, student, old, rating, at=at + timedelta(seconds=5))
    first, undo, again = make.rows(session, student, make.LOCATE)
    assert (first.id, undo.undo_of, again.id) == (old, old, new)
    assert (first.rating, again.rating, again.proposed) == (Rating.GOOD, rating, Rating.GOOD)
    same = ("raw_answer", "score", "correct", "miss", "hit", "elapsed_ms", "study_day", "stability_before", "fact_version", "choices")
    assert [getattr(first, name) for name in same] == [getattr(again, name) for name in same]
    card = queries.list_cards(session, student.id)[make.LOCATE]
    assert (card.reps, card.due_day, card.stability, card.last_review_id) == (3, again.due_day, again.stability_after, new)
    assert card.relearning == (rating == Rating.AGAIN)


@pytest.mark.parametrize("key", [make.LOCATE, make.CAUTION])
def test_what_the_page_promises_is_what_is_stored(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf)
    load(session, shelf, student, at)
    days = 0
    for round_ in range(6):
        at += timedelta(days=days)
        current = answered(session, shelf, student, key, at)
        for rating in (Rating.HARD, Rating.AGAIN, Rating.GOOD):
            before = promised(session, shelf, student, current, at)
            current = change_rating(session, shelf, student, current, rating, at=at)
            row = queries.get_answer(session, student.id, current)
            assert (row.due_day or 0) - row.study_day == before[rating], (round_, rating)
            assert promised(session, shelf, student, current, at) == before, "the promises stay the same whatever was chosen before"
        days = before[Rating.GOOD]
    assert days > 5


def test_the_rating_in_force_shows_the_day_that_is_stored(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    review_id = answered(session, shelf, student, make.LOCATE, at)
    load(session, shelf, student, at)
    row = queries.get_answer(session, student.id, review_id)
    shown = feedback(session, shelf, student, review_id, at=at).choices
    assert [(c.rating, c.days) for c in shown if c.in_force] == [(Rating.GOOD, (row.due_day or 0) - row.study_day)]
    assert [c.rating for c in shown if c.proposed] == [Rating.GOOD]


def test_better_ratings_wait_longer(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    load(session, shelf, student, at)
    days = promised(session, shelf, student, answered(session, shelf, student, make.LOCATE, at), at)
    assert days[1] <= days[2] < days[3] < days[4]


def test_a_safety_item_is_rated_down_but_never_up(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    review_id = answered(session, shelf, student, make.CAUTION, at)
    assert set(promised(session, shelf, student, review_id, at)) == {1, 2, 3}
    with pytest.raises(Invalid, match="never rated up"):
        change_rating(session, shelf, student, review_id, Rating.EASY, at=at)
    change_rating(session, shelf, student, review_id, Rating.HARD, at=at)
    # Back to what was proposed is no rating up.
    change_rating(session, shelf, student, review_id, Rating.GOOD, at=at)
    with pytest.raises(Invalid):
        change_rating(session, shelf, student, review_id, Rating.EASY, at=at)


@pytest.mark.parametrize("key", [make.LOCATE, make.CAUTION])
def test_a_wrong_answer_is_never_rated_up(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf)
    review_id = make.miss(session, shelf, student, key, at=at).review_id
    assert review_id is not None
    assert set(promised(session, shelf, student, review_id, at)) == {1}
    for rating in (2, 3, 4, 0, 5, -1):
        with pytest.raises(Invalid):
            change_rating(session, shelf, student, review_id, rating, at=at)
    assert change_rating(session, shelf, student, review_id, 1, at=at) == review_id


def test_the_same_rating_twice_changes_nothing(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    old = answered(session, shelf, student, make.LOCATE, at)
    assert change_rating(session, shelf, student, old, Rating.GOOD, at=at) == old
    new = change_rating(session, shelf, student, old, Rating.HARD, at=at)
    assert change_rating(session, shelf, student, old, Rating.HARD, at=at) == new
    assert change_rating(session, shelf, student, new, Rating.HARD, at=at) == new
    assert make.reps(session, student, make.LOCATE) == 3


def test_only_the_last_answer_of_a_card_is_rated(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = make.miss(session, shelf, student, make.LOCATE, at=at).review_id
    assert first is not None
    answered(session, shelf, student, make.LOCATE, at)
    with pytest.raises(Stale, match="last answer"):
        change_rating(session, shelf, student, first, Rating.AGAIN, at=at)
    assert make.reps(session, student, make.LOCATE) == 2


def test_answers_to_other_cards_do_not_stand_in_the_way(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = answered(session, shelf, student, make.LOCATE, at)
    answered(session, shelf, student, make.NAME, at)
    assert change_rating(session, shelf, student, first, Rating.HARD, at=at) != first


def test_an_answer_that_was_taken_back_is_not_rated(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = answered(session, shelf, student, make.LOCATE, at)
    undo_answer(session, student, first, at=at)
    for rating in (Rating.HARD, Rating.GOOD):
        with pytest.raises(Stale):
            change_rating(session, shelf, student, first, rating, at=at)


def test_yesterdays_answer_is_not_rated(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = answered(session, shelf, student, make.LOCATE, at)
    with pytest.raises(Stale):
        change_rating(session, shelf, student, first, Rating.HARD, at=at + timedelta(days=1))


def test_anybody_elses_answer_is_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student, stranger = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    first = answered(session, shelf, student, make.LOCATE, at)
    with pytest.raises(NotFound):
        change_rating(session, shelf, stranger, first, Rating.HARD, at=at)
    with pytest.raises(NotFound):
        change_rating(session, shelf, student, first + 1000, Rating.HARD, at=at)
