"""The student's study day, as the log has it: a day that has begun never un-begins."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.days import study_day
from webapp.practice import queries

# Time zones and rollovers together shift a day by no more than this; beyond it, the clock was wrong when that day was logged.
FURTHEST_AHEAD = 2


def today_of(session: Session, student: User, *, at: datetime) -> int:
    """The student's study day now, not before the last logged one, though the time zone or the rollover may have changed since."""
    day = study_day(at, student.time_zone, student.rollover_hour)
    last = queries.find_last_day(session, student.id)
    return last if last is not None and day < last <= day + FURTHEST_AHEAD else day
