"""Addresses that make no sense, orders of lines, pages out of reach, and cells that would run."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.clients import PageClient
from tests.insights import make
from tests.insights.class_log import TODAY, Log, class_of, remainder
from tests.make import AT
from webapp.accounts.models import User
from webapp.core.class_sums import NOTHING_LATELY, Recent, Sums
from webapp.core.item_analysis import Flag, discrimination_bounds
from webapp.db import transaction
from webapp.insights.figures import StudentFigures, span_of
from webapp.insights.item_export import COLUMNS, item_statistics
from webapp.insights.item_page import item_page
from webapp.insights.item_queries import sum_moments
from webapp.insights.item_table import PAGE, Look, item_table
from webapp.insights.monday import FURTHEST, monday_sheet
from webapp.insights.overview import ORDERS, Line, Wish, in_order, overview
from webapp.library.shelf import Shelf

HUGE = "9" * 30
LOCATE = "infraspinatus/locate"
ODD = ("-1", "0", HUGE, "9" * 5000, "1e3", "", "%D9%A3", "%27%3B--", "NaN")


@pytest.fixture
def place(app: Flask, client_for: Callable[[User], PageClient]) -> tuple[str, PageClient]:
    """The address of a class in which one question was answered, and its instructor's browser."""
    with app.app_context(), transaction() as session:
        room, teacher, students = class_of(session, 5)
        make.answer(session, *(make.wrong(each, LOCATE) for each in students))
    return f"/classes/{room.id}", client_for(teacher)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("overview", ("page", "order", "on", "down")), ("items", ("page", "sort", "kind", "region")), ("monday", ("day",)),
        (f"items/{LOCATE}", ("view",)), ("items.csv", ("mark",)),
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_answered(both_engines: str, place: tuple[str, PageClient], page: str, names: list[str]) -> None:
    here, tab = place
    for odd in ODD:
        assert tab.get(f"{here}/{page}?{'&'.join(f'{name}={odd}' for name in names)}").status_code == 200, odd[:40]
    assert "<i>odd" not in tab.get(f"{here}/items?region=%3Ci%3Eodd&kind=%3Ci%3Eodd").text


def test_numbers_that_no_class_or_student_has_are_not_found(both_engines: str, place: tuple[str, PageClient]) -> None:
    here, tab = place
    for number in (HUGE, "2147483648", "2147483647", "-1", "0"):
        for path in ("overview", "items", "items.csv", "items/mixed-up", f"items/{LOCATE}", "monday", "seen"):
            assert tab.get(f"/classes/{number}/{path}").status_code == 404, (number, path)
        for path in (f"students/{number}", f"students/{number}/answers"):
            assert tab.get(f"{here}/{path}").status_code == 404, path


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "2026-03-02", "2026-W11-1", "20260310", "2026-03-09T10:00"])
def test_a_day_out_of_reach_is_next_monday(place: tuple[str, PageClient], day: str) -> None:
    here, tab = place
    page = tab.get(f"{here}/monday?day={day}")
    assert page.status_code == 200
    wanted = "10 March" if day == "20260310" else "9 March"
    assert wanted in page.text
    assert tab.get(f"{here}/overview?on={day}").status_code == 200


def test_the_sheet_is_made_for_tomorrow_to_sixty_days_ahead(session: Session, shelf: Shelf) -> None:
    room, teacher, _ = class_of(session, 1)

    def lesson(day: int | None) -> int:
        return monday_sheet(session, shelf, teacher, room.id, day, at=AT).day

    monday = TODAY + 7
    assert [lesson(TODAY + days) for days in (1, FURTHEST)] == [TODAY + 1, TODAY + FURTHEST]
    assert [lesson(day) for day in (None, TODAY, TODAY - 1, TODAY + FURTHEST + 1, -5, 10**9)] == [monday] * 6


def line(name: str, total: Sums, lately: Recent = NOTHING_LATELY) -> Line:
    figures = StudentFigures(len(name), name, total, lately)
    return Line(figures, figures.outlook(span_of(1, 2)), None)


LINES = [
    line("Abe", Sums()),
    line("bea", Sums(seen=4, recall=2.0, later=1.0, last_day=TODAY, hazards=2), Recent(2, 9, 60_000)),
    line("Cleo", Sums(seen=2, recall=1.0, later=0.5, last_day=TODAY - 9, safety_seen=1, safety_recall=1.0, safety_later=0.2)),
    line("Dora", Sums(seen=9, recall=9.0, later=4.5, last_day=TODAY, hazards=2), Recent(5, 9, 60_000)),
]


