"""Use case: take back the last answer of the study day."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.errors import Invalid, Stale
from webapp.practice import queries
from webapp.practice.models import Review
from webapp.practice.recording import add_rows, undo_row
from webapp.practice.today import today_of


def find_undoable(session: Session, student: User, *, at: datetime) -> Review | None:
    """The student's last answer of today that stands."""
    rows = standing_rows(queries.list_day(session, student.id, today_of(session, student, at=at)))
    return rows[-1] if rows else None


def standing_rows(rows: list[Review]) -> list[Review]:
    """The answers of a day that were not taken back, in the order given."""
    undone = {row.undo_of for row in rows}
    return [row for row in rows if row.undo_of is None and row.id not in undone]


def undo_answer(session: Session, student: User, review_id: int, *, at: datetime) -> str:
    """Take back an answer and give its item's key; doing it twice changes nothing. Only the last one that stands can be taken back."""
    queries.lock_student(session, student.id)
    row = queries.get_latest(session, student.id, review_id)
    if queries.find_undo(session, row.id) is not None:
        return row.item_key
    last = find_undoable(session, student, at=at)
    if last is None:
        raise Invalid("There is nothing to undo today.")
    if last.id != row.id:
        raise Stale("You have answered something else since. Only the last answer can be undone.")
    add_rows(session, [undo_row(student, row, at=at)])
    return row.item_key
