"""What stays of erased accounts in their classes: counts by item without a name, and only of the classes that they were in."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import make as accounts
from tests.classrooms import make as classes
from tests.clients import PageClient
from tests.insights import make
from tests.insights.class_log import class_of
from tests.insights.conftest import HAZARD, Room
from tests.make import PASSWORD
from tests.people import INSTRUCTOR, STRANGER, STUDENT
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom, Membership
from webapp.db import reading, transaction
from webapp.insights.figures import class_figures, span_of
from webapp.insights.models import ClassRemainder
from webapp.insights.overview import Wish, overview
from webapp.insights.queries import list_remainders
from webapp.insights.remaining import COUNTS, keep_remainder
from webapp.library.shelf import Shelf
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake

Left = Mapping[tuple[int, str], dict[str, int]]
NAME = "scalenes/name"
SPAN = span_of(make.TODAY, make.TODAY + 7)


def left(session: Session) -> Left:
    """Everything that is left, by class and item."""
    rows = session.scalars(sa.select(ClassRemainder))
    return {(row.classroom_id, row.item_key): {name: getattr(row, name) for name in ("students", *COUNTS)} for row in rows}


def erase(session: Session, student: User) -> None:
    """Erases an account as the page of own data does."""
    keep_remainder(session, student)
    session.delete(student)
    session.flush()
    session.expunge_all()


def test_accounts_add_up_item_by_item(session: Session, shelf: Shelf) -> None:
    teacher = accounts.user(session, INSTRUCTOR)
    ada, stan = accounts.user(session, STUDENT), accounts.user(session, STRANGER)
    room = classes.classroom(session, teacher, ada, stan)
    make.answer(
        session, make.row(ada, NAME, days_ago=3), make.wrong(ada, NAME, days_ago=1), make.wrong(ada, HAZARD, miss="hazard", sureness=3)
    )
    make.answer(session, make.wrong(stan, NAME, elapsed_ms=90_000))
    erase(session, ada)
    erase(session, stan)
    found = left(session)
    assert found.keys() == {(room.id, NAME), (room.id, HAZARD)}
    assert found[room.id, NAME] == {
        "students": 2, "answers": 3, "right": 1, "first_right": 1, "hazards": 0, "missed_musts": 0, "sure_wrong": 0, "elapsed_ms": 68_000,
    }  # fmt: skip
    assert (found[room.id, HAZARD]["hazards"], found[room.id, HAZARD]["sure_wrong"], found[room.id, HAZARD]["students"]) == (1, 1, 1)
    row = session.scalar(sa.select(ClassRemainder).where(ClassRemainder.item_key == HAZARD))
    assert row is not None
    assert (row.region, row.safety) == (shelf.items[HAZARD].region, shelf.items[HAZARD].safety)
    assert list_remainders(session, room.id) == [], "two are too few to be told"


def test_each_class_keeps_its_own_and_those_left_before_keep_nothing(session: Session) -> None:
    teacher, ada = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    rooms = [classes.classroom(session, teacher, ada, name=name) for name in ("one", "two", "left")]
    session.execute(sa.delete(Membership).where(Membership.classroom_id == rooms[2].id))
    make.answer(session, make.row(ada, NAME))
    erase(session, ada)
    assert left(session).keys() == {(room.id, NAME) for room in rooms[:2]}


def test_what_was_hidden_from_the_class_stays_hidden(session: Session) -> None:
    teacher, ada = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    classes.classroom(session, teacher, ada)
    for number, purpose in enumerate(("private", "self-test", "imported")):
        make.answer(session, make.wrong(ada, NAME, days_ago=number, purpose=purpose, miss="hazard"))
    answered = make.row(ada, HAZARD)
    make.answer(session, answered)
    make.take_back(session, ada, answered)
    erase(session, ada)
    assert left(session) == {}


def test_what_five_left_is_counted_and_what_fewer_left_is_not(session: Session, shelf: Shelf) -> None:
    room, _, students = class_of(session, 6)
    for each in students:
        make.answer(session, make.wrong(each, NAME, days_ago=3, miss="hazard"))
    make.answer(session, make.row(students[5], HAZARD), make.row(students[0], HAZARD))
    stays = class_figures(session, room.id, SPAN).students[5]

    def seen() -> tuple[int, int, int]:
        shown = overview(session, shelf, session.get_one(Classroom, room.id), Wish(), at=accounts.AT)
        return shown.total.answers, shown.counted.answers, shown.counted.hazards

    assert seen() == (8, 8, 6)
    for each in students[:4]:
        erase(session, session.get_one(User, each.id))
    assert seen() == (3, 3, 2), "what is more than the present students' would be known of four"
    erase(session, session.get_one(User, students[4].id))
    assert seen() == (2, 7, 6), "of the other question one account left an answer"
    assert class_figures(session, room.id, SPAN).students == (stays,), "what is left has no name and no line"


def test_the_remainder_goes_with_the_class(session: Session) -> None:
    teacher, ada = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, ada, exam_day=date(2026, 5, 1))
    make.answer(session, make.row(ada, NAME))
    erase(session, ada)
    session.execute(sa.delete(Classroom).where(Classroom.id == room.id))
    assert left(session) == {}


def counts(app: Flask) -> tuple[int, ...]:
    """Rows of what is left, and of each roll-up."""
    with app.app_context(), reading() as session:
        tables = (ClassRemainder, ShownItem, ShownMistake, ShownDay)
        return tuple(session.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables)


def test_the_page_of_own_data_leaves_it(app: Flask, room: Room, client_for: Callable[[User], PageClient]) -> None:
    assert counts(app) == (0, 4, 1, 2)
    typed = {"email": room.student.email, "present_password": PASSWORD}
    assert client_for(room.student).post("/own-data/erase", data=typed).status_code in {302, 303}
    assert counts(app) == (4, 0, 0, 0)
    with app.app_context(), reading() as session:
        assert {each["answers"] for each in left(session).values()} == {1}


def test_the_command_leaves_it_too(app: Flask, room: Room) -> None:
    done = app.test_cli_runner().invoke(args=["people", "erase", room.student.email, "--yes"])
    assert done.exit_code == 0, done.output
    assert counts(app) == (4, 0, 0, 0)


@pytest.mark.parametrize("joined", [True, False])
def test_an_account_without_practice_leaves_nothing(
    app: Flask, instructor: User, student: User, make_room: Callable[..., Classroom], joined: bool
) -> None:
    make_room(*([student] if joined else []))
    with app.app_context(), transaction() as session:
        erase(session, session.get_one(User, student.id))
    assert counts(app) == (0, 0, 0, 0)
