"""Measures structures/<view>.json: whole silhouettes of what can be harmed, on the sides where it lies in the body."""

from typing import Any

import numpy as np

from webapp.atlas.drawing.cutting import cut_to_box
from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.rings import THREAD, rings
from webapp.atlas.drawing.shapes import Part, View
from webapp.atlas.drawing.tables import table


def measure_structures(view: View, scene: list[Part], scale: float) -> dict[str, Any]:
    """The content of structures/<view>.json, from the scene as it is: nothing is mirrored."""
    out: dict[str, Any] = {}
    for name, sources in table("structures").items():
        parts = [cut_to_box(part, source.get("box", {})) for source in sources for part in scene if part.id == source["part"]]
        entry = _outline(view, [part for part in parts if len(part.faces)], scale)
        if entry:
            out[name] = entry
    return {"schema": 1, "view": view.name, "structures": out}


def _outline(view: View, parts: list[Part], scale: float) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for side in ("L", "M", "R"):
        found = rings(silhouette(view, [part for part in parts if part.side == side], scale), view, scale, THREAD)
        if found:
            entry[side] = found
    if not entry:
        return {}
    # Cutting leaves vertices behind that no face uses: measure at the faces.
    nearness = np.concatenate([view.project(part.vertices[part.faces.reshape(-1)])[:, 2] for part in parts])
    entry["nearness"] = round(float(np.percentile(nearness, 80)), 1)
    entry["how"] = "approximate course" if any(part.kind == "nerve" for part in parts) else "modelled"
    return entry
