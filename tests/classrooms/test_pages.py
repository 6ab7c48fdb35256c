"""Pages of classes, through the browser's eyes."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.classrooms import make
from tests.clients import PageClient
from tests.conftest import Clock
from tests.make import PASSWORD
from tests.people import INSTRUCTOR, Part
from webapp.accounts.models import Role, User
from webapp.accounts.service import set_role
from webapp.classrooms import consent
from webapp.classrooms.looking import note_look
from webapp.classrooms.models import Classroom, Membership
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail

Sign = Callable[[User], PageClient]
SETTINGS = {"name": "MT-101", "time_zone": "Europe/Berlin", "first_day": "2026-02-02", "last_day": "2026-06-30", "exam_day": "2026-03-23"}


@pytest.fixture
def room(app: Flask, instructor: User, student: User) -> Classroom:
    """A class of the instructor with the student in it."""
    with app.app_context(), transaction() as session:
        return make.classroom(session, instructor, student)


def upload(browser: PageClient, room: Classroom, text: str) -> str:
    file = (io.BytesIO(text.encode()), "roster.csv")
    return browser.post(f"/classes/{room.id}/roster", data={"file": file}, content_type="multipart/form-data").text


def test_an_instructor_makes_a_class_and_sees_its_students_and_exam(instructor: User, client_for: Sign) -> None:
    browser = client_for(instructor)
    assert "None yet" in browser.get("/classes").text
    made = browser.post("/classes/new", data=SETTINGS)
    page = browser.get(made.location).text
    assert "The class MT-101 is made" in page
    assert "0 students" in page
    assert "23 March 2026, in 21 days" in page
    assert "MT-101" in browser.get("/classes").text


def test_a_class_that_makes_no_sense_is_told_beside_the_field(instructor: User, client_for: Sign) -> None:
    answer = client_for(instructor).post("/classes/new", data=SETTINGS | {"time_zone": "Mars", "last_day": "2026-01-01"})
    assert answer.status_code == 422
    assert "Choose a time zone of the list." in answer.text
    assert "The term cannot end before it begins." in answer.text


def test_two_change_the_same_settings_at_once_and_nothing_is_lost(
    room: Classroom, instructor: User, client_for: Sign, make_user: Callable[..., User], app: Flask
) -> None:
    otto = make_user(Part("otto@school.example", "Otto Other", Role.INSTRUCTOR))
    with app.app_context(), transaction() as session:
        make.teach(session, room, otto)
    path = f"/classes/{room.id}/settings"
    mine, theirs = client_for(instructor), client_for(otto)
    version = version_in(mine.get(path).text)
    assert theirs.post(path, data=SETTINGS | {"name": "MT-101 evening", "version": version}).status_code == 303
    late = mine.post(path, data=SETTINGS | {"exam_day": "2026-03-30", "version": version})
    assert late.status_code == 409
    assert "Somebody changed this class while you were editing" in late.text
    assert "<td>MT-101</td><td>MT-101 evening</td>" in late.text
    assert "<td>30 March 2026</td><td>23 March 2026</td>" in late.text
    assert 'value="2026-03-30"' in late.text
    assert "MT-101 evening" in mine.get(path).text
    assert mine.post(path, data=SETTINGS | {"exam_day": "2026-03-30", "version": version_in(late.text)}).status_code == 303
    assert 'value="2026-03-30"' in theirs.get(path).text


def version_in(page: str) -> str:
    found = re.search(r'name="version"[^>]* value="(\d+)"', page)
    assert found
    return found[1]


def test_a_roster_goes_from_template_to_invitations_and_the_second_time_to_nothing(
    room: Classroom, instructor: User, stranger: User, client_for: Sign
) -> None:
    browser = client_for(instructor)
    template = browser.get(f"/classes/{room.id}/roster/template.csv")
    assert template.text.startswith("email,name\r\n")
    assert "attachment" in template.headers["Content-Disposition"]
    bad = upload(browser, room, "email,name\nnobody,Nobody\nnina@school.example,Nina\nx@x.example,=cmd\n")
    assert "Row 2: “nobody” is no e-mail address." in bad
    assert "Row 4: the name begins like a formula." in bad
    good = f"\ufeffemail,name\n{stranger.email},Stan\nnina@school.example,Nina\n"
    look = upload(browser, room, good)
    assert "<h1>2 changes</h1>" in look
    rows = re.search(r'name="rows"[^>]* value="([^"]*)"', look)
    assert rows
    done = browser.post(f"/classes/{room.id}/roster/invite", data={"rows": rows[1]})
    page = browser.get(done.location).text
    assert "2 changes." in page
    assert "nina@school.example" in page
    assert "<h1>0 changes</h1>" in upload(browser, room, good)
    again = browser.post(f"/classes/{room.id}/roster/invite", data={"rows": rows[1]})
    assert "0 changes." in browser.get(again.location).text


def test_a_roster_that_is_too_large_is_refused_before_it_is_read(room: Classroom, instructor: User, client_for: Sign) -> None:
    big = (io.BytesIO(b'"' + b"x" * 400_000), "roster.csv")
    answer = client_for(instructor).post(f"/classes/{room.id}/roster", data={"file": big}, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_new_student_comes_from_the_mail_to_the_class(
    app: Flask, room: Classroom, instructor: User, client: PageClient, client_for: Sign
) -> None:
    client_for(instructor).post(f"/classes/{room.id}/roster/invite", data={"rows": "email,name\nnina@school.example,Nina\n"})
    with app.app_context(), reading() as session:
        body = session.scalars(sa.select(OutgoingMail.body)).one()
    found = re.search(r"https?://[^/]+(/accounts/join/\S+)", body)
    assert found
    page = client.get(found[1]).text
    action = re.search(r'<form class="card stack" method="post" action="([^"]+)"', page)
    assert action
    made = client.post(action[1], data={"email": "nina@school.example", "name": "Nina", "password": PASSWORD, "time_zone": "UTC"})
    assert made.location == "/classes"
    invited = client.get("/classes").text
    path = re.search(r'href="(/classes/invitations/\d+)"', invited)
    assert path
    terms = client.get(path[1]).text
    assert all(line in terms for line in consent.seen(shows_answers=False))
    assert client.post(f"{path[1]}/accept", data={"version": consent.VERSION}).status_code == 422
    joined = client.post(f"{path[1]}/accept", data={"version": consent.VERSION, "agreed": "y"})
    assert "You are in MT-101 now." in client.get(joined.location).text
    assert "2 students" in client_for(instructor).get(f"/classes/{room.id}").text


def test_a_student_joins_by_code_after_reading_what_is_seen(room: Classroom, instructor: User, stranger: User, client_for: Sign) -> None:
    teacher, browser = client_for(instructor), client_for(stranger)
    teacher.post(f"/classes/{room.id}/code", data={"days": "7"})
    link = re.search(r'href="https?://[^/]+(/classes/join/(\w+))"', teacher.get(f"/classes/{room.id}").text)
    assert link
    assert "MT-101" not in browser.get(link[1]).text, "a code is only looked up where tries are counted"
    wrong = browser.post("/classes/join", data={"code": "WRONG-ONE"})
    assert (wrong.status_code, "No class has this code" in wrong.text) == (422, True)
    shown = browser.post("/classes/join", data={"code": f"{link[2][:4]}-{link[2][4:]}".lower()})
    assert "Join MT-101?" in shown.text
    assert all(line in shown.text for line in consent.seen(shows_answers=False))
    refused = browser.post(link[1], data={"version": consent.VERSION})
    assert (refused.status_code, "Without it you cannot be in the class" in refused.text) == (422, True)
    assert browser.post(link[1], data={"version": consent.VERSION, "agreed": "y"}).status_code == 303
    assert "Stan Stranger" in teacher.get(f"/classes/{room.id}").text


def test_guessing_codes_ends_after_ten_tries_and_signing_in_still_works(stranger: User, client_for: Sign, client: PageClient) -> None:
    browser = client_for(stranger)
    tries = [browser.post("/classes/join", data={"code": f"AAAA-AA{number:02}"}).status_code for number in range(11)]
    assert tries == [422] * 10 + [429]
    assert browser.post("/classes/join/AAAAAAAA", data={}).status_code == 429
    assert client.post("/accounts/sign-in", data={"email": stranger.email, "password": PASSWORD}).status_code == 303


def test_only_who_may_teach_is_named_to_who_joins(
    room: Classroom, student: User, stranger: User, make_user: Callable[..., User], client_for: Sign, app: Flask
) -> None:
    otto = make_user(Part("otto@school.example", "Otto Other", Role.INSTRUCTOR))
    with app.app_context(), transaction() as session:
        make.teach(session, session.get_one(Classroom, room.id), otto)
        make.code(session, room)
    joining, inside = client_for(stranger), client_for(student)

    def named() -> list[bool]:
        pages = joining.post("/classes/join", data={"code": "ABCD2345"}), inside.get(f"/classes/{room.id}")
        return ["Otto Other" in page.text for page in pages]

    assert named() == [True, True]
    with app.app_context(), transaction() as session:
        set_role(session, session.get_one(User, otto.id), Role.STUDENT)
    assert named() == [False, False]


def test_who_agreed_to_a_former_line_is_asked_again(room: Classroom, student: User, client_for: Sign, app: Flask) -> None:
    browser, path = client_for(student), f"/classes/{room.id}"
    with app.app_context(), transaction() as session:
        session.execute(sa.update(Membership).values(consented_to="1"))
    assert "has changed since you joined" in browser.get(path).text
    assert browser.post(f"{path}/consent", data={"version": consent.VERSION, "agreed": "y"}).status_code == 303
    assert "has changed since you joined" not in browser.get(path).text
    seen = browser.get(f"{path}/seen").text
    assert all(line in seen for line in consent.seen(shows_answers=False))


def test_leaving_ends_every_view_at_once(room: Classroom, instructor: User, student: User, client_for: Sign) -> None:
    browser, teacher = client_for(student), client_for(instructor)
    assert "Ada Student" in teacher.get(f"/classes/{room.id}").text
    left = browser.post(f"/classes/{room.id}/leave")
    assert "no longer see anything" in browser.get(left.location).text
    assert "Ada Student" not in teacher.get(f"/classes/{room.id}").text
    assert browser.get(f"/classes/{room.id}").status_code == 404


def test_an_instructor_removes_a_student(room: Classroom, instructor: User, student: User, client_for: Sign) -> None:
    answer = client_for(instructor).post(f"/classes/{room.id}/students/{student.id}/remove")
    assert answer.status_code == 303
    assert client_for(student).get(f"/classes/{room.id}").status_code == 404


def test_a_changed_policy_asks_the_student_again(room: Classroom, instructor: User, student: User, client_for: Sign, app: Flask) -> None:
    browser, path = client_for(student), f"/classes/{room.id}"
    assert "has changed since you joined" not in browser.get(path).text
    client_for(instructor).post(f"{path}/settings", data=SETTINGS | {"shows_answers": "y", "version": "1"})
    assert "has changed since you joined" in browser.get(path).text
    assert browser.post(f"{path}/consent", data={"version": consent.VERSION, "agreed": "y"}).status_code == 409
    assert browser.post(f"{path}/consent", data={"version": consent.WITH_ANSWERS, "agreed": "y"}).status_code == 303
    with app.app_context(), reading() as session:
        assert session.scalars(sa.select(Membership.consented_to)).one() == consent.WITH_ANSWERS


def test_instructors_are_added_and_leave(room: Classroom, instructor: User, admin: User, student: User, client_for: Sign) -> None:
    browser, path = client_for(instructor), f"/classes/{room.id}/instructors"
    assert "the only one" in browser.get(path).text
    refused = browser.post(path, data={"email": student.email})
    assert (refused.status_code, "No instructor or administrator here" in refused.text) == (422, True)
    assert browser.post(path, data={"email": admin.email}).status_code == 303
    assert "Adam Admin" in client_for(student).get(f"/classes/{room.id}").text
    assert browser.post(f"{path}/{instructor.id}/remove").location == "/classes"
    assert browser.get(path).status_code == 404
    assert client_for(admin).get(path).status_code == 200


def test_an_archived_class_is_shown_as_such_and_can_be_left(room: Classroom, instructor: User, student: User, client_for: Sign) -> None:
    browser, pupil = client_for(instructor), client_for(student)
    browser.post(f"/classes/{room.id}/archive")
    assert "archived" in pupil.get("/classes").text
    page = browser.get(f"/classes/{room.id}").text
    assert "This class is archived" in page
    assert "Invite by roster" not in page
    assert browser.post(f"/classes/{room.id}/code", data={"days": "7"}).status_code == 422
    browser.post(f"/classes/{room.id}/unarchive")
    assert "This class is archived" not in browser.get(f"/classes/{room.id}").text
    assert pupil.post(f"/classes/{room.id}/leave").status_code == 303


def test_a_student_reads_who_looked(room: Classroom, app: Flask, instructor: User, student: User, client_for: Sign, clock: Clock) -> None:
    assert "Nobody has looked" in client_for(student).get("/classes/looks").text
    with app.app_context():
        note_look(room, student, instructor, "Your figures in practice", at=clock.now)
        note_look(room, student, student, "Your own page", at=clock.now + timedelta(hours=1))
    page = client_for(student).get("/classes/looks").text
    assert INSTRUCTOR.name in page
    assert "Your figures in practice" in page
    assert "2 March 2026, 09:00" in page
    assert "for pages about you alone each time" in page
    assert "Your own page" not in page, "looks at oneself are not noted"
    assert "Nobody has looked" in client_for(instructor).get("/classes/looks").text
