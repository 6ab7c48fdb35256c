"""Use cases: announce days off and take them back, set the day of the exam."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.errors import Invalid
from webapp.practice.queries import lock_student
from webapp.practice.today import today_of
from webapp.progress import queries
from webapp.progress.models import DaysOff

LONGEST_DAYS = 42
FURTHEST_DAYS = 366
MOST_SPANS = 40
FURTHEST_EXAM_DAYS = 3 * 366


def announce_days_off(session: Session, student: User, first_day: int, last_day: int, *, at: datetime) -> DaysOff:
    """Announce days off, today at the earliest; announced twice, they stay as they are.

    Raises Invalid for days that are over and for too many.
    """
    lock_student(session, student.id)
    today = today_of(session, student, at=at)
    known = queries.list_days_off(session, student.id)
    for row in known:
        if (row.first_day, row.last_day) == (first_day, last_day):
            return row
    _check_span(first_day, last_day, today)
    if len(known) >= MOST_SPANS and known[-MOST_SPANS].last_day >= today - FURTHEST_DAYS:
        raise Invalid(f"You can announce days off {MOST_SPANS} times a year.")
    row = DaysOff(student_id=student.id, first_day=first_day, last_day=last_day, announced_at=at)
    session.add(row)
    session.flush()
    return row


def take_back_days_off(session: Session, student: User, days_off_id: int, *, at: datetime) -> None:
    """Take back what lies ahead of days off: the days that have begun stay off. Raises Invalid where all of them are over."""
    row = queries.get_days_off(session, student.id, days_off_id)
    today = today_of(session, student, at=at)
    if row.last_day < today:
        raise Invalid("These days off are over.")
    if row.first_day >= today:
        session.delete(row)
    else:
        row.last_day = today - 1
    session.flush()


def choose_exam_day(session: Session, student: User, day: int | None, *, at: datetime) -> None:
    """Set the day of the exam, tomorrow at the earliest, or with None forget it."""
    today = today_of(session, student, at=at)
    if day is None:
        queries.forget_exam_day(session, student.id)
    elif not today < day <= today + FURTHEST_EXAM_DAYS:
        raise Invalid("The exam lies in the next three years.", {"exam_on": "Choose a day from tomorrow on, within three years."})
    else:
        queries.set_exam_day(session, student.id, day, at)
    session.flush()


def _check_span(first_day: int, last_day: int, today: int) -> None:
    if first_day < today:
        raise Invalid("Days off are announced ahead.", {"first_on": "Today at the earliest: a day that is over cannot be one."})
    if last_day < first_day:
        raise Invalid("Days off end after they begin.", {"last_on": "The last day comes before the first."})
    if last_day - first_day >= LONGEST_DAYS:
        raise Invalid(f"Days off last {LONGEST_DAYS} days at most.", {"last_on": f"At most {LONGEST_DAYS} days in a row."})
    if first_day > today + FURTHEST_DAYS:
        raise Invalid("Days off lie within a year.", {"first_on": "Choose a day within the next year."})
