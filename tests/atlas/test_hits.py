"""Places inside the shipped outlines are told as what they are, on both sides of the body."""

from collections.abc import Iterator
from functools import lru_cache
from math import floor

import pytest
import yaml

from webapp.config import ROOT
from webapp.content.outlines import load_atlas
from webapp.core.anatomy import hazards_at, hit, zones_at
from webapp.core.chance import fraction
from webapp.core.charts import Atlas, View
from webapp.core.geometry import Position, Ring, box, distance, edges, inside

TABLE = ROOT / "webapp" / "atlas" / "drawing" / "tables" / "muscles.yaml"
# Outlines are exact to a millimetre, so that two that touch may overlap by as much.
CLEAR_MM = 2.0
TRIES, WANTED = 60, 3
# Its left half differs from its right one, while the wall before it is drawn alike on both sides.
ASYMMETRICAL = {"diaphragm"}
VIEWS = sorted(path.stem for path in (ROOT / "content" / "atlas" / "muscles").glob("*.json"))


@lru_cache(maxsize=1)
def shipped() -> Atlas:
    return load_atlas(ROOT / "content" / "atlas")


@lru_cache(maxsize=1)
def parts() -> dict[str, frozenset[str]]:
    """Parts of the body's model that each muscle is made of: entries that share one share its outline."""
    return {muscle: frozenset(row["parts"]) for muscle, row in yaml.safe_load(TABLE.read_text()).items()}


def sampled(rings: tuple[Ring, ...], name: str) -> Iterator[Position]:
    """A few places inside, clear of the edge; none in what is thinner than that."""
    u0, v0, u1, v1 = box(rings)
    found = 0
    for number in range(TRIES):
        at = (u0 + fraction(name, "u", number) * (u1 - u0), v0 + fraction(name, "v", number) * (v1 - v0))
        if inside(at, rings) and all(_to_edges(at, ring) > CLEAR_MM for ring in rings):
            yield at
            found += 1
            if found == WANTED:
                return


def _to_edges(at: Position, ring: Ring) -> float:
    u, v = at
    nearest = float("inf")
    for (a, b), (c, d) in edges(ring):
        length = (c - a) ** 2 + (d - b) ** 2
        share = min(1.0, max(0.0, ((u - a) * (c - a) + (v - b) * (d - b)) / length)) if length else 0.0
        nearest = min(nearest, ((u - a - share * (c - a)) ** 2 + (v - b - share * (d - b)) ** 2) ** 0.5)
    return nearest


def is_same(view: View, layer: str, found: str | None, muscle: str, at: Position) -> bool:
    """Whether what was found is the muscle, or one that shares a part with it, or one whose edge or hole is there."""
    if found is None or found == muscle or parts()[found] & parts()[muscle]:
        return found is not None
    if ASYMMETRICAL & {found, muscle}:
        return True
    rings = view.muscles[found].visible[layer]
    # Only outer rings are written: what is seen through a hole of a muscle counts as that muscle.
    seen = next(ring for ring in view.muscles[muscle].visible[layer] if inside(at, (ring,)))
    return all(inside(corner, rings) for corner in seen) or min(_to_edges(at, ring) for ring in rings) <= CLEAR_MM


@pytest.mark.parametrize("name", VIEWS)
def test_a_place_in_an_outline_is_recognised_as_that_muscle_on_its_layer_on_both_sides(name: str) -> None:
    view, tried = shipped().views[name], 0
    for muscle, outline in view.muscles.items():
        for layer, rings in outline.visible.items():
            for at in sampled(rings, f"{name} {muscle} {layer}"):
                tried += 1
                found = hit(view, layer, at)
                assert is_same(view, layer, found.muscle, muscle, at), f"{muscle} on {layer} at {at}: {found.muscle}"
                if view.mirror_sum is not None:
                    there = hit(view, layer, (view.mirror_sum - at[0], at[1]))
                    assert there.muscle == found.muscle
                    assert there.side == {"R": "L", "L": "R", "M": "M"}[found.side]
    assert tried >= 2 * len(view.muscles) / 3, f"only {tried} places tried"


@pytest.mark.parametrize("name", VIEWS)
def test_a_place_in_a_structure_is_told_as_a_hazard(name: str) -> None:
    view = shipped().views[name]
    for structure, outline in view.structures.items():
        for side, rings in outline.sides.items():
            for at in sampled(rings, f"{name} {structure} {side}"):
                assert structure in hazards_at(view, at)


@pytest.mark.parametrize("name", VIEWS)
def test_a_place_in_a_zone_is_told_as_that_zone(name: str) -> None:
    view = shipped().views[name]
    for zone, outline in view.zones.items():
        for at in sampled(outline.rings, f"{name} {zone}"):
            assert zone in zones_at(view, at)
            assert floor(distance(at, outline.rings)) == 0
