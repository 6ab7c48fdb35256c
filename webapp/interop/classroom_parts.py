"""Parts of the download about classes: which ones, invitations to them, and who of the staff looked."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, ClassroomInstructor, Membership, RosterInvitation, StaffLook
from webapp.classrooms.queries import is_for
from webapp.interop.parts import Part, Row, columns_of, moment

CLASS_COLUMNS = {
    "class": "Its name.",
    "as": "student or instructor.",
    "since": "When you joined, or began to teach it.",
    "consented_to": "Version of the consent line that you agreed to; empty for instructors.",
    "roster_email": "The address by which its roster has you, where it is another than that of your account.",
}
INVITATION_COLUMNS = {
    "class": "Its name.",
    "email": "The address to which you were invited.",
    "name": "Your name on the roster; empty where it has none.",
    "invited_at": "When you were invited.",
    "expires_at": "Until when you can accept.",
    "declined_at": "When you declined; empty while you have not.",
}
LOOK_COLUMNS = {
    "at": "When somebody looked.",
    "staff_name": "Who looked.",
    "classroom_name": "In which class.",
    "what": "At which page.",
}


def _classes(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    joined = select(Membership, Classroom.name).join(Classroom, Classroom.id == Membership.classroom_id)
    for member, name in session.execute(joined.where(Membership.student_id == user.id).order_by(Membership.id)):
        own = {"consented_to": member.consented_to, "roster_email": member.roster_email}
        yield {"class": name, "as": "student", "since": moment(member.joined_at), **own}
    taught = select(ClassroomInstructor.since, Classroom.name).join(Classroom, Classroom.id == ClassroomInstructor.classroom_id)
    for since, name in session.execute(taught.where(ClassroomInstructor.instructor_id == user.id).order_by(Classroom.id)):
        yield {"class": name, "as": "instructor", "since": moment(since), "consented_to": None, "roster_email": None}


def _invitations(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    invited = select(RosterInvitation, Classroom.name).join(Classroom, Classroom.id == RosterInvitation.classroom_id)
    for row, name in session.execute(invited.where(is_for(user)).order_by(RosterInvitation.id)):
        moments = {each: moment(getattr(row, each)) for each in ("invited_at", "expires_at", "declined_at")}
        yield {"class": name, "email": row.email, "name": row.name, **moments}


def _looks(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    for row in session.scalars(select(StaffLook).where(StaffLook.student_id == user.id).order_by(StaffLook.id)):
        yield columns_of(row, LOOK_COLUMNS) | {"at": moment(row.at)}


CLASSES = Part("classes", "Classes that you are in, or teach.", CLASS_COLUMNS, _classes)
CLASS_INVITATIONS = Part("class_invitations", "Classes that you are invited to.", INVITATION_COLUMNS, _invitations)
STAFF_LOOKS = Part("staff_looks", "Looks of instructors at figures with your name.", LOOK_COLUMNS, _looks)
