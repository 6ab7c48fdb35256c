"""The outlines of the pain zones in content/atlas: complete, valid, symmetric, tiling the skin, neighbours touching."""

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from shapely import Point, Polygon, box, union_all
from shapely.geometry.base import BaseGeometry

from webapp.atlas.drawing.shapes import MIDLINE_X
from webapp.atlas.drawing.zones import DRAWN
from webapp.atlas.drawing.zones_neighbours import disagreements, ground
from webapp.atlas.drawing.zones_table import landmarks, read, sheet

CONTENT = Path(__file__).parents[2] / "content"
VIEWS = list(DRAWN)
MIRROR_SUM = {"front": -1.366, "back": 1.366, "pelvic-floor": -1.366}
RIGHT = {"front": -1, "back": 1, "pelvic-floor": -1}
NARROW = 5.0
"""Gaps and overlaps up to this width, mm, cannot be hit by mistake."""


@cache
def zones() -> dict[str, dict[str, Any]]:
    return {zone["id"]: zone for zone in yaml.safe_load((CONTENT / "zones.yaml").read_text(encoding="utf-8"))["zones"]}


@cache
def drawn(view: str) -> dict[str, dict[str, Any]]:
    return json.loads((CONTENT / "atlas" / "zones" / f"{view}.json").read_text(encoding="utf-8"))["zones"]


@cache
def nested(view: str) -> dict[str, tuple[str, ...]]:
    return {shape.zone: shape.nested for shape in sheet(view).shapes if shape.nested}


@cache
def tiles(view: str) -> dict[str, BaseGeometry]:
    return {zone: ground(entry) for zone, entry in drawn(view).items() if zone not in nested(view)}


@cache
def chart() -> dict[str, dict[str, Any]]:
    return json.loads((CONTENT / "atlas" / "views.json").read_text(encoding="utf-8"))["views"]


def skin(view: str) -> BaseGeometry:
    """What zones must cover: the skin of the chart, or the ground that the table names; where it has a mirror image, its right half."""
    if sheet(view).ground:
        return Polygon([(MIDLINE_X - across.offset, up.offset) for across, up in sheet(view).ground]) & shown(view)
    return union_all([Polygon(ring) for ring in chart()[view]["skin"]]).buffer(0) & shown(view)


def shown(view: str) -> BaseGeometry:
    """The half of the picture in which zones are drawn; all of it where there is no mirror image."""
    halves = {-1: box(-1000, -500, -0.7, 3000), 1: box(0.7, -500, 1000, 3000)}
    return halves[RIGHT[view]] if view in RIGHT else box(-1000, -500, 1000, 3000)


def worst(shape: BaseGeometry) -> str:
    """What remains of a shape that should be narrow, for the message."""
    return f"{shape.area:.0f} mm² at {shape.representative_point()}" if not shape.is_empty else ""


def every_ring() -> list[Any]:
    return [pytest.param(view, zone, id=f"{view}-{zone}") for view in VIEWS for zone in drawn(view)]


# --- complete


def test_every_zone_is_drawn() -> None:
    assert len(zones()) == 109
    assert {zone for view in VIEWS for zone in drawn(view)} == set(zones())


def test_every_zone_is_on_each_view_the_list_names() -> None:
    missing = [(zone, view) for zone, entry in zones().items() for view in entry["views"] if view not in VIEWS or zone not in drawn(view)]
    assert missing == []


