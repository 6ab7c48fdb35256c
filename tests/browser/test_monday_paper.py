"""The Monday sheet on paper: one A4 page, however full it is; the pages of items without script and for keys."""

import re
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route

from tests.clients import PageClient
from tests.insights.class_log import TODAY, Log, class_of
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.library.shelf import Shelf

SITE = "http://palpate.test"
A4_MM = (210, 297)
PAGES = re.compile(rb"/Type\s*/Page[^s]")
SHEET_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


def fill(log: Log, shelf: Shelf, students: list[User]) -> None:
    """Everything that a sheet can hold, and more: hazards, sure and wrong, mixed up, hard, fading, with the longest names."""
    names = sorted(shelf.catalogue.muscles, key=lambda muscle: -len(shelf.catalogue.muscles[muscle].name.en))[:14]
    for student, (place, muscle) in product(students, enumerate(names)):
        other = names[place - 1] if place % 2 else names[(place + 1) % len(names)]
        log.answer(student, f"{muscle}/name", right=False, day=TODAY - 20, raw_answer={"type": "chosen", "option": other, "of": 4})
        log.answer(student, f"{muscle}/locate", right=False, day=TODAY - 2, miss="hazard", hit="subclavian-artery", sureness=3)
        log.answer(student, f"{muscle}/caution", right=False, day=TODAY - 1, miss="missed-must", sureness=3)
        log.answer(student, f"{muscle}/action", day=TODAY - 30)
    log.answer(students[0], "masseter/locate", right=False, day=TODAY, miss="hazard", hit="facial-artery")


@pytest.fixture
def paper(app: Flask, client_for: Callable[[User], PageClient], browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page whose addresses the app answers without a server, for an instructor with a full class; and the class's address."""
    with app.app_context(), transaction() as session:
        room, teacher, students = class_of(session, 12, name="Massage therapy " * 5)
        log = Log(session)
        fill(log, app.extensions["shelf"], students)
        log.shown()
    client = client_for(teacher)

    def answer(route: Route) -> None:
        sent = client.get(route.request.url.removeprefix(SITE))
        route.fulfill(status=sent.status_code, headers=dict(sent.headers), body=sent.data)

    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.route("**/*", answer)
    page = context.new_page()
    yield page, f"{SITE}/classes/{room.id}"
    context.close()


def test_the_sheet_is_exactly_one_page_of_a4(paper: tuple[Page, str]) -> None:
    page, room = paper
    page.goto(f"{room}/monday")
    assert page.locator(".again > li").count() == 5
    assert page.locator(".top tbody tr").count() == 12
    page.wait_for_function("[...document.images].every(each => each.complete)")
    for settings in ({"prefer_css_page_size": True}, {"format": "A4", "print_background": True}):
        pdf = page.pdf(**settings)  # type: ignore[arg-type]
        assert len(PAGES.findall(pdf)) == 1, settings
        [(width, height)] = SHEET_BOX.findall(pdf)
        assert [round(float(side) / 72 * 25.4) for side in (width, height)] == list(A4_MM)
    page.emulate_media(media="print")
    assert not page.locator(".site-header, .site-footer, .class-tabs").filter(visible=True).count()
    assert page.locator(".few").is_visible()
    for part in (".again > li:last-child", ".few", ".sheet footer", "#sure"):
        box, sheet = page.locator(part).bounding_box(), page.locator(".sheet").bounding_box()
        assert box is not None
        assert sheet is not None
        assert box["y"] + box["height"] <= sheet["y"] + sheet["height"] + 1, f"{part} is cut off"


def test_the_table_is_filtered_and_an_item_opened_with_keys_only(paper: tuple[Page, str]) -> None:
    page, room = paper
    page.goto(f"{room}/items")
    page.locator("#kind").focus()
    page.keyboard.type("Name")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items?*kind=name*")
    rows = page.locator("tr[data-item]")
    assert rows.count() == 14
    assert all(key.endswith("/name") for key in rows.evaluate_all("rows => rows.map(each => each.dataset.item)"))
    rows.first.locator("a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*/name")
    assert page.locator("h2#wrong").is_visible()
