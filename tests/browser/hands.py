"""Two ways to answer: by touch on a phone, and by keys alone."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser import knowing
from tests.browser.questions import Question, expect_feedback, on_screen, place_asked, stage, window_of, zone_views
from tests.browser.zones import shortest_way, ways_between_zones
from webapp.core.geometry import Position
from webapp.core.items import Item, Kind
from webapp.library.shelf import Shelf

ARROW_STEP = 0.005
CROSSHAIR = re.compile(r"M\S+ (\S+)h\S+M(\S+) ")
LONGEST_WALK = 80


class Touch:
    """A finger."""

    def __init__(self, page: Page, shelf: Shelf) -> None:
        self.page = page
        self.shelf = shelf

    def answer(self, asked: Question) -> None:
        """Answers rightly."""
        item = self.shelf.items[asked.key]
        match item.kind:
            case Kind.LOCATE | Kind.POINT | Kind.CAUTION_LOCATE:
                self.tap_at(stage(self.page), place_asked(self.page, self.shelf, asked.key))
                if self.page.locator('figure[data-confirm="yes"]').count():
                    self._send()
            case Kind.NAME:
                self.page.get_by_label("Its name").tap()
                self.page.keyboard.type(knowing.name_of(self.shelf, item))
                self._send()
            case Kind.REFERRAL:
                self._mark_zones(item)
                self._send()
            case _:
                for choice in sorted(knowing.right_ids(item)):
                    self.page.locator(f'.choice:has(input[value="{choice}"])').tap()
                self._send()
        expect_feedback(self.page, asked.key, correct=True)

    def give_up(self, asked: Question) -> None:
        """Says "I do not know"."""
        self.page.get_by_role("button", name="I do not know").tap()
        expect_feedback(self.page, asked.key, correct=False)

    def go_on(self) -> None:
        """Leaves the feedback with the rating in force."""
        self.page.locator('.answer-bar [data-key~="go"]').tap()
        expect(self.page.locator("[data-answered]")).to_have_count(0)

    def tap_at(self, drawing: Locator, at: Position) -> None:
        """Taps a place of the body."""
        drawing.scroll_into_view_if_needed()
        self.page.touchscreen.tap(*on_screen(drawing, at))

    def _mark_zones(self, item: Item) -> None:
        for zone in sorted(knowing.right_ids(item)):
            view = next(self.shelf.atlas.views[each] for each in zone_views(self.page) if zone in self.shelf.atlas.views[each].zones)
            self.page.locator(f'[data-show-view="{view.id}"]').tap()
            drawing = stage(self.page, view.id)
            self.tap_at(drawing, knowing.place_in_zone(view, zone))
            expect(drawing.locator(f'[data-zone="{zone}"]')).to_have_attribute("aria-checked", "true")

    def _send(self) -> None:
        self.page.locator('.answer-bar [data-key="go"]').tap()


class Keyboard:
    """Keys alone: whatever has the focus was walked to."""

    def __init__(self, page: Page, shelf: Shelf) -> None:
        self.page = page
        self.shelf = shelf
        self._ways: dict[str, Mapping[str, Mapping[str, str]]] = {}

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
                for choice in sorted(knowing.right_ids(item)):
                    self._choose(choice)
                self.page.keyboard.press("Enter")
        expect_feedback(self.page, asked.key, correct=True)

    def give_up(self, asked: Question) -> None:
        """Says "I do not know" by `d`."""
        self.page.keyboard.press("d")
        expect_feedback(self.page, asked.key, correct=False)

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
            here = self.page.evaluate("document.activeElement.dataset.zone")
            if view not in self._ways:
                self._ways[view] = ways_between_zones(self.page, view)
            for key in shortest_way(self._ways[view], here, zone):
                self.page.keyboard.press(key)
            self.page.keyboard.press("Space")
            expect(self.page.locator(f'figure[data-view="{view}"] [data-zone="{zone}"]')).to_have_attribute("aria-checked", "true")
