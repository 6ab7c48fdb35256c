"""Structures laid along landmarks: points, lines and surfaces on small meshes, and tables that are complete."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.atlas.drawing.meshes import FRONT, cube, volume
from webapp.atlas.drawing.courses_curves import closed_line, dome, smooth_line, tube
from webapp.atlas.drawing.courses_landmarks import Missing, half, locate
from webapp.atlas.drawing.courses_pieces import surfaces
from webapp.atlas.drawing.courses_points import point
from webapp.atlas.drawing.courses_record import record
from webapp.atlas.drawing.courses_slits import opened
from webapp.atlas.drawing.courses_table import absent, courses, landmarks
from webapp.atlas.drawing.rings import rings
from webapp.atlas.drawing.shapes import MIDLINE_X, Part
from webapp.atlas.drawing.structures import measure_structures
from webapp.atlas.drawing.tables import table

CONTENT = Path(__file__).parents[3] / "content"
ATLAS = CONTENT / "atlas"
STRUCTURES = [row["id"] for row in yaml.safe_load((CONTENT / "structures.yaml").read_text(encoding="utf-8"))["structures"]]
VIEWS = ("front", "back", "side")
SCENE = [
    cube("bone_femur", (MIDLINE_X - 10.0, 0.0, 0.0), 4.0, side="R", kind="bone"),
    cube("bone_femur", (MIDLINE_X + 12.0, 0.0, 0.0), 4.0, side="L", kind="bone"),
    cube("bone_sacrum", (MIDLINE_X, 10.0, 0.0), 5.0, side="M", kind="bone"),
]
RIGHT = half("R", SCENE, {"hip": "femur top (0 1 0)"})
BLOCK = half("R", [cube("bone_femur", (MIDLINE_X - 30.0, 0.0, 0.0), 10.0, kind="bone")], {})
LEFT = half("L", SCENE, {"hip": "femur top (0 1 0)"})


@cache
def known_sources():
    return set(yaml.load((CONTENT / "sources.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["sources"])


@cache
def measured(view: str):
    return json.loads((ATLAS / "structures" / f"{view}.json").read_text(encoding="utf-8"))["structures"]


def is_closed(mesh) -> bool:
    edges = np.sort(np.concatenate([mesh[1][:, pair] for pair in ([0, 1], [1, 2], [2, 0])]), axis=1)
    return bool((np.unique(edges, axis=0, return_counts=True)[1] == 2).all())


def solid(mesh) -> float:
    return abs(volume(Part("x", "R", "course", 3, *mesh)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("femur@.5 centre", [10, 0, 0]),
        ("femur@.5 centre (1 -2 3)", [11, -2, 3]),
        ("femur@.75 lateral | femur@.75 centre | femur@.75 front", [14, 2, 4]),
        ("femur centre ~.5 sacrum centre", [5, 5, 0]),
        ("femur@x0:.5 lateral | femur top | femur rear", [6, 4, -4]),
        ("!femur@.5 centre", [-12, 0, 0]),
        ("bone_femur@z.25 centre", [10, 0, -2]),
        ("femur@sacrum_foot centre", [10, 3, 0]),
    ],
)
def test_points_are_named_by_parts_shares_and_offsets(text, found):
    body = half("R", SCENE, {"sacrum_foot": "sacrum bottom (0 -2 0)"})
    assert locate(text, body) == pytest.approx(found)


def test_each_side_is_measured_on_its_own_meshes():
    assert locate("femur@.5 lateral", RIGHT)[0] == pytest.approx(14)
    assert locate("femur@.5 lateral", LEFT)[0] == pytest.approx(16)
    assert locate("hip", LEFT)[1] == pytest.approx(5)
    there = LEFT.restore(locate("femur@.5 centre", LEFT)[None])
    assert there[0] == pytest.approx([MIDLINE_X + 12, 0, 0])
    assert LEFT.flip(there)[0] == pytest.approx(locate("femur@.5 centre", LEFT))


def test_a_midline_part_gives_each_side_its_own_half():
    assert locate("sacrum front", RIGHT)[0] >= 0
    assert locate("sacrum medial", RIGHT)[0] >= 0
    assert locate("sacrum centre", RIGHT)[0] == pytest.approx(0)


@pytest.mark.parametrize("text", ["femur@.5", "femur@.5 front (1 2)", "Femur top", "a | b"])
def test_what_is_no_point_is_refused(text):
    with pytest.raises(ValueError, match=r"a point|numbers|unpack"):
        point(text)


def test_names_that_are_not_there_are_told_apart():
    with pytest.raises(Missing):
        locate("tibia top", RIGHT)
    with pytest.raises(ValueError, match="no landmark"):
        locate("knee", RIGHT)


def test_a_smooth_line_passes_through_its_way_points():
    way = np.array([[0, 0, 0], [10, 0, 0], [10, 20, 0], [0, 20, 5.0]])
    line, places = smooth_line(way)
    for index, there in enumerate(way):
        assert line[int(np.abs(places - index).argmin())] == pytest.approx(there)
    assert np.linalg.norm(np.diff(line, axis=0), axis=1).max() < 4
    assert len(closed_line(way)) > len(line) / 2


def test_a_tube_is_closed_and_has_its_radius():
    line, _ = smooth_line(np.array([[0, 0, 0], [0, 40, 0.0]]))
    mesh = tube(line, np.full(len(line), 3.0))
    assert is_closed(mesh)
    rim = np.linalg.norm(mesh[0][:-2, [0, 2]], axis=1)
    assert rim == pytest.approx(np.full(len(rim), 3.0))
    assert solid(mesh) == pytest.approx(40 * 12 / 2 * np.sin(np.pi / 6) * 9)


def test_a_cushion_is_closed_and_rises_as_told():
    rim = np.array([[np.cos(a), np.sin(a), 0] for a in np.linspace(0, 2 * np.pi, 40, endpoint=False)]) * 10
    mesh = dome(rim, np.array([0, 0, 5.0]))
    assert is_closed(mesh)
    assert mesh[0][:, 2].max() == pytest.approx(5)
    assert 700 < solid(mesh) < 4 / 3 * np.pi * 500 / 2 * 1.02


def test_pieces_make_closed_surfaces_in_the_scene():
    pieces = [
        {"tube": ["femur bottom", "femur centre", "femur top"], "radius": [1, 2, 1]},
        {"nodes": ["femur top"], "radius": 2},
        {"dome": ["femur top", "femur front", "femur lateral"], "height": 2, "toward": "front"},
        {"mesh": "femur"},
    ]
    for piece in pieces:
        ((vertices, faces),) = surfaces(piece, BLOCK)
        assert is_closed((vertices, faces))
        assert vertices[:, 0].max() < MIDLINE_X
    assert solid((vertices, faces)) == pytest.approx(8000)


FILLING = {"cage": ["femur"], "from": "femur bottom (0 1 0)", "to": "femur top (0 -1 0)", "step": 1, "inset": 0.5}


def test_a_filling_keeps_within_its_cage():
    (full,) = surfaces(FILLING, BLOCK)
    assert is_closed(full)
    assert solid(full) == pytest.approx(19 * 19 * 18, rel=0.01)


@pytest.mark.parametrize(
    ("limit", "share"),
    [("lateral_of", 0.5), ("in_front_of", 0.5), ("without_inner_rear", 0.75), ("without_inner_front", 0.75)],
)
def test_limits_cut_a_filling_back(limit, share):
    (full,) = surfaces(FILLING, BLOCK)
    (less,) = surfaces({**FILLING, limit: ["femur centre", "femur centre (0 1 0)"]}, BLOCK)
    assert solid(less) == pytest.approx(share * solid(full), rel=0.03)


def test_a_border_sinks_from_the_front_to_the_back():
    border = ["femur centre (-10 0 0)", "femur centre (-10 9 10)", "femur centre (10 0 0)", "femur centre (-10 -9 -10)"]
    ((vertices, _),) = surfaces({**FILLING, "above": border}, BLOCK)
    assert vertices[vertices[:, 2] > 5, 1].min() > 0
    assert vertices[vertices[:, 2] < -5, 1].min() < -2


def test_a_line_is_laid_on_the_outermost_face():
    piece = {"tube": ["femur@.3 centre", "femur@.7 centre"], "radius": 0.5, "onto": {"parts": ["femur"], "from": "front", "lift": 1}}
    ((vertices, _),) = surfaces(piece, RIGHT)
    assert vertices[:, 2].mean() == pytest.approx(5, abs=0.05)


def test_a_hole_is_opened_and_the_rest_stays():
    mask = np.zeros((120, 120), np.uint8)
    mask[20:100, 20:100] = 1
    mask[40:80, 40:80] = 0
    slit = opened(mask, 2.0)
    assert mask.sum() - 200 < slit.sum() < mask.sum()
    view = replace(FRONT, window=(0.0, 0.0, 60.0, 60.0))
    (ring,) = rings(slit, view, 2.0)
    assert len(ring) > 6


def test_a_course_whose_parts_are_missing_is_left_out():
    found = measure_structures(FRONT, SCENE, 4.0)["structures"]
    assert "sciatic-nerve" not in found


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_structure_is_drawn_or_left_out_with_a_reason(structure):
    ways = [structure in table("structures"), structure in courses(), structure in absent()]
    assert ways.count(True) == 1
    if structure in absent():
        assert absent()[structure]
        return
    for view in VIEWS:
        entry = measured(view)[structure]
        assert entry["how"] == (courses()[structure].how if structure in courses() else "modelled")
        assert set(entry) & {"L", "M", "R"}


def test_no_table_names_an_unknown_structure():
    assert set(table("structures")) | set(courses()) | set(absent()) == set(STRUCTURES)


@pytest.mark.parametrize("name", courses())
def test_a_course_is_told_in_a_sentence_with_its_sources(name):
    row = courses()[name]
    assert row.course.endswith(".")
    assert row.sources or row.how == "modelled"
    assert set(row.sources) <= known_sources()


def test_all_points_of_the_tables_can_be_read():
    texts = list(landmarks().values())
    for row in courses().values():
        for piece in row.pieces:
            texts += [text for key in ("tube", "nodes", "dome") for text in piece.get(key, [])]
            if isinstance(piece.get("radius"), list):
                assert len(piece["radius"]) == len(piece["tube"]), row.structure
    for text in texts:
        assert point(text).terms


def test_the_record_that_is_shipped_is_that_of_the_tables():
    assert (ATLAS / "courses.json").read_text(encoding="utf-8") == record()
    assert list(json.loads(record())) == sorted(courses())
