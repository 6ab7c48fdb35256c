"""Turns a mask of pixels into rings in view millimetres: contour, smoothing, simplification."""

from dataclasses import dataclass

import cv2
import numpy as np
from shapely.geometry import LinearRing

from webapp.atlas.drawing.shapes import Floats, Mask, Ring, View

UPSAMPLING = 2
"""Contours run through pixel centres; on a doubled mask they lie a quarter of a pixel from the true edge."""


@dataclass(frozen=True)
class Fineness:
    """How closely rings follow the mask; all in mm or mm²."""

    tolerance: float = 0.55
    smoothing: float = 0.7
    smallest: float = 6.0


MUSCLE = Fineness()
SKIN = Fineness(tolerance=0.5, smoothing=1.0, smallest=100.0)
THREAD = Fineness(tolerance=0.35, smoothing=0.4, smallest=3.0)
FURTHEST = 0.45
"""Smoothing moves no point further than this, mm."""

SLIVER_WIDTH = 4.0
"""Rings that are thinner than this on average (mm) are smoothed and simplified much less."""


def rings(mask: Mask, view: View, scale: float, fineness: Fineness = MUSCLE) -> list[Ring]:
    """Outer rings of the mask, largest first. Holes are left out: every rule of filling then says the same."""
    box = cv2.boundingRect(mask)
    if box[2] == 0:
        return []
    x, y, width, height = box
    crop = cv2.copyMakeBorder(mask[y : y + height, x : x + width], 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=0)
    crop = cv2.morphologyEx(crop, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    crop = cv2.resize(crop, None, fx=UPSAMPLING, fy=UPSAMPLING, interpolation=cv2.INTER_NEAREST)
    contours, _ = cv2.findContours(crop, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    fine = scale * UPSAMPLING
    found = []
    for contour in contours:
        area = cv2.contourArea(contour) / fine**2
        if area >= fineness.smallest:
            pixels = (contour[:, 0].astype(np.float64) + 0.5) / UPSAMPLING + np.array([x - 3, y - 3])
            found.append((-area, _ring(_to_mm(pixels, view, scale), area, fine, fineness)))
    found.sort()
    return [ring for _, ring in found if len(ring) >= 3]


def _to_mm(pixels: Floats, view: View, scale: float) -> Floats:
    u0, _, _, v1 = view.window
    return np.stack([u0 + pixels[:, 0] / scale, v1 - pixels[:, 1] / scale], axis=1)


def _ring(points: Floats, area: float, fine: float, fineness: Fineness) -> Ring:
    """A contour smoothed and simplified; thin shapes keep theirs."""
    length = float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).sum())
    width = 2.0 * area / max(length, 1e-6)
    ease = min(1.0, max(0.3, width / SLIVER_WIDTH))
    smooth = smoothed(points, fineness.smoothing * ease * fine, FURTHEST)
    return simplified(smooth, fineness.tolerance * ease)


def smoothed(points: Floats, sigma: float, furthest: float) -> Floats:
    """A closed line, blurred along itself by sigma points; no point moves further than `furthest` mm."""
    reach = min(int(np.ceil(3 * sigma)), (len(points) - 1) // 2)
    if reach < 1:
        return points
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    around = np.vstack([points[-reach:], points, points[:reach]])
    blurred = np.stack([np.convolve(around[:, axis], weights, mode="valid") for axis in (0, 1)], axis=1)
    # Blurring would eat the tips of thin shapes: no point moves far.
    shift = blurred - points
    distance = np.linalg.norm(shift, axis=1, keepdims=True)
    out: Floats = points + shift * np.minimum(1.0, furthest / np.maximum(distance, 1e-9))
    return out


def simplified(points: Floats, tolerance: float) -> Ring:
    """A closed line with as few points as keep it within tolerance (mm), rounded to 0.1 mm."""
    start = int(np.lexsort((points[:, 1], points[:, 0]))[0])
    line = LinearRing(np.roll(points, -start, axis=0)).simplify(tolerance, preserve_topology=True)
    rounded = [[round(float(u), 1) + 0.0, round(float(v), 1) + 0.0] for u, v in line.coords[:-1]]
    return [point for index, point in enumerate(rounded) if point != rounded[index - 1]]


def inside_point(mask: Mask, view: View, scale: float) -> list[float]:
    """The place of the mask that is farthest from its edge, in view millimetres."""
    distance = cv2.distanceTransform(cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0), cv2.DIST_L2, 5)
    row, column = np.unravel_index(int(distance.argmax()), distance.shape)
    u, v = _to_mm(np.array([[column - 0.5, row - 0.5]], dtype=np.float64), view, scale)[0]
    return [round(float(u), 1) + 0.0, round(float(v), 1) + 0.0]
