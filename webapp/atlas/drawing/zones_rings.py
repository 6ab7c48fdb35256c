"""Turns laid zones into rings of the view: right side only for paired zones, both halves for midline zones."""

import shapely
from shapely import Polygon
from shapely.affinity import scale

from webapp.atlas.drawing.shapes import MIDLINE_X, Ring
from webapp.atlas.drawing.zones_laying import GRID, polygons_of

SIDE_SIGNS = {"front": -1.0, "back": 1.0}
"""Where the body's right lies in the picture."""


def rings_of(polygons: list[Polygon], view: str, midline: bool) -> list[Ring]:
    """Rings in view millimetres, one decimal, each starting at its lowest leftmost point."""
    if midline and view != "side":
        halves = [*polygons, *(scale(polygon, xfact=-1, origin=(0, 0)) for polygon in polygons)]
        union = shapely.union_all(halves, grid_size=GRID).simplify(0.05)
        polygons = sorted(polygons_of(union), key=lambda piece: (-round(piece.area), -piece.bounds[0]))
    return [_ring(polygon, view) for polygon in polygons]


def _ring(polygon: Polygon, view: str) -> Ring:
    points = [[_across(u, view), round(v, 1) + 0.0] for u, v in polygon.exterior.normalize().coords[:-1]]
    start = points.index(min(points, key=lambda point: (point[1], point[0])))
    turned = points[start:] + points[:start]
    return [point for index, point in enumerate(turned) if point != turned[index - 1]]


def _across(place: float, view: str) -> float:
    """The table's coordinate as u; the left half is the rounded mirror of the rounded right half."""
    if view == "side":
        return round(place, 1) + 0.0
    sign = SIDE_SIGNS[view]
    middle = -sign * MIDLINE_X
    right = round(middle + sign * abs(place), 1)
    return (round(2 * middle - right, 1) if place < 0 else right) + 0.0
