"""Pages about items in a browser: what they show, what they suppress, the CSV file, the Monday sheet."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from flask import Flask

from tests.classrooms import make as classes
from tests.clients import PageClient
from tests.insights.class_log import TODAY, Log, class_of, remainder
from tests.people import STUDENT
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.core.days import day_date
from webapp.db import transaction
from webapp.practice.models import Review

LOCATE, NAME, CAUTION = "infraspinatus/locate", "infraspinatus/name", "scalenes/caution"
ClientFor = Callable[[User], PageClient]
Fill = Callable[[Log, Classroom, list[User]], None]


@pytest.fixture
def room(app: Flask, client_for: ClientFor) -> Callable[..., tuple[str, PageClient]]:
    """Makes a class, committed, with what a test fills its log with; gives its address and the instructor's browser."""

    def made(fill: Fill, number: int = 6, **values: object) -> tuple[str, PageClient]:
        with app.app_context(), transaction() as session:
            room, teacher, students = class_of(session, number, **values)
            log = Log(session)
            fill(log, room, students)
            log.shown()
        return f"/classes/{room.id}", client_for(teacher)

    return made


Room = Callable[..., tuple[str, PageClient]]


def half_right(log: Log, _: Classroom, students: list[User]) -> None:
    for place, student in enumerate(students):
        log.answer(
            student,
            LOCATE,
            right=place % 2 == 0,
            hit=None if place % 2 == 0 else "teres-minor",
            raw_answer={"type": "tap", "view": "back", "layer": "superficial", "at": [100.0 + place, 1350.0], "target": None},
        )
        log.answer(student, NAME)
    log.answer(students[0], "masseter/name", right=False)


def words(browser: PageClient, path: str) -> str:
    page = browser.get(path)
    assert page.status_code == 200
    return " ".join(page.text.split())


def test_the_table_links_to_each_item_and_hides_what_few_did(room: Room) -> None:
    path, browser = room(half_right)
    page = words(browser, f"{path}/items")
    assert f'href="{path}/items/infraspinatus/locate"' in page
    assert "50&nbsp;%" in page
    row = page[page.index('data-item="masseter/name"') :]
    assert "too few" in row[: row.index("</tr>")]
    assert "0&nbsp;%" not in row[: row.index("</tr>")]


def test_an_item_s_page_names_nobody(room: Room) -> None:
    path, browser = room(half_right)
    page = words(browser, f"{path}/items/{LOCATE}")
    assert "Where they tapped" in page
    assert 'class="tap-right"' in page
    for private in ("Student 1", "@school.example", "s1@"):
        assert private not in page
    assert "Too few" in words(browser, f"{path}/items/masseter/name")
    assert browser.get(f"{path}/items/nothing/locate").status_code == 404


@pytest.mark.parametrize(
    "query", ["?sort=hard", "?sort=sure&kind=locate", "?region=shoulder&page=7", "?page=x&kind=%27&sort=--", "?region=zz"]
)
def test_filters_of_any_kind_are_taken(room: Room, query: str) -> None:
    path, browser = room(half_right)
    assert browser.get(f"{path}/items{query}").status_code == 200


def test_the_csv_file_says_the_same_and_runs_nothing(room: Room) -> None:
    def fill(log: Log, room: Classroom, students: list[User]) -> None:
        half_right(log, room, students)
        remainder(log.session, room, "=cmd|'calc'!A0/name", {"students": 6, "answers": 6, "right": 3, "first_right": 3})

    path, browser = room(fill)
    sent = browser.get(f"{path}/items.csv")
    assert sent.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in sent.headers["Content-Disposition"]
    rows = {row["item"]: row for row in csv.DictReader(StringIO(sent.text))}
    assert rows[LOCATE]["students"] == "6"
    assert (rows[LOCATE]["facility"], rows[LOCATE]["commonest_wrong"], rows[LOCATE]["commonest_wrong_times"]) == ("0.5", "Teres minor", "3")
    few = rows["masseter/name"]
    assert few["students"] == "fewer than 5"
    assert not any(few[name] for name in ("answers", "right", "facility", "commonest_wrong", "median_seconds", "discrimination", "hazards"))
    [dangerous] = [row for row in rows.values() if "cmd" in row["item"]]
    assert dangerous["item"].startswith("'=")
    assert not any(line.startswith(("=", '"=')) for line in sent.text.splitlines())
    assert not any(cell.startswith(("=", "+", "@")) for row in rows.values() for cell in row.values())
    assert browser.get(f"{path}/items.csv?mark=1").data == b"\xef\xbb\xbf" + sent.data


