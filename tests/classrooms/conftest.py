"""What the tests of classes share."""

import pytest
from sqlalchemy.orm import Session

from tests import make as people
from tests.classrooms import make
from tests.people import INSTRUCTOR, STRANGER, STUDENT
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom


@pytest.fixture
def ines(session: Session) -> User:
    """An instructor, in the session of the test."""
    return people.user(session, INSTRUCTOR)


@pytest.fixture
def ada(session: Session) -> User:
    """A student."""
    return people.user(session, STUDENT)


@pytest.fixture
def stan(session: Session) -> User:
    """A student who is in no class."""
    return people.user(session, STRANGER)


@pytest.fixture
def room(session: Session, ines: User, ada: User) -> Classroom:
    """A class of Ines with Ada in it."""
    return make.classroom(session, ines, ada)
