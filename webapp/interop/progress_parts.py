"""Parts of the download about planning: days off, and the day of the exam."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.interop.parts import Part, Row, moment
from webapp.progress.models import DaysOff, ExamDay

DAYS_OFF_COLUMNS = {
    "first_day": "First free study day: days since 0001-01-01, which is 1.",
    "last_day": "Last free study day.",
    "announced_at": "When you announced it.",
}
EXAM_COLUMNS = {"day": "Study day of the exam.", "set_at": "When you set it."}


def _days_off(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(DaysOff).where(DaysOff.student_id == user.id).order_by(DaysOff.id)):
        yield {"first_day": row.first_day, "last_day": row.last_day, "announced_at": moment(row.announced_at)}


def _exam_day(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(ExamDay).where(ExamDay.student_id == user.id)):
        yield {"day": row.day, "set_at": moment(row.set_at)}


DAYS_OFF = Part("days_off", "Days that you announced as free.", DAYS_OFF_COLUMNS, _days_off)
EXAM_DAY = Part("exam_day", "The day on which you want to know it all.", EXAM_COLUMNS, _exam_day)
