"""Measures structures/<view>.json: whole silhouettes of what can be harmed, on the sides where it lies in the body."""

from typing import Any

import numpy as np

from webapp.atlas.drawing.courses import laid_structures
from webapp.atlas.drawing.courses_slits import opened
from webapp.atlas.drawing.courses_table import courses
from webapp.atlas.drawing.cutting import cut_to_box
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.rings import THREAD, Fineness, rings
from webapp.atlas.drawing.shapes import Part, View
from webapp.atlas.drawing.tables import table

LAID = Fineness(tolerance=0.9, smoothing=0.6, smallest=3.0)
"""What is laid along landmarks is not exact to the millimetre; its outlines need fewer points."""


def measure_structures(view: View, scene: list[Part], scale: float) -> dict[str, Any]:
    """The content of structures/<view>.json, from the scene as it is: nothing is mirrored."""
    out: dict[str, Any] = {}
    for name, parts in structure_parts(scene).items():
        row = courses().get(name)
        entry = _outline(view, parts, scale, LAID if row else THREAD)
        if entry:
            out[name] = {**entry, "how": row.how if row else "modelled"}
    return {"schema": 1, "view": view.name, "structures": out}


def structure_parts(scene: list[Part]) -> dict[str, list[Part]]:
    """The parts of every structure: cut out of the scene, or laid along landmarks where the scene has nothing fit."""
    modelled = {
        name: [cut_to_box(part, source.get("box", {})) for source in sources for part in scene if part.id == source["part"]]
        for name, sources in table("structures").items()
    }
    found = {**modelled, **laid_structures(scene)}
    return {name: kept for name, parts in found.items() if (kept := [part for part in parts if len(part.faces)])}


def _outline(view: View, parts: list[Part], scale: float, fineness: Fineness) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for side in ("L", "M", "R"):
        mask = silhouette(view, [part for part in parts if part.side == side], scale)
        found = rings(opened(mask, scale), view, scale, fineness)
        if found:
            entry[side] = found
    if not entry:
        return {}
    # Cutting leaves vertices behind that no face uses: measure at the faces.
    nearness = np.concatenate([view.project(part.vertices[part.faces.reshape(-1)])[:, 2] for part in parts])
    entry["nearness"] = round(float(np.percentile(nearness, 80)), 1)
    return entry
