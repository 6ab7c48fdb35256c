"""What is due in the next days, of a student and of a class."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.assignments.tasks import Task, list_open_tasks
from webapp.classrooms.models import Classroom
from webapp.core.assigning import told_moment
from webapp.core.letters import Deadline
from webapp.library.shelf import Shelf
from webapp.messages import queries

SOON = timedelta(days=3)
"""How long before a deadline the digest begins to tell of it."""
WEEK = timedelta(days=7)


def list_deadlines(session: Session, shelf: Shelf, student: User, *, at: datetime) -> list[Deadline]:
    """What is due soon for a student who has not done it yet, soonest first."""
    tasks = (task for task in list_open_tasks(session, shelf, student, at=at) if not _is_done(task))
    told = (_deadline(task.assignment, task.classroom, task.done) for task in tasks)
    return _soonest_first(each for each in told if each.due_at <= at + SOON)


def list_deadlines_of_class(session: Session, classroom: Classroom, *, at: datetime) -> list[Deadline]:
    """What is due in a class within a week, soonest first."""
    told = (_deadline(each, classroom) for each in queries.list_assignments(session, classroom.id))
    return _soonest_first(each for each in told if at < each.due_at <= at + WEEK)


def _is_done(task: Task) -> bool:
    return task.progress.is_met or (task.sitting is not None and not task.is_seated)


def _deadline(assignment: Assignment, classroom: Classroom, state: str = "") -> Deadline:
    zone = classroom.time_zone
    return Deadline(assignment.title, classroom.name, told_moment(assignment.due_at(zone), zone), zone, state)


def _soonest_first(deadlines: Iterable[Deadline]) -> list[Deadline]:
    return sorted(deadlines, key=lambda each: (each.due_at, each.title))
