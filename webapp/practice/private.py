"""Private practice: what is answered on a private study day is shown to no class, and counts for the student as ever."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.practice import queries
from webapp.practice.models import PrivateDay
from webapp.practice.today import today_of


def is_private(session: Session, student: User, day: int) -> bool:
    """Whether the student practises in private on a study day."""
    return session.scalar(sa.select(PrivateDay.since).where(PrivateDay.student_id == student.id, PrivateDay.study_day == day)) is not None


def is_private_now(session: Session, student: User, *, at: datetime) -> bool:
    """Whether the student practises in private on the present study day."""
    return is_private(session, student, today_of(session, student, at=at))


def switch_private(session: Session, student: User, *, on: bool, at: datetime) -> None:
    """Begin or end private practice for the present study day; what was answered before stays, and doing it twice changes nothing."""
    queries.lock_student(session, student.id)
    day = today_of(session, student, at=at)
    row = session.get(PrivateDay, (student.id, day))
    if on and row is None:
        session.add(PrivateDay(student_id=student.id, study_day=day, since=at))
    elif not on and row is not None:
        session.delete(row)
    session.flush()
