"""Use case: take back the last answer of the study day."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.days import study_day
from webapp.errors import Invalid, Stale
from webapp.practice import queries
from webapp.practice.answering import undo_row
from webapp.practice.models import Review
from webapp.practice.recording import add_rows


def find_undoable(session: Session, student: User, *, at: datetime) -> Review | None:
    """The student's last answer of today that stands."""
    day = study_day(at, student.time_zone, student.rollover_hour)
    rows = queries.list_day(session, student.id, day)
    undone = {row.undo_of for row in rows}
    standing = [row for row in rows if row.undo_of is None and row.id not in undone]
    return standing[-1] if standing else None


def undo_answer(session: Session, student: User, review_id: int, *, at: datetime) -> str:
    """Take back an answer and give its item's key; doing it twice changes nothing. Only the last one that stands can be taken back."""
    row = queries.get_answer(session, student.id, review_id)
    if queries.find_undo(session, row.id) is not None:
        return row.item_key
    last = find_undoable(session, student, at=at)
    if last is None:
        raise Invalid("There is nothing to undo today.")
    if last.id != row.id:
        raise Stale("You have answered something else since. Only the last answer can be undone.")
    add_rows(session, [undo_row(student, row, at=at)])
    return row.item_key
