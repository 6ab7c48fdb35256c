"""Factories of classes for tests: what a test does not care about has a sensible value."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.make import AT
from webapp.accounts.models import User
from webapp.classrooms import consent
from webapp.classrooms.models import Classroom, ClassroomInstructor, JoinCode, Membership, RosterInvitation

FIRST_DAY, LAST_DAY, EXAM_DAY = date(2026, 2, 2), date(2026, 6, 30), date(2026, 3, 23)


def classroom(session: Session, instructor: User, *students: User, **values: Any) -> Classroom:
    """A class in Berlin with an exam in three weeks, one instructor and some students who have agreed; flushed."""
    given = {
        "name": "MT-101",
        "time_zone": "Europe/Berlin",
        "first_day": FIRST_DAY,
        "last_day": LAST_DAY,
        "exam_day": EXAM_DAY,
        "made_at": AT,
    }
    made = Classroom(**(given | values))
    session.add(made)
    session.flush()
    teach(session, made, instructor)
    for student in students:
        join(session, made, student)
    return made


def teach(session: Session, room: Classroom, instructor: User) -> None:
    """One more instructor of a class."""
    session.add(ClassroomInstructor(classroom_id=room.id, instructor_id=instructor.id, since=AT))
    session.flush()


def join(session: Session, room: Classroom, student: User, *, at: datetime = AT) -> Membership:
    """One more student of a class, who has agreed to what its instructors see."""
    agreed = consent.version(shows_answers=bool(room.shows_answers))
    made = Membership(classroom_id=room.id, student_id=student.id, joined_at=at, consented_to=agreed)
    session.add(made)
    session.flush()
    return made


def invitation(session: Session, room: Classroom, email: str, **values: Any) -> RosterInvitation:
    """An invitation to a class that is open for a week."""
    given = {"classroom_id": room.id, "email": email, "name": "Nina New", "invited_at": AT, "expires_at": AT + timedelta(days=7)}
    made = RosterInvitation(**(given | values))
    session.add(made)
    session.flush()
    return made


def code(session: Session, room: Classroom, text: str = "ABCD2345", **values: Any) -> JoinCode:
    """A code to join a class, valid for a week."""
    made = JoinCode(**({"classroom_id": room.id, "code": text, "made_at": AT, "expires_at": AT + timedelta(days=7)} | values))
    session.add(made)
    session.flush()
    return made
