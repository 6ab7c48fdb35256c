"""Erasing: of the person nothing is left, in no table and in no file; of everybody else everything is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from tests.classrooms import make as classes
from tests.clients import PageClient
from tests.interop import make
from tests.make import PASSWORD
from tests.people import STRANGER
from tests.practice import make as practice
from tests.practice.conftest import Enrol
from webapp import mail
from webapp.accounts.models import Invitation, Role, User
from webapp.accounts.service import invite
from webapp.accounts.throttle import count_try
from webapp.accounts.tokens import account_key
from webapp.classrooms.joining import try_key
from webapp.classrooms.looking import add_look
from webapp.db import reading, transaction
from webapp.interop.erasing import OTHER_ADDRESS, overwrite_traces
from webapp.interop.holdings import Erased, tables
from webapp.library.models import Report
from webapp.library.shelf import Shelf
from webapp.selftests.models import Paper, Sitting
from webapp.tables import Base

CANARY = "Canary Quetzalcoatlus"
ROSTER_EMAIL = "canary@roster.example"
"""Where a roster invited the student, who made the account with another address."""
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def rows(app: Flask) -> Callable[[], Rows]:
    """Tells every row of every table."""

    def told() -> Rows:
        with app.app_context(), reading() as session:
            return {name: [tuple(row) for row in session.execute(sa.select(table))] for name, table in Base.metadata.tables.items()}

    return told


@pytest.fixture
def ada(app: Flask, shelf: Shelf, enrol: Enrol, at: datetime) -> User:
    """A student who has left traces everywhere."""
    with app.app_context():
        count_try("ada@school.example", at)
        count_try("reset ada@school.example", at)
        count_try(try_key("ada@school.example"), at)
        with transaction() as session:
            student = session.merge(enrol(name=CANARY))
            later = make.study(session, shelf, student, days=3, at=at)
            make.settle(session, shelf, student, at=later)
            said = {"fact_text": "x", "wrong": "It is deeper.", "where_read": ""}
            session.add(Report(reporter_id=student.id, fact_key="scalenes/origin", fact_version=1, **said, reported_at=at))
            mail.post(session, student.email, "Hello", CANARY, at=at)
            invite(session, Role.STUDENT, at=at)
            session.flush()
            session.execute(sa.update(Invitation).values(used_by_id=student.id, used_at=at))
            terms = {"blueprint": {}, "likeness": "x", "question_count": 1, "feedback": "open", "counts_in_schedule": False, "seed": "1"}
            paper = Paper(student_id=student.id, title=CANARY, **terms, made_at=at)
            session.add(paper)
            session.flush()
            sat = {"attempt": 1, "seed": "1", "started_at": at, "last_seen_at": at, "study_day": 739677, "device": "x"}
            session.add(Sitting(paper_id=paper.id, student_id=student.id, client_uuid=make.UUID, **sat))
            _in_class(session, student, at)
            return student


def _in_class(session: Session, student: User, at: datetime) -> None:
    room = classes.classroom(session, student, student)
    classes.invitation(session, room, student.email, name=CANARY)
    used = session.scalars(sa.select(Invitation.id)).one()
    classes.invitation(session, room, ROSTER_EMAIL, name=CANARY, sign_up_id=used)
    mail.post(session, ROSTER_EMAIL, "Hello", CANARY, at=at)
    add_look(session, room, student, student, "Your figures", at=at)


def confirmed(email: str = "ada@school.example", password: str = PASSWORD) -> dict[str, str]:
    return {"email": email, "present_password": password}


def test_every_row_is_gone_and_nothing_of_others(
    both_engines: str, app: Flask, shelf: Shelf, ada: User, enrol: Enrol, client_for: Callable[[User], PageClient],
    rows: Callable[[], Rows], at: datetime,
) -> None:  # fmt: skip
    with app.app_context(), transaction() as session:
        other = session.merge(enrol(part=STRANGER))
        make.study(session, shelf, other, days=2, at=at)
    others = client_for(other)
    before, browser = rows(), client_for(ada)
    answer = browser.post("/own-data/erase", data=confirmed(" Ada@School.Example "))
    assert (answer.status_code, answer.location) == (303, "/own-data/erased")
    after = rows()
    for name, table in Base.metadata.tables.items():
        people = [column.name for column in table.columns if any(key.column.table.name == "users" for key in column.foreign_keys)]
        for row in after[name]:
            told = dict(zip(table.columns.keys(), row, strict=True))
            assert all(told[column] in {None, other.id} for column in people), name
            assert CANARY not in str(row), name
            assert "ada@school.example" not in str(row), name
            assert ROSTER_EMAIL not in str(row), name
            assert account_key("ada@school.example") not in str(row), name
            assert account_key("reset ada@school.example") not in str(row), name
            assert account_key(try_key("ada@school.example")) not in str(row), name
        assert {*map(str, after[name])} <= {*map(str, before[name])} or tables()[name].erased is Erased.NAMELESS, name
    assert len(after["reports"]) == len(before["reports"]) == 1
    for name in ("reviews", "cards", "enrolments", "review_totals"):
        owner = list(Base.metadata.tables[name].columns.keys()).index("student_id")
        assert after[name] == [row for row in before[name] if row[owner] == other.id] != [], name
    assert others.get("/own-data").status_code == 200
    assert browser.get("/own-data").status_code == 302


def test_the_address_can_be_used_again_and_finds_nothing(ada: User, client: PageClient, client_for: Callable[[User], PageClient]) -> None:
    client_for(ada).post("/own-data/erase", data=confirmed())
    assert client.post("/accounts/sign-in", data={"email": ada.email, "password": PASSWORD}).status_code == 422
    made = client.post("/accounts/sign-up", data={"email": ada.email, "name": "Ada", "password": PASSWORD, "time_zone": "UTC"})
    assert made.status_code == 303
    assert ": 0 rows so far" in client.get("/own-data").text


def test_nothing_is_left_in_the_files_of_the_data_base(app: Flask, ada: User, client_for: Callable[[User], PageClient]) -> None:
    file = Path(make_url(app.extensions["config"].database_url).database or "")
    files = [file, file.with_name(file.name + "-wal")]
    app.extensions["engines"].read.dispose()
    assert any(CANARY.encode() in each.read_bytes() for each in files)
    answer = client_for(ada).post("/own-data/erase", data=confirmed())
    assert "storage" in answer.headers["Clear-Site-Data"]
    assert not [each.name for each in files if CANARY.encode() in each.read_bytes()]
    assert not [each.name for each in files if ada.email.encode() in each.read_bytes()]


def test_another_engine_needs_no_overwriting(both_engines: str, app: Flask) -> None:
    overwrite_traces(app.extensions["engines"])


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Type your e-mail address."),
        ({"email": "ada@school.example"}, "Type your password."),
        (confirmed("stan@elsewhere.example"), OTHER_ADDRESS),
        (confirmed("ada@school.example.com"), OTHER_ADDRESS),
        (confirmed(password="nine green otters"), "That is not your present password."),
    ],
)
def test_without_both_confirmations_nothing_happens(
    ada: User, client_for: Callable[[User], PageClient], rows: Callable[[], Rows], form: dict[str, str], told: str
) -> None:
    browser = client_for(ada)
    before = rows()
    answer = browser.post("/own-data/erase", data=form)
    assert answer.status_code == 422
    assert told in answer.text
    after = rows()
    assert {name: found for name, found in after.items() if name != "sign_in_attempts"} == {
        name: found for name, found in before.items() if name != "sign_in_attempts"
    }


def test_the_only_administrator_has_to_make_another_first(admin: User, client_for: Callable[[User], PageClient]) -> None:
    answer = client_for(admin).post("/own-data/erase", data=confirmed(admin.email))
    assert answer.status_code == 422
    assert "only administrator" in answer.text


def test_a_waiting_upload_goes_too(ada: User, imports: Path, client_for: Callable[[User], PageClient]) -> None:
    browser = client_for(ada)
    browser.post("/own-data/check", data={"file": make.upload(make.file(make.review(item_key=practice.CAUTION)))})
    assert [each.name for each in imports.iterdir()] == [str(ada.id)]
    browser.post("/own-data/erase", data=confirmed())
    assert list(imports.iterdir()) == []


def test_the_page_says_what_stays(ada: User, client_for: Callable[[User], PageClient]) -> None:
    page = client_for(ada).get("/own-data/erase").text
    assert "Mistakes that you report" in page
    assert "Backups" in page
    assert ada.email in page
