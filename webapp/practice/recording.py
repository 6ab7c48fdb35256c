"""Rows of the log: made and added, and the card brought up to date with them; for answering, re-rating and undoing alike."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.memory import PARAMETER_SET, SCHEDULER_VERSION, review
from webapp.core.ratings import Rating
from webapp.core.replay import replay
from webapp.core.shown import SHOWN
from webapp.practice import queries
from webapp.practice.asked import Asked
from webapp.practice.models import Card, Review
from webapp.practice.showing import show_rows
from webapp.practice.totals import count_rows

PURPOSE = SHOWN


def schedule(row: Review, asked: Asked, rating: Rating) -> Review:
    """The row of an answer with its rating, what that makes of the memory, and when the item comes back."""
    after = review(asked.memory, rating, asked.day)
    row.rating = int(rating)
    row.scheduler_version = SCHEDULER_VERSION
    row.parameter_set = PARAMETER_SET
    row.retention = asked.retention
    row.stability_before = asked.memory.stability if asked.memory else None
    row.difficulty_before = asked.memory.difficulty if asked.memory else None
    row.stability_after = after.stability
    row.difficulty_after = after.difficulty
    row.due_day = asked.due_days()[rating]
    return row


def undo_row(student: User, row: Review, *, at: datetime) -> Review:
    """The row that takes back `row`; it counts for the study day of what it takes back."""
    return Review(
        student_id=student.id,
        item_key=row.item_key,
        client_uuid=row.derived_uuid("undo"),
        undo_of=row.id,
        answered_at=at,
        time_zone=student.time_zone,
        rollover_hour=student.rollover_hour,
        study_day=row.study_day,
        purpose=row.purpose,
    )


def add_rows(session: Session, rows: Sequence[Review]) -> Card:
    """Add rows of one item's log; its card becomes what the whole log replays to, totals and shown figures what it sums to; flushes."""
    session.add_all(rows)
    session.flush()
    student_id, item_key = rows[0].student_id, rows[0].item_key
    log = queries.list_rows(session, student_id, item_key)
    state = replay(map(queries.log_row, log))
    card = queries.find_card(session, student_id, item_key) or Card(student_id=student_id, item_key=item_key)
    card.take(state)
    session.add(card)
    count_rows(session, log, rows)
    show_rows(session, log, rows)
    session.flush()
    return card
