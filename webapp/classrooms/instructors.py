"""The instructors of a class, all with equal rights: added, removed, leaving."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.accounts.queries import find_user_by_email
from webapp.classrooms.making import must_be_open
from webapp.classrooms.models import Classroom, ClassroomInstructor
from webapp.classrooms.queries import find_membership, list_instructors, list_teaching, list_untaught
from webapp.db import take_turn
from webapp.errors import Invalid, NotFound

UNKNOWN = "No instructor or administrator here has this address."
IS_STUDENT = "This person is a student of the class."
LAST = "This is the last instructor of the class. Add another one first, or archive the class."


def add_instructor(session: Session, classroom: Classroom, email: str, *, at: datetime) -> User:
    """Lets one more person teach the class, twice is as good as once; raises Invalid."""
    must_be_open(classroom)
    user = find_user_by_email(session, email.strip())
    if user is None or user.role not in TEACHERS or user.disabled_at is not None:
        raise Invalid(UNKNOWN, {"email": UNKNOWN})
    if find_membership(session, classroom.id, user.id) is not None:
        raise Invalid(IS_STUDENT, {"email": IS_STUDENT})
    take_turn(session, f"instructors of class {classroom.id}")
    if session.get(ClassroomInstructor, (classroom.id, user.id)) is None:
        session.add(ClassroomInstructor(classroom_id=classroom.id, instructor_id=user.id, since=at))
        session.flush()
    return user


def remove_instructor(session: Session, classroom: Classroom, instructor_id: int) -> User:
    """Ends somebody's teaching, one's own or another's; raises NotFound, or Invalid for the last one who can teach."""
    take_turn(session, f"instructors of class {classroom.id}")
    teaching = {user.id: user for user in list_instructors(session, classroom.id)}
    if instructor_id not in teaching:
        raise NotFound("This person does not teach the class.")
    if not any(each.id != instructor_id for each in list_teaching(session, classroom.id)):
        raise Invalid(LAST)
    mine = (ClassroomInstructor.classroom_id == classroom.id, ClassroomInstructor.instructor_id == instructor_id)
    session.execute(sa.delete(ClassroomInstructor).where(*mine))
    return teaching[instructor_id]


def take_over(session: Session, administrator: User, classroom_id: int, *, at: datetime) -> Classroom:
    """Lets an administrator teach a class that nobody can teach any more; raises NotFound for every other class."""
    take_turn(session, f"instructors of class {classroom_id}")
    found = next((each for each in list_untaught(session) if each.id == classroom_id), None)
    if found is None:
        raise NotFound("There is no such class without an instructor.")
    if find_membership(session, found.id, administrator.id) is not None:
        raise Invalid(IS_STUDENT)
    session.add(ClassroomInstructor(classroom_id=found.id, instructor_id=administrator.id, since=at))
    session.flush()
    return found
