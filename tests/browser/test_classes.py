"""A class from making it to leaving it, with the keyboard alone; two who edit at once; the look of the pages."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser import people
from tests.browser.looks import faults
from tests.browser.server import Server
from tests.browser.test_pages import SCREEN
from tests.browser.watching import Watch

BAD = b"email,name\nnina@school.example,Nina\nkim,Kim\nlea@school.example,=cmd|' /C calc'!A0\n"
GOOD = "\ufeffemail;name\r\nnina@school.example;Nina\r\nlea@school.example;Léa\r\n".encode()
MOST_TABS = 60


def to(target: Locator) -> Locator:
    """Goes to something by the Tab key, as who has no mouse."""
    for _ in range(MOST_TABS):
        if target.evaluate("element => element === document.activeElement"):
            return target
        target.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def press(page: Page, name: str) -> None:
    """Follows a link, or presses a button, by its name."""
    to(page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first).press("Enter")


def look_at(page: Page, content: bytes) -> None:
    """Chooses a roster (the system's own window does that) and looks at it."""
    page.get_by_label("Roster", exact=True).set_input_files({"name": "roster.csv", "mimeType": "text/csv", "buffer": content})
    press(page, "Look at the roster")


def teach(page: Page, server: Server) -> str:
    """Makes an instructor who has a class; gives the path of the class."""
    email = people.enrol(page, "rules")
    assert server.command("people", "role", email, "instructor").returncode == 0
    people.sign_in(page, email)
    page.goto("/classes")
    press(page, "New class")
    to(page.get_by_label("Name", exact=True)).type("MT-101")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The class MT-101 is made.")).to_be_visible()
    return page.url


def test_a_class_is_made_filled_and_changed_with_the_keyboard_alone(
    laptop: Page, phone: Page, watch: Watch, server: Server
) -> None:  # fmt: skip
    watch.expected |= {409, 422}
    path = teach(laptop, server)
    _invite(laptop, path)
    press(laptop, "Make a code")
    code = laptop.locator(".join-code").inner_text()
    _join(phone, code)
    laptop.reload()
    expect(laptop.get_by_role("heading", name="1 student")).to_be_visible()
    _edit_at_once(laptop, path)
    to(phone.locator("summary", has_text="Leave")).press("Enter")
    press(phone, "Leave MT-101")
    expect(phone.get_by_text("no longer see anything of your practice")).to_be_visible()
    laptop.goto(path)
    expect(laptop.get_by_role("heading", name="0 students")).to_be_visible()


def _invite(page: Page, path: str) -> None:
    page.goto(f"{path}/roster")
    look_at(page, BAD)
    expect(page.get_by_text("Row 3: “kim” is no e-mail address.")).to_be_visible()
    expect(page.get_by_text("Row 4: the name begins like a formula.")).to_be_visible()
    look_at(page, GOOD)
    expect(page.get_by_role("heading", name="2 changes")).to_be_visible()
    press(page, "Send 2 invitations")
    expect(page.get_by_text("2 changes.")).to_be_visible()
    page.goto(f"{path}/roster")
    look_at(page, GOOD)
    expect(page.get_by_role("heading", name="0 changes")).to_be_visible()
    page.goto(path)


def _join(page: Page, code: str) -> None:
    people.enrol(page, "rules")
    page.goto("/classes")
    to(page.get_by_label("Code of the class")).type(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Join MT-101?")).to_be_visible()
    expect(page.get_by_text("never at what time of day")).to_be_visible()
    press(page, "Join MT-101")
    expect(page.get_by_text("Without it you cannot be in the class")).to_be_visible()
    to(page.get_by_label("I agree that the instructors")).press("Space")
    press(page, "Join MT-101")
    expect(page.get_by_text("You are in MT-101 now.")).to_be_visible()


def _edit_at_once(page: Page, path: str) -> None:
    other = page.context.new_page()
    for each in (page, other):
        each.goto(f"{path}/settings")
    to(other.get_by_label("Name", exact=True)).fill("MT-101 evening")
    other.keyboard.press("Enter")
    expect(other.get_by_text("The settings are saved.")).to_be_visible()
    to(page.get_by_label("Time zone")).fill("Europe/Lisbon")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Somebody changed this class while you were editing.")).to_be_visible()
    expect(page.get_by_role("cell", name="MT-101 evening")).to_be_visible()
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    to(page.get_by_label("Name", exact=True)).fill("MT-101")
    press(page, "Save mine")
    expect(page.get_by_text("The settings are saved.")).to_be_visible()
    other.goto(f"{path}/settings")
    expect(other.get_by_label("Time zone")).to_have_value("Europe/Lisbon")
    other.close()


def test_the_pages_of_a_class_are_without_fault(open_page: Callable[..., Page], server: Server) -> None:
    page, student = open_page(**SCREEN), open_page(**SCREEN)
    path = teach(page, server)
    press(page, "Make a code")
    code = page.locator(".join-code").inner_text()
    _join_plainly(student, code)
    found = {}
    for browser, pages in ((page, ("/classes", path, f"{path}/settings")), (student, (path,))):
        for each in pages:
            browser.goto(each)
            found[re.sub(r"^http://[^/]+", "", each), browser is student] = faults(browser)
    assert found == {each: [] for each in found}


def _join_plainly(page: Page, code: str) -> None:
    people.enrol(page, "rules")
    page.goto(f"/classes/join/{code}")
    page.get_by_role("button", name="Look at the class").click()
    page.get_by_label("I agree that the instructors").check()
    page.get_by_role("button", name="Join MT-101").click()
    expect(page.get_by_text("You are in MT-101 now.")).to_be_visible()
