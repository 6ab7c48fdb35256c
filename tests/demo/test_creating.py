"""The demo school is made through the same use cases as any, on an empty data base only, the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskCliRunner

from tests import make
from tests.conftest import Clock
from webapp.accounts import queries as people
from webapp.accounts.models import Role, User
from webapp.accounts.passwords import is_password
from webapp.accounts.service import NewPerson, make_user
from webapp.assignments.models import Assignment, AssignmentResult
from webapp.classrooms.models import Classroom, Membership
from webapp.core.assigning import Goal
from webapp.core.days import study_day
from webapp.db import reading, transaction
from webapp.library.models import SchoolDeck, SchoolItem
from webapp.library.shelf import shelf
from webapp.mail import OutgoingMail
from webapp.messages import sending
from webapp.practice.models import Card, Enrolment, Review
from webapp.practice.rebuilding import find_differences
from webapp.selftests.models import Response, Sitting

SECRET = "seven quiet herons"


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_it_is_a_school_with_practice_assignments_and_a_test(app: Flask, run: FlaskCliRunner, clock: Clock) -> None:
    made = run.invoke(args=["demo", "create", "--scale", "tiny", "--password", SECRET])
    assert made.exit_code == 0, made.output
    assert "ines@palpate.example" in made.output
    assert f"Password of everybody: {SECRET}" in made.output
    with app.app_context(), reading() as session:
        check_people(session)
        check_log(session, clock)
        check_classes(session)
    with app.app_context():
        sending.send_digests(sending.Post(shelf(), app.extensions["config"]), at=clock.now)
        with reading() as session:
            assert session.scalar(sa.select(OutgoingMail.id)) is None, "the demo school sends mails"
    again = run.invoke(args=["demo", "create", "--scale", "tiny"])
    assert again.exit_code == 1
    assert "There are people in this data base already" in again.output


def check_people(session: sa.orm.Session) -> None:
    roles = Counter(user.role for user in session.scalars(sa.select(User)))
    assert roles == {Role.STUDENT: 3, Role.INSTRUCTOR: 2, Role.ADMINISTRATOR: 1}
    sam = people.get_user_by_email(session, "sam@palpate.example")
    assert is_password(SECRET, sam.password_hash)


def check_log(session: sa.orm.Session, clock: Clock) -> None:
    log = list(session.scalars(sa.select(Review).order_by(Review.id)))
    assert len(log) > 100
    assert max(row.answered_at for row in log) <= clock.now
    assert all(row.study_day == study_day(row.answered_at, row.time_zone, row.rollover_hour) for row in log if row.undo_of is None)
    answers = [row for row in log if row.undo_of is None]
    right = sum(bool(row.correct) for row in answers) / len(answers)
    assert 0.35 < right < 0.9
    assert len({row.miss for row in answers}) >= 4
    assert {row.sureness for row in answers} >= {None, 1, 3} or {row.sureness for row in answers} >= {None, 2, 3}
    assert find_differences(session).is_clean


def check_classes(session: sa.orm.Session) -> None:
    assert Counter(session.scalars(sa.select(Classroom.name))) == {"MT-101": 1, "MT-102": 1}
    assert session.scalar(sa.select(sa.func.count(Membership.id))) == 4
    assert set(session.scalars(sa.select(Assignment.goal))) == set(Goal)
    assert session.scalar(sa.select(sa.func.count()).select_from(AssignmentResult)) == 3
    assert session.scalar(sa.select(sa.func.count(Sitting.id)).where(Sitting.submitted_at.is_not(None))) in {2, 3}
    assert session.scalar(sa.select(sa.func.count(Response.id))) in {40, 60}
    assert session.scalar(sa.select(sa.func.count(SchoolItem.id))) == 1
    assert session.scalar(sa.select(sa.func.count(SchoolDeck.id))) == 1
    assert session.scalar(sa.select(sa.func.count(Enrolment.id)).where(Enrolment.needed_by_day.is_not(None))) >= 3
    assert session.scalar(sa.select(sa.func.count(Card.id))) >= 40


@pytest.fixture
def config(app: Flask) -> Iterator[None]:
    """Puts the settings back."""
    kept = app.extensions["config"]
    yield
    app.extensions["config"] = kept


@pytest.mark.parametrize(
    ("values", "why"), [({"base_url": "https://school.example"}, "https"), ({"mail": "smtp://mx.example"}, "sends real mails")]
)
def test_none_is_made_where_a_school_is_in_use(app: Flask, run: FlaskCliRunner, config: None, values: dict[str, str], why: str) -> None:
    app.extensions["config"] = replace(app.extensions["config"], **values)
    made = run.invoke(args=["demo", "create", "--scale", "tiny"])
    assert made.exit_code == 1
    assert why in made.output
    with app.app_context(), reading() as session:
        assert people.list_users(session) == []


def test_one_account_is_enough_to_refuse(app: Flask, run: FlaskCliRunner) -> None:
    with app.app_context(), transaction() as session:
        make_user(session, NewPerson("ada@school.example", SECRET, "Ada"), role=Role.ADMINISTRATOR, at=make.AT)
    assert "There are people" in run.invoke(args=["demo", "create", "--scale", "tiny"]).output
