"""Turns laid zones into rings of the view: right side only for paired zones, both halves for midline zones."""

import shapely
from shapely import Polygon
from shapely.affinity import scale

from webapp.atlas.drawing.shapes import MIDLINE_X, Ring, View
from webapp.atlas.drawing.views import VIEWS
from webapp.atlas.drawing.zones_body import right_sign
from webapp.atlas.drawing.zones_laying import GRID, polygons_of


def rings_of(polygons: list[Polygon], view: str, midline: bool) -> list[Ring]:
    """Rings in view millimetres, one decimal, each starting at its lowest leftmost point."""
    seen = VIEWS[view]
    if midline and seen.mirror_u_sum is not None:
        halves = [*polygons, *(scale(polygon, xfact=-1, origin=(0, 0)) for polygon in polygons)]
        union = shapely.union_all(halves, grid_size=GRID).simplify(0.05)
        polygons = sorted(polygons_of(union), key=lambda piece: (-round(piece.area), -piece.bounds[0]))
    return [_ring(polygon, seen) for polygon in polygons]


def _ring(polygon: Polygon, view: View) -> Ring:
    points = [[_across(u, view), round(v, 1) + 0.0] for u, v in polygon.exterior.normalize().coords[:-1]]
    start = points.index(min(points, key=lambda point: (point[1], point[0])))
    turned = points[start:] + points[:start]
    return [point for index, point in enumerate(turned) if point != turned[index - 1]]


def _across(place: float, view: View) -> float:
    """The table's coordinate as u; the left half is the rounded mirror of the rounded right half."""
    if view.mirror_u_sum is None:
        return round(place, 1) + 0.0
    sign = right_sign(view)
    middle = -sign * MIDLINE_X
    right = round(middle + sign * abs(place), 1)
    return (round(2 * middle - right, 1) if place < 0 else right) + 0.0
