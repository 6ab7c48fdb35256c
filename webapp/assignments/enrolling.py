"""Use cases: students study what they are assigned from its first day on, and what is needed no more presses no more."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import AssignedStudent, Assignment, AssignmentResult
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import Goal
from webapp.practice.needing import need_decks


def begin(session: Session, assignment: Assignment, classroom: Classroom, *, at: datetime) -> bool:
    """Let its students study the deck of an assignment if its first day has come; whether it had. A paused deck is resumed once."""
    if assignment.begun_at is not None or at < assignment.starts_at(classroom.time_zone):
        return False
    assignment.begun_at = at
    session.flush()
    begun = set() if assignment.goal is Goal.CLASS_TEST else {assignment.deck_id}
    refresh_needs(session, queries.list_member_ids(session, assignment), at=at, begun=begun)
    return True


def refresh_needs(session: Session, student_ids: Collection[int], *, at: datetime, begun: Collection[str] = ()) -> None:
    """Work out by which day each deck is needed by the students' classes, as things stand now, and store it.

    A class test asks nobody to practise its deck: an hour of questions is no reason to fill the days of everybody with them.
    """
    needs: dict[int, dict[str, int]] = {student: {} for student in student_ids}
    for student, assignment, classroom in queries.list_to_practise(session, student_ids):
        if at < assignment.due_at(classroom.time_zone):
            day = assignment.due_day.toordinal()
            needs[student][assignment.deck_id] = min(day, needs[student].get(assignment.deck_id, day))
    need_decks(session, needs, at=at, begun=begun)


def follow_joining(session: Session, classroom: Classroom, student: User, at: datetime) -> None:
    """Somebody has joined a class: what its whole class has to do is from now on theirs too."""
    asked = queries.list_for_student(session, student.id, classroom.id)
    decks = {each.deck_id for each, _ in asked if each.goal is not Goal.CLASS_TEST}
    refresh_needs(session, [student.id], at=at, begun=decks)


def follow_leaving(session: Session, classroom: Classroom, student: User, at: datetime) -> None:
    """Somebody has left a class: what they were to do there is forgotten, with how far they were."""
    here = sa.select(Assignment.id).where(Assignment.classroom_id == classroom.id)
    for table in (AssignedStudent, AssignmentResult):
        session.execute(sa.delete(table).where(table.student_id == student.id, table.assignment_id.in_(here)))
    refresh_needs(session, [student.id], at=at)


def follow_archiving(session: Session, classroom: Classroom, at: datetime) -> None:
    """A class was archived and asks for nothing, or was brought back and asks again: what should have begun meanwhile begins then."""
    if classroom.archived_at is None:
        for assignment in queries.list_assignments(session, classroom.id):
            begin(session, assignment, classroom, at=at)
    refresh_needs(session, [student.id for student in list_students(session, classroom.id)], at=at)
