"""What lies over what: measured on sheets before and behind one another."""

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.atlas.drawing.meshes import BACK, FRONT, SIDE, cube, part, sheet, write_scene
from webapp.atlas.drawing.layering import as_text, layering, main
from webapp.atlas.drawing.layering_surfaces import before, muscle_parts, structure_parts, surfaces

RIGHT = (-15.683, 0.0, -5.683, 10.0)
LOWER_HALF = (-15.683, 0.0, -5.683, 5.0)


def measured(muscles, structures=None, view=FRONT):
    """The layering of entries that are given by one part or by several."""
    return layering(view, _as_lists(muscles), _as_lists(structures or {}))


def _as_lists(named):
    return {name: found if isinstance(found, list) else [found] for name, found in named.items()}


def slope(name, box, left, right):
    """A sheet whose nearness runs from one value at its left edge to another at its right edge."""
    x0, y0, x1, y1 = box
    return part(name, [[x0, y0, left], [x1, y0, right], [x1, y1, right], [x0, y1, left]], [[0, 1, 2], [0, 2, 3]])


def test_the_nearer_sheet_is_over_and_the_other_under():
    found = measured({"far": sheet("a", RIGHT, z=10.0), "near": sheet("b", RIGHT, z=17.0)})
    assert found["far"] == {"over": [("near", 1.0, 7)], "under": [], "structures": []}
    assert found["near"] == {"over": [], "under": [("far", 1.0, 7)], "structures": []}


def test_seen_from_behind_the_order_is_swapped():
    found = measured({"far": sheet("a", RIGHT, z=10.0), "near": sheet("b", RIGHT, z=17.0)}, view=BACK)
    assert found["far"]["under"] == [("near", 1.0, 7)]
    assert found["near"]["over"] == [("far", 1.0, 7)]


def test_the_share_is_of_the_muscle_itself():
    found = measured({"large": sheet("a", RIGHT), "small": sheet("b", LOWER_HALF, z=3.0)})
    assert found["large"]["over"] == [("small", 0.5, 3)]
    assert found["small"]["under"] == [("large", 1.0, 3)]


@pytest.mark.parametrize(("height", "listed"), [(20.0, [("strip", 0.05, 3)]), (21.0, [])])
def test_less_than_a_twentieth_of_the_muscle_is_left_out(height, listed):
    tall, strip = sheet("a", (-15.683, 0.0, -5.683, height)), sheet("b", (-15.683, 0.0, -5.683, 1.0), z=3.0)
    found = measured({"tall": tall, "strip": strip}, {"thread": strip})
    assert (found["tall"]["over"], found["strip"]["under"]) == (listed, [("tall", 1.0, 3)])
    assert [name for name, *_ in found["tall"]["structures"]] == ["thread"] * len(listed)


WIDE = replace(FRONT, window=(-100.683, -10.0, 99.317, 90.0))


@pytest.mark.parametrize(("size", "kept"), [((10.0, 10.0), True), ((50.0, 2.0), True), ((9.0, 11.0), False)])
def test_a_thin_structure_is_kept_from_a_square_centimetre_on(size, kept):
    large = sheet("a", (-100.683, 0.0, -0.683, 50.0))
    thin = sheet("b", (-80.683, 0.0, -80.683 + size[0], size[1]), z=-3.0)
    entry = measured({"large": large, "thin": thin}, {"nerve": thin}, view=WIDE)["large"]
    assert entry["structures"] == ([("nerve", 0.02, 3)] if kept else [])
    assert entry["under"] == []


def test_a_small_muscle_keeps_a_structure_by_its_share():
    small, thread = sheet("a", (-15.683, 0.0, -5.683, 10.0)), sheet("b", (-15.683, 0.0, -14.683, 10.0), z=-3.0)
    assert measured({"small": small}, {"nerve": thread})["small"]["structures"] == [("nerve", 0.1, 3)]


def test_sheets_apart_say_nothing():
    found = measured({"upper": sheet("a", (-15.683, 15.0, -5.683, 20.0)), "lower": sheet("b", LOWER_HALF, z=3.0)})
    assert [entry["over"] + entry["under"] for entry in found.values()] == [[], []]


@pytest.mark.parametrize(("crossing", "key"), [(3.0, "over"), (4.0, "over"), (5.0, None), (6.0, "under"), (7.0, "under")])
def test_crossing_sheets_are_beside_each_other_unless_one_is_mostly_nearer(crossing, key):
    flat, tilted = sheet("a", RIGHT), slope("b", RIGHT, -10 * crossing, 10 * (10 - crossing))
    entry = measured({"flat": flat, "tilted": tilted})["flat"]
    assert {side for side in ("over", "under") if entry[side]} == ({key} if key else set())


def test_muscles_that_share_a_part_leave_each_other_out():
    outer, inner = sheet("iliocostalis_lumborum", RIGHT, z=5.0), sheet("spinalis", RIGHT)
    found = measured({"erector-spinae": [outer, inner], "iliocostalis-lumborum": outer, "multifidus": sheet("multifidus", RIGHT, z=-4.0)})
    assert found["erector-spinae"] == {"over": [], "under": [("multifidus", 1.0, 9)], "structures": []}
    assert found["iliocostalis-lumborum"]["under"] == [("multifidus", 1.0, 9)]
    assert [name for name, *_ in found["multifidus"]["over"]] == ["erector-spinae", "iliocostalis-lumborum"]


