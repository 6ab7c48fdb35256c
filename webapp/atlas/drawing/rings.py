"""Turns a mask of pixels into rings in view millimetres: contour, smoothing, simplification."""

from dataclasses import dataclass

import cv2
import numpy as np
import shapely
from shapely.geometry import LinearRing

from webapp.atlas.drawing.shapes import Floats, Mask, Ring, View

UPSAMPLING = 2
"""Contours run through pixel centres; on a doubled mask they lie a quarter of a pixel from the true edge."""


@dataclass(frozen=True)
class Fineness:
    """How closely rings follow the mask; all in mm or mm²."""

    tolerance: float = 0.55
    smoothing: float = 0.7
    smallest: float = 3.0
    furthest: float = 0.45


MUSCLE = Fineness()
CLOSE_UP = Fineness(tolerance=0.33, smoothing=0.5, smallest=2.0, furthest=0.3)
SKIN = Fineness(tolerance=0.5, smoothing=1.0, smallest=100.0)
THREAD = Fineness(tolerance=0.35, smoothing=0.4, smallest=3.0)

CLOSE_UP_FROM = 4.0
"""Samples a mm of a close-up; muscles are measured more finely there."""

SLIVER_WIDTH = 4.0
"""Rings that are thinner than this on average (mm) are smoothed and simplified much less."""


def rings(mask: Mask, view: View, scale: float, fineness: Fineness = MUSCLE) -> list[Ring]:
    """Outer rings of the mask, largest first. Holes are left out: every rule of filling then says the same."""
    return measured_rings(mask, view, scale, fineness)[0]


def muscle_rings(mask: Mask, view: View, scale: float) -> tuple[list[Ring], float]:
    """Rings of a muscle, as fine as the view asks for, and their error."""
    return measured_rings(mask, view, scale, CLOSE_UP if scale >= CLOSE_UP_FROM else MUSCLE)


def measured_rings(mask: Mask, view: View, scale: float, fineness: Fineness) -> tuple[list[Ring], float]:
    """Rings of the mask and how far (mm) the worst of them strays from the exact contour; specks are left out of both."""
    box = cv2.boundingRect(mask)
    if box[2] == 0:
        return [], 0.0
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
            exact = _to_mm(pixels, view, scale)
            found.append((-area, _ring(exact, area, fine, fineness), exact))
    found = sorted((one for one in found if len(one[1]) >= 3), key=lambda one: one[:2])
    return [ring for _, ring, _ in found], max((deviation(exact, ring) for _, ring, exact in found), default=0.0)


def deviation(exact: Floats, ring: Ring) -> float:
    """The Hausdorff distance between a contour and its ring, mm."""
    line, contour = LinearRing(ring), LinearRing(exact)
    stray = shapely.distance(shapely.points(exact[::3]), line).max()
    corners = shapely.distance(shapely.points(np.array(ring)), contour).max()
    return float(max(stray, corners))


def _to_mm(pixels: Floats, view: View, scale: float) -> Floats:
    u0, _, _, v1 = view.window
    return np.stack([u0 + pixels[:, 0] / scale, v1 - pixels[:, 1] / scale], axis=1)


def _ring(points: Floats, area: float, fine: float, fineness: Fineness) -> Ring:
    """A contour smoothed and simplified; thin shapes keep theirs."""
    length = float(np.linalg.norm(points - np.roll(points, 1, axis=0), axis=1).sum())
    width = 2.0 * area / max(length, 1e-6)
    ease = min(1.0, max(0.3, width / SLIVER_WIDTH))
    smooth = smoothed(points, fineness.smoothing * ease * fine, fineness.furthest)
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
    x, y, width, height = cv2.boundingRect(mask)
    crop = cv2.copyMakeBorder(mask[y : y + height, x : x + width], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = cv2.distanceTransform(crop, cv2.DIST_L2, 5)
    row, column = np.unravel_index(int(distance.argmax()), distance.shape)
    u, v = _to_mm(np.array([[x + column - 0.5, y + row - 0.5]], dtype=np.float64), view, scale)[0]
    return [round(float(u), 1) + 0.0, round(float(v), 1) + 0.0]