def test_every_view_of_the_chart_has_zones_or_shares_those_of_its_base() -> None:
    assert {entry["base"] for entry in chart().values()} == set(VIEWS)
    assert all(drawn(view) for view in VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_laterality_is_that_of_the_list(view: str) -> None:
    assert {zone: entry["laterality"] for zone, entry in drawn(view).items()} == {zone: zones()[zone]["laterality"] for zone in drawn(view)}


def test_the_table_knows_the_same_midline_zones_as_the_list() -> None:
    assert set(read("notes")["midline"]) == {zone for zone, entry in zones().items() if entry["laterality"] == "midline"}


@pytest.mark.parametrize("view", VIEWS)
def test_the_table_and_the_drawing_hold_the_same_zones(view: str) -> None:
    assert {shape.zone for shape in sheet(view).shapes} == set(drawn(view))


# --- valid


@pytest.mark.parametrize(("view", "zone"), every_ring())
def test_rings_are_valid_polygons(view: str, zone: str) -> None:
    rings = drawn(view)[zone]["rings"]
    for ring in rings:
        polygon = Polygon(ring)
        assert polygon.is_valid
        assert polygon.area > 25
        assert ring[0] != ring[-1]
        assert len({tuple(point) for point in ring}) == len(ring)
    for one, other in combinations(rings, 2):
        assert Polygon(one).intersection(Polygon(other)).area < 0.5


@pytest.mark.parametrize("view", VIEWS)
def test_coordinates_have_one_decimal(view: str) -> None:
    numbers = [number for entry in drawn(view).values() for ring in entry["rings"] for point in ring for number in point]
    assert all(round(number, 1) == number for number in numbers)


@pytest.mark.parametrize("view", VIEWS)
def test_rings_are_simple_and_files_small(view: str) -> None:
    lengths = sorted(len(ring) for entry in drawn(view).values() for ring in entry["rings"])
    assert lengths[len(lengths) // 2] <= 40
    assert lengths[-1] <= 120
    assert (CONTENT / "atlas" / "zones" / f"{view}.json").stat().st_size <= 40_000


@pytest.mark.parametrize("view", VIEWS)
def test_one_zone_a_line(view: str) -> None:
    text = (CONTENT / "atlas" / "zones" / f"{view}.json").read_text(encoding="utf-8")
    starts = [line.split(":")[0].strip('"') for line in text.splitlines() if line.startswith('"') and '"rings"' in line]
    assert starts == sorted(drawn(view))


# --- right side and symmetry


@pytest.mark.parametrize("view", sorted(RIGHT))
def test_paired_zones_lie_on_the_right(view: str) -> None:
    for zone, entry in drawn(view).items():
        if entry["laterality"] == "paired":
            assert all(RIGHT[view] * u >= 0.6 for ring in entry["rings"] for u, _ in ring), zone


@pytest.mark.parametrize("view", sorted(RIGHT))
def test_midline_zones_are_their_own_mirror_image(view: str) -> None:
    for zone, entry in drawn(view).items():
        if entry["laterality"] == "midline":
            points = {(round(u, 1), v) for ring in entry["rings"] for u, v in ring}
            mirrored = {(round(MIRROR_SUM[view] - u, 3), v) for u, v in points}
            assert all(any(abs(u - w) <= 0.051 and v == x for w, x in points) for u, v in mirrored), zone
            assert abs(sum(Polygon(ring).centroid.x for ring in entry["rings"]) / len(entry["rings"]) - MIRROR_SUM[view] / 2) < 0.1


# --- tiling


@pytest.mark.parametrize("view", VIEWS)
def test_tiles_do_not_overlap(view: str) -> None:
    for (one, shape), (other, beside) in combinations(tiles(view).items(), 2):
        if shape.intersects(beside):
            common = shape & beside
            assert common.buffer(-NARROW / 2).is_empty, (one, other)
            assert common.area < 6, (one, other, common.area)


@pytest.mark.parametrize("view", VIEWS)
def test_tiles_leave_no_gap_in_the_skin(view: str) -> None:
    gaps = (skin(view) - union_all(list(tiles(view).values()))).buffer(-NARROW / 2)
    assert worst(gaps) == ""


@pytest.mark.parametrize("view", VIEWS)
def test_tiles_stay_within_the_skin(view: str) -> None:
    """Apart from ear and genitals, which the skin of the chart does not have."""
    beyond = union_all([tile for zone, tile in tiles(view).items() if zone not in {"ear", "genitals"}])
    assert worst(((beyond & shown(view)) - skin(view)).buffer(-NARROW / 2)) == ""


@pytest.mark.parametrize("view", VIEWS)
def test_nested_zones_lie_in_the_zones_named(view: str) -> None:
    for zone, parents in nested(view).items():
        outside = ground(drawn(view)[zone]) - union_all([tiles(view)[parent] for parent in parents])
        assert outside.area < 6, zone


@pytest.mark.parametrize("view", VIEWS)
def test_nested_zones_do_not_overlap(view: str) -> None:
    for one, other in combinations(sorted(nested(view)), 2):
        assert (ground(drawn(view)[one]) & ground(drawn(view)[other])).area < 6, (one, other)


def test_inner_thigh_and_inner_leg_agree_about_the_knee() -> None:
    both = box(-190, 370, 10, 500)  # mm that both views show
    for zone in drawn("thigh-inner"):
        one, other = (ground(drawn(view)[zone]) & both for view in ("thigh-inner", "leg-inner"))
        assert (one ^ other).buffer(-0.5).is_empty, zone


def test_zones_under_the_arm_touch_it_on_the_side_view() -> None:
    arm = union_all([tile for zone, tile in tiles("side").items() if zones()[zone]["group"] in {"arm", "forearm", "hand"}])
    for zone in read("notes")["under_the_arm"]:
        assert tiles("side")[zone].distance(arm) < 1, zone


# --- places: a few points whose zone nobody would doubt (mm of the view)


@pytest.mark.parametrize(
    ("view", "place", "zone"),
    [
        ("front", (-105, 1300), "breast"),
        ("front", (-0.7, 1350), "sternum"),
        ("front", (-90, 415), "anterior-knee"),
        ("front", (-35, 1646), "eye"),
        ("front", (-300, 740), "middle-finger"),
        ("back", (45, 816), "lower-buttock"),
        ("back", (0.7, 950), "sacrum"),
        ("back", (103, 1284), "inferior-scapular-angle"),
        ("back", (68, 20), "achilles"),
        ("back", (225, 1141), "posterior-elbow"),
        ("back", (88, 415), "posterior-knee"),
        ("side", (85, 849), "lateral-hip"),
        ("side", (70, 1142), "lateral-elbow"),
        ("side", (108, 1630), "tmj"),
        # Below the metatarsal heads, the calcaneus, the navicular and the cuboid bone
        ("foot-sole", (-17, 220), "ball-of-foot"),
        ("foot-sole", (-87, 210), "ball-of-foot"),
        ("foot-sole", (-50, 70), "heel"),
        ("foot-sole", (-25, 142), "arch"),
        ("foot-sole", (-62, 145), "sole"),
        ("foot-sole", (-24, 275), "great-toe"),
        ("foot-sole", (-45, 275), "lesser-toes"),
        ("foot-top", (-28, -235), "great-toe"),
        ("foot-top", (-50, -160), "dorsal-foot"),
        ("leg-inner", (-95, 0), "medial-ankle"),
        ("leg-inner", (-110, 200), "medial-leg"),
        ("leg-inner", (-150, -50), "arch"),
        ("thigh-inner", (-80, 650), "medial-thigh"),
        ("elbow-inner", (-77, 1080), "medial-elbow"),
        ("elbow-inner", (-95, 940), "ulnar-forearm"),
        ("mouth", (120, 1612), "tongue-mouth"),
        ("mouth", (120, 1552), "tongue-mouth"),
        ("mouth", (140, 1590), "upper-teeth"),
        ("mouth", (140, 1572), "lower-teeth"),
        ("pelvic-floor", (-0.7, 60), "perineum"),
        ("pelvic-floor", (-62, 50), "lower-buttock"),
    ],
)
def test_place_lies_in_the_zone(view: str, place: tuple[float, float], zone: str) -> None:
    assert ground(drawn(view)[zone]).buffer(0.1).contains(Point(place))


# --- neighbours


def test_neighbours_of_the_list_touch_and_others_do_not() -> None:
    inner = {zone for view in VIEWS for zone in nested(view)}
    apart, unnamed = disagreements([drawn(view) for view in VIEWS], list(zones().values()), inner)
    assert [list(pair) for pair in apart] == read("notes")["apart"]
    assert set(unnamed) == {tuple(pair) for pair in read("notes")["also_touching"]}


# --- tables


@pytest.mark.parametrize("view", VIEWS)
def test_tables_name_known_landmarks_regions_and_parents(view: str) -> None:
    table = sheet(view)
    points = [*table.ground, *(point for shape in table.shapes for point in shape.ring)]
    names = {(place.name, place.share is None) for point in points for place in point if place.name}
    assert all(name in (landmarks() if is_landmark else table.regions) for name, is_landmark in names)
    assert {shape.within for shape in table.shapes} <= {"skin", *table.regions}
    assert {parent for parents in nested(view).values() for parent in parents} <= set(tiles(view))
