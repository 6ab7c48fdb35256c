"""Bodies that fill a cage (lung, liver): at each height the hull of the cage's section, cut back by limits, one on the other."""

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from webapp.atlas.drawing.courses_curves import Mesh, stacked
from webapp.atlas.drawing.courses_landmarks import Half, corners_of, locate, locate_all, section
from webapp.atlas.drawing.shapes import Floats

CORNERS = 48
FAR = 500.0
SMALLEST = 60.0
"""Sections below this area (mm²) are left out."""

Limit = Callable[[BaseGeometry, Floats, float], BaseGeometry]


def filled(piece: dict[str, Any], body: Half) -> Mesh:
    """The closed surface of a piece with `cage`, `from`, `to`, `step`, `inset` and limits; in the frame of the half."""
    corners = corners_of([part for name in piece["cage"] for part in body.named(name)], body)
    low, high = (float(locate(piece[end], body)[1]) for end in ("from", "to"))
    limits = {name: locate_all(piece[name], body) for name in LIMITS if name in piece}
    rings = []
    for level in np.linspace(low, high, max(2, round((high - low) / piece["step"]) + 1)):
        cloud = section(corners, 1, float(level))[:, [0, 2]]
        area: BaseGeometry = shapely.MultiPoint(cloud).convex_hull.buffer(-piece["inset"])
        for name, points in limits.items():
            area = LIMITS[name](area, points, float(level))
        largest = max(shapely.get_parts(area), key=lambda part: float(part.area), default=Polygon())
        if largest.area >= SMALLEST:
            rings.append(_ring(largest, float(level)))
    return stacked(np.stack(rings))


def _ring(area: BaseGeometry, level: float) -> Floats:
    """The outline of a section at a height, as so many corners at even angles round a point inside it."""
    inside = area.centroid if area.contains(area.centroid) else area.representative_point()
    corners = []
    for angle in 2 * np.pi * np.arange(CORNERS) / CORNERS:
        ray = shapely.LineString([(inside.x, inside.y), (inside.x + FAR * np.cos(angle), inside.y + FAR * np.sin(angle))])
        reach = np.array([[x, y] for line in shapely.get_parts(ray & area) for x, y in line.coords])
        corners.append(reach[int(((reach - [inside.x, inside.y]) ** 2).sum(axis=1).argmax())])
    flat = np.array(corners)
    return np.stack([flat[:, 0], np.full(CORNERS, level), flat[:, 1]], axis=1)


def _at(points: Floats, level: float) -> Floats:
    """Where a line of points, ordered by height, is at a level."""
    order = np.argsort(points[:, 1], kind="stable")
    return np.array([np.interp(level, points[order, 1], points[order, axis]) for axis in range(3)])


def _lateral_of(area: BaseGeometry, points: Floats, level: float) -> BaseGeometry:
    return area & box(_at(points, level)[0], -FAR, FAR, FAR)


def _in_front_of(area: BaseGeometry, points: Floats, level: float) -> BaseGeometry:
    return area & box(-FAR, _at(points, level)[2], FAR, FAR)


def _without_inner_rear(area: BaseGeometry, points: Floats, level: float) -> BaseGeometry:
    """Takes away the quarter that lies medial of the line and behind it: the spine."""
    lateral, _, forward = _at(points, level)
    return area - box(-FAR, -FAR, lateral, forward)


def _without_inner_front(area: BaseGeometry, points: Floats, level: float) -> BaseGeometry:
    """Takes away the quarter that lies medial of the line and before it: the heart."""
    lateral, _, forward = _at(points, level)
    return area - box(-FAR, forward, lateral, FAR)


def _above(area: BaseGeometry, points: Floats, level: float) -> BaseGeometry:
    """Keeps what lies above a border that sinks from the front round the side to the back; the first point is the axis."""
    axis, border = points[0], points[1:]
    angles = np.arctan2(border[:, 0] - axis[0], border[:, 2] - axis[2])
    falling = np.argsort(border[:, 1], kind="stable")
    start = float(np.interp(level, border[falling, 1], angles[falling]))
    if level >= border[:, 1].max():
        return area
    sweep = np.linspace(start, 1.5 * np.pi, 40)
    wedge = [(axis[0], axis[2]), *((axis[0] + FAR * np.sin(angle), axis[2] + FAR * np.cos(angle)) for angle in sweep)]
    return area & Polygon(wedge)


LIMITS: dict[str, Limit] = {
    "lateral_of": _lateral_of,
    "in_front_of": _in_front_of,
    "without_inner_rear": _without_inner_rear,
    "without_inner_front": _without_inner_front,
    "above": _above,
}
