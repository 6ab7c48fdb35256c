"""What a page sends must not tell the answer: pages of different muscles on one chart are the same but for the name that is asked."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.clients import PageClient
from tests.practice import pages
from tests.practice.conftest import Enrol
from webapp.accounts.models import User
from webapp.atlas.figures import path
from webapp.core.charts import View
from webapp.core.closeups import window_about
from webapp.core.entries import Muscle
from webapp.core.geometry import Window
from webapp.core.items import Item, Kind
from webapp.library.shelf import Shelf
from webapp.practice.asking import NEAR_MM

TAPPED = (Kind.LOCATE, Kind.POINT, Kind.CAUTION_LOCATE)
LOOKS = {Kind.LOCATE: 40, Kind.POINT: 40, Kind.CAUTION_LOCATE: 40, Kind.NAME: 30, Kind.REFERRAL: 8}
FEWEST_SHOWN = 5
SVG = "{http://www.w3.org/2000/svg}"
CHANGING = {"csrf_token", "client_uuid"}
SHAPES = {"circle", "ellipse", "line", "polygon", "polyline", "text", "use"}
"""Ways to draw on a chart beside paths; before an answer, only the ornament of patterns and the glass may use them."""

FormOf = Callable[[Item], Any]
Told = list[tuple[str, tuple[tuple[str, str], ...], str]]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """Forms that a test has seen already: several look at the same ones."""
    return {}


@pytest.fixture
def form_of(kept: dict[str, Any], enrol: Enrol, shelf: Shelf, client_for: Callable[[User], PageClient]) -> FormOf:
    """Gives the form that asks an item, as somebody gets it who studies everything."""
    tab = client_for(enrol(*shelf.decks))

    def seen(item: Item) -> Any:
        if item.key not in kept:
            kept[item.key] = pages.question_form(pages.ask(tab, item.key))
        return kept[item.key]

    return seen


def spread(shelf: Shelf, kind: Kind) -> list[Item]:
    """Items of a kind from all over the material, the same in every run."""
    items = [item for item in shelf.items.values() if item.kind == kind]
    return items[:: max(1, len(items) // LOOKS[kind])]


def charts(form: Any) -> list[Any]:
    """The drawings of a question, without the glass that copies them."""
    found = [each for each in form.iter(f"{SVG}svg") if each.get("data-full")]
    assert found
    return found


def view_shown(shelf: Shelf, chart: Any, form: Any) -> View:
    """The view of one of the drawings."""
    return next(shelf.atlas.views[each.get("data-view")] for each in form.iter("figure") if chart in list(each.iter()))


def drawn(chart: Any) -> list[Any]:
    """What a drawing holds apart from its patterns."""
    ornament = {id(each) for defs in chart.iter(f"{SVG}defs") for each in defs.iter()}
    return [each for each in chart.iter() if id(each) not in ornament]


def outlines(chart: Any) -> list[str]:
    """Path data of a drawing, without patterns and marks that are still empty."""
    return [each.get("d") for each in drawn(chart) if each.tag == f"{SVG}path" and each.get("d")]


def box(window: Window) -> str:
    """A window as the chart writes it."""
    u0, v0, u1, v1 = window
    return f"{u0:g} {-v1:g} {u1 - u0:g} {v1 - v0:g}"


def told(form: Any, muscle: Muscle, *also: str) -> Told:
    """All that a form says, without the name that it asks for, what is new in each showing, and the window, which has tests of its own."""
    names = sorted({muscle.id, muscle.name.en, muscle.name.latin or muscle.id, *also}, key=len, reverse=True)
    names_asked = re.compile("|".join(re.escape(name) for name in names))

    def without(text: object) -> str:
        return " ".join(names_asked.sub("…", str(text or "")).split())

    return [
        (
            str(each.tag),
            tuple((name, without(value)) for name, value in sorted(each.attrib.items()) if name != "viewBox"),
            without(each.text) + without(each.tail),
        )
        for each in form.iter()
        if each.get("name") not in CHANGING
    ]


def expect_same(groups: Iterable[list[tuple[str, Told]]]) -> int:
    """Every page of a group says the same; gives how many were compared."""
    compared = 0
    for group in groups:
        first, wanted = group[0]
        for other, said in group[1:]:
            assert [pair for pair in zip(wanted, said, strict=True) if pair[0] != pair[1]] == [], f"{first} and {other}"
            compared += 1
    return compared


@pytest.mark.parametrize("kind", TAPPED)
def test_a_chart_to_tap_holds_no_outline_but_the_skin(form_of: FormOf, shelf: Shelf, kind: Kind) -> None:
    for item in spread(shelf, kind):
        form = form_of(item)
        (chart,) = charts(form)
        assert outlines(chart) == [path(view_shown(shelf, chart, form).skin)], item.key
        assert not [each.tag for each in drawn(chart) if str(each.tag).removeprefix(SVG) in SHAPES], item.key
        assert {each.get("value") for each in form.iter("input") if each.get("name") in ("u", "v")} == {""}, item.key


@pytest.mark.parametrize("kind", TAPPED)
def test_charts_to_tap_on_one_plate_differ_by_the_name_asked_only(form_of: FormOf, shelf: Shelf, kind: Kind) -> None:
    groups = defaultdict(list)
    for item in spread(shelf, kind):
        form = form_of(item)
        target = next((each.get("value") for each in form.iter("input") if each.get("name") == "target"), None)
        also = (target, shelf.catalogue.structures[target].name) if target else ()
        plate = tuple(each.get("value") for each in form.iter("input") if each.get("name") in ("view", "layer"))
        said = [
            each for each in told(form, shelf.catalogue.muscles[item.subject], *also) if each[0] != "noscript" and not is_of_words(each)
        ]
        groups[plate, is_course(shelf, target)].append((item.key, said))
    assert expect_same(groups.values()) >= 3


@pytest.mark.parametrize("kind", [Kind.LOCATE, Kind.NAME])
def test_the_window_of_an_unnamed_place_is_that_of_a_region_and_shows_many_muscles(form_of: FormOf, shelf: Shelf, kind: Kind) -> None:
    for item in spread(shelf, kind):
        form = form_of(item)
        (chart,) = charts(form)
        view = view_shown(shelf, chart, form)
        window = view.window if view.is_close_up else shelf.catalogue.regions[item.region].focus.get(view.id, view.window)
        u0, v0, u1, v1 = window
        assert chart.get("viewBox") == box(window), item.key
        shown = [outline for outline in view.muscles.values() if u0 < outline.inside[0] < u1 and v0 < outline.inside[1] < v1]
        assert len(shown) >= FEWEST_SHOWN, item.key


@pytest.mark.parametrize("kind", [Kind.POINT, Kind.CAUTION_LOCATE])
def test_the_window_beside_a_named_muscle_follows_from_the_muscle_alone(form_of: FormOf, shelf: Shelf, kind: Kind) -> None:
    for item in spread(shelf, kind):
        form = form_of(item)
        (chart,) = charts(form)
        view = view_shown(shelf, chart, form)
        assert chart.get("viewBox") == box(window_about(view, item.subject, NEAR_MM)), item.key
        assert NEAR_MM >= 50, "points of the muscle, and what runs beside it, lie well within"


def test_charts_of_zones_are_the_same_for_every_muscle_and_nothing_is_ticked(form_of: FormOf, shelf: Shelf) -> None:
    said = []
    for item in spread(shelf, Kind.REFERRAL):
        form = form_of(item)
        assert not [each for each in form.iter() if "checked" in each.attrib or each.get("aria-checked") == "true"], item.key
        said.append((item.key, [each for each in told(form, shelf.catalogue.muscles[item.subject]) if not is_of_words(each)]))
    assert expect_same([said]) >= 5


def test_charts_of_zones_hold_every_zone_and_nothing_else(form_of: FormOf, shelf: Shelf) -> None:
    form = form_of(spread(shelf, Kind.REFERRAL)[0])
    for chart in charts(form):
        view = view_shown(shelf, chart, form)
        assert chart.get("viewBox") == box(view.window)
        rings = {path(zone.rings) for zone in view.zones.values()}
        assert {*outlines(chart)} == rings | {path(view.skin)}
        assert {each.get("data-zone") for each in drawn(chart)} - {None} == set(view.zones)


def test_a_chart_that_asks_for_a_name_marks_the_muscle_and_names_none(form_of: FormOf, shelf: Shelf) -> None:
    for item in spread(shelf, Kind.NAME):
        form = form_of(item)
        (chart,) = charts(form)
        view = view_shown(shelf, chart, form)
        outline = view.muscles[item.subject]
        marked = path(outline.visible.get(item.layer) or outline.silhouette)
        assert {*outlines(chart)} == {path(view.skin), marked}, item.key
        ids = {muscle for muscle in shelf.catalogue.muscles if len(muscle) > 6}
        said = " ".join(f"{name} {value}" for each in chart.iter() for name, value in each.attrib.items())
        assert not [muscle for muscle in ids if muscle in said], item.key


def is_of_words(each: tuple[str, tuple[tuple[str, str], ...], str]) -> bool:
    """Whether this is the link to the question in words, which not every muscle has."""
    return each[0] == "a" or "Ask me in words" in each[2]


def is_course(shelf: Shelf, target: str | None) -> bool:
    """Whether a structure runs rather than lies: the question says so, and says its name anyway."""
    return target is not None and shelf.catalogue.structures[target].kind in {"artery", "vein", "nerve", "plexus"}
