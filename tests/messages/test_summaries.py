"""The weekly summary: Monday at seven by the class's clock, once, to each instructor, without names and small groups."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from tests import people
from tests.classrooms import make as classes
from tests.messages.conftest import Learn
from tests.people import Part
from webapp.accounts.models import Role, User
from webapp.accounts.service import set_role
from webapp.assignments.models import Assignment
from webapp.classrooms.following import after_leaving
from webapp.classrooms.joining import leave
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import Goal
from webapp.db import transaction
from webapp.mail import OutgoingMail
from webapp.messages import choosing, sending
from webapp.messages.sending import Post

Waiting = Callable[[], list[OutgoingMail]]
Class = Callable[..., int]
SEVEN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""Monday by clocks in Berlin, where the class is."""
SECOND = Part("otto@school.example", "Otto Other", Role.INSTRUCTOR)


def send(app: Flask, post: Post, at: datetime) -> int:
    with app.app_context():
        return sending.send_summaries(post, at=at)


@pytest.fixture
def room(app: Flask, learn: Learn, instructor: User) -> Class:
    """Makes a class of so many students, who all practised nine days before; committed."""

    def made(students: int, **values: object) -> int:
        members = [learn(Part(f"s{number}@school.example", f"S {number}", Role.STUDENT)) for number in range(students)]
        with app.app_context(), transaction() as session:
            return classes.classroom(session, instructor, *members, **values).id

    return made


def test_it_comes_on_monday_at_seven_once_to_each_instructor(
    app: Flask, post: Post, room: Class, waiting: Waiting, make_user: Callable[..., User], both_engines: str
) -> None:
    number, second = room(1), make_user(SECOND)
    with app.app_context(), transaction() as session:
        classes.teach(session, session.get_one(Classroom, number), second)
    week = [send(app, post, SEVEN - timedelta(hours=1) + timedelta(hours=hours)) for hours in range(7 * 24)]
    assert [hour for hour, sent in enumerate(week) if sent] == [1]
    assert {mail.recipient for mail in waiting()} == {people.INSTRUCTOR.email, SECOND.email}
    assert send(app, post, SEVEN + timedelta(days=7)) == 2


def test_who_may_teach_no_longer_gets_none(app: Flask, post: Post, room: Class, instructor: User) -> None:
    room(1)
    with app.app_context(), transaction() as session:
        set_role(session, session.get_one(User, instructor.id), Role.STUDENT)
    assert send(app, post, SEVEN) == 0


def test_it_counts_who_practised_and_names_nobody(app: Flask, post: Post, room: Class, waiting: Waiting) -> None:
    room(6)
    send(app, post, SEVEN - timedelta(days=7))
    send(app, post, SEVEN)
    active, idle = (mail.body for mail in waiting())
    assert "- practised: 6 of 6" in active
    assert "- practised: none of 6" in idle
    assert "S 1" not in active
    assert "s1@" not in active


def test_whoever_has_left_is_in_no_figure(app: Flask, post: Post, room: Class, waiting: Waiting) -> None:
    number = room(6)
    with app.app_context(), transaction() as session:
        classroom = session.get_one(Classroom, number)
        leave(session, classroom, list_students(session, number)[0], then=after_leaving(), at=SEVEN)
    send(app, post, SEVEN - timedelta(days=7))
    assert "- practised: 5 of 5" in waiting()[0].body


def test_a_small_class_has_no_figures(app: Flask, post: Post, room: Class, waiting: Waiting) -> None:
    room(4)
    send(app, post, SEVEN - timedelta(days=7))
    assert "- practised: fewer than 5 students, so no figures" in waiting()[0].body


def test_it_tells_what_is_due_within_the_week(app: Flask, post: Post, room: Class, waiting: Waiting) -> None:
    number = room(1)
    given = {"goal": Goal.LEARN_IT, "deck_id": "neck", "percent": 80, "recall_percent": 90, "points": 10, "for_all": True, "made_at": SEVEN}
    with app.app_context(), transaction() as session:
        for title, due in (("Neck", date(2026, 3, 5)), ("Shoulder", date(2026, 3, 20))):
            session.add(Assignment(classroom_id=number, title=title, first_day=date(2026, 3, 1), due_day=due, **given))
    send(app, post, SEVEN)
    assert "- Neck: due Thursday 5 March, 23:59 (Berlin)" in waiting()[0].body
    assert "Shoulder" not in waiting()[0].body


@pytest.mark.parametrize(
    "values", [{"archived_at": SEVEN}, {"last_day": date(2026, 2, 20)}, {"first_day": date(2026, 3, 20)}, {"time_zone": "Pacific/Auckland"}]
)
def test_none_comes_for_a_class_that_is_over_or_elsewhere(app: Flask, post: Post, room: Class, values: dict[str, object]) -> None:
    room(1, **values)
    assert send(app, post, SEVEN) == 0


def test_none_comes_without_students_or_to_whoever_wants_none(app: Flask, post: Post, room: Class, instructor: User) -> None:
    room(0)
    assert send(app, post, SEVEN) == 0
    with app.app_context(), transaction() as session:
        choosing.change_choice(session, instructor, digest=True, digest_hour=7, weekly=False)
    room(1)
    assert send(app, post, SEVEN) == 0
