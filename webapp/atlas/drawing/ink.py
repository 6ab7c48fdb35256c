"""Fine ink lines: where one part ends and another begins, and where the surface drops."""

import cv2
import numpy as np

from webapp.atlas.drawing.shapes import Buffer, Floats32, Part
from webapp.atlas.drawing.tables import table

STEP = 5.0
"""A drop of this many mm within one part is drawn as an edge."""


def ink(buffer: Buffer) -> Floats32:
    """How much ink lies on each pixel, 0..0.6; deep drops get more than touching neighbours."""
    names: dict[tuple[str, str], int] = {}
    # The pieces of a part that was cut belong together: no line between them.
    group = np.array([names.setdefault(_group(part), len(names)) for part in buffer.parts] + [-1], dtype=np.int16)
    owner = group[buffer.part]
    near = np.where(buffer.part >= 0, buffer.nearness, buffer.nearness.min(initial=1e9, where=buffer.part >= 0) - 30).astype(np.float32)
    edge = np.zeros(buffer.part.shape, np.float32)
    for axis in (0, 1):
        ahead = np.roll(owner, -1, axis=axis)
        drop = np.abs(np.roll(near, -1, axis=axis) - near)
        weight = np.where(owner != ahead, np.float32(0.5) + np.clip(drop / np.float32(16), 0, 0.5), np.float32(0.55) * (drop > STEP))
        np.maximum(edge, weight, out=edge)
    soft = cv2.GaussianBlur(edge, (0, 0), 0.42 * buffer.scale)
    out: Floats32 = np.clip(soft * 1.5, 0, 1) * np.float32(0.62)
    return out


def _group(part: Part) -> tuple[str, str]:
    """Parts of one group have no line between them."""
    if part.kind in ("skin", "skin_lid"):
        return "skin", "M"
    joined = table("colours")["joined"]
    return (joined[part.id], "M") if part.id in joined else (part.id, part.side)
