"""An instructor draws an area by keys, by mouse and by finger, and puts it into a deck from the atlas."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import people
from tests.browser.conftest import LAPTOP, PATIENCE_MS, PHONE
from tests.browser.hands import Mouse, Touch
from tests.browser.looks import faults
from tests.browser.questions import on_screen, stage
from tests.browser.server import Server
from webapp.library.shelf import Shelf


@pytest.fixture(scope="module")
def cookies(browser: Browser, base_url: str, server: Server) -> Iterator[Any]:
    """What a browser keeps in which an instructor is signed in."""
    context = browser.new_context(base_url=base_url)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    email = people.enrol(page, "rules")
    assert server.command("people", "role", email, "instructor").returncode == 0
    people.sign_in(page, email)
    yield context.storage_state()
    context.close()


@pytest.fixture
def ines(open_page: Callable[..., Page], cookies: Any) -> Page:
    """A laptop on which an instructor is signed in."""
    return open_page(**LAPTOP, storage_state=cookies)


def press(page: Page, *keys: str, times: int = 1) -> None:
    for _ in range(times):
        for key in keys:
            page.keyboard.press(key)


def corners(page: Page) -> list[tuple[float, float]]:
    rows = page.locator("[data-corners] tr").all()
    texts = [[field.input_value() for field in row.locator("input").all()] for row in rows]
    return [(float(u), float(v)) for u, v in texts if u]


def test_an_area_is_drawn_by_keyboard_published_and_picked_from_the_atlas(ines: Page) -> None:
    ines.goto("/school/items/new/outline?muscle=infraspinatus&view=back&layer=superficial")
    ines.get_by_label("Question").fill("Tap below the spine of the scapula.")
    chart = ines.locator("svg[data-full]")
    chart.focus()
    press(ines, "Enter")
    press(ines, "Shift+ArrowRight", times=2)
    press(ines, "Enter")
    press(ines, "Shift+ArrowDown", times=2)
    press(ines, "Enter")
    assert len(corners(ines)) == 3
    first, second, third = corners(ines)
    assert first[1] == second[1] > third[1]
    assert first[0] < second[0] == third[0]

    handles = ines.locator(".outline-corner")
    expect(handles).to_have_count(3)
    handles.nth(2).focus()
    press(ines, "ArrowLeft", "ArrowLeft", "Shift+ArrowDown")
    assert corners(ines)[2] == pytest.approx((third[0] - 2, third[1] - 10))
    expect(handles.nth(2)).to_be_focused()
    expect(ines.locator("[data-caption]")).to_contain_text("Corner 3 at")
    press(ines, "Insert")
    assert corners(ines)[3] == pytest.approx(((third[0] - 2 + first[0]) / 2, (third[1] - 10 + first[1]) / 2), abs=0.1)
    press(ines, "Delete")
    expect(handles).to_have_count(3)
    field = ines.get_by_label("Corner 1, across")
    field.fill(f"{first[0] - 20:.1f}")
    expect(handles.first).to_have_attribute("aria-label", f"Corner 1: {first[0] - 20:.1f} across, {first[1]:.1f} up")

    ines.get_by_label("What it teaches").fill("The muscle fills the fossa.")
    ines.get_by_label("Or its full citation").fill("Platzer 2018, Atlas, p. 152")
    ines.get_by_role("button", name="Save as a draft").last.press("Enter")
    expect(ines.get_by_text("Only you see a draft.")).to_be_visible()
    drawn = corners(ines)
    assert (len(drawn), drawn[0][0]) == (3, pytest.approx(first[0] - 20))
    assert faults(ines) == []
    ines.get_by_role("button", name="Publish").press("Enter")
    expect(ines.get_by_text("Published: it can be picked")).to_be_visible()

    ines.goto("/school/decks")
    ines.get_by_label("Title").fill("Drawn")
    press(ines, "Enter")
    ines.get_by_role("link", name="Pick from the atlas").press("Enter")
    ines.get_by_label("View", exact=True).select_option("back")
    ines.get_by_role("button", name="Show", exact=True).press("Enter")
    ines.locator("[data-zone=infraspinatus]").focus()
    press(ines, "Space")
    expect(ines.get_by_role("checkbox", name="Infraspinatus", exact=True).last).to_be_checked()
    for kind in ("Locate a muscle", "Name a marked muscle", "Structures at risk"):
        ines.get_by_label(kind).uncheck()
    ines.get_by_label("School's own: a place on the chart").check()
    ines.get_by_role("button", name="Add to the deck").press("Enter")
    expect(ines.get_by_text("1 question added.")).to_be_visible()
    ines.get_by_role("link", name="Drawn").press("Enter")
    expect(ines.get_by_text("Tap below the spine of the scapula.")).to_be_visible()
    assert faults(ines) == []


@pytest.mark.parametrize(("hand", "screen"), [(Mouse, LAPTOP), (Touch, PHONE)])
def test_an_area_is_drawn_and_its_corners_are_dragged(
    open_page: Callable[..., Page], cookies: Any, shelf: Shelf, hand: type[Mouse | Touch], screen: dict[str, Any]
) -> None:
    page = open_page(**screen, storage_state=cookies)
    page.goto("/school/items/new/outline?muscle=infraspinatus&view=back&layer=superficial")
    page.get_by_label("Question").fill("Tap below the spine of the scapula.")
    drawing, drawer = stage(page), hand(page, shelf)
    drawing.scroll_into_view_if_needed()
    left, bottom, right, top = 60.0, 1330.0, 140.0, 1400.0
    for at in [(left, bottom), (right, bottom), (right, top)]:
        drawer.press_place(*on_screen(drawing, at))
    assert corners(page) == [pytest.approx(at, abs=1) for at in [(left, bottom), (right, bottom), (right, top)]]

    # Taken hold of beside its middle, a corner goes as far as the hand does, and does not leap under it.
    x, y = on_screen(drawing, (right, bottom))
    to = on_screen(drawing, (right + 30, bottom - 40))
    window = drawing.get_attribute("viewBox")
    drawer.drag((x + 10, y + 10), (to[0] + 10, to[1] + 10))
    assert corners(page)[1] == pytest.approx((right + 30, bottom - 40), abs=1)
    assert drawing.get_attribute("viewBox") == window, "the plate stays where it is"

    # A corner that is pressed stays and is the chosen one, after which the next goes.
    drawer.press_place(*on_screen(drawing, (left, bottom)))
    expect(page.locator("[data-corners] tr.chosen th")).to_have_text("1")
    drawer.press_place(*on_screen(drawing, ((left + right) / 2, bottom - 40)))
    assert [round(u, -1) for u, _ in corners(page)] == [left, (left + right) / 2, right + 30, right]
    page.get_by_role("button", name="Save as a draft").first.press("Enter")
    expect(page.get_by_text("Only you see a draft.")).to_be_visible()
