"""Use cases: students study what they are assigned from its first day on, and what is needed no more presses no more."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import AssignedStudent, Assignment, AssignmentResult
from webapp.classrooms.models import Classroom
from webapp.practice.needing import need_decks


def begin(session: Session, assignment: Assignment, classroom: Classroom, *, at: datetime) -> bool:
    """Let its students study the deck of an assignment if its first day has come; whether it had. A paused deck is resumed once."""
    if assignment.begun_at is not None or at < assignment.starts_at(classroom.time_zone):
        return False
    assignment.begun_at = at
    session.flush()
    refresh_needs(session, queries.list_member_ids(session, assignment), at=at, begun={assignment.deck_id})
    return True


def refresh_needs(session: Session, student_ids: Collection[int], *, at: datetime, begun: Collection[str] = ()) -> None:
    """Work out by which day each deck is needed by the students' classes, as things stand now, and store it."""
    needs: dict[int, dict[str, int]] = {student: {} for student in student_ids}
    for student, assignment, classroom in queries.list_open(session, student_ids):
        if at < assignment.due_at(classroom.time_zone):
            day = assignment.due_day.toordinal()
            needs[student][assignment.deck_id] = min(day, needs[student].get(assignment.deck_id, day))
    need_decks(session, needs, at=at, begun=begun)


def follow_joining(session: Session, classroom: Classroom, student: User, at: datetime) -> None:
    """Somebody has joined a class: what its whole class has to do is from now on theirs too."""
    decks = {each.deck_id for each, _ in queries.list_for_student(session, student.id, classroom.id)}
    refresh_needs(session, [student.id], at=at, begun=decks)


def follow_leaving(session: Session, classroom: Classroom, student: User, at: datetime) -> None:
    """Somebody has left a class: what they were to do there is forgotten, with how far they were."""
    here = sa.select(Assignment.id).where(Assignment.classroom_id == classroom.id)
    for table in (AssignedStudent, AssignmentResult):
        session.execute(sa.delete(table).where(table.student_id == student.id, table.assignment_id.in_(here)))
    refresh_needs(session, [student.id], at=at)
