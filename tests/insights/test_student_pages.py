"""One student's figures: for the instructor, for the student, and for nobody else; every look is written down."""

import re
from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask

from tests.clients import PageClient
from tests.conftest import Clock
from tests.insights import make
from tests.insights.conftest import HAZARD, Room
from webapp.accounts.models import User
from webapp.classrooms import consent
from webapp.classrooms.models import Classroom, Membership, StaffLook
from webapp.db import reading, transaction
from webapp.insights.noting import OVERVIEW

Tab = Callable[[User], PageClient]


def looks(app: Flask) -> list[tuple[int, str, str]]:
    with app.app_context(), reading() as session:
        return [(look.student_id, look.staff_name, look.what) for look in session.scalars(sa.select(StaffLook).order_by(StaffLook.id))]


def figures_of(page: str) -> str:
    """The part of a page that shows figures, its address apart."""
    found = re.search(r'<ul class="tiles four".*<section aria-labelledby="to-do">', page, re.DOTALL)
    assert found, page
    return found[0]


def test_the_student_sees_the_very_same_as_the_instructor(app: Flask, room: Room, client_for: Tab) -> None:
    theirs = client_for(room.instructor).get(f"/classes/{room.id}/students/{room.student.id}").text
    own = client_for(room.student).get(f"/classes/{room.id}/seen").text
    assert figures_of(theirs) == figures_of(own)
    for words in (
        "<b>75 %</b><span>right, of 4 answers</span>",
        "<b>1</b><span>hazard hit</span>",
        "26 Feb 2026 (4 days ago)",
        '<th scope="col">Minutes</th><th scope="col">Hazard hits</th><th scope="col">Last active</th>',
        "<td>1</td><td>Thu 26 Feb 2026</td></tr>",
    ):
        assert words in theirs, words
    assert "Sternocleidomastoid" not in theirs, "one wrong answer is a single answer"
    assert "09:00" not in theirs, "never a time of day"
    assert looks(app) == [(room.student.id, room.instructor.name, "Your figures")], "the own look is not noted"
    assert room.instructor.name in client_for(room.student).get(f"/classes/{room.id}/seen").text


def test_the_overview_is_noted_once_a_day_for_each_who_is_named(app: Flask, clock: Clock, room: Room, client_for: Tab) -> None:
    tab = client_for(room.instructor)
    for _ in range(2):
        assert tab.get(f"/classes/{room.id}/overview").status_code == 200
    assert looks(app) == [(room.student.id, room.instructor.name, OVERVIEW)]
    clock.move(days=1)
    tab.get(f"/classes/{room.id}/overview")
    assert len(looks(app)) == 2


def test_two_classes_of_one_name_are_noted_each(app: Flask, room: Room, client_for: Tab, make_room: Callable[..., Classroom]) -> None:
    other = make_room(room.student)
    tab = client_for(room.instructor)
    for path in ("overview", "overview", "gradebook", "gradebook"):
        for number in (room.id, other.id):
            assert tab.get(f"/classes/{number}/{path}").status_code == 200
    assert [what for *_, what in looks(app)] == [OVERVIEW] * 2 + ["The gradebook of the class"] * 2


def test_leaving_ends_it_at_once(app: Flask, room: Room, client_for: Tab) -> None:
    with app.app_context(), transaction() as session:
        session.execute(sa.delete(Membership))
    for path, person in ((f"students/{room.student.id}", room.instructor), ("seen", room.student)):
        assert client_for(person).get(f"/classes/{room.id}/{path}").status_code == 404
    assert room.student.name not in client_for(room.instructor).get(f"/classes/{room.id}/overview").text
    assert looks(app) == []


def test_single_answers_need_the_policy_and_the_consent(app: Flask, room: Room, client_for: Tab) -> None:
    path = f"/classes/{room.id}/students/{room.student.id}/answers"
    tab = client_for(room.instructor)
    assert tab.get(path).status_code == 403
    with app.app_context(), transaction() as session:
        session.execute(sa.update(Classroom).values(shows_answers=True))
    assert tab.get(path).status_code == 403, "the student has agreed to less"
    assert "/answers" not in tab.get(f"/classes/{room.id}/students/{room.student.id}").text
    with app.app_context(), transaction() as session:
        session.execute(sa.update(Membership).values(consented_to=consent.WITH_ANSWERS))
    page = tab.get(path)
    assert page.status_code == 200
    assert "hazard: carotid artery" in page.text
    assert "Your single answers" in [what for *_, what in looks(app)]


def test_a_private_day_moves_no_figure(app: Flask, room: Room, client_for: Tab) -> None:
    tab = client_for(room.student)
    before = figures_of(tab.get(f"/classes/{room.id}/seen").text)
    assert "Practise in private today" in tab.get(f"/classes/{room.id}/seen").text
    here = f"/classes/{room.id}/seen"
    assert tab.post("/practice/private", data={"on": "1", "next": here}).location.endswith(here)
    assert "Private practice is on for today" in tab.get(here).text
    with app.app_context(), transaction() as session:
        make.answer(session, make.wrong(room.student, HAZARD, purpose="private", miss="hazard"))
    assert figures_of(tab.get(here).text) == before
    tab.post("/practice/private", data={"next": here})
    with app.app_context(), transaction() as session:
        make.answer(session, make.wrong(room.student, HAZARD, miss="hazard"))
    assert figures_of(tab.get(here).text) != before


def test_private_practice_never_leads_elsewhere(room: Room, client_for: Tab) -> None:
    answer = client_for(room.student).post("/practice/private", data={"on": "1", "next": "//evil.example/x"})
    assert answer.location.endswith("/practice")
