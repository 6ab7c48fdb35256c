"""Measures muscles/<view>.json: visible rings per layer and whole silhouettes, of the right side and the midline."""

from functools import cache
from typing import Any

import cv2
import numpy as np

from webapp.atlas.drawing.picture import silhouette
from webapp.atlas.drawing.rings import inside_point, muscle_rings
from webapp.atlas.drawing.shapes import Buffer, Ints, Mask, Part, Ring, View
from webapp.atlas.drawing.tables import table

LEAST_VISIBLE = 12.0
"""mm²; less than this on a layer is a crack between others, not something to be seen."""


LEAST_INSIDE = 0.4
"""A hidden muscle is asked by its silhouette in a close-up that holds at least this share of it."""


def measure_muscles(view: View, body: list[Part], buffers: dict[str, Buffer], scale: float) -> dict[str, Any]:
    """The content of muscles/<view>.json; muscles with nothing to see are in it only if the catalogue asks for them from this side."""
    out: dict[str, Any] = {}
    for name, row in table("muscles").items():
        parts = [part for part in body if part.id in row["parts"] and part.side in ("R", "M")]
        entry = _modelled(view, parts, buffers, scale) if parts else _drawn(row, view, scale)
        if entry and entry["silhouette"] and (entry["visible"] or _is_asked(view, row, parts)):
            out[name] = entry
    return {"schema": 1, "view": view.name, "muscles": out}


def _is_asked(view: View, row: dict[str, Any], parts: list[Part]) -> bool:
    if view.asked_as not in row["views"]:
        return False
    if not parts or view.name == view.frame == view.asked_as:
        return True
    u, v = np.concatenate([view.project(part.vertices)[:, :2] for part in parts]).T
    u0, v0, u1, v1 = view.window
    return bool(((u > u0) & (u < u1) & (v > v0) & (v < v1)).mean() >= LEAST_INSIDE)


def _modelled(view: View, parts: list[Part], buffers: dict[str, Buffer], scale: float) -> dict[str, Any]:
    whole = silhouette(view, parts, scale)
    if not whole.any():
        return {}
    outline, error = muscle_rings(whole, view, scale)
    nearness = np.concatenate([view.project(part.vertices)[:, 2] for part in parts])
    visible = {layer: _visible(buffer, {part.id for part in parts}) for layer, buffer in buffers.items()}
    return {
        "visible": {layer: found for layer, (found, _) in visible.items() if found},
        "silhouette": outline,
        "nearness": round(float(np.percentile(nearness, 80)), 1),
        "inside": inside_point(whole, view, scale),
        "schematic": any(part.procedural for part in parts),
        "error": round(max(error, *(found for _, found in visible.values())), 2),
    }


def _visible(buffer: Buffer, ids: set[str]) -> tuple[list[Ring], float]:
    """What a layer shows of some part ids on the right side and the midline, and the error of its rings."""
    # One more flag than parts: index -1, where nothing is seen, finds the last.
    wanted = np.array([part.id in ids and part.side in ("R", "M") for part in buffer.parts] + [False], dtype=np.uint8)
    if int(_pixels(buffer)[wanted > 0].sum()) < LEAST_VISIBLE * buffer.scale**2:
        return [], 0.0
    mask: Mask = wanted[buffer.part]
    return muscle_rings(mask, buffer.view, buffer.scale)


@cache
def _pixels(buffer: Buffer) -> Ints:
    """How many pixels each part has, and last the ground."""
    counts = np.bincount(buffer.part.reshape(-1).astype(np.int64) + 1, minlength=len(buffer.parts) + 1)
    return np.roll(counts, -1)


def _drawn(row: dict[str, Any], view: View, scale: float) -> dict[str, Any] | None:
    """A muscle without parts, by its outline from the table."""
    ring = row.get("drawn", {}).get(view.frame)
    if ring is None:
        return None
    width, height = view.size(scale)
    mask = np.zeros((height, width), dtype=np.uint8)
    u0, v0, u1, v1 = view.window
    if not all(u0 <= u <= u1 and v0 <= v <= v1 for u, v in ring):
        return None
    corners = [[round((u - u0) * scale), round((v1 - v) * scale)] for u, v in ring]
    cv2.fillPoly(mask, [np.array(corners, dtype=np.int32)], 1)
    exact = [[float(u), float(v)] for u, v in ring]
    inside = inside_point(mask, view, scale)
    return {"visible": {}, "silhouette": [exact], "nearness": 250.0, "inside": inside, "schematic": True, "error": 0.0}
