"""Pages of figures as they are drawn: axe, both screens, light and dark; sorting with the keys alone; the heat map in numbers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looks import faults
from tests.clients import PageClient
from tests.insights.class_log import TODAY, Log, class_of
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.library.shelf import Shelf

SITE = "http://palpate.test"
STUDENTS = 6
MOST_TABS = 80


def fill(log: Log, shelf: Shelf, students: list[User]) -> None:
    """A few questions of each region, the later students knowing less; the last one knows nothing yet."""
    first = {item.region: key for key, item in sorted(shelf.items.items()) if not key.endswith("-words")}
    for (place, student), key in product(enumerate(students[:-1]), first.values()):
        log.answer(student, key, right=len(key) % 5 >= place, day=TODAY - 3 * place - len(key) % 4, miss="hazard", hit="carotid-artery")


Seats = Callable[[User], Page]


@pytest.fixture
def room(app: Flask) -> tuple[str, User, list[User]]:
    """The address of a class with figures, its instructor, its students."""
    with app.app_context(), transaction() as session:
        made, teacher, students = class_of(session, STUDENTS, name="MT-101")
        log = Log(session)
        fill(log, app.extensions["shelf"], students)
        log.shown()
    return f"{SITE}/classes/{made.id}", teacher, students


@pytest.fixture
def seat(browser: Browser, client_for: Callable[[User], PageClient]) -> Iterator[Seats]:
    """A page in which somebody is signed in, whose addresses the app answers without a server."""
    with ExitStack() as stack:

        def taken(person: User) -> Page:
            client = client_for(person)

            def answer(route: Route) -> None:
                sent = client.get(route.request.url.removeprefix(SITE))
                route.fulfill(status=sent.status_code, headers=dict(sent.headers), body=sent.data)

            context = stack.enter_context(browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce"))
            context.route("**/*", answer)
            return context.new_page()

        yield taken


def test_the_pages_have_no_faults(room: tuple[str, User, list[User]], seat: Seats) -> None:
    here, teacher, students = room
    page = seat(teacher)
    for path in ("overview", f"students/{students[0].id}"):
        page.goto(f"{here}/{path}")
        assert faults(page) == [], path
    own = seat(students[0])
    own.goto(f"{here}/seen")
    assert faults(own) == []


def test_the_list_is_sorted_with_the_keys_alone(room: tuple[str, User, list[User]], seat: Seats) -> None:
    here, teacher, _ = room
    page = seat(teacher)
    page.goto(f"{here}/overview")
    for wanted in ("ascending", "descending"):
        link = page.locator("table.students thead a", has_text="Hazard hits")
        for _ in range(MOST_TABS):
            if link.evaluate("element => element === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(f'table.students th[aria-sort="{wanted}"]')).to_contain_text("Hazard hits")
        hits = [int(cell) for cell in page.locator("table.students tbody tr td:nth-child(9)").all_inner_texts()]
        assert hits == sorted(hits, reverse=wanted == "descending")
        assert len(set(hits)) > 1


def test_each_cell_of_the_heat_map_says_its_number_too(room: tuple[str, User, list[User]], seat: Seats) -> None:
    here, teacher, students = room
    page = seat(teacher)
    page.goto(f"{here}/overview")
    cells = page.locator(".heat-map tbody td").all_inner_texts()
    assert len(cells) == len(students) * page.locator(".heat-map thead th").count() - len(students)
    assert all("%" in cell or cell == "–" for cell in cells)
    assert page.locator(".heat-map tbody .recall-ground-none").count() == page.locator(".heat-map thead th").count() - 1, (
        "of one who began nothing"
    )
