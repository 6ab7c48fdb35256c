"""What a person does before practising: sign up and in, choose decks, change settings; by the pages, as people do."""

from collections.abc import Iterable
from itertools import count

from playwright.sync_api import Page, expect

from tests.make import PASSWORD

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


def sign_in(page: Page, email: str) -> None:
    """Signs in with the password that `sign_up` gave."""
    page.goto("/accounts/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def sign_out(page: Page) -> None:
    """Signs out by the button in the header."""
    page.get_by_role("button", name="Sign out").click()
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
