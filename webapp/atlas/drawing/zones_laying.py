"""Lays the shapes of a view one under the other, so that zones tile the skin without gaps or overlaps."""

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from webapp.atlas.drawing.zones_shapes import Ruler
from webapp.atlas.drawing.zones_table import Sheet

GRID = 0.1
"""Outlines are kept on a grid of this width, mm, so that neighbours share their points."""

CRUMB = 30.0
"""Pieces smaller than this (mm²) go to the neighbour with the longest common border."""

LARGEST_GAP = 400.0
"""A larger piece (mm²) that no shape covers is a mistake in the table."""


def lay(sheet: Sheet, ruler: Ruler) -> dict[str, list[Polygon]]:
    """The polygons of every zone of a view: first shape on top, nested shapes over everything but each other."""
    free = _snap(ruler.regions["skin"])
    tiles: dict[str, BaseGeometry] = {}
    nested: dict[str, BaseGeometry] = {}
    for shape in sheet.shapes:
        polygon = _snap(ruler.polygon(shape) & ruler.regions[shape.within])
        if shape.nested:
            below = shapely.difference(polygon & ruler.regions["skin"], shapely.union_all(list(nested.values())), grid_size=GRID)
            nested[shape.zone] = _join(nested.get(shape.zone), _areas(below))
            continue
        tiles[shape.zone] = _join(tiles.get(shape.zone), _intersect(polygon, free))
        free = _areas(shapely.difference(free, polygon, grid_size=GRID))
    _settle(tiles, free)
    parents = {shape.zone: shape.nested for shape in sheet.shapes if shape.nested}
    for zone, polygon in nested.items():
        ground = shapely.union_all([tiles[parent] for parent in parents[zone] if parent in tiles], grid_size=GRID)
        tiles[zone] = _intersect(polygon, ground)
    return {zone: _whole(zone, tile) for zone, tile in tiles.items()}


def _settle(tiles: dict[str, BaseGeometry], free: BaseGeometry) -> None:
    """Gives uncovered pieces and crumbs to the neighbour with the longest common border."""
    loose = polygons_of(free)
    for piece in loose:
        if piece.area > LARGEST_GAP:
            raise ValueError(f"no zone covers {piece.area:.0f} mm² around {piece.representative_point()}")
    for zone, tile in tiles.items():
        pieces = polygons_of(tile)
        crumbs = [piece for piece in pieces if piece.area < CRUMB]
        tiles[zone] = _areas(shapely.union_all([piece for piece in pieces if piece.area >= CRUMB], grid_size=GRID))
        loose += crumbs
    for piece in loose:
        best = max(tiles, key=lambda zone: (_common_border(piece, tiles[zone]), zone))
        if _common_border(piece, tiles[best]) > 0:
            tiles[best] = _join(tiles[best], piece)


def _common_border(piece: Polygon, tile: BaseGeometry) -> float:
    if piece.distance(tile) > GRID:
        return 0.0
    return float(piece.boundary.intersection(tile.buffer(GRID)).length)


def _whole(zone: str, tile: BaseGeometry) -> list[Polygon]:
    """The pieces of a zone, largest first; a hole would be lost in the format, so it is a mistake."""
    pieces = sorted((simple for piece in polygons_of(tile) for simple in polygons_of(piece.simplify(0.05))), key=lambda piece: -piece.area)
    for piece in pieces:
        if any(Polygon(hole).area > CRUMB for hole in piece.interiors):
            raise ValueError(f"{zone} has a hole; let the zone inside touch its edge")
    return [Polygon(piece.exterior) for piece in pieces]


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry, in a fixed order."""
    found = [piece for piece in shapely.get_parts(geometry) if isinstance(piece, Polygon) and piece.area > 0]
    return sorted(found, key=lambda piece: piece.bounds)


def _intersect(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    return _areas(shapely.intersection(one, other, grid_size=GRID))


def _join(one: BaseGeometry | None, other: BaseGeometry) -> BaseGeometry:
    return other if one is None else _areas(shapely.union(one, other, grid_size=GRID))


def _snap(geometry: BaseGeometry) -> BaseGeometry:
    return _areas(shapely.set_precision(geometry, GRID))


def _areas(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry without the lines and points that touching polygons leave behind."""
    return MultiPolygon(polygons_of(geometry))
