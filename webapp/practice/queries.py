"""Reads of practice, always scoped to the student who asks."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import User
from webapp.core.ratings import Rating
from webapp.core.replay import LogRow
from webapp.core.shown import SHOWN
from webapp.errors import NotFound
from webapp.practice.models import Card, Enrolment, Review, Suspension, WantedItem


def lock_student(session: Session, student_id: int) -> None:
    """Make other requests that write for this student wait until this one is done (SQLite has a single writer anyhow)."""
    session.execute(sa.select(User.id).where(User.id == student_id).with_for_update(key_share=True))


def list_enrolments(session: Session, student_id: int) -> list[Enrolment]:
    """Decks that the student studies or has paused, oldest first."""
    return list(session.scalars(sa.select(Enrolment).where(Enrolment.student_id == student_id).order_by(Enrolment.id)))


def find_enrolment(session: Session, student_id: int, deck_id: str) -> Enrolment | None:
    """The student's enrolment in a deck."""
    return session.scalar(sa.select(Enrolment).where(Enrolment.student_id == student_id, Enrolment.deck_id == deck_id))


def list_cards(session: Session, student_id: int) -> dict[str, Card]:
    """The student's cards by item key."""
    return {card.item_key: card for card in session.scalars(sa.select(Card).where(Card.student_id == student_id))}


class CardRow(NamedTuple):
    """What the queue and statistics read of a card: columns, for objects would take several times as long."""

    item_key: str
    reps: int
    stability: float | None
    last_day: int | None
    due_day: int | None
    lapses: int
    relearning: bool
    last_review_id: int | None
    last_answered_at: datetime | None


def list_card_rows(session: Session, student_id: int) -> dict[str, CardRow]:
    """The student's cards by item key, for reading only."""
    columns = (getattr(Card, name) for name in CardRow._fields)
    return {row[0]: CardRow(*row) for row in session.execute(sa.select(*columns).where(Card.student_id == student_id))}


def list_due_days(session: Session, student_id: int) -> dict[str, int]:
    """Due days of the student's cards by item key; none for an item without an answer that counts."""
    rows = session.execute(sa.select(Card.item_key, Card.due_day).where(Card.student_id == student_id, Card.due_day.is_not(None)))
    return {key: day for key, day in rows if day is not None}


def find_card(session: Session, student_id: int, item_key: str) -> Card | None:
    """The student's card of an item; None before the first answer."""
    return session.scalar(sa.select(Card).where(Card.student_id == student_id, Card.item_key == item_key))


def list_log(session: Session, student_id: int, item_key: str) -> list[LogRow]:
    """Every row of one item's log, oldest first."""
    return list(_log_rows(session, Review.student_id == student_id, Review.item_key == item_key))


def standing_and_shown() -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on rows of the log: answers that classes may be shown, and that were not taken back."""
    undo = aliased(Review)
    return (Review.purpose == SHOWN, Review.undo_of.is_(None), ~sa.select(undo.id).where(undo.undo_of == Review.id).exists())


def list_rows(session: Session, student_id: int, item_key: str) -> list[Review]:
    """Every row of one item's log, oldest first, with all that it holds."""
    return list(session.scalars(sa.select(Review).where(Review.student_id == student_id, Review.item_key == item_key).order_by(Review.id)))


def list_day(session: Session, student_id: int, day: int) -> list[Review]:
    """Every row of one study day, oldest first."""
    wanted = (Review.student_id == student_id, Review.study_day == day)
    return list(session.scalars(sa.select(Review).where(*wanted).order_by(Review.id)))


def find_last_day(session: Session, student_id: int) -> int | None:
    """The latest study day on which the student answered anything."""
    return session.scalar(sa.select(sa.func.max(Review.study_day)).where(Review.student_id == student_id))


def list_suspended(session: Session, student_id: int) -> dict[str, datetime]:
    """Keys of suspended items, with the moment."""
    rows = session.execute(sa.select(Suspension.item_key, Suspension.at).where(Suspension.student_id == student_id))
    return {row.item_key: row.at for row in rows}


def find_suspension(session: Session, student_id: int, item_key: str) -> Suspension | None:
    """The student's suspension of an item."""
    return session.scalar(sa.select(Suspension).where(Suspension.student_id == student_id, Suspension.item_key == item_key))


def list_wanted(session: Session, student_id: int) -> list[WantedItem]:
    """Items that the student asked for, settled or not, in the order in which they are to be asked."""
    wanted = sa.select(WantedItem).where(WantedItem.student_id == student_id)
    return list(session.scalars(wanted.order_by(WantedItem.place, WantedItem.id)))


def is_wanted(session: Session, student_id: int, item_key: str) -> bool:
    """Whether the student asked for an item and has not answered it since."""
    settled = sa.select(Card.id).where(
        Card.student_id == WantedItem.student_id, Card.item_key == WantedItem.item_key, Card.last_answered_at > WantedItem.wanted_at
    )
    asked_for = sa.select(WantedItem.id).where(WantedItem.student_id == student_id, WantedItem.item_key == item_key, ~settled.exists())
    return session.scalar(asked_for) is not None


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


def get_latest(session: Session, student_id: int, review_id: int) -> Review:
    """One of the student's own answers with the rating it was given last; NotFound as for `get_answer`."""
    review = get_answer(session, student_id, review_id)
    while (anew := _find_anew(session, review)) is not None:
        review = anew
    return review


def _find_anew(session: Session, review: Review) -> Review | None:
    uuids = [review.derived_uuid(f"rating-{rating}") for rating in Rating]
    return session.scalar(sa.select(Review).where(Review.student_id == review.student_id, Review.client_uuid.in_(uuids)))


def find_undo(session: Session, review_id: int) -> Review | None:
    """The row that took an answer back."""
    return session.scalar(sa.select(Review).where(Review.undo_of == review_id))


def list_studying(session: Session) -> list[int]:
    """Every student who has a log or a card."""
    return list(session.scalars(sa.select(Review.student_id).union(sa.select(Card.student_id)).order_by("student_id")))


def list_logs(session: Session, student_id: int) -> dict[str, list[LogRow]]:
    """The student's whole log by item key, oldest first."""
    logs: dict[str, list[LogRow]] = defaultdict(list)
    for row in _log_rows(session, Review.student_id == student_id):
        logs[row.item_key].append(row)
    return dict(logs)


def _log_rows(session: Session, *wanted: sa.ColumnElement[bool]) -> Iterator[LogRow]:
    # Columns, not objects: a log is long, and only a few of its columns are replayed.
    columns = (Review.id, Review.item_key, Review.study_day, Review.answered_at, Review.due_day, Review.correct, Review.undo_of)
    for row in session.execute(sa.select(Review.rating, *columns).where(*wanted).order_by(Review.id)):
        yield log_row(row)


def log_row(row: Any) -> LogRow:
    """A row of the log, or of these columns of it, as it is replayed."""
    return LogRow(
        id=row.id,
        item_key=row.item_key,
        study_day=row.study_day,
        answered_at=row.answered_at,
        rating=Rating(row.rating) if row.rating else None,
        due_day=row.due_day,
        correct=bool(row.correct),
        undo_of=row.undo_of,
    )
