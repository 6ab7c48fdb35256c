"""The pages of tests are legible and operable on both screens, in light and in dark; a test in words needs no script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.conftest import PHONE
from tests.browser.looks import faults
from tests.browser.test_pages import SCREEN


def start(page: Page, *, count: int, blueprint: str = "safety", in_words: bool = False, minutes: str = "") -> None:
    """Starts a test by its form."""
    page.goto("/tests/new")
    page.locator(f'input[name=blueprint][value="{blueprint}"]').check()
    page.get_by_label("Number of questions").fill(str(count))
    page.get_by_label("Time limit in minutes").fill(minutes)
    page.get_by_label("Ask in words, without the chart").set_checked(in_words)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text(f"Question 1 of {count}")).to_be_visible()


def give_up_all(page: Page, count: int) -> None:
    """Says "I do not know" to every question, and submits."""
    for number in range(1, count + 1):
        expect(page.get_by_text(f"Question {number} of {count}")).to_be_visible()
        page.get_by_role("button", name="I do not know").click()
    page.get_by_role("button", name="Submit the test").click()
    expect(page.get_by_role("heading", name=f"0 of {count} right")).to_be_visible()


def test_every_page_of_a_test_is_without_fault(open_page: Callable[..., Page]) -> None:
    page = open_page(**SCREEN)
    people.enrol(page, "neck")
    page.goto("/tests/new")
    page.locator("details:has(a[href*=readkong]) > summary").click()
    page.get_by_text("Kinds and regions of my own choice").click()
    assert faults(page) == []
    start(page, count=2)
    give_up_all(page, 2)
    start(page, count=3, minutes="20")
    seen = set()
    for number in (1, 2, 3):
        page.goto(page.url.rpartition("/")[0] + f"/{number}")
        seen.add(page.locator("form[data-item]").get_attribute("data-kind"))
        assert faults(page) == []
    assert len(seen) > 1
    page.get_by_role("link", name="Review and submit").click()
    assert faults(page) == []
    page.get_by_role("link", name="Go on with question 1").click()
    give_up_all(page, 3)
    assert faults(page) == []
    page.locator(".result-line a").first.click()
    assert faults(page) == []
    page.goto("/tests")
    page.get_by_text("Numbers, and comparisons").click()
    assert faults(page) == []
    page.get_by_role("link", name="with no. 1").click()
    assert faults(page) == []


def test_the_time_left_counts_down(open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE)
    people.enrol(page, "neck")
    start(page, count=2, minutes="5")
    expect(page.get_by_text("4 min 5")).to_be_visible()


def test_without_scripts_a_test_in_words_is_taken_to_its_result(open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    people.sign_up(page)
    start(page, count=4, blueprint="pain", in_words=True, minutes="30")
    expect(page.locator(".chart.tappable")).to_have_count(0)
    page.locator("form[data-item] input[name=option], form[data-item] input[name=ids]").first.check()
    page.locator('.sureness input[value="1"]').check()
    page.get_by_role("button", name="Answer").click()
    for number in (2, 3, 4):
        expect(page.get_by_text(f"Question {number} of 4")).to_be_visible()
        page.get_by_role("button", name="I do not know").click()
    expect(page.get_by_text("4 of 4 answered.")).to_be_visible()
    page.get_by_role("button", name="Submit the test").click()
    expect(page.get_by_role("heading", name="Every question, worst first")).to_be_visible()


def test_an_answer_is_not_sent_without_a_word_on_how_sure_one_is(open_page: Callable[..., Page]) -> None:
    page = open_page(**PHONE)
    people.enrol(page, "rules")
    start(page, count=1)
    page.locator("form[data-item] .choice:has(input[name=ids], input[name=option])").first.tap()
    page.get_by_role("button", name="Answer").tap()
    expect(page.get_by_text("Question 1 of 1")).to_be_visible()
    page.locator(".sureness .choice").first.tap()
    page.get_by_role("button", name="Answer").tap()
    expect(page.get_by_text("1 of 1 answered.")).to_be_visible()
