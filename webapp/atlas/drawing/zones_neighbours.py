"""Compares which zones touch in the drawn views with the neighbours that the list of zones names."""

from itertools import combinations
from typing import Any

from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

REACH = 1.0
"""Zones this near to each other (mm) count as touching."""

BORDER = 6.0
"""Shorter common borders (mm) are corners, not borders."""

ARM = {"arm", "forearm", "hand"}
"""Groups of the hanging limb: in the pictures it crosses trunk and thigh without being their neighbour."""

JOINS_ARM = ARM | {"shoulder"}

Pair = tuple[str, str]


def ground(entry: dict[str, Any]) -> BaseGeometry:
    """The rings of a written zone as one geometry."""
    return MultiPolygon([Polygon(ring) for ring in entry["rings"]]).buffer(0)


def borders(zones: dict[str, dict[str, Any]]) -> dict[Pair, float]:
    """Length of the common border, mm, of every pair of zones of a view that touch."""
    shapes = {zone: ground(entry) for zone, entry in sorted(zones.items())}
    found = {}
    for (one, shape), (other, beside) in combinations(shapes.items(), 2):
        if shape.distance(beside) <= REACH:
            found[one, other] = float(shape.boundary.intersection(beside.buffer(REACH)).length)
    return found


def disagreements(views: list[dict[str, dict[str, Any]]], listed: list[dict[str, Any]], nested: set[str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs that are listed but touch on no view although one shows both, and pairs that share a border but are not listed."""
    found = [borders(view) for view in views]
    touching = {pair for view in found for pair in view}
    bordering = {pair for view in found for pair, length in view.items() if length > BORDER}
    named = {pair for zone in listed for other in zone["adjacent"] if (pair := _pair(zone["id"], other))}
    shown = {pair for view in views for pair in combinations(sorted(view), 2)}
    groups = {zone["id"]: zone["group"] for zone in listed}
    unnamed = {pair for pair in bordering - named if not nested & set(pair) and not _crossing(groups, pair)}
    return sorted((shown & named) - touching), sorted(unnamed)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _crossing(groups: dict[str, str], pair: Pair) -> bool:
    one, other = (groups[zone] for zone in pair)
    return (one in ARM and other not in JOINS_ARM) or (other in ARM and one not in JOINS_ARM)
