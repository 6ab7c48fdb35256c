"""What the tests of assignments share: the material, and a class with two students."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.assignments import make
from tests.classrooms import make as rooms
from tests.make import user
from tests.people import INSTRUCTOR, STRANGER, STUDENT, Part
from webapp.accounts.models import Role, User
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.library.shelf import Shelf

TARA = Part("tara@school.example", "Tara Traveller", Role.STUDENT)


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """The shipped material."""
    found: Shelf = app.extensions["shelf"]
    return found


@dataclass(frozen=True)
class World:
    """A class in Berlin that Ines teaches, with Ada in it and Tara, who is in Lisbon; Stan is elsewhere."""

    session: Session
    shelf: Shelf
    room: Classroom
    ines: User
    ada: User
    tara: User
    stan: User

    def assign(self, goal: Goal = Goal.PRACTICE_DAYS, **values: Any) -> Assignment:
        """Something for the class."""
        return make.assignment(self.session, self.shelf, self.room, goal, **values)


@pytest.fixture
def world(session: Session, shelf: Shelf) -> World:
    """The class with its people."""
    ines, stan = user(session, INSTRUCTOR, time_zone="Europe/Berlin"), user(session, STRANGER)
    ada, tara = user(session, STUDENT, time_zone="Europe/Berlin"), user(session, TARA, time_zone="Europe/Lisbon")
    return World(session, shelf, rooms.classroom(session, ines, ada, tara), ines, ada, tara, stan)
