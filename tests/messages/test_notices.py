"""Notices: told once, counted in the header, read by a press, swept out after a while."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.classrooms import make as classes
from tests.clients import PageClient
from tests.conftest import Clock
from webapp import jobs
from webapp.accounts.models import User
from webapp.assignments.models import Assignment
from webapp.classrooms.following import after_leaving
from webapp.classrooms.joining import leave
from webapp.classrooms.models import Classroom, Membership, RosterInvitation
from webapp.core.assigning import Goal
from webapp.core.sittings import Feedback
from webapp.db import reading, transaction
from webapp.messages.models import Notice
from webapp.selftests.models import Allowance, Paper, Sitting

Browser = Callable[[User], PageClient]
PRACTICE = {"goal": Goal.PRACTICE_DAYS, "deck_id": "neck", "days": 5, "items_a_day": 10, "points": 10, "for_all": True}


@pytest.fixture
def room(app: Flask, student: User, instructor: User) -> int:
    """The number of a class with one student; committed."""
    with app.app_context(), transaction() as session:
        return classes.classroom(session, instructor, student).id


def assign(app: Flask, clock: Clock, room: int, **values: object) -> None:
    given = {"title": "Neck & nape", "first_day": date(2026, 3, 2), "due_day": date(2026, 3, 5), "made_at": clock.now}
    with app.app_context(), transaction() as session:
        session.add(Assignment(classroom_id=room, **(PRACTICE | given | values)))


def texts(app: Flask, person: User) -> list[str]:
    with app.app_context(), reading() as session:
        return list(session.scalars(sa.select(Notice.text).where(Notice.person_id == person.id).order_by(Notice.id)))


def sit_a_test(app: Flask, clock: Clock, room: int, student: User, extended: User | None = None, extra: int = 0) -> None:
    """A class test that closes in an hour, taken by a student; another one may have more of its four hours, in percent."""
    with app.app_context(), transaction() as session:
        about = {"title": "Test", "blueprint": {}, "likeness": "x", "question_count": 1, "counts_in_schedule": False, "seed": "1"}
        paper = Paper(**about, feedback=Feedback.CLOSED, made_at=clock.now, closes_at=clock.now + timedelta(hours=1))
        session.add(paper)
        session.flush()
        moments = {"started_at": clock.now, "last_seen_at": clock.now, "study_day": 739677}
        session.add(Sitting(paper_id=paper.id, student_id=student.id, client_uuid="u", attempt=1, seed="1", device="d", **moments))
        paper_id = paper.id
        if extended and extra:
            paper.limit_seconds = 3600 * 4
            session.add(Allowance(paper_id=paper.id, student_id=extended.id, extra_percent=extra))
    long_ago = {"made_at": clock.now - timedelta(days=9), "first_day": date(2026, 2, 21)}
    assign(app, clock, room, title="Class test", goal=Goal.CLASS_TEST, paper_id=paper_id, **long_ago)


def tell(app: Flask) -> None:
    jobs.run(app, jobs.tell_news)


def test_a_new_assignment_is_told_once_to_its_students(
    app: Flask, clock: Clock, room: int, student: User, stranger: User, instructor: User, both_engines: str
) -> None:
    assign(app, clock, room)
    tell(app)
    tell(app)
    assert texts(app, student) == [
        "MT-101: new assignment “Neck & nape”, due Thursday 5 March, 23:59 (Berlin), that is Thursday 5 March, 22:59 where you are."
    ]
    assert texts(app, stranger) == texts(app, instructor) == []


def test_it_is_told_when_it_begins_and_not_when_it_is_withdrawn_or_old(app: Flask, clock: Clock, room: int, student: User) -> None:
    assign(app, clock, room, first_day=date(2026, 3, 4))
    assign(app, clock, room, withdrawn_at=clock.now)
    assign(app, clock, room, made_at=clock.now - timedelta(days=8), first_day=date(2026, 2, 22))
    tell(app)
    assert texts(app, student) == []
    clock.move(days=2)
    tell(app)
    assert len(texts(app, student)) == 1


def test_what_was_planned_long_before_is_told_when_it_begins(app: Flask, clock: Clock, room: int, student: User) -> None:
    assign(app, clock, room, made_at=clock.now - timedelta(days=60), first_day=date(2026, 3, 4))
    tell(app)
    assert texts(app, student) == []
    clock.move(days=2)
    for _ in range(2):
        tell(app)
        assert len(texts(app, student)) == 1


@pytest.mark.parametrize(("extra", "hours"), [(0, 1), (50, 3)])
def test_a_result_is_told_when_the_test_has_closed_for_everybody_to_whoever_sat_it(
    app: Flask, clock: Clock, room: int, student: User, stranger: User, extra: int, hours: int
) -> None:
    with app.app_context(), transaction() as session:
        session.add(Membership(classroom_id=room, student_id=stranger.id, joined_at=clock.now, consented_to="1"))
    sit_a_test(app, clock, room, student, extended=stranger, extra=extra)
    tell(app)
    clock.move(hours=hours, seconds=-1)
    tell(app)
    assert texts(app, student) == []
    clock.move(seconds=1)
    tell(app)
    assert texts(app, student) == ["MT-101: the result of “Class test” is out."]
    assert texts(app, stranger) == []


def test_whoever_has_left_is_told_nothing_more(app: Flask, clock: Clock, room: int, student: User) -> None:
    assign(app, clock, room)
    sit_a_test(app, clock, room, student)
    with app.app_context(), transaction() as session:
        left = session.get_one(Classroom, room), session.get_one(User, student.id)
        leave(session, *left, then=after_leaving(), at=clock.now)
    tell(app)
    clock.move(hours=2)
    tell(app)
    assert texts(app, student) == []


def test_an_invitation_to_a_class_is_told_to_whoever_has_an_account(app: Flask, clock: Clock, room: int, stranger: User) -> None:
    with app.app_context(), transaction() as session:
        for email in (stranger.email, "nobody@school.example"):
            until = clock.now + timedelta(days=14)
            session.add(RosterInvitation(classroom_id=room, email=email, invited_at=clock.now, expires_at=until))
    tell(app)
    assert texts(app, stranger) == ["You are invited to the class MT-101."]


def test_the_header_counts_and_reading_is_by_post(
    app: Flask, clock: Clock, room: int, student: User, client_for: Browser, stranger: User
) -> None:
    assign(app, clock, room)
    assign(app, clock, room, title="Shoulder")
    tell(app)
    tab = client_for(student)
    assert 'aria-label="2 new notices"' in tab.get("/practice/start").text
    page = tab.get("/notices").text
    assert "Neck &amp; nape" in page
    assert 'aria-label="2 new notices"' in tab.get("/notices").text
    with app.app_context(), reading() as session:
        number = session.scalars(sa.select(Notice.id)).first()
    assert client_for(stranger).post(f"/notices/{number}").status_code == 404
    went = tab.post(f"/notices/{number}")
    assert went.status_code == 303
    assert went.location.startswith(f"/classes/{room}/assignments/")
    assert tab.get(went.location).status_code == 200
    assert 'aria-label="1 new notice"' in tab.get("/notices").text
    tab.post("/notices")
    assert "new notice" not in tab.get("/notices").text


def test_old_notices_are_swept_out(app: Flask, clock: Clock, room: int, student: User) -> None:
    assign(app, clock, room)
    tell(app)
    clock.move(days=59, hours=23)
    jobs.run(app, jobs.forget_messages)
    assert len(texts(app, student)) == 1
    clock.move(hours=1)
    jobs.run(app, jobs.forget_messages)
    assert texts(app, student) == []
