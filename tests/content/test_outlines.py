"""The atlas is read whole, or every mistake in it is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.content.make import ATLAS, MUSCLE, RING, VIEW, write
from webapp.config import ROOT
from webapp.content.outlines import load_atlas
from webapp.content.problems import ContentMistakes

AGAIN = "draw it again or restore it"


def mistakes(root: Path) -> list[str]:
    with pytest.raises(ContentMistakes) as raised:
        load_atlas(root / "atlas")
    return [str(problem) for problem in raised.value.problems]


def test_a_view_is_read_with_its_outlines(root: Path) -> None:
    view = load_atlas(root / "atlas").views["front"]
    assert (view.label, view.window, view.mirror_sum, view.layers) == ("front", (-100, 0, 100, 200), 0, ("superficial",))
    assert (view.plates["superficial"]["large"].file, view.plates["superficial"]["small"].width) == ("plates/front.webp", 10)
    ring = tuple((float(u), float(v)) for u, v in RING)
    outline = view.muscles["upper"]
    assert (outline.silhouette, outline.visible["superficial"], outline.inside, outline.nearness) == ((ring,), (ring,), (-50, 100), 1.5)
    assert dict(view.structures["artery"].sides) == {"L": (ring,)}
    assert (view.zones["jaw"].paired, view.zones["nape"].paired) == (True, False)


def test_the_whole_body_comes_first(root: Path) -> None:
    views = dict.fromkeys(("hand", "side", "back", "front", "ankle"), VIEW)
    write(root, "atlas/views.json", json.dumps({"views": views}))
    for name in views:
        for table in ("muscles", "structures", "zones"):
            write(root, f"atlas/{table}/{name}.json", json.dumps({table: {}}))
    assert list(load_atlas(root / "atlas").views) == ["front", "back", "side", "ankle", "hand"]


def test_a_missing_atlas_is_said(tmp_path: Path) -> None:
    assert mistakes(tmp_path) == [f"atlas/views.json:1: the file cannot be read (No such file or directory); {AGAIN}"]


@pytest.mark.parametrize("table", ["muscles", "structures", "zones"])
def test_a_missing_table_is_said(root: Path, table: str) -> None:
    (root / "atlas" / table / "front.json").unlink()
    assert mistakes(root) == [f"atlas/{table}/front.json:1: the file cannot be read (No such file or directory); {AGAIN}"]


def test_a_missing_picture_is_said(root: Path) -> None:
    (root / "atlas/plates/front.webp").unlink()
    assert mistakes(root) == [
        f"atlas/views.json:1: views.front.plates.superficial.{size}: plates/front.webp is missing; {AGAIN}" for size in ("large", "small")
    ]


@pytest.mark.parametrize(
    ("file", "rows", "message"),
    [
        (
            "views.json",
            {"views": {"front": VIEW | {"layers": ["superficial", "deep"]}}},
            "views.front.plates: the layer 'deep' has no plate",
        ),
        ("views.json", {"views": {"front": VIEW | {"window": [0, 0, 1]}}}, "views.front.window.3: the field is missing; add it"),
        ("views.json", {"views": {"front": VIEW | {"mirror_u_sum": "0"}}}, 'views.front.mirror_u_sum: should be a number, not "0"'),
        ("views.json", {"views": []}, "views: should be a mapping (name: value), not []"),
        ("views.json", {}, "views: the field is missing; add it"),
        (
            "muscles/front.json",
            {"muscles": {"upper": MUSCLE | {"silhouette": [RING[:2]]}}},
            "muscles.upper.silhouette.0: should have at least 3 elements, not 2",
        ),
        (
            "muscles/front.json",
            {"muscles": {"upper": MUSCLE | {"silhouette": []}}},
            "muscles.upper.silhouette: should have at least 1 element, not 0",
        ),
        ("muscles/front.json", {"muscles": {"upper": MUSCLE | {"inside": None}}}, "muscles.upper.inside: should be a list, not null"),
        ("structures/front.json", {"structures": {"artery": {"nearness": 1}}}, "structures.artery.how: the field is missing; add it"),
        (
            "zones/front.json",
            {"zones": {"nape": {"laterality": "left", "rings": [RING]}}},
            "zones.nape.laterality: should be 'paired' or 'midline', not \"left\"",
        ),
    ],
)
def test_a_broken_outline_is_said(root: Path, file: str, rows: dict[str, Any], message: str) -> None:
    write(root, f"atlas/{file}", json.dumps(rows))
    assert mistakes(root) == [f"atlas/{file}:1: {message}; {AGAIN}"]


def test_the_line_is_that_of_the_outline(root: Path) -> None:
    lines = ['{"muscles":{', f'"lower":{json.dumps(MUSCLE)},', f'"upper":{json.dumps(MUSCLE | {"schematic": 1})}', "}}"]
    write(root, "atlas/muscles/front.json", "\n".join(lines))
    assert mistakes(root) == [f"atlas/muscles/front.json:3: muscles.upper.schematic: should be true or false, not 1; {AGAIN}"]


def test_what_is_not_json_is_said_with_its_line(root: Path) -> None:
    write(root, "atlas/zones/front.json", '{"zones":{\n"nape":,\n}}')
    assert mistakes(root) == [f"atlas/zones/front.json:2: Invalid JSON: expected value at line 2 column 8; {AGAIN}"]


def test_all_mistakes_come_at_once(root: Path) -> None:
    for file in (*(ATLAS.keys() - {"atlas/views.json"}), "atlas/layering.json"):
        write(root, file, "[]")
    assert [message.split(":")[0] for message in mistakes(root)] == [
        "atlas/layering.json",
        "atlas/muscles/front.json",
        "atlas/structures/front.json",
        "atlas/zones/front.json",
    ]


def test_the_shipped_atlas_shows_every_layer_of_the_whole_body() -> None:
    views = load_atlas(ROOT / "content" / "atlas").views
    assert list(views)[:3] == ["front", "back", "side"]
    for view in views.values():
        assert {*view.layers, *view.overlays} == set(view.plates)
        assert all(outline.visible.keys() <= set(view.layers) for outline in view.muscles.values())


def test_a_close_up_has_the_zones_of_its_base_and_a_regional_view_its_own(root: Path) -> None:
    views = {"front": VIEW, "nape": VIEW | {"base": "front", "region": "neck"}, "sole": VIEW | {"region": "neck"}}
    write(root, "atlas/views.json", json.dumps({"views": views}))
    for name in ("nape", "sole"):
        write(root, f"atlas/muscles/{name}.json", json.dumps(ATLAS["atlas/muscles/front.json"]))
        write(root, f"atlas/structures/{name}.json", json.dumps(ATLAS["atlas/structures/front.json"]))
    with pytest.raises(ContentMistakes, match=r"zones/sole\.json"):
        load_atlas(root / "atlas")
    write(root, "atlas/zones/sole.json", json.dumps({"zones": {}}))
    atlas = load_atlas(root / "atlas")
    assert atlas.views["nape"].zones == atlas.views["front"].zones != {}
    assert atlas.views["sole"].zones == {}
    assert [view.id for view in atlas.whole] == ["front"]
    assert (atlas.views["nape"].is_close_up, atlas.views["sole"].is_close_up) == (True, False)
