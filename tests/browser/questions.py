"""The question and feedback pages as a person sees them, and where a place of the body lies on the screen."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.knowing import place_to_tap
from webapp.core.answers import Tap
from webapp.core.geometry import Position
from webapp.library.shelf import Shelf

FORM = "form[data-item]"


@dataclass(frozen=True)
class Question:
    """What a question page asks."""

    key: str
    kind: str
    reps: int
    uuid: str
    counts: str


def ask(page: Page, key: str) -> Question:
    """Opens the question of one item, which has to be open to the person."""
    page.goto(f"/practice/next?item={key}")
    asked = question_on(page)
    assert asked.key == key
    return asked


def question_on(page: Page) -> Question:
    """The question that is shown."""
    form = page.locator(FORM)
    expect(form).to_be_attached()
    page.wait_for_load_state()
    return Question(
        key=form.get_attribute("data-item") or "",
        kind=form.get_attribute("data-kind") or "",
        reps=int(page.locator(f"{FORM} [name=reps]").input_value()),
        uuid=page.locator(f"{FORM} [name=client_uuid]").input_value(),
        counts=" ".join(page.locator(".counts").inner_text().split()),
    )


def is_asking(page: Page) -> bool:
    """Whether a question is shown."""
    return page.locator(FORM).count() > 0


def expect_feedback(page: Page, key: str, *, correct: bool | None = None) -> None:
    """Waits for the feedback of an item."""
    shown = page.locator(f'[data-answered="{key}"]')
    expect(shown).to_be_attached()
    page.wait_for_load_state()
    if correct is not None:
        expect(shown).to_have_attribute("data-correct", "yes" if correct else "no")


def stage(page: Page, view: str | None = None) -> Locator:
    """The chart's drawing."""
    return page.locator(f'figure[data-view="{view}"] svg[data-full]' if view else "svg[data-full]").first


def on_screen(drawing: Locator, at: Position) -> tuple[float, float]:
    """Where a place of the body (millimetres, v upward) lies on the screen, in pixels."""
    found = drawing.evaluate(
        "(svg, [u, v]) => { const p = new DOMPoint(u, -v).matrixTransform(svg.getScreenCTM()); return [p.x, p.y]; }", list(at)
    )
    return (found[0], found[1])


def middle_on_screen(drawing: Locator) -> tuple[float, float]:
    """The middle of a chart on the screen."""
    box = drawing.bounding_box()
    assert box
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def tap_asked(page: Page) -> Tap:
    """A tap in the middle of the chart that is shown, as its form would send it."""
    fields = {name: page.locator(f"{FORM} input[name={name}]") for name in ("view", "layer", "target")}
    view, layer, target = (field.input_value() if field.count() else "" for field in fields.values())
    x, y, width, height = window_of(stage(page))
    return Tap(view, layer, (x + width / 2, -y - height / 2), target or None)


def place_asked(page: Page, shelf: Shelf, key: str) -> Position:
    """A right place for the item that the page asks for, in what it shows."""
    x, y, width, height = window_of(stage(page))
    return place_to_tap(shelf, shelf.items[key], tap_asked(page), (x, -y - height, x + width, -y))


def offered(page: Page) -> list[str]:
    """Ids of the options from which one can choose."""
    return [each.get_attribute("value") or "" for each in page.locator(f"{FORM} .choice input").all()]


def zone_views(page: Page) -> list[str]:
    """Views between which one can choose."""
    return [tab.get_attribute("data-show-view") or "" for tab in page.locator("[data-show-view]").all()]


def window_of(drawing: Locator) -> tuple[float, float, float, float]:
    """The part of the body that a chart shows: x, y (downward), width, height."""
    x, y, width, height = (float(number) for number in (drawing.get_attribute("viewBox") or "").split())
    return (x, y, width, height)
