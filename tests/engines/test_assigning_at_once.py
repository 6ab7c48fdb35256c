"""Instructors at once, on both engines: one change wins and the others are told, and students are enrolled once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from tests.assignments import make
from tests.classrooms import make as rooms
from tests.engines.test_at_once import AT_ONCE, at_once
from tests.people import INSTRUCTOR, STUDENT
from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.assignments.setting import ChangedMeanwhile, change
from webapp.assignments.testing import BEGUN, start_test
from webapp.assignments.wishes import TestWish
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.db import reading, transaction
from webapp.errors import Invalid
from webapp.practice.models import Enrolment
from webapp.selftests.models import Sitting

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


def test_a_test_that_somebody_is_starting_keeps_its_questions(app: Flask, make_user: Callable[..., User], both_engines: str) -> None:
    room_id, shelf = a_class(app, make_user), app.extensions["shelf"]
    with app.app_context(), transaction() as session:
        number = make.assignment(session, shelf, session.get_one(Classroom, room_id), Goal.CLASS_TEST).id

    def redraw() -> str:
        with app.app_context(), transaction() as session:
            room, one = session.get_one(Classroom, room_id), session.get_one(Assignment, number)
            try:
                change(session, shelf, room, one, make.wish(Goal.CLASS_TEST, test=TestWish(9)), version=1, at=AT)
            except Invalid as refused:
                return refused.message
        return "changed"

    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), transaction() as session:
            ada, one = session.scalars(select(User).where(User.email == STUDENT.email)).one(), session.get_one(Assignment, number)
            start_test(session, shelf, ada, one, uuid4(), device="phone", at=AT)
            redrawn = pool.submit(redraw)
            # Time enough to look, and to see nobody, were there no lock.
            with pytest.raises(TimeoutError):
                redrawn.result(timeout=0.5)
        assert redrawn.result(timeout=20) == BEGUN
    with app.app_context(), reading() as session:
        assert len(list(session.scalars(select(Sitting)))) == 1


def test_who_starts_while_the_questions_change_is_asked_the_new_ones(app: Flask, make_user: Callable[..., User], both_engines: str) -> None:
    room_id, shelf = a_class(app, make_user), app.extensions["shelf"]
    with app.app_context(), transaction() as session:
        number = make.assignment(session, shelf, session.get_one(Classroom, room_id), Goal.CLASS_TEST).id

    def start() -> int:
        with app.app_context(), transaction() as session:
            ada, one = session.scalars(select(User).where(User.email == STUDENT.email)).one(), session.get_one(Assignment, number)
            return start_test(session, shelf, ada, one, uuid4(), device="phone", at=AT).paper_id

    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), transaction() as session:
            room, one = session.get_one(Classroom, room_id), session.get_one(Assignment, number)
            change(session, shelf, room, one, make.wish(Goal.CLASS_TEST, test=TestWish(9)), version=1, at=AT)
            started, paper_id = pool.submit(start), one.paper_id
            with pytest.raises(TimeoutError):
                started.result(timeout=0.5)
        assert started.result(timeout=20) == paper_id


def test_assigning_at_once_enrols_once(app: Flask, make_user: Callable[..., User], both_engines: str) -> None:
    room_id, shelf = a_class(app, make_user), app.extensions["shelf"]

    def act(number: int) -> int:
        with transaction() as session:
            return make.assignment(session, shelf, session.get_one(Classroom, room_id), title=f"Neck {number}").id

    assert len({each for each in at_once(app, act) if isinstance(each, int)}) == AT_ONCE
    with app.app_context(), reading() as session:
        rows = list(session.scalars(select(Enrolment)))
    assert [(row.deck_id, row.needed_by_day) for row in rows] == [("neck", make.THURSDAY.toordinal())]
