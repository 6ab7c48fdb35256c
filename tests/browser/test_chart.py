"""The chart as a thing to touch: looking never answers, a tap marks, and every place can be reached without a pointer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import knowing, people
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.fingers import drag, pinch
from tests.browser.hands import Keyboard, Touch
from tests.browser.log import answers_of, rows_of
from tests.browser.questions import FORM, ask, expect_feedback, middle_on_screen, on_screen, place_asked, stage, window_of, zone_views
from tests.browser.server import Server
from tests.browser.zones import shortest_way, ways_between_zones
from webapp.library.shelf import Shelf

LOCATE = "trapezius-upper/locate"
REFERRAL = "trapezius-upper/referral"


def width_shown(page: Page) -> float:
    """Millimetres of the body across the chart."""
    return window_of(stage(page))[2]


def test_zooming_by_buttons_never_answers(phone: Page, server: Server) -> None:
    email = people.enrol(phone, "neck")
    ask(phone, LOCATE)
    first = width_shown(phone)
    phone.get_by_role("button", name="Zoom in").tap()
    phone.get_by_role("button", name="Zoom in").tap()
    assert width_shown(phone) < 0.6 * first
    phone.get_by_role("button", name="Zoom out").tap()
    phone.get_by_role("button", name="Back to the first view").tap()
    assert width_shown(phone) == first
    expect_unanswered(phone, server, email)


def test_pinching_zooms_about_the_fingers_and_never_answers(phone: Page, server: Server) -> None:
    email = people.enrol(phone, "neck")
    ask(phone, LOCATE)
    first = width_shown(phone)
    pinch(phone, middle_on_screen(stage(phone)), start=40, end=140)
    assert width_shown(phone) < 0.5 * first
    pinch(phone, middle_on_screen(stage(phone)), start=140, end=60)
    expect_unanswered(phone, server, email)


def test_panning_by_finger_moves_the_body_and_never_answers(phone: Page, server: Server) -> None:
    email = people.enrol(phone, "neck")
    ask(phone, LOCATE)
    x, y, width, _ = window_of(stage(phone))
    a, b = middle_on_screen(stage(phone))
    drag(phone, (a, b), (a - 60, b + 30))
    moved = window_of(stage(phone))
    assert moved[0] > x
    assert moved[1] < y
    assert moved[2] == width
    expect_unanswered(phone, server, email)


def test_wheel_and_mouse_zoom_and_pan_and_never_answer(laptop: Page, server: Server) -> None:
    email = people.enrol(laptop, "neck")
    ask(laptop, LOCATE)
    first = window_of(stage(laptop))
    a, b = middle_on_screen(stage(laptop))
    laptop.mouse.move(a, b)
    laptop.keyboard.down("Control")
    laptop.mouse.wheel(0, -300)
    laptop.keyboard.up("Control")
    expect(stage(laptop)).not_to_have_attribute("viewBox", " ".join(f"{number:g}" for number in first))
    assert width_shown(laptop) < first[2]
    before = window_of(stage(laptop))
    laptop.mouse.down()
    laptop.mouse.move(a + 50, b + 50, steps=5)
    laptop.mouse.up()
    assert window_of(stage(laptop))[0] < before[0]
    expect_unanswered(laptop, server, email)


def test_a_zoomed_and_panned_tap_answers_with_the_place_under_the_finger(phone: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(phone, "neck", confirm_tap=False)
    asked = ask(phone, LOCATE)
    at = place_asked(phone, shelf, LOCATE)
    pinch(phone, middle_on_screen(stage(phone)), start=40, end=80)
    a, b = middle_on_screen(stage(phone))
    x, y = on_screen(stage(phone), at)
    drag(phone, (a, b), (2 * a - x, 2 * b - y))
    Touch(phone, shelf).tap_at(stage(phone), at)
    expect_feedback(phone, asked.key, correct=True)
    raw = answers_of(server, email)[0].raw_answer
    assert raw is not None
    assert raw["at"] == pytest.approx(at, abs=3)


def test_with_confirming_a_tap_only_marks_and_a_second_one_answers(phone: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(phone, "neck", confirm_tap=True)
    asked = ask(phone, LOCATE)
    button = phone.get_by_role("button", name="Answer")
    expect(button).to_be_disabled()
    Touch(phone, shelf).tap_at(stage(phone), place_asked(phone, shelf, LOCATE))
    expect(button).to_be_enabled()
    expect(phone.locator("path.own-mark[data-own-mark]")).not_to_have_attribute("d", "")
    expect_unanswered(phone, server, email)
    Touch(phone, shelf).tap_at(stage(phone), place_asked(phone, shelf, LOCATE))
    expect_feedback(phone, asked.key, correct=True)
    assert len(rows_of(server, email)) == 1


def test_with_confirming_a_tap_elsewhere_moves_the_mark_and_the_button_answers(phone: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(phone, "neck", confirm_tap=True)
    asked = ask(phone, LOCATE)
    a, b = middle_on_screen(stage(phone))
    phone.touchscreen.tap(a, b + 100)
    expect_unanswered(phone, server, email)
    Touch(phone, shelf).tap_at(stage(phone), place_asked(phone, shelf, LOCATE))
    expect_unanswered(phone, server, email)
    phone.get_by_role("button", name="Answer").tap()
    expect_feedback(phone, asked.key, correct=True)


def test_the_cross_hair_tells_where_it_is_and_enter_marks_there(laptop: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(laptop, "neck", confirm_tap=True)
    asked = ask(laptop, LOCATE)
    keys = Keyboard(laptop, shelf)
    keys.walk_to("svg[data-full]")
    caption = laptop.locator("[data-caption]")
    expect(caption).to_have_attribute("aria-live", "polite")
    laptop.keyboard.press("ArrowRight")
    first = caption.inner_text()
    assert first.startswith("Cross-hair")
    laptop.keyboard.press("Shift+ArrowUp")
    expect(caption).not_to_have_text(first)
    ask(laptop, LOCATE)
    keys.walk_to("svg[data-full]")
    at = place_asked(laptop, shelf, LOCATE)
    keys.point_at(at)
    assert keys.crosshair() == pytest.approx(at, abs=3)
    laptop.keyboard.press("Enter")
    expect(caption).to_contain_text("Marked")
    expect_unanswered(laptop, server, email)
    laptop.keyboard.press("Enter")
    expect_feedback(laptop, asked.key, correct=True)


def test_keys_zoom_the_chart_and_never_answer(laptop: Page, server: Server, shelf: Shelf) -> None:
    email = people.enrol(laptop, "neck")
    ask(laptop, LOCATE)
    first = width_shown(laptop)
    Keyboard(laptop, shelf).walk_to("svg[data-full]")
    laptop.keyboard.press("+")
    assert width_shown(laptop) < first
    laptop.keyboard.press("0")
    assert width_shown(laptop) == first
    expect_unanswered(laptop, server, email)


def test_every_zone_of_every_view_can_be_reached_by_arrow_keys(laptop: Page, shelf: Shelf) -> None:
    people.enrol(laptop, "neck")
    ask(laptop, REFERRAL)
    for view in zone_views(laptop):
        laptop.locator(f'[data-show-view="{view}"]').click()
        ways = ways_between_zones(laptop, view)
        assert set(ways) == set(shelf.atlas.views[view].zones)
        for zone in ways:
            assert shortest_way(ways, next(iter(ways)), zone) is not None


def test_panning_and_zooming_tick_no_zone_and_a_tap_ticks_it_in_the_list_too(phone: Page, shelf: Shelf) -> None:
    people.enrol(phone, "neck")
    ask(phone, REFERRAL)
    view = shelf.atlas.views["front"]
    a, b = middle_on_screen(stage(phone, "front"))
    drag(phone, (a, b), (a + 50, b))
    pinch(phone, (a, b), start=40, end=90)
    expect(phone.locator('[data-zone][aria-checked="true"]')).to_have_count(0)
    phone.locator('figure[data-view="front"] [data-zoom="home"]').tap()
    Touch(phone, shelf).tap_at(stage(phone, "front"), knowing.place_in_zone(view, "anterior-chest"))
    expect(phone.locator('[data-zone-list] input[value="anterior-chest"]')).to_be_checked()
    expect(phone.locator("[data-chosen-count]")).to_have_text("1 marked")


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_question_names_the_muscle_only_where_it_asks_for_its_place(
    open_page: Callable[..., Page], shelf: Shelf, screen: dict[str, object]
) -> None:
    page = open_page(**screen)
    people.enrol(page, "neck")
    ask(page, "trapezius-upper/name")
    drawing = stage(page).evaluate("svg => svg.outerHTML").lower()
    assert "trapezius" not in drawing
    assert "trapezius" not in page.locator("main h1").inner_text().lower()


def expect_unanswered(page: Page, server: Server, email: str) -> None:
    """The question still stands, and the log is empty."""
    page.wait_for_timeout(150)
    expect(page.locator(FORM)).to_be_attached()
    assert rows_of(server, email) == []
