"""How the chart behaves for those who need it otherwise: still, in the dark, on paper, on a small screen, with a finger in the way."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import knowing
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.fingers import hold
from tests.browser.hands import Keyboard, Touch
from tests.browser.log import rows_of
from tests.browser.questions import FORM, ask, middle_on_screen, on_screen, question_on, stage
from tests.browser.server import Server
from webapp.library.shelf import Shelf

QUESTIONS = [
    "trapezius-upper/locate",
    "trapezius-upper/point",
    "scalenes/caution-locate",
    "levator-scapulae/referral",
    "trapezius-upper/name",
]
MUSCLE_PAGE = "/library/muscles/scalenes"
MOVES = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const longest = (times) => Math.max(...times.split(",").map((time) => parseFloat(time)));
  return longest(style.transitionDuration) > 0 || longest(style.animationDuration) > 0 || style.scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 90))
"""
CONTRAST = """
async (svg) => {
  const image = new Image();
  image.src = svg.querySelector("image").getAttribute("href");
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 150;
  canvas.height = Math.round(150 * image.naturalHeight / image.naturalWidth);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const light = (r, g, b) => {
    const [x, y, z] = [r, g, b].map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = light(...getComputedStyle(svg.parentElement).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number));
  let told = 0, all = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] < 200) continue;
    const own = light(data[at], data[at + 1], data[at + 2]);
    all += 1;
    told += (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) >= 1.3;
  }
  return told / all;
}
"""


@pytest.fixture
def student(open_page: Callable[..., Page], learner: tuple[str, BrowserContext]) -> Callable[..., Page]:
    """A page of hers: `student(**PHONE)`."""
    return lambda **settings: open_page(**settings, storage_state=learner[1].storage_state())


