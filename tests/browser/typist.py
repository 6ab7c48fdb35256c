"""Somebody who uses keys alone, on any page: walks by Tab, presses Enter and Space, types."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.make import PASSWORD

LONGEST_WALK = 160


class Typist:
    """A pair of hands without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, email: str) -> None:
        """Signs in."""
        self.page.goto("/accounts/sign-in")
        self.write("#email", email)
        self.write("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("header").get_by_role("link", name="Settings")).to_be_visible()

    def walk_to(self, selector: str) -> None:
        """Presses Tab until what is wanted has the focus."""
        wanted = self.page.locator(selector).first
        expect(wanted).to_be_visible()
        for _ in range(LONGEST_WALK):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab on {self.page.url}")

    def press(self, selector: str) -> None:
        """Walks to a link or a button and presses it."""
        self.walk_to(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Puts a text in place of what a field holds."""
        self.walk_to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def write_date(self, selector: str, day: date) -> None:
        """Types a date into its parts."""
        self.walk_to(selector)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(self.page.locator(selector)).to_have_value(day.isoformat())

    def choose(self, selector: str, label: str) -> None:
        """Chooses an option of a list by its first letters."""
        self.walk_to(selector)
        self.page.keyboard.type(label)
        expect(self.page.locator(f"{selector} option:checked")).to_have_text(label)

    def give_file(self, selector: str, name: str, content: bytes, folder: Path) -> None:
        """Chooses a file; the system's own dialogue is not ours to test."""
        (folder / name).write_bytes(content)
        self.walk_to(selector)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(folder / name)
