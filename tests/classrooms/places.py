"""What the names in braces of the table of permissions stand for: a function a name, which makes what is needed and gives its id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests.assignments import make as assignments
from tests.classrooms import make
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.library.shelf import shelf


@dataclass(frozen=True)
class World:
    """A class, the people around it, and the session in which more can be made."""

    session: Session
    classroom: Classroom
    owner: User
    student: User
    elsewhere: User


PLACES: Mapping[str, Callable[[World], object]] = {
    "class": lambda world: world.classroom.id,
    "student": lambda world: world.student.id,
    "untaught": lambda world: make.classroom(world.session, world.student, name="MT-303").id,
    "assignment": lambda world: assignments.assignment(world.session, shelf(), world.classroom).id,
    "test": lambda world: assignments.assignment(world.session, shelf(), world.classroom, Goal.CLASS_TEST).id,
    "owner": lambda world: world.owner.id,
    "invitation": lambda world: make.invitation(world.session, world.classroom, world.elsewhere.email).id,
}
