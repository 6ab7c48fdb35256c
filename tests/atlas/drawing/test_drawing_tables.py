"""The tables are complete and agree with one another."""

import json
from pathlib import Path

import pytest

from webapp.atlas.drawing.shapes import Part
from webapp.atlas.drawing.tables import FOLDER, table
from webapp.atlas.drawing.views import LAYERS, VIEWS

ATLAS = Path(__file__).parents[3] / "content" / "atlas"
MUSCLES = table("muscles")
KNOWN_PARTS = {name for row in MUSCLES.values() for name in row["parts"]}


def measured(view: str) -> dict[str, dict]:
    return json.loads((ATLAS / "muscles" / f"{view}.json").read_text(encoding="utf-8"))["muscles"]


def test_there_are_136_muscles():
    assert len(MUSCLES) == 136


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_has_parts_or_is_drawn_by_hand(muscle):
    row = MUSCLES[muscle]
    assert row["parts"] or row["drawn"]
    assert row["layer"] in LAYERS
    assert row["views"]


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_is_measured_in_each_view_that_asks_for_it(muscle):
    for view in MUSCLES[muscle]["views"]:
        if view in VIEWS:
            entry = measured(view)[muscle]
            assert entry["silhouette"]
            assert set(entry["visible"]) <= set(LAYERS)


@pytest.mark.parametrize("muscle", MUSCLES)
def test_every_muscle_is_outlined_somewhere(muscle):
    assert any(muscle in measured(view) for view in VIEWS)


def test_views_name_parts_regions_and_layers_that_there_are():
    regions = {"neck", "head-face-jaw", "shoulder-chest-upper-back", "back-abdomen-hips", "upper-arm-elbow", "forearm-elbow"}
    regions |= {"hand-wrist", "thigh", "lower-leg"}
    for name, row in table("views").items():
        assert row["region"] in regions, name
        assert ("base" in row) != ("look" in row), name
        assert set(row.get("only", {})) <= set(LAYERS), name
        assert row.get("base", "front") in VIEWS, name


def test_the_measured_muscles_are_in_the_table():
    for view in VIEWS:
        assert set(measured(view)) <= set(MUSCLES)


@pytest.mark.parametrize("name", ["iliocostalis", "longissimus"])
def test_a_divided_part_is_not_named_any_more(name):
    assert name not in KNOWN_PARTS
    assert set(table("splits")[name]) <= KNOWN_PARTS


def test_no_muscle_part_is_given_two_directions():
    fibres = table("fibres")
    assert not set(fibres["toward"]) & set(fibres["along"])
    assert not (set(fibres["toward"]) | set(fibres["along"])) & set(fibres["ring"])


@pytest.mark.parametrize(
    "kind",
    ["bone", "cartilage", "fascia", "lid", "lips", "nose", "skin", "skin2", "skin_lid", "pale_bone", "artery", "vein", "nerve", "organ"],
)
def test_every_kind_that_is_shown_has_a_colour_and_a_shine(kind):
    colours = table("colours")
    assert len(colours["kinds"][kind]) == 3
    assert 0 <= colours["shine"][kind] <= 1


def test_every_structure_names_parts_and_sound_boxes():
    for sources in table("structures").values():
        for source in sources:
            assert source["part"]
            for axis, (low, high) in source.get("box", {}).items():
                assert axis in ("x", "y", "z")
                assert low is None or high is None or low < high


def test_layers_are_ordered_from_the_surface_inwards():
    depths = [table("layers")["shown_from"][layer] for layer in LAYERS]
    assert depths == sorted(depths)


def test_every_table_begins_with_a_comment():
    assert all(path.read_text(encoding="utf-8").startswith("#") for path in FOLDER.glob("*.yaml"))


def test_parts_are_compared_by_identity():
    """Parts hold arrays, whose comparison has no single answer."""
    assert Part.__eq__ is object.__eq__