def test_the_portions_of_trapezius_leave_each_other_out():
    portions = {f"trapezius-{name}": sheet(f"trapezius_{name}", RIGHT, z=depth) for depth, name in enumerate(("upper", "middle", "lower"))}
    assert all(entry["over"] == entry["under"] == [] for entry in measured(portions).values())


def test_neighbours_are_sorted_nearest_first():
    others = {"b": sheet("b", RIGHT, z=9.0), "c": sheet("c", RIGHT, z=2.0), "d": sheet("d", LOWER_HALF, z=9.0)}
    assert measured({"a": sheet("a", RIGHT)} | others)["a"]["over"] == [("c", 1.0, 2), ("b", 1.0, 9), ("d", 0.5, 9)]


def test_the_depth_of_a_structure_is_from_the_front_of_the_muscle():
    thick = cube("a", (-10.683, 5.0, 0.0), 5.0)
    vessels = {name: sheet(name, RIGHT, z=z, kind="artery") for name, z in (("inside", 2.0), ("before", 9.0), ("behind", -25.0))}
    assert measured({"thick": thick}, vessels)["thick"]["structures"] == [("inside", 1.0, 3), ("before", 1.0, -4), ("behind", 1.0, 30)]


@pytest.mark.parametrize(("z", "kept"), [(40.0, True), (41.0, False), (-60.0, True), (-61.0, False)])
def test_structures_far_from_the_muscle_are_left_out(z, kept):
    entry = measured({"flat": sheet("a", RIGHT)}, {"vessel": sheet("v", RIGHT, z=z)})["flat"]
    assert bool(entry["structures"]) is kept


def test_of_what_lies_in_the_midline_the_right_half_counts():
    across = sheet("diaphragm", (-10.683, 0.0, 9.317, 10.0), side="M")
    for view in (FRONT, BACK):
        assert surfaces(view, {"across": [across]})[0].area == 100


def test_from_the_side_both_halves_are_one_surface():
    block = cube("diaphragm", (-0.683, 5.0, 0.0), 5.0, side="M")
    (surface,) = surfaces(SIDE, {"block": [block]})
    assert surface.area == 100
    assert surface.nearness.max() == pytest.approx(5.683)


def test_what_the_view_does_not_show_is_left_out():
    assert surfaces(FRONT, {"edge-on": [cube("a", (-10.683, 500.0, 0.0), 5.0)]}) == []


def test_the_distance_is_measured_pixel_by_pixel():
    flat, tilted = surfaces(FRONT, {"flat": [sheet("a", RIGHT)], "tilted": [slope("b", LOWER_HALF, 0.0, 10.0)]})
    ahead = before(flat, tilted).reshape(5, 10)
    assert np.allclose(ahead, np.arange(10) + 0.5)
    assert (before(tilted, flat).reshape(5, 10) == -ahead).all()


def test_parts_are_those_of_the_right_side_and_the_midline():
    scene = [
        sheet("soleus", RIGHT),
        sheet("soleus", RIGHT, side="L"),
        sheet("diaphragm", RIGHT, side="M"),
        sheet("multifidus", (-20.0, 1400.0, -10.0, 1550.0)),
    ]
    found = muscle_parts(scene)
    assert {name: [piece.side for piece in parts] for name, parts in found.items()} == {
        "diaphragm": ["M"],
        "multifidus": ["R"],
        "multifidus-cervicis": ["R"],
        "soleus": ["R"],
    }


def test_a_structure_is_the_stretch_that_its_table_means():
    scene = [sheet("bone_tibia", (-80.0, 40.0, -60.0, 440.0), kind="bone"), sheet("n_ulnar", RIGHT, side="L", kind="nerve")]
    found = structure_parts(scene)
    (stretch,) = found["tibia-shaft"]
    heights = stretch.vertices[stretch.faces.reshape(-1), 1]
    assert (heights.min(), heights.max()) == (70.0, 380.0)
    assert "ulnar-nerve" not in found


def test_each_muscle_has_a_line_and_the_keys_are_sorted():
    entry = {"under": [], "over": [("b", 0.5, 3)], "structures": []}
    assert as_text({"side": {"b": entry, "a": entry}, "back": {}}).splitlines() == [
        '{"schema":1,',
        '"views":{',
        '"back":{',
        "",
        "},",
        '"side":{',
        '"a":{"over":[["b",0.5,3]],"structures":[],"under":[]},',
        '"b":{"over":[["b",0.5,3]],"structures":[],"under":[]}',
        "}",
        "}}",
    ]


def test_the_command_writes_the_same_bytes_each_time(tmp_path):
    box = (-120.0, 200.0, -80.0, 300.0)
    write_scene(
        tmp_path,
        [sheet("soleus", box, z=10.0), sheet("gastrocnemius_medial", box, z=-20.0), sheet("v_saphenous_small", box, z=-25.0, kind="vein")],
    )
    written = []
    for _ in range(2):
        assert main(["--scene", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
        written.append((tmp_path / "out" / "layering.json").read_bytes())
    views = json.loads(written[0])["views"]
    assert written[0] == written[1]
    assert sorted(views) == ["back", "foot-sole", "front", "leg-inner", "pelvic-floor", "side"]
    assert views["foot-sole"] == {}, "soleus is asked on whole-body views only"
    assert views["back"]["soleus"] == {
        "over": [["gastrocnemius", 1.0, 30]],
        "structures": [["small-saphenous-vein", 1.0, -35]],
        "under": [],
    }
    assert views["front"]["soleus"]["under"] == [["gastrocnemius", 1.0, 30]]
    assert views["side"] == {}
