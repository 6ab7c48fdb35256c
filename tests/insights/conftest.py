"""A class of one student who has practised, committed, for tests of pages of figures."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.classrooms import make as classes
from tests.insights import make
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.db import transaction
from webapp.library.shelf import Shelf

HAZARD = "sternocleidomastoid/locate"


@dataclass(frozen=True)
class Room:
    """A class, its instructor and its student."""

    id: int
    instructor: User
    student: User


@pytest.fixture
def shelf(app: Flask) -> Shelf:
    """The shipped material."""
    found: Shelf = app.extensions["shelf"]
    return found


@pytest.fixture
def room(app: Flask, student: User, instructor: User, make_room: Callable[..., Classroom]) -> Room:
    """A class whose student has answered four questions of the neck, three of them rightly."""
    made = make_room(student)
    with app.app_context(), transaction() as session:
        rows = [make.row(student, key, days_ago=5) for key in ("scalenes/name", "scalenes/locate", "splenii-neck/name")]
        make.answer(session, *rows, make.wrong(student, HAZARD, days_ago=4, miss="hazard", hit="carotid-artery"))
    return Room(made.id, instructor, student)


@pytest.fixture
def make_room(app: Flask, instructor: User) -> Callable[..., Classroom]:
    """Makes a class of the instructor with some students, committed."""

    def made(*students: User, **values: object) -> Classroom:
        with app.app_context(), transaction() as session:
            return classes.classroom(session, instructor, *students, **values)

    return made
