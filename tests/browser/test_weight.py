"""What pages cost a phone: the first sight of a question stays light, plates come when they are looked at, outlines stay few."""

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser import people
from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.browser.questions import ask, stage, zone_views
from webapp.core.items import Kind
from webapp.library.shelf import Shelf

SHARP_PHONE = {**PHONE, "device_scale_factor": 3}
FIRST_SIGHT_BYTES = 150_000
OUTLINE_BYTES = 70_000
HEAVIEST = 6
LONGEST_ICON = 150
CLOSE_UP = "levator-scapulae/locate"
WHOLE_BODY = "vastus-medialis/locate"
PATH = re.compile(r'\s(?:d|data-d)="([^"]*)"')
LOADED_FIRST = """
() => {
  const [page] = performance.getEntriesByType("navigation");
  return performance.getEntriesByType("resource").filter((each) => each.startTime < page.loadEventStart).map((each) => each.name);
}
"""


@pytest.fixture(scope="module")
def learner(browser: Browser, base_url: str) -> Iterator[BrowserContext]:
    """Somebody who studies everything; her cookies serve every test of this file."""
    context = browser.new_context(base_url=base_url)
    context.set_default_timeout(PATIENCE_MS)
    people.enrol(context.new_page(), "neck", "thigh")
    yield context
    context.close()


@pytest.fixture
def sharp(open_page: Callable[..., Page], learner: BrowserContext) -> Page:
    """Her phone, with three device pixels a pixel and nothing in its cache."""
    return open_page(**SHARP_PHONE, storage_state=learner.storage_state())


@pytest.mark.parametrize("key", [CLOSE_UP, WHOLE_BODY, "trapezius-upper/point", "scalenes/caution-locate", "levator-scapulae/referral"])
def test_the_first_sight_of_a_question_is_light(sharp: Page, key: str) -> None:
    heard = listen(sharp)
    ask(sharp, key)
    sharp.wait_for_load_state("networkidle")
    first = {sharp.url, *sharp.evaluate(LOADED_FIRST)}
    sizes = {answer.url: size(answer) for answer in heard if answer.url in first}
    assert len([url for url in sizes if url.endswith("-small.webp")]) == 1
    assert not [url for url in sizes if url.endswith("-large.webp")], "a large plate came before the first sight"
    assert sum(sizes.values()) <= FIRST_SIGHT_BYTES, sizes


def test_a_close_up_that_fits_the_screen_needs_no_large_plate_until_it_is_looked_at_closely(sharp: Page) -> None:
    heard = listen(sharp)
    ask(sharp, CLOSE_UP)
    sharp.wait_for_load_state("networkidle")
    assert plates(heard, "large") == []
    with sharp.expect_response("**/*-large.webp"):
        for _ in range(3):
            sharp.get_by_role("button", name="Zoom in").tap()
    expect(stage(sharp).locator("image")).to_have_attribute("href", plates(heard, "large")[0])
    assert len(plates(heard, "large")) == 1


def test_a_view_of_which_a_part_is_shown_gets_its_large_plate_after_the_first_sight(sharp: Page) -> None:
    heard = listen(sharp)
    ask(sharp, WHOLE_BODY)
    sharp.wait_for_load_state("networkidle")
    assert len(plates(heard, "large")) == 1


def test_plates_of_views_that_are_not_shown_are_not_fetched_until_they_are(sharp: Page) -> None:
    heard = listen(sharp)
    ask(sharp, "levator-scapulae/referral")
    sharp.wait_for_load_state("networkidle")
    assert len(plates(heard, "small")) == 1
    for number, view in enumerate(zone_views(sharp)[1:], start=2):
        with sharp.expect_response("**/*-small.webp"):
            sharp.locator(f'[data-show-view="{view}"]').tap()
        assert len(plates(heard, "small")) == number
        expect(stage(sharp, view).locator("image")).to_have_attribute("href", plates(heard, "small")[-1])


def test_no_page_sends_many_outlines(learner: BrowserContext, base_url: str, shelf: Shelf) -> None:
    sizes = {path: outline_bytes(learner, path) for path in pages_with_outlines(shelf)}
    assert max(sizes.values()) > 1000, "outlines are found"
    assert {path: size for path, size in sizes.items() if size > OUTLINE_BYTES} == {}


def test_a_question_of_place_sends_the_skin_and_no_other_outline(learner: BrowserContext, shelf: Shelf) -> None:
    keys = [key for deck in ("neck", "thigh") for key in shelf.decks[deck].item_keys if shelf.items[key].kind == Kind.LOCATE]
    for key in keys[:: max(1, len(keys) // HEAVIEST)]:
        found = [each for each in outlines(learner, f"/practice/next?item={key}") if len(each) > LONGEST_ICON]
        assert len(found) == 1, key


def listen(page: Page) -> list[Response]:
    """A list that fills with all that the page is sent."""
    heard: list[Response] = []
    page.on("response", lambda answer: heard.append(answer))
    return heard


def size(answer: Response) -> int:
    """Bytes of an answer as it travels: text is compressed, pictures are already."""
    body = answer.body()
    return len(body) if "webp" in answer.headers.get("content-type", "") else len(gzip.compress(body))


def plates(heard: list[Response], which: str) -> list[str]:
    """Paths of the plates of one size that were sent."""
    return ["/" + answer.url.split("/", 3)[3] for answer in heard if answer.url.endswith(f"-{which}.webp")]


def pages_with_outlines(shelf: Shelf) -> list[str]:
    """Every atlas view, and of each other sort of page those with the most to draw."""
    muscles = sorted(shelf.catalogue.muscles.values(), key=lambda muscle: -len(muscle.cautions) - len(muscle.referral.primary))
    zones = sorted({zone.zone for muscle in muscles[:HEAVIEST] for zone in muscle.referral.primary})
    studied = [key for deck in ("neck", "thigh") for key in shelf.decks[deck].item_keys]
    asked = [next(key for key in studied if shelf.items[key].kind == kind) for kind in (Kind.REFERRAL, Kind.NAME, Kind.POINT)]
    return [
        *(f"/atlas?view={view}" for view in shelf.atlas.views),
        *(f"/library/muscles/{muscle.id}" for muscle in muscles[:HEAVIEST]),
        *(f"/atlas/zones/{zone}" for zone in zones[:HEAVIEST]),
        *(f"/practice/next?item={key}" for key in asked),
    ]


def outlines(learner: BrowserContext, path: str) -> list[str]:
    """Path data of a page."""
    answer = learner.request.get(path)
    assert answer.ok, f"{path}: {answer.status}"
    return PATH.findall(answer.text())


def outline_bytes(learner: BrowserContext, path: str) -> int:
    """Bytes of a page's path data, compressed."""
    return len(gzip.compress("\n".join(outlines(learner, path)).encode()))
