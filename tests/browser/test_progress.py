"""Knowing what one knows: a student sees what she did, her memory on the body, and how it fades until the exam; then practises the gap."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import make
from tests.browser import people
from tests.browser.conftest import PATIENCE_MS
from tests.browser.hands import Keyboard
from tests.browser.log import answers_of
from tests.browser.looks import faults
from tests.browser.questions import is_asking, question_on
from tests.browser.server import Server
from tests.browser.watching import Watch
from webapp.core.days import day_starts
from webapp.library.shelf import Shelf

SCREEN = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}
ANSWERS, WRONG = 6, 4
PAGES = ["/progress", "/progress/body?view=neck-side&dangers=1", "/progress/body?ahead=30", "/progress/muscles/scalenes"]


@pytest.fixture(scope="module")
def learner(browser: Browser, base_url: str, shelf: Shelf, server: Server) -> Iterator[tuple[BrowserContext, str]]:
    """A student of the neck who has answered some questions, the last but one of them wrongly, with her address."""
    context = browser.new_context(base_url=base_url, **SCREEN)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    email = people.enrol(page, "neck", confirm_tap=False)
    page.goto("/practice/next")
    hand = Keyboard(page, shelf)
    for number in range(ANSWERS):
        asked = question_on(page)
        hand.give_up(asked) if number == WRONG else hand.answer(asked)
        hand.go_on()
    yield context, email
    context.close()


@pytest.fixture
def page(open_page: Callable[..., Page], learner: tuple[BrowserContext, str]) -> Page:
    """A page of that student."""
    return open_page(**SCREEN, storage_state=learner[0].storage_state())


def test_the_tiles_and_the_heat_map_say_what_the_log_says(page: Page, server: Server, learner: tuple[BrowserContext, str]) -> None:
    page.goto("/")
    page.get_by_role("link", name="Progress").click()
    expect(page.get_by_role("heading", name="Progress", exact=True)).to_be_visible()
    answers = answers_of(server, learner[1])
    tiles = page.locator(".tile b").all_inner_texts()
    assert (tiles[1], tiles[3]) == (str(len(answers)), "1")
    heat = page.locator("#heat")
    heat.get_by_text("Numbers").click()
    cells = heat.locator("tbody td").all_inner_texts()
    assert sum(int(cell or 0) for cell in cells) == len(answers)


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_without_fault(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer
    assert answer.status == 200
    assert faults(page) == []


def test_a_muscle_tells_why_it_has_its_colour_and_is_practised(page: Page, server: Server, learner: tuple[BrowserContext, str]) -> None:
    subject = answers_of(server, learner[1])[WRONG].item_key.split("/")[0]
    page.goto(f"/progress/muscles/{subject}")
    expect(page.get_by_text("today, wrong").first).to_be_visible()
    page.get_by_role("button", name="Practise it now").click()
    expect(page.get_by_text("about this muscle come")).to_be_visible()
    assert is_asking(page)
    assert question_on(page).key.split("/")[0] == subject


PLACE_ON = """
(subject) => {
  for (const path of document.querySelectorAll(`[data-muscle="${subject}"] path`)) {
    const box = path.getBoundingClientRect();
    for (let i = 1; i < 20; i += 1) for (let j = 1; j < 20; j += 1) {
      const x = box.x + (box.width * i) / 20, y = box.y + (box.height * j) / 20;
      if (document.elementFromPoint(x, y) === path) return { x, y };
    }
  }
  return null;
}
"""


def test_a_tap_on_the_body_opens_the_muscle_that_lies_there(page: Page) -> None:
    page.goto("/progress/body?view=neck-side&layer=superficial")
    page.locator(".memory svg").scroll_into_view_if_needed()
    spot = page.evaluate(PLACE_ON, "sternocleidomastoid")
    assert spot
    page.touchscreen.tap(spot["x"], spot["y"])
    page.wait_for_url("**/progress/muscles/sternocleidomastoid?ahead=0")
    expect(page.get_by_role("heading", name="Sternocleidomastoid")).to_be_visible()


def test_the_slider_goes_from_today_to_the_exam_and_the_body_fades(page: Page, watch: Watch) -> None:
    watch.expected.add(422)
    page.goto("/progress")
    exam = make.AT + timedelta(days=4000)
    page.get_by_label("Day of the exam").fill(exam.strftime("%Y-%m-%d"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("within three years")).to_be_visible()
    page.goto("/progress/body?view=neck-side")
    before = strengths(page)
    slider = page.get_by_role("slider")
    assert slider.get_attribute("max") == "90"
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_url("**ahead=90*")
    expect(page.get_by_role("slider")).to_have_value("90")
    after = strengths(page)
    begun = [name for name, recall in before.items() if recall is not None]
    assert begun
    assert all((after[name] or 0) <= (before[name] or 0) for name in begun if (before[name] or 0) > 50)
    assert [name for name, recall in after.items() if recall is not None] == begun


def test_without_script_the_form_and_the_links_do_the_same(open_page: Callable[..., Page], learner: tuple[BrowserContext, str]) -> None:
    page = open_page(**SCREEN, storage_state=learner[0].storage_state(), java_script_enabled=False)
    page.goto("/progress/body?view=neck-side")
    page.get_by_label("Show dangers").check()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("heading", name="Dangers")).to_be_visible()
    page.get_by_role("link", name="In 30 days").click()
    assert "ahead=30" in page.url
    assert "dangers=1" in page.url
    page.locator("summary", has_text="muscles of this plate").click()
    page.get_by_role("region", name="Muscles by recall").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="Read the entry")).to_be_visible()


def test_days_off_are_announced(page: Page) -> None:
    page.goto("/progress")
    first = page.evaluate("() => document.querySelectorAll('#forecast-30 tbody th')[3].textContent")
    day = page.evaluate("(words) => new Date(words + ' 12:00Z').toISOString().slice(0, 10)", first)
    page.get_by_label("First day off").fill(day)
    page.get_by_label("Last day off").fill(day)
    page.get_by_role("button", name="Announce").click()
    expect(page.get_by_text("Your days off are noted.")).to_be_visible()
    expect(page.get_by_text(first, exact=True).last).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()


def test_answers_after_midnight_count_for_the_day_that_has_not_ended(
    page: Page, server: Server, shelf: Shelf, learner: tuple[BrowserContext, str]
) -> None:
    before = answers_of(server, learner[1])
    night = day_starts(before[-1].study_day + 1, "Europe/Vienna") - timedelta(hours=2.5)
    server.move(hours=(night - datetime.now(UTC)).total_seconds() / 3600 - server.seconds_ahead / 3600)
    page.goto("/practice/next?more=1")
    Keyboard(page, shelf).answer(question_on(page))
    after = answers_of(server, learner[1])
    assert (len(after), after[-1].study_day) == (len(before) + 1, before[-1].study_day)
    page.goto("/progress")
    assert page.locator(".tile b").all_inner_texts()[1::2] == [str(len(after)), "1"]
    page.locator("#heat").get_by_text("Numbers").click()
    cells = page.locator("#heat tbody tr").last.locator("td").all_inner_texts()
    assert cells[(after[-1].study_day - 1) % 7] == str(len(after))


def strengths(page: Page) -> dict[str, float | None]:
    """Percent of each muscle in the list; None where nothing is begun."""
    read = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    rows = page.locator('[data-plot="body"] tbody tr').evaluate_all(read)
    return {name: None if recall == "–" else float(recall.split()[0]) for name, recall, _ in rows}
