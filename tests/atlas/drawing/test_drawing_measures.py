"""Whole measurements of a small body: muscles, structures, and files that are the same every time."""

import json

import numpy as np
import pytest

from tests.atlas.drawing.meshes import FRONT, cube, sheet
from webapp.atlas.drawing.muscles import measure_muscles
from webapp.atlas.drawing.picture import draw
from webapp.atlas.drawing.preparing import symmetric_body
from webapp.atlas.drawing.structures import measure_structures
from webapp.atlas.drawing.writing import json_text, write_bytes, write_json

SCALE = 4.0
BODY = symmetric_body(
    [
        sheet("biceps_brachii", (-15.0, 0.0, -5.0, 20.0), z=6.0),
        sheet("brachialis", (-12.0, 5.0, -2.0, 25.0), z=2.0),
        sheet("coracobrachialis", (-11.0, 6.0, -6.0, 18.0), z=1.0),
    ]
)


def measured():
    buffers = {"superficial": draw(FRONT, BODY, [np.zeros(4) for _ in BODY], SCALE)}
    return measure_muscles(FRONT, BODY, buffers, SCALE)


def bounds(rings):
    points = np.array([point for ring in rings for point in ring])
    return [*points.min(axis=0), *points.max(axis=0)]


def test_what_is_seen_and_what_is_there_are_told_apart():
    muscles = measured()["muscles"]
    brachialis = muscles["brachialis"]
    assert bounds(brachialis["silhouette"]) == pytest.approx([-12, 5, -2, 25], abs=0.6)
    assert bounds(brachialis["visible"]["superficial"]) == pytest.approx([-12, 5, -2, 25], abs=0.6)
    assert bounds(muscles["biceps-brachii"]["visible"]["superficial"]) == pytest.approx([-15, 0, -5, 20], abs=0.6)


def test_a_hidden_muscle_that_the_view_is_asked_for_has_its_silhouette():
    hidden = measured()["muscles"]["coracobrachialis"]
    assert hidden["visible"] == {}
    assert hidden["silhouette"]


def test_only_the_right_side_is_written():
    modelled = [entry for entry in measured()["muscles"].values() if not entry["schematic"]]
    assert modelled
    assert all(u < -1 for entry in modelled for ring in entry["silhouette"] for u, _ in ring)


def test_nearness_and_inside_point():
    biceps = measured()["muscles"]["biceps-brachii"]
    assert biceps["nearness"] == 6.0
    assert -15 < biceps["inside"][0] < -5
    assert not biceps["schematic"]


def test_a_structure_keeps_its_sides_and_says_how_it_was_made():
    scene = [
        cube("n_median", (-10.0, 5.0, 0.0), 2.0, side="R", kind="nerve"),
        cube("n_median", (8.0, 9.0, 0.0), 3.0, side="L", kind="nerve"),
        cube("spleen", (6.0, 2.0, 0.0), 2.0, side="M", kind="organ"),
    ]
    found = measure_structures(FRONT, scene, SCALE)["structures"]
    assert bounds(found["median-nerve"]["R"]) == pytest.approx([-12, 3, -8, 7], abs=0.5)
    assert bounds(found["median-nerve"]["L"]) == pytest.approx([5, 6, 11, 12], abs=0.5)
    assert found["median-nerve"]["how"] == "approximate course"
    assert found["spleen"]["how"] == "modelled"
    assert set(found) == {"median-nerve", "spleen"}


def test_the_same_body_gives_the_same_bytes():
    assert json_text(measured(), "muscles") == json_text(measured(), "muscles")


def test_json_has_a_line_for_each_muscle_in_order():
    text = json_text({"view": "front", "muscles": {"b": {"y": 1, "x": 2}, "a": {}}, "schema": 1}, "muscles")
    assert text == '{"muscles":{\n"a":{},\n"b":{"x":2,"y":1}\n},\n"schema":1,\n"view":"front"}\n'
    assert json.loads(text)["muscles"]["b"]["x"] == 2


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "muscles" / "front.json"
    write_bytes(path, b"old")
    assert write_json(path, measured(), "muscles") == path.stat().st_size
    assert [entry.name for entry in path.parent.iterdir()] == ["front.json"]
