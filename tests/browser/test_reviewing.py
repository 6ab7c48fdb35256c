"""Reviewing with the keyboard, reporting a mistake without scripts, and the look of the pages about the material."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import PHONE
from tests.browser.looks import faults
from tests.browser.server import Server
from tests.browser.test_pages import SCREEN
from tests.browser.watching import Watch

REVIEW, MUSCLE = "/library/review/masseter", "/library/muscles/masseter"


def may(server: Server, email: str, *words: str) -> None:
    """Gives a person a role or a right by command."""
    assert server.command("people", *words[:1], email, *words[1:]).returncode == 0


def test_a_reviewer_signs_with_the_keyboard_alone(laptop: Page, phone: Page, server: Server) -> None:
    may(server, people.sign_up(laptop), "reviewer")
    laptop.goto(REVIEW)
    box = laptop.get_by_label("This is right: origin")
    for _ in range(60):
        laptop.keyboard.press("Tab")
        if box.evaluate("element => element === document.activeElement"):
            break
    laptop.keyboard.press("Space")
    expect(box).to_be_checked()
    laptop.get_by_label("Your qualification").focus()
    laptop.keyboard.type("physiotherapist")
    laptop.keyboard.press("Enter")
    expect(laptop.get_by_text("1 fact signed.")).to_be_visible()
    phone.goto(MUSCLE)
    expect(phone.get_by_text("reviewed by Sam Student, physiotherapist")).to_be_visible()
    laptop.get_by_role("button", name="Withdraw").press("Enter")
    expect(laptop.get_by_text("no longer counts.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("reviewed by Sam Student")).to_have_count(0)


def test_a_mistake_is_reported_and_answered_without_scripts(open_page: Callable[..., Page], watch: Watch, server: Server) -> None:
    watch.expected.add(422)
    plain, desk = open_page(**PHONE, java_script_enabled=False), open_page(java_script_enabled=False)
    people.sign_up(plain)
    plain.goto(MUSCLE)
    plain.get_by_role("link", name="Report a mistake in: insertion").click()
    plain.get_by_label("What is wrong?").fill("no")
    plain.get_by_label("Where did you read it?").fill("Gray, p. 421")
    plain.get_by_role("button", name="Send the report").click()
    expect(plain.get_by_text("Tell us what is wrong, in 5 to 2000 letters.")).to_be_visible()
    expect(plain.get_by_label("Where did you read it?")).to_have_value("Gray, p. 421")
    plain.get_by_label("What is wrong?").fill("It goes further back.")
    plain.get_by_role("button", name="Send the report").click()
    expect(plain.get_by_text("waiting", exact=True)).to_be_visible()
    email = people.enrol(desk, "rules")
    may(server, email, "role", "administrator")
    people.sign_in(desk, email)
    desk.goto("/library/reports/queue")
    desk.get_by_role("link", name="Masseter, insertion").click()
    desk.get_by_label("Declined").check()
    desk.get_by_label("Note for the reporter").fill("Two sources say otherwise.")
    desk.get_by_role("button", name="Answer").click()
    expect(desk.get_by_text("Nothing waits for an answer.")).to_be_visible()
    plain.reload()
    expect(plain.get_by_text("Two sources say otherwise.")).to_be_visible()


@pytest.mark.parametrize("path", ["/library/basis", "/library/contested", "/library/changes"])
def test_a_page_about_the_material_is_without_fault(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(**SCREEN)
    page.goto(path)
    assert faults(page) == []


def test_the_pages_of_staff_are_without_fault(open_page: Callable[..., Page], server: Server) -> None:
    page = open_page(**SCREEN)
    email = people.enrol(page, "rules")
    may(server, email, "role", "administrator")
    may(server, email, "reviewer")
    people.sign_in(page, email)
    found = {}
    for path in (
        "/library/review",
        REVIEW,
        "/library/reports",
        "/library/reports/new/masseter/point/p1",
        "/library/reports/queue",
        "/library/reviewers",
    ):
        page.goto(path)
        found[path] = faults(page)
    assert found == {each: [] for each in found}
