"""Reads of classes, always scoped to the person who asks."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, Invitation, User
from webapp.classrooms import consent
from webapp.classrooms.models import Classroom, ClassroomInstructor, JoinCode, Membership, RosterInvitation, StaffLook
from webapp.errors import NotFound

NO_SUCH_CLASS = "There is no such class of yours."
LOOKS_SHOWN = 500


def present_in(classroom_id: int) -> sa.Select[int]:
    """Ids of the students who are in a class now, to be looked up by another query."""
    return sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)


def _taught(instructor_id: int) -> sa.Select[int]:
    mine = sa.select(ClassroomInstructor.classroom_id).join(User, User.id == ClassroomInstructor.instructor_id)
    return mine.where(ClassroomInstructor.instructor_id == instructor_id, User.role.in_(TEACHERS))


def find_taught(session: Session, instructor_id: int, classroom_id: int) -> Classroom | None:
    """A class that the person teaches, archived or not."""
    return session.scalar(sa.select(Classroom).where(Classroom.id == classroom_id, Classroom.id.in_(_taught(instructor_id))))


def get_taught(session: Session, instructor_id: int, classroom_id: int) -> Classroom:
    """A class that the person teaches, archived or not; NotFound for anybody else."""
    found = find_taught(session, instructor_id, classroom_id)
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
    wanted = sa.select(Classroom).where(Classroom.id.in_(_taught(instructor_id)))
    return list(session.scalars(wanted.order_by(Classroom.archived_at.is_not(None), Classroom.name, Classroom.id)))


def list_untaught(session: Session) -> list[Classroom]:
    """Classes that nobody can teach any more, because an account was erased, switched off or has another role; by name."""
    teaching = sa.select(ClassroomInstructor.classroom_id).join(User, User.id == ClassroomInstructor.instructor_id)
    able = teaching.where(User.role.in_(TEACHERS), User.disabled_at.is_(None))
    return list(session.scalars(sa.select(Classroom).where(Classroom.id.not_in(able)).order_by(Classroom.name, Classroom.id)))


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


def list_ever_joined(session: Session, student_id: int) -> list[Classroom]:
    """Classes that the person has joined, archived ones last, by name."""
    mine = sa.select(Membership.classroom_id).where(Membership.student_id == student_id)
    wanted = sa.select(Classroom).where(Classroom.id.in_(mine))
    return list(session.scalars(wanted.order_by(Classroom.archived_at.is_not(None), Classroom.name, Classroom.id)))


def find_membership(session: Session, classroom_id: int, student_id: int) -> Membership | None:
    """A student's place in a class."""
    return session.scalar(sa.select(Membership).where(Membership.classroom_id == classroom_id, Membership.student_id == student_id))


def get_membership(session: Session, classroom_id: int, student_id: int) -> Membership:
    """A student's place in a class; NotFound for anybody who is not in it."""
    found = find_membership(session, classroom_id, student_id)
    if found is None:
        raise NotFound("There is no such student in this class.")
    return found


def list_members(session: Session, classroom_id: int) -> list[tuple[User, Membership]]:
    """Students of a class with their places in it, by name."""
    wanted = sa.select(User, Membership).join(Membership, Membership.student_id == User.id)
    rows = session.execute(wanted.where(Membership.classroom_id == classroom_id).order_by(User.name, User.id))
    return [(row[0], row[1]) for row in rows]


def shows_answers_of(session: Session, classroom: Classroom, student_id: int) -> bool:
    """Whether instructors may see single answers of a student: the policy of the class says so, and the student has agreed to that."""
    member = find_membership(session, classroom.id, student_id)
    return classroom.shows_answers and member is not None and consent.covers_answers(member.consented_to)


def list_instructors(session: Session, classroom_id: int) -> list[User]:
    """Instructors of a class, by name; with those who cannot teach at present, because the role is another or the account switched off."""
    wanted = sa.select(User).join(ClassroomInstructor, ClassroomInstructor.instructor_id == User.id)
    return list(session.scalars(wanted.where(ClassroomInstructor.classroom_id == classroom_id).order_by(User.name, User.id)))


def list_teaching(session: Session, classroom_id: int) -> list[User]:
    """Instructors of a class who can teach now, and so see its figures; by name."""
    return [user for user in list_instructors(session, classroom_id) if user.role in TEACHERS and user.disabled_at is None]


def count_students(session: Session, classroom_ids: list[int]) -> dict[int, int]:
    """Number of students of each class that has any."""
    wanted = sa.select(Membership.classroom_id, sa.func.count()).where(Membership.classroom_id.in_(classroom_ids))
    return {row[0]: row[1] for row in session.execute(wanted.group_by(Membership.classroom_id))}


def find_code(session: Session, classroom_id: int, *, at: datetime) -> JoinCode | None:
    """The code by which a class can be joined now."""
    return session.scalar(sa.select(JoinCode).where(JoinCode.classroom_id == classroom_id, JoinCode.expires_at > at))


def find_by_code(session: Session, code: str, *, at: datetime) -> Classroom | None:
    """The class of a code that has not run out, unless it is archived; `code` in capital letters without spaces."""
    wanted = sa.select(Classroom).join(JoinCode, JoinCode.classroom_id == Classroom.id)
    return session.scalar(wanted.where(JoinCode.code == code, JoinCode.expires_at > at, Classroom.archived_at.is_(None)))


def list_invitations(session: Session, classroom_id: int, *, at: datetime) -> list[RosterInvitation]:
    """Who has been asked to join a class and is not in it, by name."""
    wanted = sa.select(RosterInvitation).where(RosterInvitation.classroom_id == classroom_id, RosterInvitation.expires_at > at)
    return list(session.scalars(wanted.order_by(RosterInvitation.name, RosterInvitation.email)))


def is_for(user: User) -> sa.ColumnElement[bool]:
    """Whether an invitation of a roster is a person's: to the own address, or to another by whose link the account was made."""
    used = sa.select(Invitation.id).where(Invitation.used_by_id == user.id)
    return sa.or_(RosterInvitation.email == user.email, RosterInvitation.sign_up_id.in_(used))


def _invited(user: User, at: datetime) -> sa.Select[RosterInvitation, Classroom]:
    wanted = sa.select(RosterInvitation, Classroom).join(Classroom, Classroom.id == RosterInvitation.classroom_id)
    return wanted.where(
        is_for(user), RosterInvitation.expires_at > at, RosterInvitation.declined_at.is_(None), Classroom.archived_at.is_(None)
    )


def list_invited(session: Session, user: User, *, at: datetime) -> list[tuple[RosterInvitation, Classroom]]:
    """Invitations that a person may accept or decline, with their classes."""
    rows = session.execute(_invited(user, at).order_by(Classroom.name, RosterInvitation.id))
    return [(row[0], row[1]) for row in rows]


def get_invited(session: Session, user: User, invitation_id: int, *, at: datetime) -> tuple[RosterInvitation, Classroom]:
    """One invitation of a person, or NotFound."""
    row = session.execute(_invited(user, at).where(RosterInvitation.id == invitation_id)).first()
    if row is None:
        raise NotFound("This invitation has been answered, has run out, or is not yours.")
    return row[0], row[1]


def list_looks(session: Session, student_id: int) -> list[StaffLook]:
    """Looks of staff at a student's figures, newest first; the latest 500."""
    wanted = sa.select(StaffLook).where(StaffLook.student_id == student_id)
    return list(session.scalars(wanted.order_by(StaffLook.at.desc(), StaffLook.id.desc()).limit(LOOKS_SHOWN)))
