"""Instructors at once, on both engines: one change wins and the others are told, and students are enrolled once."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from tests.assignments import make
from tests.classrooms import make as rooms
from tests.engines.test_at_once import AT_ONCE, at_once
from tests.people import INSTRUCTOR, STUDENT
from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.assignments.setting import ChangedMeanwhile, change
from webapp.classrooms.models import Classroom
from webapp.db import reading, transaction
from webapp.practice.models import Enrolment

AT = make.day(0)


def a_class(app: Flask, make_user: Callable[..., User]) -> int:
    ines, ada = make_user(INSTRUCTOR), make_user(STUDENT)
    with app.app_context(), transaction() as session:
        return rooms.classroom(session, ines, ada).id


def test_of_changes_at_once_one_is_saved_and_the_others_are_told(app: Flask, make_user: Callable[..., User], both_engines: str) -> None:
    room_id, shelf = a_class(app, make_user), app.extensions["shelf"]
    with app.app_context(), transaction() as session:
        number = make.assignment(session, shelf, session.get_one(Classroom, room_id)).id

    def act(points: int) -> bool:
        with transaction() as session:
            room, one = session.get_one(Classroom, room_id), session.get_one(Assignment, number)
            return change(session, shelf, room, one, replace(make.wish(), points=100 + points), version=1, at=AT)

    results = at_once(app, act)
    assert results.count(True) == 1
    told = [each for each in results if isinstance(each, ChangedMeanwhile)]
    assert len(told) == AT_ONCE - 1
    with app.app_context(), reading() as session:
        kept = session.get_one(Assignment, number)
        assert (kept.version, kept.points) == (2, 100 + results.index(True))
    assert {each.theirs.points for each in told} == {kept.points}


def test_assigning_at_once_enrols_once(app: Flask, make_user: Callable[..., User], both_engines: str) -> None:
    room_id, shelf = a_class(app, make_user), app.extensions["shelf"]

    def act(number: int) -> int:
        with transaction() as session:
            return make.assignment(session, shelf, session.get_one(Classroom, room_id), title=f"Neck {number}").id

    assert len({each for each in at_once(app, act) if isinstance(each, int)}) == AT_ONCE
    with app.app_context(), reading() as session:
        rows = list(session.scalars(select(Enrolment)))
    assert [(row.deck_id, row.needed_by_day) for row in rows] == [("neck", make.THURSDAY.toordinal())]
