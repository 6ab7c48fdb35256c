"""Looks of staff at one student's figures: written down each time, and readable by the student."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, StaffLook
from webapp.db import separate_transaction


def note_look(classroom: Classroom, student: User, staff: User, what: str, *, at: datetime) -> None:
    """Notes that somebody looks at a student's figures, in a short transaction of its own: it survives, and a GET may do it.

    `what` names the page in at most 60 letters, such as "Your figures in practice". Whoever looks at the own figures is not noted.
    """
    if staff.id == student.id:
        return
    with separate_transaction() as session:
        add_look(session, classroom, student, staff, what, at=at)


def add_look(session: Session, classroom: Classroom, student: User, staff: User, what: str, *, at: datetime) -> StaffLook:
    """Adds the line to a session that is writing already."""
    look = StaffLook(student_id=student.id, staff_id=staff.id, staff_name=staff.name, classroom_name=classroom.name, what=what, at=at)
    session.add(look)
    session.flush()
    return look