def test_nothing_moves_for_who_wants_no_motion(student: Callable[..., Page]) -> None:
    page = student(**PHONE, reduced_motion="reduce")
    for key in QUESTIONS:
        ask(page, key)
        assert page.evaluate(MOVES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plates_stand_out_from_their_ground(student: Callable[..., Page], scheme: str) -> None:
    page = student(**PHONE, color_scheme=scheme)
    for key in QUESTIONS:
        ask(page, key)
        assert stage(page).evaluate(CONTRAST) > 0.85, key


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_small_screen_question_chart_and_buttons_share_the_screen(student: Callable[..., Page], width: int) -> None:
    page = student(**{**PHONE, "viewport": {"width": width, "height": 844}})
    for key in QUESTIONS:
        ask(page, key)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        drawing, answer = box_of(stage(page)), box_of(page.locator('.answer-bar [data-key="go"]'))
        assert drawing["height"] >= 230, key
        assert drawing["y"] + drawing["height"] <= answer["y"], f"{key}: the buttons cover the chart"
        assert answer["y"] + answer["height"] <= 844, key


def test_the_chart_stands_still_while_its_caption_changes(student: Callable[..., Page]) -> None:
    page = student(**{**PHONE, "viewport": {"width": 320, "height": 700}})
    ask(page, "trapezius-upper/locate")
    before = box_of(stage(page))
    page.touchscreen.tap(*middle_on_screen(stage(page)))
    expect(page.locator("[data-caption]")).to_contain_text("Marked")
    assert box_of(stage(page)) == before


def test_a_glass_stands_clear_of_the_finger_and_goes_without_answering(
    student: Callable[..., Page], learner: tuple[str, BrowserContext], server: Server
) -> None:
    page = student(**PHONE)
    ask(page, "trapezius-upper/locate")
    drawing, glass = box_of(stage(page)), page.locator("svg[data-loupe]")
    expect(glass).to_be_hidden()
    for across, down in ((0.5, 0.8), (0.2, 0.1), (0.8, 0.1), (0.05, 0.5), (0.95, 0.5)):
        x, y = drawing["x"] + across * drawing["width"], drawing["y"] + down * drawing["height"]
        with hold(page, (x, y)):
            expect(glass).to_be_visible()
            seen = box_of(glass)
            assert not (seen["x"] < x < seen["x"] + seen["width"] and seen["y"] < y < seen["y"] + seen["height"]), (across, down)
            assert drawing["x"] <= seen["x"]
            assert seen["x"] + seen["width"] <= drawing["x"] + drawing["width"] + 1
            assert seen["y"] + seen["height"] <= y or down < 0.5, "where there is room, it stands above the finger"
        expect(glass).to_be_hidden()
    expect(page.locator(FORM)).to_be_attached()
    assert rows_of(server, learner[0]) == []


def test_a_zone_says_its_name_when_it_is_reached_and_whether_it_is_marked(student: Callable[..., Page], shelf: Shelf) -> None:
    page = student(**LAPTOP)
    ask(page, "levator-scapulae/referral")
    caption = page.locator('figure[data-view="front"] [data-caption]')
    Keyboard(page, shelf).walk_to('figure[data-view="front"] [data-zone][tabindex="0"]')
    expect(caption).to_have_text(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    page.keyboard.press("ArrowRight")
    expect(caption).to_have_text(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    label = shelf.catalogue.zones["anterior-chest"].label
    x, y = on_screen(stage(page, "front"), knowing.place_in_zone(shelf.atlas.views["front"], "anterior-chest"))
    page.mouse.move(x, y)
    expect(caption).to_have_text(label)
    page.mouse.click(x, y)
    expect(caption).to_have_text(f"{label}: marked")
    page.mouse.click(x, y)
    expect(caption).to_have_text(label)


@pytest.mark.parametrize("theme", ["system", "dark"])
def test_a_printed_page_of_a_muscle_shows_the_plate_with_its_marks_and_no_buttons(student: Callable[..., Page], theme: str) -> None:
    page = student(**LAPTOP, color_scheme="dark")
    page.goto(MUSCLE_PAGE)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    page.emulate_media(media="print")
    assert visible(page, "button, .site-header, .tabs, .chart-tools, .chart-caption, .layer-bar") == []
    drawing = stage(page)
    assert box_of(drawing.locator("image").first)["height"] > 100
    assert drawing.locator("path.mark-right").first.is_visible()
    assert drawing.locator("path.mark-hazard").first.is_visible()
    inks = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('.stage')).backgroundColor]")
    assert inks == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert len(re.findall(rb"/Subtype\s*/Image", page.pdf())) >= 1


@pytest.mark.parametrize("key", QUESTIONS)
def test_without_scripts_every_chart_has_another_way(student: Callable[..., Page], key: str) -> None:
    page = student(**PHONE, java_script_enabled=False)
    ask(page, key)
    for dead in page.locator(".chart-tools, .layer-bar, [data-view-tabs]").all():
        expect(dead).to_be_hidden()
    if page.locator("form[data-item] details input").count():
        return
    page.locator("form[data-item] a", has_text="Ask me in words").click()
    assert question_on(page).key == f"{key}-words"
    assert page.locator("form[data-item] .choice input").count() >= 3


def test_a_touched_zone_is_told_on_the_phone_too(student: Callable[..., Page], shelf: Shelf) -> None:
    page = student(**PHONE)
    ask(page, "levator-scapulae/referral")
    view = shelf.atlas.views["front"]
    Touch(page, shelf).tap_at(stage(page, "front"), knowing.place_in_zone(view, "anterior-chest"))
    expect(page.locator('figure[data-view="front"] [data-caption]')).to_have_text(
        f"{shelf.catalogue.zones['anterior-chest'].label}: marked"
    )
    expect(page.locator("[data-chosen-count]")).to_have_text("1 marked")


def box_of(drawing: Locator) -> dict[str, float]:
    """Where something lies on the screen."""
    box = drawing.bounding_box()
    assert box
    return {name: box[name] for name in ("x", "y", "width", "height")}


def visible(page: Page, selector: str) -> list[str]:
    """What can be seen of all that a selector names."""
    return [each.evaluate("element => element.outerHTML.slice(0, 90)") for each in page.locator(selector).all() if each.is_visible()]
