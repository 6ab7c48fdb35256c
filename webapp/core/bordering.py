"""Which muscles lie beside one another on the charts."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import floor, inf

from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas, MuscleOutline, View
from webapp.core.geometry import Position, Ring, box, distance, edges, inside, to_box

# About a finger's breadth: muscles this near to one another are confused by hand as well as by eye.
BORDER_MM = 15.0
# The hand lies before the thigh on a side view and yet not beside it: what is farther apart in depth is no neighbour.
DEPTH_MM = 70.0
# Shapes are compared as sets of squares; comparing outlines exactly takes seconds for a whole atlas.
CELL_MM = 5.0
ROW = 1 << 16
ROUND = tuple(row * ROW + column for row in (-1, 0, 1) for column in (-1, 0, 1))

Cells = frozenset[int]


def neighbours(catalogue: Catalogue, atlas: Atlas, muscle_id: str) -> tuple[str, ...]:
    """Muscles of the catalogue that border or overlap a muscle on a view of either, the most confusable first."""
    return neighbour_table(catalogue, atlas)[muscle_id]


def neighbour_table(catalogue: Catalogue, atlas: Atlas) -> Mapping[str, tuple[str, ...]]:
    """Neighbours of every muscle of the catalogue; to be made once when the material is read, as it compares all pairs."""
    likeness: dict[str, dict[str, float]] = {muscle: {} for muscle in catalogue.muscles}
    for view in atlas.whole:
        shapes = {muscle: _grown(_cells(view.muscles[muscle].silhouette)) for muscle in catalogue.muscles if muscle in view.muscles}
        for one, other in combinations(shapes, 2):
            alike = _likeness(view, one, other, shapes) if view.id in _views(catalogue, one, other) else 0.0
            if alike:
                likeness[one][other] = likeness[other][one] = max(alike, likeness[one].get(other, 0.0))
    return {muscle: tuple(sorted(found, key=found.__getitem__, reverse=True)) for muscle, found in likeness.items()}


def gap(view: View, one: str, other: str) -> float:
    """Millimetres between the silhouettes of two muscles, 0 where they overlap; infinite beyond a finger's breadth or much depth."""
    a, b = view.muscles[one], view.muscles[other]
    if abs(a.nearness - b.nearness) > DEPTH_MM:
        return inf
    if inside(a.inside, b.silhouette) or inside(b.inside, a.silhouette):
        return 0.0
    # The shortest way between two polygons that do not cross begins at a corner of one of them.
    return min(_from_corners(a, b), _from_corners(b, a))


def _from_corners(start: MuscleOutline, target: MuscleOutline) -> float:
    window, nearest = box(target.silhouette), inf
    for corner in (corner for ring in start.silhouette for corner in ring):
        if to_box(corner, window) <= min(nearest, BORDER_MM):
            nearest = min(nearest, distance(corner, target.silhouette))
        if nearest == 0:
            break
    return nearest if nearest <= BORDER_MM else inf


def _likeness(view: View, one: str, other: str, shapes: Mapping[str, Cells]) -> float:
    """How much two muscles share of the place they take on a view, from 0 to 1, less the farther apart they are in depth."""
    apart = abs(view.muscles[one].nearness - view.muscles[other].nearness)
    both = len(shapes[one] & shapes[other]) if apart <= DEPTH_MM else 0
    return both / (len(shapes[one]) + len(shapes[other]) - both) / (1 + apart / BORDER_MM) if both else 0.0


def _views(catalogue: Catalogue, one: str, other: str) -> tuple[str, ...]:
    return (*catalogue.muscles[one].views, *catalogue.muscles[other].views)


def _cells(rings: tuple[Ring, ...]) -> Cells:
    """Squares whose middle row the area covers, and all that its edges pass through, so that thin parts are not lost."""
    found = {_cell(at) for ring in rings for start, end in edges(ring) for at in _along(start, end)}
    sides = [side for ring in rings for side in edges(ring)]
    bottom, top = box(rings)[1], box(rings)[3]
    for row in range(floor(bottom / CELL_MM), floor(top / CELL_MM) + 1) if sides else ():
        found.update(_row(sides, row))
    return frozenset(found)


def _row(sides: Iterable[tuple[Position, Position]], row: int) -> Iterable[int]:
    v = (row + 0.5) * CELL_MM
    crossings = sorted(u0 + (u1 - u0) * (v - v0) / (v1 - v0) for (u0, v0), (u1, v1) in sides if (v0 > v) != (v1 > v))
    for start, end in zip(crossings[::2], crossings[1::2], strict=True):
        yield from range(row * ROW + floor(start / CELL_MM), row * ROW + floor(end / CELL_MM) + 1)


def _along(start: Position, end: Position) -> Iterable[Position]:
    steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / CELL_MM) + 1
    return ((start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps) for step in range(steps))


def _cell(at: Position) -> int:
    return floor(at[1] / CELL_MM) * ROW + floor(at[0] / CELL_MM)


def _grown(cells: Cells) -> Cells:
    """The squares and all within a finger's breadth of them."""
    grown, edge = set(cells), set(cells)
    for _ in range(round(BORDER_MM / CELL_MM)):
        edge = {cell + step for cell in edge for step in ROUND} - grown
        grown |= edge
    return frozenset(grown)
