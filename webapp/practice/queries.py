"""Reads of practice, always scoped to the student who asks."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.errors import NotFound
from webapp.practice.models import Card, Enrolment, Review, Suspension


def list_enrolments(session: Session, student_id: int) -> list[Enrolment]:
    """Decks that the student studies or has paused, oldest first."""
    return list(session.scalars(sa.select(Enrolment).where(Enrolment.student_id == student_id).order_by(Enrolment.id)))


def find_enrolment(session: Session, student_id: int, deck_id: str) -> Enrolment | None:
    """The student's enrolment in a deck."""
    return session.scalar(sa.select(Enrolment).where(Enrolment.student_id == student_id, Enrolment.deck_id == deck_id))


def list_cards(session: Session, student_id: int) -> dict[str, Card]:
    """The student's cards by item key."""
    return {card.item_key: card for card in session.scalars(sa.select(Card).where(Card.student_id == student_id))}


def find_card(session: Session, student_id: int, item_key: str) -> Card | None:
    """The student's card of an item; None before the first answer."""
    return session.scalar(sa.select(Card).where(Card.student_id == student_id, Card.item_key == item_key))


def list_log(session: Session, student_id: int, item_key: str) -> list[Review]:
    """Every row of one item's log, oldest first."""
    wanted = (Review.student_id == student_id, Review.item_key == item_key)
    return list(session.scalars(sa.select(Review).where(*wanted).order_by(Review.id)))


def list_day(session: Session, student_id: int, day: int) -> list[Review]:
    """Every row of one study day, oldest first."""
    wanted = (Review.student_id == student_id, Review.study_day == day)
    return list(session.scalars(sa.select(Review).where(*wanted).order_by(Review.id)))


def list_suspended(session: Session, student_id: int) -> dict[str, datetime]:
    """Keys of suspended items, with the moment."""
    rows = session.execute(sa.select(Suspension.item_key, Suspension.at).where(Suspension.student_id == student_id))
    return {key: at for key, at in rows}


def find_suspension(session: Session, student_id: int, item_key: str) -> Suspension | None:
    """The student's suspension of an item."""
    return session.scalar(sa.select(Suspension).where(Suspension.student_id == student_id, Suspension.item_key == item_key))


def list_introduced(session: Session, student_id: int, day: int) -> set[str]:
    """Keys of items whose first standing answer was given on a study day."""
    undo = aliased(Review)
    undone = sa.select(undo.id).where(undo.undo_of == Review.id).exists()
    first = (
        sa.select(Review.item_key)
        .where(Review.student_id == student_id, Review.undo_of.is_(None), ~undone)
        .group_by(Review.item_key)
        .having(sa.func.min(Review.study_day) == day)
    )
    return set(session.scalars(first))


def find_by_uuid(session: Session, student_id: int, client_uuid: str) -> Review | None:
    """The student's row that a client's UUID made."""
    return session.scalar(sa.select(Review).where(Review.student_id == student_id, Review.client_uuid == client_uuid))


def get_answer(session: Session, student_id: int, review_id: int) -> Review:
    """One of the student's own answers; NotFound for anybody else's, and for undos."""
    wanted = (Review.id == review_id, Review.student_id == student_id, Review.undo_of.is_(None))
    review = session.scalar(sa.select(Review).where(*wanted))
    if review is None:
        raise NotFound("There is no such answer of yours.")
    return review


def find_undo(session: Session, review_id: int) -> Review | None:
    """The row that took an answer back."""
    return session.scalar(sa.select(Review).where(Review.undo_of == review_id))


def list_students_with_log(session: Session) -> Iterable[tuple[int, str]]:
    """Every (student, item) pair that has a log or a card."""
    logged = sa.select(Review.student_id, Review.item_key)
    carded = sa.select(Card.student_id, Card.item_key)
    return [(student, key) for student, key in session.execute(logged.union(carded))]
