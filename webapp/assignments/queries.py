"""Reads of assignments, always within a class that was fetched for the one who asks, or of the student who asks."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.assignments.models import AssignedStudent, Assignment, AssignmentResult
from webapp.classrooms.models import Classroom, Membership
from webapp.classrooms.queries import present_in
from webapp.core.assigning import Goal
from webapp.errors import NotFound

NO_SUCH = "There is no such assignment of yours."


def list_assignments(session: Session, classroom_id: int, *, withdrawn: bool = False) -> list[Assignment]:
    """Assignments of a class that stand (or that were withdrawn), the one due first first."""
    wanted = (Assignment.classroom_id == classroom_id, Assignment.withdrawn_at.is_not(None) == withdrawn)
    return list(session.scalars(sa.select(Assignment).where(*wanted).order_by(Assignment.due_day, Assignment.id)))


def get_assignment(session: Session, classroom_id: int, assignment_id: int) -> Assignment:
    """An assignment of a class that was fetched for its instructor, withdrawn or not; NotFound for one of another class."""
    found = session.scalar(sa.select(Assignment).where(Assignment.id == assignment_id, Assignment.classroom_id == classroom_id))
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def find_by_uuid(session: Session, classroom_id: int, client_uuid: UUID) -> Assignment | None:
    """The assignment of a class that a form has set."""
    wanted = (Assignment.classroom_id == classroom_id, Assignment.client_uuid == str(client_uuid))
    return session.scalar(sa.select(Assignment).where(*wanted))


def is_assigned(session: Session, deck_id: str) -> bool:
    """Whether any assignment names a deck, be it over or withdrawn."""
    return session.scalar(sa.select(sa.exists().where(Assignment.deck_id == deck_id))) or False


def list_for_student(
    session: Session, student_id: int, classroom_id: int | None = None, *, archived: bool = False
) -> list[tuple[Assignment, Classroom]]:
    """What a student is to do in one class or in all (`archived` ones left out), the one due first first; withdrawn ones are left out."""
    wanted = sa.select(Assignment, Classroom).join(Classroom, Classroom.id == Assignment.classroom_id).join(*_membership())
    wanted = wanted.where(Membership.student_id == student_id, Assignment.withdrawn_at.is_(None), is_for(student_id))
    if classroom_id is not None:
        wanted = wanted.where(Classroom.id == classroom_id)
    elif not archived:
        wanted = wanted.where(Classroom.archived_at.is_(None))
    rows = session.execute(wanted.order_by(Assignment.due_day, Assignment.id))
    return [(row.Assignment, row.Classroom) for row in rows]


def get_for_student(session: Session, student_id: int, classroom_id: int, assignment_id: int) -> tuple[Assignment, Classroom]:
    """One assignment that the student is to do, with its class; NotFound for everybody else."""
    for assignment, classroom in list_for_student(session, student_id, classroom_id):
        if assignment.id == assignment_id:
            return assignment, classroom
    raise NotFound(NO_SUCH)


def list_to_practise(session: Session, student_ids: Collection[int]) -> list[tuple[int, Assignment, Classroom]]:
    """What students of classes that go on are to practise and have begun: student, assignment and class, whether or not it is due still."""
    chosen = sa.select(AssignedStudent.student_id)
    chosen = chosen.where(AssignedStudent.assignment_id == Assignment.id, AssignedStudent.student_id == Membership.student_id)
    wanted = sa.select(Membership.student_id, Assignment, Classroom).join(Assignment, Assignment.classroom_id == Membership.classroom_id)
    wanted = wanted.join(Classroom, Classroom.id == Assignment.classroom_id).where(Membership.student_id.in_(student_ids))
    standing = (Assignment.withdrawn_at.is_(None), Assignment.begun_at.is_not(None), Classroom.archived_at.is_(None))
    rows = session.execute(wanted.where(*standing, Assignment.goal != Goal.CLASS_TEST, sa.or_(Assignment.for_all, chosen.exists())))
    return [(row[0], row[1], row[2]) for row in rows]


def find_by_paper(session: Session, student_id: int, paper_id: int) -> Assignment | None:
    """The assignment of a class test that the student is to take, withdrawn or not."""
    wanted = sa.select(Assignment).join(*_membership()).where(Membership.student_id == student_id, is_for(student_id))
    return session.scalar(wanted.where(Assignment.paper_id == paper_id))


def is_for(student_id: int) -> sa.ColumnElement[bool]:
    """Whether an assignment is meant for a student of its class."""
    chosen = sa.select(AssignedStudent.student_id)
    chosen = chosen.where(AssignedStudent.assignment_id == Assignment.id, AssignedStudent.student_id == student_id)
    return sa.or_(Assignment.for_all, chosen.exists())


def members(assignment: Assignment, student_ids: Collection[int] | None = None, *, before: datetime | None = None) -> sa.Select[int]:
    """Ids of the students of its class whom an assignment is for, or of some of them; only of those who joined `before` a moment."""
    wanted = present_in(assignment.classroom_id)
    if before is not None:
        wanted = wanted.where(Membership.joined_at < before)
    if student_ids is not None:
        wanted = wanted.where(Membership.student_id.in_(student_ids))
    if assignment.for_all:
        return wanted
    chosen = sa.select(AssignedStudent.student_id).where(AssignedStudent.assignment_id == assignment.id)
    return wanted.where(Membership.student_id.in_(chosen))


def list_member_ids(
    session: Session, assignment: Assignment, student_ids: Collection[int] | None = None, *, before: datetime | None = None
) -> list[int]:
    """The same, read."""
    return list(session.scalars(members(assignment, student_ids, before=before).order_by(Membership.student_id)))


def list_chosen_ids(session: Session, assignment_id: int) -> set[int]:
    """Students whom an assignment for some names, whether or not they are still in the class."""
    return set(session.scalars(sa.select(AssignedStudent.student_id).where(AssignedStudent.assignment_id == assignment_id)))


def list_results(session: Session, assignment_id: int) -> dict[int, AssignmentResult]:
    """What was written down when an assignment was due, by student."""
    rows = session.scalars(sa.select(AssignmentResult).where(AssignmentResult.assignment_id == assignment_id))
    return {row.student_id: row for row in rows}


def list_results_of(session: Session, student_id: int) -> dict[int, AssignmentResult]:
    """What was written down of one student, by assignment."""
    rows = session.scalars(sa.select(AssignmentResult).where(AssignmentResult.student_id == student_id))
    return {row.assignment_id: row for row in rows}


def list_to_begin(session: Session, at: datetime) -> list[tuple[Assignment, Classroom]]:
    """Assignments of classes that go on whose first day may have come and which their students do not study yet, with their classes."""
    waiting = (Assignment.begun_at.is_(None), Assignment.withdrawn_at.is_(None), Assignment.first_day <= at.date() + timedelta(days=1))
    wanted = (
        sa.select(Assignment, Classroom).join(Classroom, Classroom.id == Assignment.classroom_id).where(Classroom.archived_at.is_(None))
    )
    return [(row.Assignment, row.Classroom) for row in session.execute(wanted.where(*waiting).order_by(Assignment.id))]


def list_open_tests(session: Session) -> list[tuple[Assignment, Classroom]]:
    """Class tests that are not over, with their classes."""
    wanted = sa.select(Assignment, Classroom).join(Classroom, Classroom.id == Assignment.classroom_id)
    open_ones = (Assignment.paper_id.is_not(None), Assignment.settled_at.is_(None), Assignment.withdrawn_at.is_(None))
    return [(row.Assignment, row.Classroom) for row in session.execute(wanted.where(*open_ones).order_by(Assignment.id))]


def list_to_settle(session: Session, at: datetime) -> list[tuple[Assignment, Classroom]]:
    """Assignments whose due day may be over and for which nothing is written down yet, with their classes; withdrawn ones left out."""
    wanted = sa.select(Assignment, Classroom).join(Classroom, Classroom.id == Assignment.classroom_id)
    # A due day ends within a day of its end in UTC, wherever the class is.
    open_ones = (Assignment.settled_at.is_(None), Assignment.withdrawn_at.is_(None), Assignment.due_day <= at.date())
    return [(row.Assignment, row.Classroom) for row in session.execute(wanted.where(*open_ones).order_by(Assignment.id))]


def _membership() -> tuple[type[Membership], sa.ColumnElement[bool]]:
    return Membership, Membership.classroom_id == Assignment.classroom_id
