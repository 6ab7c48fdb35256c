"""Mends torn surfaces in a drawn buffer: pinholes and flakes of parts that mending.yaml names."""

from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing.noise import blurred
from webapp.atlas.drawing.shapes import Buffer, Floats32, Mask
from webapp.atlas.drawing.tables import table

Chosen = npt.NDArray[np.bool_]


def mended(buffer: Buffer) -> Buffer:
    """The buffer with the listed parts closed and smoothed; what lies in front of them is left alone."""
    rules = table("mending")
    out = replace(buffer, part=buffer.part.copy(), nearness=buffer.nearness.copy(), normal=buffer.normal.copy())
    for index, part in enumerate(buffer.parts):
        if part.id in rules:
            _mend(out, index, float(rules[part.id]["close"]), float(rules[part.id]["smooth"]))
    return out


def _mend(buffer: Buffer, index: int, close: float, smooth: float) -> None:
    """Closes gaps up to 2 x close mm wide and evens out depth and normals over smooth mm, in place."""
    mask = (buffer.part == index).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(mask)
    if not width:
        return
    margin = int(np.ceil((close + 2) * buffer.scale))
    rows = slice(max(0, y - margin), y + height + margin)
    columns = slice(max(0, x - margin), x + width + margin)
    own = mask[rows, columns].astype(np.float32)
    sigma = smooth * buffer.scale
    weight = np.maximum(blurred(own, sigma), np.float32(1e-4))
    depth = (blurred(buffer.nearness[rows, columns] * own, sigma) / weight).astype(np.float32)
    normal: Floats32 = blurred(buffer.normal[rows, columns] * own[..., None], sigma)
    normal /= np.maximum(np.linalg.norm(normal, axis=2, keepdims=True).astype(np.float32), np.float32(1e-6))
    behind = (buffer.part[rows, columns] == index) | (buffer.nearness[rows, columns] < depth)
    place = (_closed(mask[rows, columns], close * buffer.scale) > 0) & behind
    _set(buffer, (rows, columns), place, index, depth, normal)


def _closed(mask: Mask, radius: float) -> Mask:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))))


def _set(buffer: Buffer, window: tuple[slice, slice], place: Chosen, index: int, depth: Floats32, normal: Floats32) -> None:
    buffer.part[window][place] = index
    buffer.nearness[window][place] = depth[place]
    buffer.normal[window][place] = normal[place]