@pytest.mark.parametrize(
    ("order", "up", "down"),
    [
        ("name", "AbCD", "DCbA"), ("met", "ACbD", "DbCA"), ("recall", "bCDA", "DbCA"), ("later", "bCDA", "DbCA"), ("last", "CbDA", "bDCA"),
        ("safety", "CAbD", "CAbD"), ("safety-later", "CAbD", "CAbD"), ("days", "ACbD", "DbAC"), ("minutes", "ACbD", "bDAC"),
        ("hazards", "ACbD", "bDAC"), ("no such order", "AbCD", "DCbA"),
    ],
)  # fmt: skip
def test_lines_in_order_equal_ones_by_name_and_those_without_a_figure_last(order: str, up: str, down: str) -> None:
    for wish, wanted in ((Wish(order=order), up), (Wish(order=order, down=True), down)):
        assert "".join(each.figures.name[0] for each in in_order(LINES, wish)) == wanted
    assert set(ORDERS) >= {order} or order == "no such order"


@pytest.mark.parametrize(("asked", "shown", "first"), [(-7, 1, 0), (0, 1, 0), (2, 2, 50), (3, 3, 100), (4, 3, 100), (10**30, 3, 100)])
def test_pages_of_items_out_of_reach_are_the_first_and_the_last(session: Session, shelf: Shelf, asked: int, shown: int, first: int) -> None:
    room, teacher, _ = class_of(session, 1)
    for number in range(2 * PAGE + 1):
        remainder(session, room, f"muscle-{number:03}/name", {"students": 5, "answers": 5})
    table = item_table(session, shelf, teacher, room.id, Look(page=asked))
    assert (table.look.page, table.pages, table.count) == (shown, 3, 2 * PAGE + 1)
    assert table.rows[0].key == f"muscle-{first:03}/name"
    assert overview(session, shelf, room, Wish(page=asked), at=AT).page == 1


@pytest.mark.parametrize("day", [TODAY - 1, TODAY, TODAY + 401, 10**7, -4])
def test_a_later_day_out_of_reach_is_the_exam(session: Session, shelf: Shelf, day: int) -> None:
    room, _, _ = class_of(session, 1)
    assert overview(session, shelf, room, Wish(later=day), at=AT).span.later == date(2026, 3, 23).toordinal()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  =", "＝"])
def test_no_cell_of_the_statistics_begins_a_formula(session: Session, shelf: Shelf, start: str) -> None:
    room, teacher, students = class_of(session, 5)
    log, evil = Log(session), f"{start}cmd|' /C calc'!A0"
    for student in students:
        log.answer(student, "masseter/name", right=False, raw_answer={"type": "chosen", "option": evil, "of": 4})
        log.answer(student, f"{start}1/name", right=False)
    log.shown()
    rows = list(csv.DictReader(StringIO(item_statistics(session, shelf, teacher, room.id), newline="")))
    assert len(rows) == 2
    for row in rows:
        assert set(row) == set(COLUMNS)
        for name, text in row.items():
            assert not text.lstrip().startswith(("=", "+", "@", "＝")), (name, text)
            assert not text.startswith("-"), (name, text)
    assert any("cmd" in row["commonest_wrong"] or "Cmd" in row["commonest_wrong"] for row in rows)


def test_the_bounds_of_a_discrimination_are_of_the_students_it_was_worked_out_from(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 12)
    log, others = Log(session), [key for key in sorted(shelf.items) if key.endswith("/name")][:6]
    for number, student in enumerate(students):
        log.answer(student, LOCATE, right=number % 2 == 0)
        for place, key in enumerate(others if number < 7 else others[:2]):
            log.answer(student, key, right=place < number)
    log.shown()
    found, sums = item_page(session, shelf, teacher, room.id, LOCATE), sum_moments(session, room.id, [LOCATE])[LOCATE]
    assert sums.n == 7, "the others have met too few other questions for a rest score"
    assert found.row.discrimination is not None
    assert found.bounds == discrimination_bounds(found.row.discrimination, 7)


@pytest.mark.parametrize(("scored", "poor"), [(9, False), (10, True)])
def test_a_question_is_called_poor_by_students_with_other_answers_alone(session: Session, shelf: Shelf, scored: int, poor: bool) -> None:
    room, teacher, students = class_of(session, 14)
    log, others = Log(session), [key for key in sorted(shelf.items) if key.endswith("/name")][:6]
    for number, student in enumerate(students):
        log.answer(student, LOCATE, right=number % 2 == 0)
        for key in others if number < scored else ():
            log.answer(student, key, right=number % 2 == 1)
    log.shown()
    row = item_page(session, shelf, teacher, room.id, LOCATE).row
    assert row.discrimination == pytest.approx(-1.0)
    assert (Flag.POOR in row.flags) is poor
