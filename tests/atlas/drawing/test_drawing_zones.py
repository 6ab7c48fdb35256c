"""Laying pain zones: coordinates of the tables, frames of the views, shapes one under the other, neighbours."""

from typing import Any

import numpy as np
import pytest
from shapely import MultiPolygon, Polygon, box
from shapely.affinity import scale

from tests.atlas.drawing.meshes import cube
from webapp.atlas.drawing.shapes import MIDLINE_X
from webapp.atlas.drawing.views import VIEWS
from webapp.atlas.drawing.zones import DRAWN
from webapp.atlas.drawing.zones_body import Body, flat, right_frame, skin_outline
from webapp.atlas.drawing.zones_laying import lay
from webapp.atlas.drawing.zones_neighbours import borders, disagreements
from webapp.atlas.drawing.zones_rings import rings_of
from webapp.atlas.drawing.zones_shapes import Ruler, corner_cut
from webapp.atlas.drawing.zones_table import Coordinate, Point, Shape, Sheet, coordinate

# --- frames of the views


def test_views_with_a_frame_of_their_own_are_drawn() -> None:
    assert set(DRAWN) == {"front", "back", "side"} | {name for name, view in VIEWS.items() if not view.base}


@pytest.mark.parametrize("view", ["side", "leg-inner", "elbow-inner", "foot-sole", "mouth"])
def test_without_a_mirror_image_a_table_has_the_coordinates_of_the_view(view: str) -> None:
    places = np.array([[-80.0, 12.0, 150.0], [-0.683, 400.0, -20.0]])
    assert flat(right_frame(places), view) == pytest.approx(VIEWS[view].project(places)[:, :2])


@pytest.mark.parametrize("view", ["front", "back", "pelvic-floor"])
def test_with_a_mirror_image_a_table_counts_from_the_mid_plane(view: str) -> None:
    places = np.array([[MIDLINE_X - 80.0, 12.0, 150.0]])
    across, up = flat(right_frame(places), view)[0]
    assert across == pytest.approx(80.0)
    assert up == pytest.approx(150.0 if view == "pelvic-floor" else 12.0)


def test_rings_of_the_pelvic_floor_lie_on_the_left_of_the_picture() -> None:
    assert rings_of([box(10, 20, 30, 40)], "pelvic-floor", midline=False) == [[[-30.7, 20.0], [-10.7, 20.0], [-10.7, 40.0], [-30.7, 40.0]]]


def test_a_midline_zone_is_drawn_whole_where_the_view_has_a_mirror_image() -> None:
    (ring,) = rings_of([box(0, 20, 30, 40)], "pelvic-floor", midline=True)
    assert Polygon(ring).bounds == (-30.7, 20.0, 29.3, 40.0)
    assert rings_of([box(0, 20, 30, 40)], "mouth", midline=True) == [[[0.0, 20.0], [0.0, 40.0], [30.0, 40.0], [30.0, 20.0]]]


def test_the_skin_of_a_close_up_is_cut_to_its_window() -> None:
    leg = cube("skin", (-80.0, 300.0, 60.0), 400.0, kind="skin")
    body = Body({}, right_frame(leg.vertices)[leg.faces], [leg])
    assert skin_outline(body, "leg-inner").bounds == VIEWS["leg-inner"].window


# --- laying


def at(u: float, v: float) -> Point:
    return Coordinate(offset=u), Coordinate(offset=v)


def shape(zone: str, west: float, south: float, east: float, north: float, nested: tuple[str, ...] = ()) -> Shape:
    return Shape(zone, (at(west, south), at(east, south), at(east, north), at(west, north)), nested=nested)


def laid(*shapes: Shape, ground: tuple[Point, ...] = ()) -> dict[str, list[Polygon]]:
    table = Sheet("mouth", {}, shapes, ground)
    return lay(table, Ruler(Body({}, np.zeros((0, 3, 3)), []), table, box(0, 0, 100, 100)))


