"""Reads of classes, always scoped to the person who asks."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, ClassroomInstructor, Membership
from webapp.errors import NotFound

NO_SUCH_CLASS = "There is no such class of yours."


def get_taught(session: Session, instructor_id: int, classroom_id: int) -> Classroom:
    """A class that the person teaches, archived or not; NotFound for anybody else."""
    mine = sa.select(ClassroomInstructor.classroom_id).where(ClassroomInstructor.instructor_id == instructor_id)
    found = session.scalar(sa.select(Classroom).where(Classroom.id == classroom_id, Classroom.id.in_(mine)))
    if found is None:
        raise NotFound(NO_SUCH_CLASS)
    return found


def get_joined(session: Session, student_id: int, classroom_id: int) -> Classroom:
    """A class that the person has joined; NotFound for anybody else."""
    mine = sa.select(Membership.classroom_id).where(Membership.student_id == student_id)
    found = session.scalar(sa.select(Classroom).where(Classroom.id == classroom_id, Classroom.id.in_(mine)))
    if found is None:
        raise NotFound(NO_SUCH_CLASS)
    return found


def list_taught(session: Session, instructor_id: int) -> list[Classroom]:
    """Classes that the person teaches, archived ones last, by name."""
    mine = sa.select(ClassroomInstructor.classroom_id).where(ClassroomInstructor.instructor_id == instructor_id)
    ordered = sa.select(Classroom).where(Classroom.id.in_(mine)).order_by(Classroom.archived_at.is_not(None), Classroom.name, Classroom.id)
    return list(session.scalars(ordered))


def list_joined(session: Session, student_id: int) -> list[Classroom]:
    """Classes that the person has joined and that go on, by name."""
    mine = sa.select(Membership.classroom_id).where(Membership.student_id == student_id)
    wanted = (Classroom.id.in_(mine), Classroom.archived_at.is_(None))
    return list(session.scalars(sa.select(Classroom).where(*wanted).order_by(Classroom.name, Classroom.id)))


def list_students(session: Session, classroom_id: int) -> list[User]:
    """Students of a class, by name."""
    wanted = sa.select(User).join(Membership, Membership.student_id == User.id).where(Membership.classroom_id == classroom_id)
    return list(session.scalars(wanted.order_by(User.name, User.id)))


def get_student(session: Session, classroom_id: int, student_id: int) -> User:
    """One student of a class; NotFound for anybody who is not in it."""
    wanted = sa.select(User).join(Membership, Membership.student_id == User.id)
    found = session.scalar(wanted.where(Membership.classroom_id == classroom_id, User.id == student_id))
    if found is None:
        raise NotFound("There is no such student in this class.")
    return found
