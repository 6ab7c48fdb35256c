"""The material against its atlas: what is asked on a chart is drawn there, on the right side."""

import json
from pathlib import Path

import pytest

from tests.content.make import ATLAS, ENTRY, MUSCLE, change, material, write
from webapp.library.checking import check_content

E = ENTRY
INSIDE = "inside is, for instance, [-50, 100]"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return material(tmp_path / "content")


def mistakes(root: Path) -> list[str]:
    return [str(problem) for problem in check_content(root)]


def test_the_small_material_fits_its_atlas(root: Path) -> None:
    assert mistakes(root) == []


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("[-50, 100]", None),
        ("[-80, 60]", None),  # a corner
        ("[-81, 100]", None),  # within a millimetre
        ("[-82.5, 100]", f"lies 2.5 mm outside the muscle's silhouette on the right side of 'front'; {INSIDE}"),
        ("[50, 100]", f"lies 70.0 mm outside the muscle's silhouette on the right side of 'front'; {INSIDE}"),  # the left side
        ("[-50, 180]", f"lies 40.0 mm outside the muscle's silhouette on the right side of 'front'; {INSIDE}"),
        ("null", None),
    ],
)
def test_a_point_lies_in_its_muscle_on_the_right_side(root: Path, at: str, message: str | None) -> None:
    change(root, E, "at: [-50, 100]", f"at: {at}")
    assert mistakes(root) == ([f"{E}:17: points.0.at: {message}"] if message else [])


def test_a_muscle_is_drawn_on_the_views_it_names(root: Path) -> None:
    write(root, "atlas/muscles/front.json", json.dumps({"muscles": {"planned": MUSCLE}}))
    assert mistakes(root) == [f"{E}:9: views.0: the muscle has no outline on 'front'; draw it or take the view out"]


def test_views_that_are_named_exist(root: Path) -> None:
    change(root, E, "views: [front]", "views: [front, inner]")
    change(root, "regions.yaml", "focus: {front: ", "focus: {below: ")
    assert mistakes(root) == [
        f"{E}:9: views.1: there is no view 'inner'; known are front",
        "regions.yaml:2: regions.0.focus.below: there is no view 'below'; known are front",
    ]


@pytest.mark.parametrize(("table", "source"), [("muscles", "ids.yaml"), ("structures", "structures.yaml"), ("zones", "zones.yaml")])
def test_what_is_drawn_is_known(root: Path, table: str, source: str) -> None:
    drawn = ATLAS[f"atlas/{table}/front.json"][table]
    write(root, f"atlas/{table}/front.json", json.dumps({table: drawn | {"ghost": next(iter(drawn.values()))}}))
    assert mistakes(root) == [
        f"atlas/{table}/front.json:1: {table}.ghost: drawn, but not in {source}; add it there or draw without it",
    ]


def test_mistakes_of_material_and_atlas_come_in_one_run(root: Path) -> None:
    change(root, E, "{id: p2", "{id: p3")
    (root / "atlas/views.json").unlink()
    assert mistakes(root) == [
        "atlas/views.json:1: the file cannot be read (No such file or directory); draw it again or restore it",
        f"{E}:18: points.1.id: number the points in order: this one is p2",
    ]


def test_a_table_that_cannot_be_read_makes_nobody_a_stranger(root: Path) -> None:
    for file in ("ids.yaml", "zones.yaml", "structures.yaml", "regions.yaml"):
        write(root, file, "[")
    assert mistakes(root) == [
        f"{file}:2: not valid YAML: did not find expected node content"
        for file in ("ids.yaml", "regions.yaml", "structures.yaml", "zones.yaml")
    ]
