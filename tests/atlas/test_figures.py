"""Figures: millimetres with v upward become drawings with y downward, on both sides of the body where there are two."""

from dataclasses import replace

import pytest

from tests.core.make import area, danger, outline, square, view
from webapp.atlas.figures import Dot, Figure, Ink, Mark, ZoneShape, figure, muscle_marks, path, structure_marks, zone_marks, zone_shapes
from webapp.core.charts import PlateFile, View

SIZES = {"small": PlateFile("plates/small.webp", 10, 20), "large": PlateFile("plates/large.webp", 20, 40)}
BODY = replace(
    view(
        muscles={"outer": outline(square(-60, 10, -20, 80)), "under": outline(square(-50, 40, -30, 120), seen=("deep",))},
        structures={"vessel": danger(L=square(40, 0, 44, 100), R=square(-44, 0, -40, 90)), "node": danger()},
        zones={"flank": area(square(-70, 0, -20, 60)), "navel": area(square(-10, 200, 10, 260), paired=False)},
        mirror_sum=-1.5,
    ),
    plates={"superficial": SIZES, "deep": SIZES},
    label="front",
    skin=(square(-100, 0, 100, 300),),
)
SIDE = replace(BODY, id="side", mirror_sum=None)
OUTER = "M-60 -10L-20 -10L-20 -80L-60 -80Z"
UNDER = "M-50 -40L-30 -40L-30 -120L-50 -120Z"
FLANK = "M-70 0L-20 0L-20 -60L-70 -60Z"


@pytest.fixture
def picture() -> Figure:
    return figure(BODY, "superficial")


def test_a_figure_shows_the_whole_window(picture: Figure) -> None:
    assert (picture.name, picture.view, picture.layer) == ("front", "front", "superficial")
    assert picture.box == picture.full == "-200 -400 400 400"
    assert (picture.x, picture.y, picture.width, picture.height) == (-200, -400, 400, 400)
    assert (picture.small.file, picture.large.file) == ("plates/small.webp", "plates/large.webp")
    assert picture.skin == "M-100 0L100 0L100 -300L-100 -300Z"


def test_a_figure_opens_on_its_focus() -> None:
    opened = figure(BODY, "superficial", (-50.5, 20, 50, 120))
    assert (opened.box, opened.full) == ("-50.5 -120 100.5 100", "-200 -400 400 400")


@pytest.mark.parametrize(("layer", "words"), [("superficial", "superficial muscles"), ("deep", "deep layer")])
def test_a_figure_says_what_is_seen(layer: str, words: str) -> None:
    assert figure(BODY, layer).label == f"Body from the front, {words}"


def test_a_layer_of_its_own_kind_keeps_its_name() -> None:
    assert figure(replace(BODY, plates={"bones": SIZES}), "bones").label == "Body from the front, bones"


def test_a_layer_without_a_plate_is_refused() -> None:
    with pytest.raises(KeyError):
        figure(BODY, "intermediate")


@pytest.mark.parametrize(
    ("rings", "d"),
    [
        ((), ""),
        ((((1.0, 2.0), (3.5, -4.25), (0.0, 0.1)),), "M1 -2L3.5 4.25L0 -0.1Z"),
        ((square(0, 1, 2, 3), square(4, 5, 6, 7)), "M0 -1L2 -1L2 -3L0 -3ZM4 -5L6 -5L6 -7L4 -7Z"),
    ],
)
def test_rings_become_closed_paths_upside_down(rings: tuple[tuple[tuple[float, float], ...], ...], d: str) -> None:
    assert path(rings) == d


@pytest.mark.parametrize(
    ("muscle", "layer", "marks"),
    [
        ("outer", "superficial", (Mark(OUTER, Ink.RIGHT), Mark(OUTER, Ink.RIGHT, -1.5))),
        ("outer", "deep", (Mark(OUTER, Ink.RIGHT), Mark(OUTER, Ink.RIGHT, -1.5))),  # not seen there: its silhouette
        ("under", "deep", (Mark(UNDER, Ink.RIGHT), Mark(UNDER, Ink.RIGHT, -1.5))),
        ("soleus", "deep", ()),
    ],
)
def test_a_muscle_is_marked_on_both_sides(muscle: str, layer: str, marks: tuple[Mark, ...]) -> None:
    assert muscle_marks(BODY, muscle, layer, Ink.RIGHT) == marks


def test_what_is_seen_of_a_muscle_goes_before_its_silhouette() -> None:
    seen = replace(BODY.muscles["outer"], visible={"superficial": (square(-40, 10, -20, 80),)})
    body = replace(BODY, muscles={"outer": seen})
    assert muscle_marks(body, "outer", "superficial", Ink.HIT)[0].d == "M-40 -10L-20 -10L-20 -80L-40 -80Z"
    assert muscle_marks(body, "outer", "deep", Ink.HIT)[0].d == OUTER


@pytest.mark.parametrize(
    ("body", "zone", "flips"),
    [(BODY, "flank", [None, -1.5]), (BODY, "navel", [None]), (BODY, "sole", []), (SIDE, "flank", [None])],
)
def test_a_zone_is_marked_on_both_sides_where_it_is_paired(body: View, zone: str, flips: list[float | None]) -> None:
    assert [mark.flip for mark in zone_marks(body, zone, Ink.SPILL)] == flips
    assert {mark.ink for mark in zone_marks(body, zone, Ink.SPILL)} <= {Ink.SPILL}


def test_a_structure_is_marked_where_it_is_and_never_mirrored() -> None:
    assert structure_marks(BODY, "vessel") == (
        Mark("M40 0L44 0L44 -100L40 -100Z", Ink.HAZARD),
        Mark("M-44 0L-40 0L-40 -90L-44 -90Z", Ink.HAZARD),
    )
    assert structure_marks(BODY, "node") == structure_marks(BODY, "liver") == ()


def test_zones_that_have_a_label_can_be_ticked() -> None:
    assert zone_shapes(BODY, {"flank": "the flank", "sole": "the sole"}) == (ZoneShape("flank", "the flank", FLANK, -1.5),)
    assert [shape.flip for shape in zone_shapes(BODY, {"flank": "a", "navel": "b"})] == [-1.5, None]
    assert [shape.flip for shape in zone_shapes(SIDE, {"flank": "a", "navel": "b"})] == [None, None]


def test_marks_are_added_and_zones_replaced_on_a_copy(picture: Figure) -> None:
    one, two, zone = Mark("M", Ink.HIT), Mark("L", Ink.MISSED), ZoneShape("flank", "the flank", FLANK, None)
    assert picture.with_marks(one).with_marks(two).marks == (one, two)
    assert picture.with_zones(zone, zone).with_zones(zone).zones == (zone,)
    assert (picture.marks, picture.zones, picture.dots, picture.own) == ((), (), (), None)


def test_a_name_of_its_own_changes_nothing_else(picture: Figure) -> None:
    named = replace(picture, dots=(Dot(1, 2, "1"),)).named("referral-front")
    assert (named.name, named.view, named.dots) == ("referral-front", "front", (Dot(1, 2, "1"),))
