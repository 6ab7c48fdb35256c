"""The check of a finished atlas against the tables: what is missing, and what its layer does not show."""

import json
from pathlib import Path
from typing import Any

from shapely.geometry import Polygon

from webapp.atlas.drawing.shapes import Ring
from webapp.atlas.drawing.tables import table
from webapp.atlas.drawing.views import VIEWS

LITTLE = 0.12
"""Less than this share of the silhouette visible: ask for the whole silhouette instead."""


def area(rings: list[Ring]) -> float:
    """The area of rings that do not overlap, mm²."""
    return float(sum(Polygon(ring).buffer(0).area for ring in rings if len(ring) >= 3))


def check(out: Path) -> tuple[list[str], list[str]]:
    """Mistakes (something is missing) and remarks (a muscle is hardly seen on the layer that the catalogue names)."""
    measured = {name: _read(out / "muscles" / f"{name}.json")["muscles"] for name in _read(out / "views.json")["views"]}
    mistakes = [
        f"{muscle}: no silhouette in {view}"
        for muscle, row in table("muscles").items()
        for view in row["views"]
        if view in measured and muscle not in measured[view]
    ]
    places = best_places(out)
    mistakes += [f"{muscle}: in none of the views" for muscle in table("muscles") if muscle not in places]
    return mistakes + _plates(out), [_remark(muscle, place) for muscle, place in places.items() if place["share"] < LITTLE]


def best_places(out: Path) -> dict[str, dict[str, Any]]:
    """For each muscle the view that shows most of it on the layer that the catalogue names."""
    found: dict[str, dict[str, Any]] = {}
    for view in _read(out / "views.json")["views"]:
        for muscle, entry in _read(out / "muscles" / f"{view}.json")["muscles"].items():
            layer = table("muscles")[muscle]["layer"]
            share = round(area(entry["visible"].get(layer, [])) / max(area(entry["silhouette"]), 1e-6), 2)
            if muscle not in found or share > found[muscle]["share"]:
                found[muscle] = {"view": view, "layer": layer, "share": share, "wanted": LITTLE}
    return found


def _remark(muscle: str, place: dict[str, Any]) -> str:
    return f"{muscle}: at most {place['share']:.0%} visible on {place['layer']} (in {place['view']})"


def _plates(out: Path) -> list[str]:
    views = _read(out / "views.json")["views"]
    missing = [name for name in VIEWS if name not in views]
    files = [size["file"] for view in views.values() for plate in view["plates"].values() for size in plate.values()]
    return [f"{name}: not drawn" for name in missing] + [f"{file}: missing" for file in files if not (out / file).exists()]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
