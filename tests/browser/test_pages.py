"""Every page is legible, operable and calm: axe finds nothing, nothing scrolls sideways, targets are large, the console is silent."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import people
from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.browser.hands import Touch
from tests.browser.looks import LOOKS, SCREENS, faults
from tests.browser.questions import ask, expect_feedback
from tests.browser.watching import Watch
from webapp.library.shelf import Shelf

SCREEN = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}
"""A phone's size and touch, but no phone's viewport, so that one page can be looked at in both sizes."""

VISITOR_PAGES = [
    "/", "/accounts/sign-up", "/accounts/sign-in", "/accounts/forgotten", "/help", "/privacy",
    "/library", "/library?q=trapezus", "/library/muscles/scalenes", "/atlas", "/atlas/zones/ear", "/atlas/coverage",
]  # fmt: skip
STUDENT_PAGES = ["/", "/practice/start", "/practice", "/accounts/settings", "/library/muscles/trapezius-upper"]
QUESTIONS = [
    "trapezius-upper/locate", "trapezius-upper/locate-words", "trapezius-upper/name", "trapezius-upper/referral",
    "trapezius-upper/referral-words", "trapezius-upper/point", "scalenes/caution", "scalenes/caution-locate", "eight-of-ten/scenario",
]  # fmt: skip


@pytest.fixture
def visitor(open_page: Callable[..., Page]) -> Page:
    """Nobody."""
    return open_page(**SCREEN)


@pytest.fixture(scope="module")
def cookies(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """A student of the neck and the rules; her cookies serve every test of this file."""
    context = browser.new_context(base_url=base_url, **SCREEN)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    people.enrol(page, "neck", "rules")
    yield context
    context.close()


@pytest.fixture
def student(open_page: Callable[..., Page], cookies: BrowserContext) -> Page:
    """A page of that student."""
    return open_page(**SCREEN, storage_state=cookies.storage_state())


@pytest.mark.parametrize("path", VISITOR_PAGES)
def test_a_page_for_everybody_is_without_fault(visitor: Page, path: str) -> None:
    answer = visitor.goto(path)
    assert answer
    assert answer.status == 200
    assert faults(visitor) == []


def test_the_long_page_of_sources_is_without_fault(visitor: Page) -> None:
    visitor.goto("/library/sources")
    assert faults(visitor, looks=[("phone", "light")]) == []


@pytest.mark.parametrize("path", STUDENT_PAGES)
def test_a_page_for_students_is_without_fault(student: Page, path: str) -> None:
    answer = student.goto(path)
    assert answer
    assert answer.status == 200
    expect(student.get_by_role("link", name="Settings")).to_be_visible()
    assert faults(student) == []


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_and_its_feedback_are_without_fault(student: Page, shelf: Shelf, key: str) -> None:
    asked = ask(student, key)
    assert faults(student, looks=LOOKS[:1]) == []
    Touch(student, shelf).answer(asked)
    assert faults(student, looks=LOOKS[1:]) == []
    student.get_by_role("button", name="Undo").click()
    Touch(student, shelf).give_up(ask(student, key))
    assert faults(student, looks=[("phone", "dark")]) == []
    student.get_by_role("button", name="Undo").click()
    expect(student.get_by_text("The answer was taken back.")).to_be_visible()


def test_a_missing_page_says_so_without_fault(visitor: Page, watch: Watch) -> None:
    watch.expected.add(404)
    visitor.goto("/library/muscles/unicorn")
    expect(visitor.get_by_role("heading", name="Not found")).to_be_visible()
    assert faults(visitor) == []


def test_a_refused_form_says_why_without_fault(visitor: Page, watch: Watch) -> None:
    watch.expected.add(422)
    visitor.goto("/accounts/sign-in")
    visitor.get_by_label("E-mail address").fill("nobody@school.example")
    visitor.get_by_label("Password").fill("not the password")
    visitor.get_by_role("button", name="Sign in").click()
    expect(visitor.locator(".field-error")).to_have_count(1)
    assert faults(visitor) == []


def test_the_help_of_keys_is_without_fault(student: Page) -> None:
    ask(student, "scalenes/caution")
    student.keyboard.press("?")
    expect(student.get_by_role("dialog")).to_be_visible()
    assert faults(student) == []


@pytest.mark.parametrize("key", QUESTIONS)
def test_on_a_phone_the_answer_lies_in_the_lower_third(open_page: Callable[..., Page], cookies: BrowserContext, key: str) -> None:
    page = open_page(**PHONE, storage_state=cookies.storage_state())
    asked = ask(page, key)
    expect_in_lower_third(page)
    page.get_by_role("button", name="I do not know").tap()
    expect_feedback(page, asked.key)
    expect_in_lower_third(page)
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("The answer was taken back.")).to_be_visible()


def test_the_time_zone_of_a_new_account_is_the_browser_s(open_page: Callable[..., Page]) -> None:
    page = open_page(**{**PHONE, "timezone_id": "Asia/Tokyo"})
    people.sign_up(page)
    page.goto("/accounts/settings")
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def expect_in_lower_third(page: Page) -> None:
    """The buttons stand within reach of the thumb, without scrolling."""
    height = SCREENS["phone"][1]
    buttons = page.locator(".answer-bar .button")
    expect(buttons.first).to_be_visible()
    for button in buttons.all():
        box = button.bounding_box()
        assert box
        assert box["y"] >= height * 2 / 3, f"{button.inner_text()} begins at {box['y']:.0f}"
        assert box["y"] + box["height"] <= height, f"{button.inner_text()} ends at {box['y'] + box['height']:.0f}"
