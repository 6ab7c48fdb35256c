"""What a person does before practising: sign up and in, choose decks, change settings; by the pages, as people do."""

import re
from collections.abc import Iterable
from itertools import count
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.make import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')

_numbers = count(1)


def fresh_email() -> str:
    """An address that nobody has used in this run."""
    return f"student{next(_numbers)}@school.example"


def sign_up(page: Page, email: str | None = None) -> str:
    """Makes an account; gives its address."""
    email = email or fresh_email()
    page.goto("/accounts/sign-up")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Name", exact=True).fill("Sam Student")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="What do you want to learn first?")).to_be_visible()
    return email


def enrol(page: Page, *decks: str, confirm_tap: bool | None = None) -> str:
    """Makes an account that studies some decks, and gives its address: by the same forms as people do, but without showing them."""
    email = fresh_email()
    _send(page, "/accounts/sign-up", [("email", email), ("name", "Sam Student"), ("password", PASSWORD), ("time_zone", "Europe/Vienna")])
    _send(page, "/practice/start", [("decks", deck) for deck in decks])
    if confirm_tap is not None:
        set_study(page, confirm_tap=confirm_tap)
    return email


def sign_in(page: Page, email: str) -> None:
    """Signs in with the password that `sign_up` gave."""
    page.goto("/accounts/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def sign_out(page: Page) -> None:
    """Signs out by the button of the settings, which every screen shows."""
    page.goto("/accounts/settings")
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def choose_decks(page: Page, decks: Iterable[str]) -> None:
    """Studies exactly these decks."""
    page.goto("/practice/start")
    wanted = set(decks)
    for box in page.locator("input[name=decks]").all():
        box.set_checked(box.get_attribute("value") in wanted)
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def set_study(page: Page, *, new_per_day: int | None = None, confirm_tap: bool | None = None) -> None:
    """Changes how one studies."""
    page.goto("/accounts/settings")
    if new_per_day is not None:
        page.get_by_label("New items a day").fill(str(new_per_day))
    if confirm_tap is not None:
        page.get_by_label("Let me confirm each tap").set_checked(confirm_tap)
    page.locator("section[aria-labelledby=study] button[type=submit]").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def _send(page: Page, path: str, fields: list[tuple[str, str]]) -> None:
    token = TOKEN.search(page.request.get(path).text())
    assert token, f"{path} has no form"
    body = urlencode([("csrf_token", token[1]), *fields])
    answer = page.request.post(path, data=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.ok, f"{path}: {answer.status}"