def troubled(log: Log, _: Classroom, students: list[User]) -> None:
    """Hazards this week, somebody sure and wrong, a pair mixed up both ways, and much that fades."""
    for student in students:
        log.answer(student, LOCATE, day=TODAY - 40)
        log.answer(student, NAME, right=False, day=TODAY - 30, raw_answer={"type": "chosen", "option": "teres-minor", "of": 4})
        log.answer(student, "teres-minor/name", right=False, raw_answer={"type": "chosen", "option": "infraspinatus", "of": 4})
        log.answer(student, CAUTION, right=False, miss="missed-must", sureness=3, raw_answer={"type": "marked", "ids": ["ulnar-nerve"]})
    log.answer(students[0], "pectoralis-major/locate", right=False, miss="hazard", hit="subclavian-artery", day=TODAY)
    for student in students:
        log.answer(student, "scalenes/locate", right=False, miss="hazard", hit="subclavian-artery", day=TODAY - 1)
        log.answer(student, "gluteus-maximus/locate", right=False, miss="hazard", hit="sciatic-nerve", day=TODAY - 7)


def test_the_monday_sheet_has_every_part_and_no_names(room: Room) -> None:
    path, browser = room(troubled)
    page = words(browser, f"{path}/monday")
    assert "Monday 9 March" in page, "the next Monday, from a Monday on"
    assert "Four things to teach again" in page
    assert "pressed on: subclavian artery" in page.lower()
    hazards = page[page.index('id="dangers"') : page.index('id="sure"')]
    assert "6&nbsp;×" in hazards
    assert "Gluteus" not in hazards, "more than seven days ago"
    assert "Some more on questions that fewer than 5 have met" in hazards
    assert "Pectoralis" not in page
    assert "mixed up with infraspinatus, both ways, 12 ×" in page.lower()
    assert 'class="mark-hit"' in page[page.index('id="again"') :], "and both are on its plate"
    sure = page[page.index('id="sure"') : page.index('id="again"')]
    assert "<strong>Safety</strong> Scalenes" in sure
    assert "Student 1" not in page
    assert "@school.example" not in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [(TODAY + 3, "Thursday 5 March"), (TODAY, "Monday 9 March"), (TODAY - 4, "Monday 9 March"), (TODAY + 61, "Monday 9 March")],
)
def test_another_day_can_be_chosen(room: Room, asked: int, shown: str) -> None:
    path, browser = room(half_right)
    assert f"MT-101: {shown}" in words(browser, f"{path}/monday?day={day_date(asked)}")
    assert "Monday 9 March" in words(browser, f"{path}/monday?day=soon")


def test_a_class_in_which_nobody_has_answered(room: Room, app: Flask) -> None:
    path, browser = room(lambda log, _, students: log.answer(students[0], NAME), 1)
    assert "The sheet fills as the class practises" in words(browser, f"{path}/monday")
    with app.app_context(), transaction() as session:
        session.query(Review).delete()
    assert browser.get(f"{path}/items").status_code == 200
    assert "Nothing to show" in words(browser, f"{path}/items/mixed-up")


def test_in_an_archived_class_everything_can_still_be_read(room: Room, clock: object) -> None:
    path, browser = room(half_right, archived_at=classes.AT)
    for page in ("items", "items/mixed-up", f"items/{LOCATE}", "monday", "items.csv"):
        assert browser.get(f"{path}/{page}").status_code == 200


def test_a_student_sees_none_of_it(room: Room, make_user: Callable[..., User], client_for: ClientFor) -> None:
    path, _ = room(half_right)
    browser = client_for(make_user(STUDENT))
    for page in ("items", "items/mixed-up", f"items/{LOCATE}", "monday", "items.csv"):
        assert browser.get(f"{path}/{page}").status_code == 404
