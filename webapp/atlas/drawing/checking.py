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
    mistakes: list[str] = []
    remarks: list[str] = []
    measured = {name: _read(out / "muscles" / f"{name}.json")["muscles"] for name in VIEWS}
    for muscle, row in table("muscles").items():
        for view in row["views"]:
            if view not in VIEWS:
                continue
            entry = measured[view].get(muscle)
            if entry is None or not entry["silhouette"]:
                mistakes.append(f"{muscle}: no silhouette in {view}")
            else:
                remarks += _remarks(muscle, view, row["layer"], entry)
        if not any(muscle in entries for entries in measured.values()):
            remarks.append(f"{muscle}: in none of the views")
    return mistakes + _plates(out), remarks


def _remarks(muscle: str, view: str, layer: str, entry: dict[str, Any]) -> list[str]:
    whole = area(entry["silhouette"])
    shares = {name: area(rings) / whole for name, rings in entry["visible"].items()}
    if shares.get(layer, 0.0) >= LITTLE:
        return []
    best = max(shares, key=lambda name: shares[name], default=None)
    other = f"; most on {best}: {shares[best]:.0%}" if best else "; on no layer"
    return [f"{muscle}: {shares.get(layer, 0.0):.0%} visible in {view}, {layer}{other}"]


def _plates(out: Path) -> list[str]:
    views = _read(out / "views.json")["views"]
    missing = [name for name in VIEWS if name not in views]
    files = [size["file"] for view in views.values() for plate in view["plates"].values() for size in plate.values()]
    return [f"{name}: not drawn" for name in missing] + [f"{file}: missing" for file in files if not (out / file).exists()]


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
