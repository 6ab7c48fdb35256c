"""Three ways to answer: by touch, by mouse, and by keys alone."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser import knowing
from tests.browser.fingers import Place, drag
from tests.browser.questions import (
    Question,
    expect_feedback,
    middle_on_screen,
    offered,
    on_screen,
    place_asked,
    stage,
    window_of,
    zone_views,
)
from webapp.core.geometry import Position
from webapp.core.items import Item, Kind
from webapp.library.shelf import Shelf

ARROW_STEP = 0.005
CROSSHAIR = re.compile(r"M\S+ (\S+)h\S+M(\S+) ")
LONGEST_WALK = 80
EASILY_MET, MOST_ZOOMS = 24, 6
IS_BARE = "(svg, [x, y]) => document.elementFromPoint(x, y)?.closest('svg') === svg"
LEAST_SIDE = """
(svg, zone) => {
  const box = svg.querySelector(`[data-zone="${zone}"] path`).getBoundingClientRect();
  return Math.min(box.width, box.height);
}
"""


class Pointer:
    """What finger and mouse have in common: both press what they see."""

    def __init__(self, page: Page, shelf: Shelf) -> None:
        self.page = page
        self.shelf = shelf

    def press(self, button: Locator) -> None:
        """Presses a button, a link or a choice."""
        raise NotImplementedError

    def press_place(self, x: float, y: float) -> None:
        """Presses a place of the screen."""
        raise NotImplementedError

    def drag(self, start: Place, end: Place) -> None:
        """Drags from one place of the screen to another."""
        raise NotImplementedError

    def answer(self, asked: Question) -> None:
        """Answers rightly."""
        item = self.shelf.items[asked.key]
        match item.kind:
            case Kind.LOCATE | Kind.POINT | Kind.CAUTION_LOCATE:
                self.tap_at(stage(self.page), place_asked(self.page, self.shelf, asked.key))
                if self.page.locator('figure[data-confirm="yes"]').count():
                    self._send()
            case Kind.NAME:
                self.press(self.page.get_by_label("Its name"))
                self.page.keyboard.type(knowing.name_of(self.shelf, item))
                self._send()
            case Kind.REFERRAL:
                self._mark_zones(item)
                self._send()
            case _:
                for choice in sorted(knowing.right_ids(item, offered(self.page))):
                    self.press(self.page.locator(f'.choice:has(input[value="{choice}"])'))
                self._send()
        expect_feedback(self.page, asked.key, correct=True)

    def give_up(self, asked: Question) -> None:
        """Says "I do not know"."""
        self.press(self.page.get_by_role("button", name="I do not know"))
        expect_feedback(self.page, asked.key, correct=False)

    def go_on(self) -> None:
        """Leaves the feedback with the rating in force."""
        self.press(self.page.locator('.answer-bar [data-key~="go"]'))
        expect(self.page.locator("[data-answered]")).to_have_count(0)

    def take_back(self) -> None:
        """Takes the answer back, whose feedback is shown."""
        self.press(self.page.get_by_role("button", name="Undo").first)
        expect(self.page.get_by_text("The answer was taken back.")).to_be_visible()

    def tap_at(self, drawing: Locator, at: Position) -> None:
        """Presses a place of the body; what lies under a button of the chart is drawn out from there first."""
        drawing.scroll_into_view_if_needed()
        place = on_screen(drawing, at)
        if not drawing.evaluate(IS_BARE, list(place)):
            a, b = middle_on_screen(drawing)
            self.drag((a, b), ((3 * a - place[0]) / 2, b))
            place = on_screen(drawing, at)
        self.press_place(*place)

    def look_closer(self, drawing: Locator, zone: str, at: Position) -> None:
        """Draws a place of a small zone to the middle and zooms in until the zone is large enough to be met."""
        drawing.scroll_into_view_if_needed()
        figure = drawing.locator("xpath=ancestor::figure")
        self.press(figure.locator('[data-zoom="home"]'))
        self.drag(on_screen(drawing, at), middle_on_screen(drawing))
        for _ in range(MOST_ZOOMS):
            if drawing.evaluate(LEAST_SIDE, zone) >= EASILY_MET:
                return
            self.press(figure.locator('[data-zoom="in"]'))

    def _mark_zones(self, item: Item) -> None:
        for zone in sorted(knowing.right_ids(item)):
            view = next(self.shelf.atlas.views[each] for each in zone_views(self.page) if zone in self.shelf.atlas.views[each].zones)
            self.press(self.page.locator(f'[data-show-view="{view.id}"]'))
            drawing = stage(self.page, view.id)
            at = knowing.place_in_zone(view, zone)
            self.look_closer(drawing, zone, at)
            self.tap_at(drawing, at)
            expect(drawing.locator(f'[data-zone="{zone}"]')).to_have_attribute("aria-checked", "true")

    def _send(self) -> None:
        self.press(self.page.locator('.answer-bar [data-key="go"]'))


class Touch(Pointer):
    """A finger."""

    def press(self, button: Locator) -> None:
        button.tap()

    def press_place(self, x: float, y: float) -> None:
        self.page.touchscreen.tap(x, y)

    def drag(self, start: Place, end: Place) -> None:
        drag(self.page, start, end)


class Mouse(Pointer):
    """A mouse."""

    def press(self, button: Locator) -> None:
        button.click()

    def press_place(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def drag(self, start: Place, end: Place) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()


class Keyboard:
    """Keys alone: whatever has the focus was walked to."""

    def __init__(self, page: Page, shelf: Shelf) -> None:
        self.page = page
        self.shelf = shelf

    def answer(self, asked: Question) -> None:
        """Answers rightly."""
        item = self.shelf.items[asked.key]
        match item.kind:
            case Kind.LOCATE | Kind.POINT | Kind.CAUTION_LOCATE:
                self.walk_to("svg[data-full]")
                self.point_at(place_asked(self.page, self.shelf, asked.key))
                self.page.keyboard.press("Enter")
                if self.page.locator('figure[data-confirm="yes"]').count():
                    self.page.keyboard.press("Enter")
            case Kind.NAME:
                self.walk_to("#name-text")
                self.page.keyboard.type(knowing.name_of(self.shelf, item))
                self.page.keyboard.press("Enter")
            case Kind.REFERRAL:
                self._mark_zones(item)
                self.walk_to('.answer-bar [data-key="go"]')
                self.page.keyboard.press("Enter")
            case _:
                for choice in sorted(knowing.right_ids(item, offered(self.page))):
                    self._choose(choice)
                self.page.keyboard.press("Enter")
        expect_feedback(self.page, asked.key, correct=True)

    def give_up(self, asked: Question) -> None:
        """Says "I do not know" by `d`."""
        self.page.keyboard.press("d")
        expect_feedback(self.page, asked.key, correct=False)

    def take_back(self) -> None:
        """Takes the answer back by `u`, whose feedback is shown."""
        self.page.keyboard.press("u")
        expect(self.page.get_by_text("The answer was taken back.")).to_be_visible()

    def go_on(self) -> None:
        """Leaves the feedback with the rating in force."""
        self.page.keyboard.press("Space")
        expect(self.page.locator("[data-answered]")).to_have_count(0)

    def walk_to(self, selector: str) -> None:
        """Presses Tab until what is wanted has the focus."""
        wanted = self.page.locator(selector).first
        for _ in range(LONGEST_WALK):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by Tab")

    def point_at(self, at: Position) -> None:
        """Moves the cross-hair to a place of the body by arrows; the chart has the focus."""
        drawing = stage(self.page)
        x, y, width, height = window_of(drawing)
        step = width * ARROW_STEP
        self._press("ArrowRight", "ArrowLeft", (at[0] - (x + width / 2)) / step)
        self._press("ArrowDown", "ArrowUp", (-at[1] - (y + height / 2)) / step)

    def crosshair(self) -> Position:
        """Where the cross-hair is."""
        found = CROSSHAIR.match(self.page.locator("[data-crosshair]").get_attribute("d") or "")
        assert found, "the cross-hair is not drawn"
        return (float(found[2]), -float(found[1]))

    def _press(self, forward: str, back: str, steps: float) -> None:
        large, small = divmod(abs(round(steps)), 10)
        for _ in range(large):
            self.page.keyboard.press(f"Shift+{forward if steps > 0 else back}")
        for _ in range(small):
            self.page.keyboard.press(forward if steps > 0 else back)

    def _choose(self, choice: str) -> None:
        """Chooses an option by its digit; the tenth and later ones have none."""
        digit = self.page.locator(f'input[value="{choice}"]').get_attribute("data-key")
        if digit:
            self.page.keyboard.press(digit)
        else:
            self.walk_to(f'input[value="{choice}"]')
            self.page.keyboard.press("Space")

    def _mark_zones(self, item: Item) -> None:
        for zone in sorted(knowing.right_ids(item)):
            view = next(each for each in zone_views(self.page) if zone in self.shelf.atlas.views[each].zones)
            self.walk_to(f'[data-show-view="{view}"]')
            self.page.keyboard.press("Enter")
            self.walk_to(f'figure[data-view="{view}"] [data-zone][tabindex="0"]')
            self._go_to_zone(zone)
            self.page.keyboard.press("Space")
            expect(self.page.locator(f'figure[data-view="{view}"] [data-zone="{zone}"]')).to_have_attribute("aria-checked", "true")

    def _go_to_zone(self, zone: str) -> None:
        """Goes along the reading order of zones, forward and back, until the zone has the focus."""
        for arrow in ("ArrowRight", "ArrowLeft"):
            before = None
            while before != (here := self.page.evaluate("document.activeElement.dataset.zone")):
                if here == zone:
                    return
                before = here
                self.page.keyboard.press(arrow)
        raise AssertionError(f"{zone} cannot be reached by arrow keys")
