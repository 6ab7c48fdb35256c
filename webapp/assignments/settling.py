"""Use cases of the calendar: assignments whose first day has come begin, and those that were due are written down."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.assignments import queries
from webapp.assignments.enrolling import begin, refresh_needs
from webapp.assignments.models import Assignment, AssignmentResult
from webapp.assignments.progress import measured, wanted_of
from webapp.assignments.testing import align
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.library.shelf import Shelf


def begin_due(session: Session, *, at: datetime) -> int:
    """Begin what starts today or earlier; gives its number."""
    return sum(begin(session, assignment, classroom, at=at) for assignment, classroom in queries.list_to_begin(session, at))


def settle_due(session: Session, shelf: Shelf, *, at: datetime) -> int:
    """Write down how far everybody was in what is over, so that nothing takes it away later; gives the number of assignments.

    Tests need no such line: their sittings are kept.
    """
    settled = 0
    for assignment, classroom in queries.list_to_settle(session, at):
        if assignment.due_at(classroom.time_zone) <= at:
            _settle(session, shelf, classroom, assignment, at)
            settled += 1
    return settled


def align_tests(session: Session, *, at: datetime) -> None:
    """Let open tests follow the time zone of their classes."""
    for assignment, classroom in queries.list_open_tests(session):
        align(session, assignment, classroom, at=at)


def _settle(session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, at: datetime) -> None:
    if assignment.goal is not Goal.CLASS_TEST:
        done, wanted = measured(session, shelf, classroom, assignment), wanted_of(shelf, assignment)
        known = queries.list_results(session, assignment.id)
        asked = queries.list_member_ids(session, assignment, before=assignment.due_at(classroom.time_zone))
        rows = (
            AssignmentResult(assignment_id=assignment.id, student_id=each, done=done.get(each, 0), wanted=wanted, at=at) for each in asked
        )
        session.add_all(row for row in rows if row.student_id not in known)
    assignment.settled_at = at
    session.flush()
    refresh_needs(session, queries.list_member_ids(session, assignment), at=at)
