"""Turns the rows of a view's table into polygons in the coordinates of the table (mm)."""

from math import cos, pi, sin

from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from webapp.atlas.drawing.zones_body import Body, flat, limb_outline
from webapp.atlas.drawing.zones_table import Coordinate, Point, Region, Shape, Sheet

ELLIPSE_POINTS = 24


class Ruler:
    """Resolves coordinates of one view: landmarks, and shares of the width of its regions."""

    def __init__(self, body: Body, sheet: Sheet, skin: BaseGeometry) -> None:
        places = {name: flat(place, sheet.view) for name, place in body.landmarks.items()}
        self._across = {name: float(place[0]) for name, place in places.items()}
        self._up = {name: float(place[1]) for name, place in places.items()}
        self.regions: dict[str, BaseGeometry] = {"skin": Polygon([self._point(point) for point in sheet.ground]) if sheet.ground else skin}
        for name, region in sheet.regions.items():
            self.regions[name] = self._region(body, sheet.view, region) & self.regions["skin"]

    def polygon(self, shape: Shape) -> Polygon:
        """The shape before it is clipped to the skin and to what lies on top of it."""
        points = self._ellipse(shape.ellipse) if shape.ellipse else [self._point(point) for point in shape.ring]
        polygon = Polygon(corner_cut(corner_cut(points)) if shape.smooth else points)
        if not polygon.is_valid:
            raise ValueError(f"{shape.zone}: the ring crosses itself: {points}")
        return polygon

    def _region(self, body: Body, view: str, region: Region) -> BaseGeometry:
        if region.lateral_of is not None:
            return limb_outline(body, view, region.lateral_of, region.below)
        return Polygon([self._point(point) for point in region.ring])

    def _point(self, point: Point) -> tuple[float, float]:
        up = self._up.get(point[1].name, 0.0) + point[1].offset
        return self._resolve_across(point[0], up), up

    def _resolve_across(self, place: Coordinate, up: float) -> float:
        if place.share is None:
            return (self._across[place.name] if place.name else 0.0) + place.offset
        left, _, right, _ = (self.regions[place.name] & LineString([(-1000, up), (1000, up)])).bounds
        return float(left + place.share * (right - left) + place.offset)

    def _ellipse(self, row: tuple[Coordinate, Coordinate, float, float]) -> list[tuple[float, float]]:
        centre = self._point((row[0], row[1]))
        turns = [2 * pi * step / ELLIPSE_POINTS for step in range(ELLIPSE_POINTS)]
        return [(centre[0] + row[2] * cos(turn), centre[1] + row[3] * sin(turn)) for turn in turns]


def corner_cut(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """A ring with every corner cut off a quarter of the way along both edges (one round of Chaikin's scheme)."""
    out = []
    for (a, b), (c, d) in zip(points, points[1:] + points[:1], strict=True):
        out += [(0.75 * a + 0.25 * c, 0.75 * b + 0.25 * d), (0.25 * a + 0.75 * c, 0.25 * b + 0.75 * d)]
    return out