def test_the_first_shape_lies_on_top() -> None:
    tiles = laid(shape("one", 0, 0, 60, 100), shape("other", 40, 0, 100, 100))
    assert {zone: polygon.area for zone, (polygon,) in tiles.items()} == {"one": 6000, "other": 4000}


def test_nested_shapes_lie_over_tiles_and_under_one_another() -> None:
    tiles = laid(shape("teeth", 20, 40, 80, 60, ("face",)), shape("tongue", 10, 30, 60, 70, ("face",)), shape("face", 0, 0, 100, 100))
    assert {zone: polygon.area for zone, (polygon,) in tiles.items()} == {"face": 10_000, "teeth": 1200, "tongue": 1200}


def test_a_table_may_name_the_ground_that_zones_cover() -> None:
    tiles = laid(shape("one", -50, -50, 200, 200), ground=(at(10, 10), at(40, 10), at(40, 30)))
    assert [polygon.area for polygon in tiles["one"]] == [300]


def test_a_large_gap_is_a_mistake_of_the_table() -> None:
    with pytest.raises(ValueError, match="no zone covers 5000 mm²"):
        laid(shape("one", 0, 0, 50, 100))


# --- neighbours


def entry(*rings: list[tuple[float, float]]) -> dict[str, Any]:
    return {"rings": [list(ring) for ring in rings]}


LEFT_TILE = [(0.0, 0.0), (10.0, 0.0), (10.0, 20.0), (0.0, 20.0)]
RIGHT_TILE = [(10.0, 0.0), (20.0, 0.0), (20.0, 20.0), (10.0, 20.0)]
FAR_TILE = [(40.0, 0.0), (50.0, 0.0), (50.0, 20.0), (40.0, 20.0)]


def test_borders_measures_the_common_side() -> None:
    found = borders({"a": entry(LEFT_TILE), "b": entry(RIGHT_TILE), "c": entry(FAR_TILE)})
    assert list(found) == [("a", "b")]
    assert found["a", "b"] == pytest.approx(22, abs=1)


def test_disagreements_names_both_kinds() -> None:
    view = {"a": entry(LEFT_TILE), "b": entry(RIGHT_TILE), "c": entry(FAR_TILE)}
    listed = [
        {"id": "a", "group": "leg", "adjacent": ["c"]},
        {"id": "b", "group": "leg", "adjacent": []},
        {"id": "c", "group": "leg", "adjacent": ["a"]},
    ]
    assert disagreements([view], listed, set()) == ([("a", "c")], [("a", "b")])
    assert disagreements([view], listed, {"b"}) == ([("a", "c")], [])


def test_the_hanging_arm_is_no_neighbour_of_the_thigh() -> None:
    view = {"a": entry(LEFT_TILE), "b": entry(RIGHT_TILE)}
    listed = [{"id": "a", "group": "hand", "adjacent": []}, {"id": "b", "group": "thigh", "adjacent": []}]
    assert disagreements([view], listed, set()) == ([], [])


# --- tables


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (12, Coordinate("", None, 12.0)),
        (-3.5, Coordinate("", None, -3.5)),
        ("asis", Coordinate("asis", None, 0.0)),
        ("asis-14", Coordinate("asis", None, -14.0)),
        ("t12+5", Coordinate("t12", None, 5.0)),
        ("arm@0.3", Coordinate("arm", 0.3, 0.0)),
        ("arm@0.3+5", Coordinate("arm", 0.3, 5.0)),
    ],
)
def test_coordinate(text: str | float, meaning: Coordinate) -> None:
    assert coordinate(text) == meaning


@pytest.mark.parametrize("text", ["", "asis*2", "12mm", "Arm@0.3"])
def test_coordinate_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(ValueError, match="not a coordinate"):
        coordinate(text)


def test_corner_cut_keeps_the_middle_of_every_edge() -> None:
    cut = Polygon(corner_cut([(0, 0), (40, 0), (40, 40), (0, 40)]))
    assert cut.area == 1400
    assert MultiPolygon([scale(cut, xfact=-1)]).symmetric_difference(cut).area == pytest.approx(0)
