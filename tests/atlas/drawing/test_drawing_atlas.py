"""The atlas that is shipped keeps to its format."""

import json
from pathlib import Path

import cv2
import pytest
from shapely.geometry import Point, Polygon
from shapely.ops import unary_union

from webapp.atlas.drawing.chart import layers_of
from webapp.atlas.drawing.checking import check
from webapp.atlas.drawing.courses_table import courses
from webapp.atlas.drawing.tables import table
from webapp.atlas.drawing.views import BASES, LAYERS, OVERLAYS, VIEWS

ATLAS = Path(__file__).parents[3] / "content" / "atlas"
ROUNDING = 0.05
"""A ring along the edge of a window is rounded to one decimal, mm."""


def read(name: str):
    return json.loads((ATLAS / name).read_text(encoding="utf-8"))


def area_of(rings):
    return unary_union([Polygon(ring).buffer(0) for ring in rings])


def muscle_rings(view: str):
    for name, entry in read(f"muscles/{view}.json")["muscles"].items():
        for ring in [*entry["silhouette"], *(ring for rings in entry["visible"].values() for ring in rings)]:
            yield name, ring


def test_nothing_is_missing():
    mistakes, _ = check(ATLAS)
    assert mistakes == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_says_what_the_table_says(view):
    entry = read("views.json")["views"][view]
    assert entry["window"] == pytest.approx(list(VIEWS[view].window))
    assert entry["mirror_u_sum"] == VIEWS[view].mirror_u_sum
    assert entry["layers"] == list(layers_of(VIEWS[view]))
    assert set(entry["plates"]) == {*entry["layers"], *OVERLAYS}
    assert (entry["base"], entry["region"], entry["default_layer"]) == (VIEWS[view].frame, VIEWS[view].region, LAYERS[0])
    assert entry["skin"] or "skin" not in entry["layers"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("size", "most"), [("small", 60_000), ("large", 200_000)])
def test_plates_have_the_size_they_claim(view, size, most):
    for plate in read("views.json")["views"][view]["plates"].values():
        path = ATLAS / plate[size]["file"]
        picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
        assert picture.shape == (plate[size]["height"], plate[size]["width"], 4)
        assert path.stat().st_size <= most


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_are_small_enough_to_send(view):
    assert (ATLAS / "muscles" / f"{view}.json").stat().st_size < 250_000
    assert (ATLAS / "structures" / f"{view}.json").stat().st_size < 120_000


@pytest.mark.parametrize("view", VIEWS)
def test_every_ring_lies_in_the_window_and_has_one_decimal(view):
    u0, v0, u1, v1 = VIEWS[view].window
    for name, ring in muscle_rings(view):
        assert len(ring) >= 3, name
        for u, v in ring:
            # Rounding to one decimal may cross the edge by half of it.
            assert u0 - 0.05 <= u <= u1 + 0.05, name
            assert v0 - 0.05 <= v <= v1 + 0.05, name
            assert (round(u, 1), round(v, 1)) == (u, v), name


@pytest.mark.parametrize("view", VIEWS)
def test_the_inside_point_is_inside_and_what_is_seen_lies_in_the_silhouette(view):
    for name, entry in read(f"muscles/{view}.json")["muscles"].items():
        whole = area_of(entry["silhouette"])
        assert whole.contains(Point(entry["inside"])), name
        for rings in entry["visible"].values():
            # Closing of tears may lay a few square millimetres outside.
            assert area_of(rings).difference(whole.buffer(3)).area < 30, name


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_are_exact(view):
    most = 2.0 if view in BASES else 1.0
    assert all(entry["error"] <= most for entry in read(f"muscles/{view}.json")["muscles"].values())


def test_all_plates_together_are_small_enough():
    assert sum(path.stat().st_size for path in (ATLAS / "plates").iterdir()) <= 40_000_000


def test_the_measures_say_what_is_there():
    measures = read("measures.json")
    assert set(measures["views"]) == set(read("views.json")["views"])
    assert measures["muscles_outlined"] == 136


def test_all_muscles_but_four_are_seen_on_the_layer_that_the_catalogue_names():
    assert set(read("measures.json")["muscles_by_silhouette"]) == {"mylohyoid", "platysma", "serratus-anterior", "sternalis"}


@pytest.mark.parametrize("view", ["front", "back"])
def test_only_the_right_side_and_the_midline_are_written(view):
    right = -1 if view == "front" else 1
    for name, entry in read(f"muscles/{view}.json")["muscles"].items():
        if name not in ("diaphragm", "orbicularis-oris"):
            assert (entry["inside"][0] - right * 0.683) * right > 0, name


@pytest.mark.parametrize("view", VIEWS)
def test_structures_have_sides_and_say_how(view):
    found = read(f"structures/{view}.json")["structures"]
    assert set(found) <= set(table("structures")) | set(courses())
    for name, entry in found.items():
        assert set(entry) & {"L", "M", "R"}, name
        assert entry["how"] in ("modelled", "approximate course", "landmarks"), name


def test_the_files_are_written_in_the_agreed_way():
    lines = (ATLAS / "muscles" / "front.json").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"muscles":{'
    names = [json.loads("{" + line.rstrip(",") + "}") for line in lines[1:-3]]
    assert [next(iter(entry)) for entry in names] == sorted(next(iter(entry)) for entry in names)


def test_licence_and_attribution_are_there():
    assert "CC BY-SA 4.0" in (ATLAS / "LICENSE").read_text(encoding="utf-8")
    assert "The Database Center for Life Science" in (ATLAS / "ATTRIBUTION.md").read_text(encoding="utf-8")
