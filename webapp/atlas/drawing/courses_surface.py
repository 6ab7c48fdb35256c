"""Lays lines on the surface of parts: each sample slides along one direction until it lies on the outermost face."""

import numpy as np

from webapp.atlas.drawing.courses_landmarks import DIRECTIONS, Half, corners_of
from webapp.atlas.drawing.shapes import Floats

EVENING = 7
"""Samples over which a laid line is evened out, so that it does not jump between faces."""


def laid(line: Floats, names: list[str], toward: str, lift: float, body: Half) -> Floats:
    """The line on the outermost faces of parts as seen from a direction, lifted off by so many mm; samples beside them stay put."""
    direction = DIRECTIONS[toward]
    axis = int(np.abs(direction).argmax())
    sign = float(direction[axis])
    corners = corners_of([part for name in names for part in body.named(name)], body)
    plane = [other for other in range(3) if other != axis]
    low, high = corners[:, :, plane].min(axis=1), corners[:, :, plane].max(axis=1)
    heights = np.array([_highest(at, corners[((low <= at[plane]) & (at[plane] <= high)).all(axis=1)], axis, sign) for at in line])
    found = np.isfinite(heights)
    if not found.any():
        return line
    places = np.arange(len(line))
    filled = np.interp(places, places[found], heights[found])
    out = line.copy()
    out[:, axis] = sign * (_evened(filled) + lift)
    return out


def _highest(sample: Floats, corners: Floats, axis: int, sign: float) -> float:
    """How far out (mm along the direction) faces near a sample reach there; -inf beside them."""
    u, v = (other for other in range(3) if other != axis)
    a, b, c = np.moveaxis(corners, 1, 0)
    area = (b[:, u] - a[:, u]) * (c[:, v] - a[:, v]) - (c[:, u] - a[:, u]) * (b[:, v] - a[:, v])
    area = np.where(np.abs(area) < 1e-9, np.inf, area)
    to_b = ((sample[u] - a[:, u]) * (c[:, v] - a[:, v]) - (c[:, u] - a[:, u]) * (sample[v] - a[:, v])) / area
    to_c = ((b[:, u] - a[:, u]) * (sample[v] - a[:, v]) - (sample[u] - a[:, u]) * (b[:, v] - a[:, v])) / area
    inside = (to_b >= 0) & (to_c >= 0) & (to_b + to_c <= 1) & np.isfinite(area)
    height = a[:, axis] + to_b * (b[:, axis] - a[:, axis]) + to_c * (c[:, axis] - a[:, axis])
    return float((sign * height[inside]).max(initial=-np.inf))


def _evened(values: Floats) -> Floats:
    reach = min(EVENING // 2, (len(values) - 1) // 2)
    around = np.concatenate([np.full(reach, values[0]), values, np.full(reach, values[-1])])
    return np.convolve(around, np.full(2 * reach + 1, 1 / (2 * reach + 1)), mode="valid")
