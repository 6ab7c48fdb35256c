"""Every kind of question on the chart is answered rightly by finger, by mouse and by keys alone, from a small phone to a laptop."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.hands import Keyboard, Mouse, Touch
from tests.browser.log import rows_of
from tests.browser.questions import ask
from tests.browser.server import Server
from webapp.core.items import Kind
from webapp.library.shelf import Shelf

HANDS: dict[str, type[Touch | Mouse | Keyboard]] = {"touch": Touch, "mouse": Mouse, "keys": Keyboard}
SCREENS = {320: 640, 390: 844, 1280: 800}
KEYS = {
    Kind.LOCATE: "trapezius-upper/locate",
    Kind.REFERRAL: "levator-scapulae/referral",
    Kind.CAUTION_LOCATE: "scalenes/caution-locate",
    Kind.POINT: "trapezius-upper/point",
}
SQUARE = [
    (kind, width, list(HANDS)[(row + column) % len(HANDS)])
    for row, kind in enumerate([Kind.LOCATE, Kind.REFERRAL, Kind.CAUTION_LOCATE])
    for column, width in enumerate(SCREENS)
]
"""A Latin square: each kind meets each width and each hand, and each width each hand."""


@pytest.fixture
def screen(open_page: Callable[..., Page], learner: tuple[str, BrowserContext]) -> Callable[[int, str], Page]:
    """A page of hers on a screen of some width: `screen(320, "touch")`."""

    def opened(width: int, hand: str) -> Page:
        size = {"width": width, "height": SCREENS[width]}
        return open_page(viewport=size, has_touch=hand == "touch", storage_state=learner[1].storage_state())

    return opened


@pytest.mark.parametrize(("kind", "width", "hand"), SQUARE)
def test_a_question_on_the_chart_is_answered(
    screen: Callable[[int, str], Page], learner: tuple[str, BrowserContext], server: Server, shelf: Shelf, kind: Kind, width: int, hand: str
) -> None:
    answer_rightly(screen(width, hand), learner[0], server, shelf, kind, hand)


@pytest.mark.parametrize(("hand", "width"), [("touch", 320), ("mouse", 1280), ("keys", 390)])
def test_a_trigger_point_is_marked(
    screen: Callable[[int, str], Page], learner: tuple[str, BrowserContext], server: Server, shelf: Shelf, width: int, hand: str
) -> None:
    answer_rightly(screen(width, hand), learner[0], server, shelf, Kind.POINT, hand)


def answer_rightly(page: Page, email: str, server: Server, shelf: Shelf, kind: Kind, hand: str) -> None:
    """Asks, answers fully rightly, and takes the answer back, so that the question is open to the next test."""
    asked = ask(page, KEYS[kind])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    before = len(rows_of(server, email))
    answering = HANDS[hand](page, shelf)
    answering.answer(asked)
    rows = rows_of(server, email)[before:]
    assert [(row.item_key, row.score) for row in rows] == [(KEYS[kind], 1)]
    answering.take_back()
