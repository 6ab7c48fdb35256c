"""Mends torn surfaces in a drawn buffer: pinholes and flakes of parts that mending.yaml names, and the rims of those that lie on bone."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from webapp.atlas.drawing.noise import blurred
from webapp.atlas.drawing.shapes import Buffer, Floats32, Mask
from webapp.atlas.drawing.tables import table

Chosen = npt.NDArray[np.bool_]
Window = tuple[slice, slice]


def mended(buffer: Buffer) -> Buffer:
    """The buffer with the listed parts closed and smoothed; what lies in front of them is left alone."""
    rules = table("mending")
    out = replace(buffer, part=buffer.part.copy(), nearness=buffer.nearness.copy(), normal=buffer.normal.copy())
    listed = [(index, rules[part.id]) for index, part in enumerate(buffer.parts) if part.id in rules]
    for index, rule in listed:
        _mend(out, buffer, index, rule)
    for index, rule in listed:
        if "rim" in rule:
            _soften(out, index, rule)
    return out


def _mend(buffer: Buffer, torn: Buffer, index: int, rule: dict[str, Any]) -> None:
    """Closes gaps up to 2 x close mm wide and evens out depth and normals over smooth mm, in place; `torn` is as it was drawn."""
    close, sigma = float(rule["close"]), float(rule["smooth"]) * buffer.scale
    window = _around(buffer, index, close + 2)
    if window is None:
        return
    own = buffer.part[window] == index
    other = _of(torn, window, [buffer.parts[index].id]) & ~own if rule.get("across") else np.zeros_like(own)
    depth, normal = _evened(buffer, window, own | other, sigma)
    behind = own | (buffer.nearness[window] < depth)
    place = (_closed((own | other).astype(np.uint8), close * buffer.scale) > 0) & behind & ~other
    if other.any():
        place &= _distance(own) <= _distance(other)
    _set(buffer, window, place, index, depth, normal)


def _around(buffer: Buffer, index: int, margin: float) -> Window | None:
    """The rows and columns of a part and so many mm around it; None if it is not seen."""
    x, y, width, height = cv2.boundingRect((buffer.part == index).astype(np.uint8))
    edge = int(np.ceil(margin * buffer.scale))
    return (slice(max(0, y - edge), y + height + edge), slice(max(0, x - edge), x + width + edge)) if width else None


def _of(buffer: Buffer, window: Window, ids: list[str]) -> Chosen:
    """Where parts of some ids are seen."""
    wanted = np.array([part.id in ids for part in buffer.parts] + [False])
    return np.asarray(wanted[buffer.part[window]])


def _distance(mask: Chosen) -> Floats32:
    """How many pixels each one lies outside the mask."""
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 5), dtype=np.float32)


def _evened(buffer: Buffer, window: Window, mask: Chosen, sigma: float) -> tuple[Floats32, Floats32]:
    """Depth and normals within the mask, blurred; what lies outside it has no say."""
    weight = mask.astype(np.float32)
    total = np.maximum(blurred(weight, sigma), np.float32(1e-4))
    depth = (blurred(buffer.nearness[window] * weight, sigma) / total).astype(np.float32)
    return depth, _unit(blurred(buffer.normal[window] * weight[..., None], sigma))


def _unit(normal: Floats32) -> Floats32:
    out: Floats32 = normal / np.maximum(np.linalg.norm(normal, axis=2, keepdims=True).astype(np.float32), np.float32(1e-6))
    return out


def _closed(mask: Mask, radius: float) -> Mask:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))))


def _set(buffer: Buffer, window: Window, place: Chosen, index: int, depth: Floats32, normal: Floats32) -> None:
    buffer.part[window][place] = index
    buffer.nearness[window][place] = depth[place]
    buffer.normal[window][place] = normal[place]


def _soften(buffer: Buffer, index: int, rule: dict[str, Any]) -> None:
    """Lets the rim of a part run out over `rim` mm into the parts that it lies on, in place."""
    window = _around(buffer, index, 2 * float(rule["rim"]))
    if window is None:
        return
    wide = float(rule["rim"]) * buffer.scale
    own, ground = buffer.part[window] == index, _of(buffer, window, rule["onto"])
    rim = (_distance(own) <= 1.5) & (_distance(ground) <= 1.5)
    if not rim.any():
        return
    depth, normal = _evened(buffer, window, own | ground, wide / 2)
    share = np.clip(1 - _distance(rim) / np.float32(wide), 0, 1)
    share = np.where(own | ground, share * share * (3 - 2 * share), np.float32(0))
    buffer.nearness[window] += share * (depth - buffer.nearness[window])
    buffer.normal[window] = _unit(buffer.normal[window] + share[..., None] * (normal - buffer.normal[window]))
