"""The pages of assignments: what instructors set and see, and what students find on their page of today."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.assignments import make
from tests.assignments.conftest import TARA
from tests.classrooms import make as rooms
from tests.clients import PageClient
from tests.conftest import Clock
from tests.make import user
from tests.people import INSTRUCTOR, STUDENT, Part
from tests.practice import make as practice
from webapp.accounts.models import Role, User
from webapp.assignments.models import Assignment
from webapp.assignments.setting import change
from webapp.assignments.wishes import TestWish
from webapp.classrooms.models import Classroom, StaffLook
from webapp.core.assigning import Goal
from webapp.db import reading, transaction
from webapp.library.shelf import Shelf
from webapp.practice.models import Enrolment

FORM = {
    "title": "Neck & nape", "deck_id": "neck", "first_day": "2026-03-02", "due_day": "2026-03-05", "days": "3", "items_a_day": "2",
    "points": "10", "whom": "all", "seed": "1", "version": "1", "count": "6", "minutes": "30", "percent": "50", "recall_percent": "80",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A class with its people, committed, and the browser of its instructor."""

    app: Flask
    shelf: Shelf
    room: int
    ines: PageClient
    client_for: Callable[[User], PageClient]
    ada: User
    tara: User

    def assign(self, goal: Goal = Goal.PRACTICE_DAYS, **values: Any) -> int:
        with self.app.app_context(), transaction() as session:
            return make.assignment(session, self.shelf, session.get_one(Classroom, self.room), goal, **values).id

    def all(self) -> list[Assignment]:
        with self.app.app_context(), reading() as session:
            return list(session.scalars(sa.select(Assignment).order_by(Assignment.id)))

    def path(self, rest: object = "") -> str:
        return f"/classes/{self.room}/assignments" + (f"/{rest}" if rest else "")


@pytest.fixture
def place(app: Flask, shelf: Shelf, make_user: Callable[..., User], client_for: Callable[[User], PageClient]) -> Place:
    ines, ada = make_user(INSTRUCTOR, time_zone="Europe/Berlin"), make_user(STUDENT, time_zone="Europe/Berlin")
    tara = make_user(TARA, time_zone="Europe/Lisbon")
    with app.app_context(), transaction() as session:
        room = rooms.classroom(session, ines, ada, tara).id
    return Place(app, shelf, room, client_for(ines), client_for, ada, tara)


def text(answer: Any) -> str:
    return " ".join(answer.get_data(as_text=True).split())


def test_a_form_that_is_sent_sets_it_and_students_see_it_by_both_clocks(place: Place) -> None:
    answer = place.ines.post(place.path("new"), data={**FORM, "act": "save"}, follow_redirects=True)
    assert "The assignment is set." in text(answer)
    assert "0/3 days" in text(answer)
    for student, due in ((place.ada, "due Thursday 23:59 (Berlin)"), (place.tara, "due Thursday 23:59 (Berlin), 22:59 (Lisbon)")):
        browser = place.client_for(student)
        for path in ("/practice", place.path()):
            page = text(browser.get(path))
            assert f"{due}<" in page, path
            assert "0/3 days" in page


def test_looking_tells_the_plan_and_saves_nothing(place: Place) -> None:
    tight = {**FORM, "percent": "100", "act": "look"}
    untold = "For fewer than five students the plan does not say whether it fits: that would tell their settings."
    for path, data in (("new", FORM | {"act": "look"}), ("new?goal=learn-it", tight)):
        page = text(place.ines.post(place.path(path), data=data))
        assert untold in page
        assert 'data-fits="untold"' in page
        assert "notice care" not in page
    with place.app.app_context(), transaction() as session:
        for number in range(3):
            student = user(session, Part(f"s{number}@school.example", f"Student {number}", Role.STUDENT))
            rooms.join(session, session.get_one(Classroom, place.room), student)
    assert "This fits the daily limits of all 5 students." in text(place.ines.post(place.path("new"), data={**FORM, "act": "look"}))
    page = text(place.ines.post(place.path("new?goal=learn-it"), data=tight))
    assert "This does not fit: up to" in page
    page = text(place.ines.post(place.path("new"), data={**FORM, "act": "look", "whom": "some", "student_ids": [str(place.ada.id)]}))
    assert untold in page
    assert place.all() == []


