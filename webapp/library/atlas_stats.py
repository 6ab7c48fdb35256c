"""Figures of the atlas, for the `atlas stats` command."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from webapp.atlas.figures import Figure
from webapp.core.charts import View
from webapp.library.figures import muscle_plate, referral_figures, zone_figures, zones_to_mark
from webapp.library.shelf import Shelf


def atlas_stats(shelf: Shelf, folder: Path) -> dict[str, Any]:
    """What is outlined of muscles, zones and structures, the worst error (mm), the most outlines a page sends (bytes), and every plate."""
    views = shelf.atlas.views.values()
    measures = json.loads((folder / "measures.json").read_bytes())
    return {
        "muscles": _muscles(shelf, measures),
        "zones": _outlined(shelf.catalogue.zones, {zone for view in views for zone in view.zones}),
        "structures": _structures(shelf),
        "worst_error_mm": {
            "whole_body": max(_errors(measures, shelf.atlas.whole)),
            "regional": max(_errors(measures, (view for view in views if view.region is not None))),
        },
        "largest_delivery_gz": max(size for _, size in deliveries(shelf)),
        "plates": {view.id: {layer: _sizes(folder, view, layer) for layer in view.plates} for view in views},
    }


def deliveries(shelf: Shelf) -> Iterator[tuple[str, int]]:
    """How many bytes of outlines, compressed, each page sends that shows any."""
    for muscle in shelf.catalogue.muscles.values():
        plate = muscle_plate(shelf, muscle, None, None)
        yield f"library/muscles/{muscle.id}", _compressed([*([plate.figure] if plate else []), *referral_figures(shelf, muscle)])
    for zone in shelf.catalogue.zones:
        yield f"atlas/zones/{zone}", _compressed(zone_figures(shelf, zone, shelf.core_senders(zone)))
    yield "referral question", _compressed(zones_to_mark(shelf))


def _compressed(figures: Iterable[Figure]) -> int:
    drawn = (d for figure in figures for d in (figure.skin, *(mark.d for mark in figure.marks), *(zone.d for zone in figure.zones)))
    return len(gzip.compress("\n".join(drawn).encode()))


def _muscles(shelf: Shelf, measures: dict[str, Any]) -> dict[str, Any]:
    drawn = {muscle: outline for view in shelf.atlas.views.values() for muscle, outline in view.muscles.items()}
    asked_by_silhouette = sorted(measures["muscles_by_silhouette"])
    schematic = sorted(muscle for muscle, outline in drawn.items() if outline.schematic)
    return _outlined(shelf.catalogue.muscles, drawn) | {"schematic": schematic, "by_silhouette": asked_by_silhouette}


def _structures(shelf: Shelf) -> dict[str, Any]:
    how = {name: outline.how for view in shelf.atlas.views.values() for name, outline in view.structures.items()}
    ways = {way: sorted(name for name in how if how[name] == way) for way in sorted(set(how.values()))}
    return _outlined(shelf.catalogue.structures, how) | {"how": ways}


def _outlined(wanted: Iterable[str], drawn: Iterable[str]) -> dict[str, Any]:
    names, found = list(wanted), set(drawn)
    absent = sorted(set(names) - found)
    return {"total": len(names), "outlined": len(names) - len(absent), "absent": absent}


def _errors(measures: dict[str, Any], views: Iterable[View]) -> list[float]:
    return [error for view in views for name, error in measures["views"][view.id].items() if name == "worst_error_mm"]


def _sizes(folder: Path, view: View, layer: str) -> dict[str, int]:
    return {size: (folder / file.file).stat().st_size for size, file in view.plates[layer].items()}
