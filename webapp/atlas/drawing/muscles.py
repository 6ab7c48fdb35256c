"""Measures muscles/<view>.json: visible rings per layer and whole silhouettes, of the right side and the midline."""

from typing import Any

import cv2
import numpy as np

from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.rings import inside_point, rings
from webapp.atlas.drawing.shapes import Buffer, Mask, Part, Ring, View
from webapp.atlas.drawing.tables import table

LEAST_VISIBLE = 12.0
"""mm²; less than this on a layer is a crack between others, not something to be seen."""


def measure_muscles(view: View, body: list[Part], buffers: dict[str, Buffer], scale: float) -> dict[str, Any]:
    """The content of muscles/<view>.json; muscles with nothing to see are in it only if the view is asked for them."""
    out: dict[str, Any] = {}
    for name, row in table("muscles").items():
        parts = [part for part in body if part.id in row["parts"] and part.side in ("R", "M")]
        entry = _modelled(view, parts, buffers, scale) if parts else _drawn(row, view, scale)
        if entry and (entry["visible"] or view.name in row["views"]):
            out[name] = entry
    return {"schema": 1, "view": view.name, "muscles": out}


def _modelled(view: View, parts: list[Part], buffers: dict[str, Buffer], scale: float) -> dict[str, Any]:
    whole = silhouette(view, parts, scale)
    nearness = np.concatenate([view.project(part.vertices)[:, 2] for part in parts])
    visible = {layer: _visible(buffer, {part.id for part in parts}) for layer, buffer in buffers.items()}
    return {
        "visible": {layer: found for layer, found in visible.items() if found},
        "silhouette": rings(whole, view, scale),
        "nearness": round(float(np.percentile(nearness, 80)), 1),
        "inside": inside_point(whole, view, scale),
        "schematic": any(part.procedural for part in parts),
    }


def _visible(buffer: Buffer, ids: set[str]) -> list[Ring]:
    """What a layer shows of some part ids on the right side and the midline."""
    # One more flag than parts: index -1, where nothing is seen, finds the last.
    wanted = np.array([part.id in ids and part.side in ("R", "M") for part in buffer.parts] + [False], dtype=np.uint8)
    if not wanted.any():
        return []
    mask: Mask = wanted[buffer.part]
    if int(mask.sum()) < LEAST_VISIBLE * buffer.scale**2:
        return []
    return rings(mask, buffer.view, buffer.scale)


def _drawn(row: dict[str, Any], view: View, scale: float) -> dict[str, Any] | None:
    """A muscle without parts, by its outline from the table."""
    ring = row.get("drawn", {}).get(view.name)
    if ring is None:
        return None
    width, height = view.size(scale)
    mask = np.zeros((height, width), dtype=np.uint8)
    u0, _, _, v1 = view.window
    corners = [[round((u - u0) * scale), round((v1 - v) * scale)] for u, v in ring]
    cv2.fillPoly(mask, [np.array(corners, dtype=np.int32)], 1)
    exact = [[float(u), float(v)] for u, v in ring]
    inside = inside_point(mask, view, scale)
    return {"visible": {}, "silhouette": [exact], "nearness": 250.0, "inside": inside, "schematic": True}
