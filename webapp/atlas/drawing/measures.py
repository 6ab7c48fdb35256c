"""Writes measures.json: what was drawn, how exact the outlines are, and how large the files are."""

import json
from pathlib import Path
from statistics import median
from typing import Any

from webapp.atlas.drawing.checking import best_places
from webapp.atlas.drawing.writing import write_json


def write_measures(out: Path) -> None:
    """Measures the atlas as it is on disk."""
    views = json.loads((out / "views.json").read_text(encoding="utf-8"))["views"]
    rows = {name: _measure(out, name, view) for name, view in views.items()}
    places = best_places(out)
    content = {
        "schema": 1,
        "views": rows,
        "muscles_outlined": len(places),
        "muscles_by_silhouette": {name: place for name, place in places.items() if place["share"] < place["wanted"]},
        "plates_bytes": sum(row["plates_bytes"] for row in rows.values()),
        "worst_error_mm": max(row["worst_error_mm"] for row in rows.values()),
    }
    write_json(out / "measures.json", content, "views")


def _measure(out: Path, name: str, view: dict[str, Any]) -> dict[str, Any]:
    muscles = json.loads((out / "muscles" / f"{name}.json").read_text(encoding="utf-8"))["muscles"]
    structures = json.loads((out / "structures" / f"{name}.json").read_text(encoding="utf-8"))["structures"]
    errors = [entry["error"] for entry in muscles.values()]
    plates = {layer: {size: (out / row["file"]).stat().st_size for size, row in sizes.items()} for layer, sizes in view["plates"].items()}
    return {
        "worst_error_mm": max(errors, default=0.0),
        "median_error_mm": round(median(errors), 2) if errors else 0.0,
        "muscles": len(muscles),
        "structures": len(structures),
        "outline_bytes": (out / "muscles" / f"{name}.json").stat().st_size,
        "plates": plates,
        "plates_bytes": sum(size for sizes in plates.values() for size in sizes.values()),
    }