def test_a_test_can_be_looked_at_and_drawn_anew_before_it_is_set(place: Place) -> None:
    first = text(place.ines.post(place.path("new?goal=class-test"), data={**FORM, "act": "look"}))
    again = text(place.ines.post(place.path("new?goal=class-test"), data={**FORM, "act": "redraw"}))
    for page in (first, again):
        assert page.count("draft, not reviewed by a clinician") == 6
        assert "Nothing is saved yet." in page
        assert page.count("Disputed about this muscle") == 6
        assert "where sources disagree, a fact has grade D and is not asked" in page
    assert first.split("<ol")[1].split("</ol>")[0] != again.split("<ol")[1].split("</ol>")[0]
    assert 'name="seed" type="hidden" value="2"' in again
    assert place.all() == []


@pytest.mark.parametrize(
    ("goal", "wrong", "words"),
    [
        ("practice-days", {"due_day": "2026-03-01"}, "It cannot be due before it starts."),
        ("practice-days", {"first_day": ""}, "Choose its first day."),
        ("practice-days", {"deck_id": "nothing"}, "Choose a deck."),
        ("practice-days", {"whom": "some"}, "Choose at least one student, or the whole class."),
        ("practice-days", {"points": "99999999999"}, "Not a valid integer value."),
        ("class-test", {"count": ""}, "A whole number from 1 to 100."),
        ("nonsense", {"days": "9"}, "From its first day to its last there are 4 days."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(place: Place, goal: str, wrong: dict[str, str], words: str) -> None:
    for act in ("save", "look"):
        answer = place.ines.post(place.path(f"new?goal={goal}"), data={**FORM, **wrong, "act": act})
        assert answer.status_code == 422
        assert words in text(answer)
    assert place.all() == []


def test_of_two_who_change_at_once_the_later_is_told_and_loses_nothing(place: Place) -> None:
    number = place.assign()
    with place.app.app_context(), transaction() as session:
        one, room = session.get_one(Assignment, number), session.get_one(Classroom, place.room)
        change(session, place.shelf, room, one, make.wish(points=20), version=1, at=make.AT)
    mine = {**FORM, "title": "My own title", "act": "save"}
    told = place.ines.post(place.path(f"{number}/edit"), data=mine)
    assert told.status_code == 409
    assert "Somebody changed this assignment while you were editing." in text(told)
    assert 'value="My own title"' in text(told)
    assert (place.all()[0].title, place.all()[0].points) == ("Neck & nape", 20)
    assert 'name="version" type="hidden" value="2"' in text(told)
    assert place.ines.post(place.path(f"{number}/edit"), data={**mine, "version": "2"}).status_code == 303
    assert place.all()[0].title == "My own title"


def test_a_student_starts_the_test_and_finds_it_again(place: Place) -> None:
    number = place.assign(Goal.CLASS_TEST)
    ada = place.client_for(place.ada)
    assert "Start the test" in text(ada.get(place.path(number)))
    begun = ada.post(place.path(f"{number}/start"), data={"client_uuid": str(practice.uuid4())})
    assert begun.status_code == 303
    assert text(ada.get(begun.location)).count("Question 1 of 6") >= 1
    assert "Go on with the test" in text(ada.get(place.path(number)))
    seen = text(place.ines.get(place.path(number)))
    assert "not taken, begun" in seen


def test_when_a_test_opens_is_told_by_both_clocks(place: Place) -> None:
    number = place.assign(Goal.CLASS_TEST, first_day=make.THURSDAY, test=TestWish(6, 30, opens=time(0, 30)))
    told = "The test opens on Thursday 5 March, 00:30 (Berlin), that is Wednesday 4 March, 23:30 where you are."
    assert told in text(place.client_for(place.tara).get(place.path(number)))
    assert "The test opens on Thursday 5 March, 00:30 (Berlin).<" in text(place.client_for(place.ada).get(place.path(number)))


def test_putting_the_class_away_takes_the_day_off_its_decks(place: Place) -> None:
    place.assign()
    for act, needed in (("archive", None), ("unarchive", make.THURSDAY.toordinal())):
        assert place.ines.post(f"/classes/{place.room}/{act}").status_code == 303
        with place.app.app_context(), reading() as session:
            assert set(session.scalars(sa.select(Enrolment.needed_by_day))) == {needed}


def test_a_form_that_is_sent_twice_sets_one_assignment(place: Place) -> None:
    (uuid,) = re.findall(r'name="client_uuid" type="hidden" value="([^"]+)"', text(place.ines.get(place.path("new"))))
    sent = {**FORM, "act": "save", "client_uuid": uuid}
    first, second = (place.ines.post(place.path("new"), data=sent) for _ in range(2))
    assert (first.status_code, second.status_code, first.location) == (303, 303, second.location)
    other = place.ines.post(place.path("new"), data={**sent, "title": "Once more"})
    assert other.status_code == 409
    assert "This form has set “Neck &amp; nape” already." in text(other)
    (fresh,) = re.findall(r'name="client_uuid" type="hidden" value="([^"]+)"', text(other))
    assert place.ines.post(place.path("new"), data={**sent, "title": "Once more", "client_uuid": fresh}).status_code == 303
    assert place.ines.post(place.path("new"), data={**sent, "client_uuid": "x"}).status_code == 422
    assert [each.title for each in place.all()] == ["Neck & nape", "Once more"]


def test_an_instructor_looks_at_each_question_as_students_do(place: Place) -> None:
    number = place.assign(Goal.CLASS_TEST)
    assert text(place.ines.get(place.path(f"{number}/questions"))).count("See it as students do") == 6
    for each in range(1, 7):
        page = text(place.ines.get(place.path(f"{number}/questions/{each}")))
        assert f"Question {each} of 6" in page
        assert 'method="post" action="/tests' not in page
    assert place.ines.get(place.path(f"{number}/questions/7")).status_code == 404


def test_more_time_is_given_on_the_page(place: Place) -> None:
    number = place.assign(Goal.CLASS_TEST)
    sent = {"student_id": str(place.tara.id), "extra_percent": "50"}
    assert "The time is saved." in text(place.ines.post(place.path(f"{number}/time"), data=sent, follow_redirects=True))
    page = text(place.client_for(place.tara).get(place.path(number)))
    assert "45 minutes (with 50 % more for you)" in page
    assert "30 minutes. One attempt" in text(place.client_for(place.ada).get(place.path(number)))


def test_a_withdrawn_one_is_gone_for_students(place: Place) -> None:
    number = place.assign()
    assert place.ines.post(place.path(f"{number}/withdraw")).status_code == 303
    ada = place.client_for(place.ada)
    assert ada.get(place.path(number)).status_code == 404
    assert "Neck &amp; nape" not in text(ada.get("/practice"))
    assert "1 withdrawn" in text(place.ines.get(place.path()))


def test_the_list_gives_no_count_without_names_of_few(place: Place) -> None:
    place.assign()
    page = text(place.ines.get(place.path()))
    assert "by name only" in page
    assert "of 2" not in page


def test_the_gradebook_is_a_page_and_a_file_and_each_look_is_noted(place: Place) -> None:
    place.assign(points=9)
    assert "Ada Student" in text(place.ines.get(f"/classes/{place.room}/gradebook"))
    file = place.ines.get(f"/classes/{place.room}/gradebook.csv?bom=1")
    assert file.mimetype == "text/csv"
    assert file.get_data().startswith(b"\xef\xbb\xbfname,")
    assert b"ada@school.example" in file.get_data()
    with place.app.app_context(), reading() as session:
        looks = [(row.student_id, row.what) for row in session.scalars(sa.select(StaffLook).order_by(StaffLook.id))]
    pages = ("The gradebook of the class", "The gradebook of the class, as a file")
    assert looks == [(who.id, page) for page in pages for who in (place.ada, place.tara)]


def test_today_counts_down_to_the_exam(place: Place, clock: Clock) -> None:
    place.assign()
    ada = place.client_for(place.ada)
    assert "21 days</strong> until the exam of MT-101 on 23 March 2026" in text(ada.get("/practice"))
    clock.move(days=20)
    assert "1 day</strong> until the exam" in text(place.client_for(place.ada).get("/practice"))
    clock.move(days=1)
    assert "Today</strong> is the exam of MT-101" in text(place.client_for(place.ada).get("/practice"))
    clock.move(days=1)
    assert "the exam of" not in text(place.client_for(place.ada).get("/practice"))


def test_the_forecast_is_of_what_was_practised(place: Place) -> None:
    place.assign()
    with place.app.app_context(), transaction() as session:
        student = session.get_one(User, place.ada.id)
        for key in (practice.LOCATE, practice.CAUTION.replace("sternocleidomastoid", "scalenes")):
            practice.give(session, place.shelf, student, key, at=make.AT)
    page = text(place.client_for(place.ada).get("/practice"))
    assert "If practice goes on as in the last two weeks, you will remember" in page
    assert "(safety" in page
