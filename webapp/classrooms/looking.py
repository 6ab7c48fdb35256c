"""Looks of staff at figures of students by name, readable by the student: at one's own pages each time, at pages of many once an hour."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, StaffLook
from webapp.db import separate_transaction

NAMELESS = "Somebody whose account is erased"


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
    look = StaffLook(student_id=student.id, **about_look(classroom, staff, what, at))
    session.add(look)
    session.flush()
    return look


def note_looks(classroom: Classroom, students: Iterable[User], staff: User, what: str, *, at: datetime) -> None:
    """The same for a page, or a file, with figures of many by name; a look at it that was noted within the hour is not noted again."""
    with separate_transaction() as session:
        same = same_look(classroom, staff, what)
        known = set(session.scalars(sa.select(StaffLook.student_id).where(*same, StaffLook.at > at - timedelta(hours=1))))
        shown = [student for student in students if student.id not in known and student.id != staff.id]
        session.add_all(StaffLook(student_id=student.id, **about_look(classroom, staff, what, at)) for student in shown)
        session.flush()


def same_look(classroom: Classroom, staff: User, what: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Lines of somebody's looks at one page of a class, whichever students they are of."""
    return (StaffLook.staff_id == staff.id, StaffLook.what == what, StaffLook.classroom_id == classroom.id)


def about_look(classroom: Classroom, staff: User, what: str, at: datetime) -> dict[str, Any]:
    """What a line says beside the student."""
    place = {"classroom_id": classroom.id, "classroom_name": classroom.name}
    return {"staff_id": staff.id, "staff_name": staff.name, **place, "what": what, "at": at}


def forget_staff(session: Session, staff_id: int) -> None:
    """Takes the name of somebody whose account is erased out of the lines; that somebody looked stays."""
    session.execute(sa.update(StaffLook).where(StaffLook.staff_id == staff_id).values(staff_id=None, staff_name=NAMELESS))
