"""What is due in the next days, of a student and of a class."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.letters import Deadline
from webapp.messages import queries

SOON = timedelta(days=3)
"""How long before a deadline the digest begins to tell of it."""
WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)


def list_deadlines(session: Session, student: User, *, at: datetime) -> list[Deadline]:
    """What is for a student and due soon, soonest first."""
    return _soonest_first(_due_within(queries.list_assigned(session, student.id, around=at), at, SOON))


def list_deadlines_of_class(session: Session, classroom: Classroom, *, at: datetime) -> list[Deadline]:
    """What is due in a class within a week, soonest first."""
    open_ones = queries.list_assignments(session, classroom.id)
    return _soonest_first(_due_within(((each, classroom) for each in open_ones), at, WEEK))


def _due_within(rows: Iterable[tuple[Assignment, Classroom]], at: datetime, span: timedelta) -> Iterator[Deadline]:
    for assignment, classroom in rows:
        due_at = assignment.due_at(classroom.time_zone)
        if assignment.starts_at(classroom.time_zone) <= at < due_at <= at + span:
            # People say "Thursday 23:59", not "Friday 00:00".
            yield Deadline(assignment.title, classroom.name, due_at - MINUTE, classroom.time_zone)


def _soonest_first(deadlines: Iterable[Deadline]) -> list[Deadline]:
    return sorted(deadlines, key=lambda each: (each.due_at, each.title))
