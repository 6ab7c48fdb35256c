"""Areas drawn by hand on a view: whether one can be asked for, and what is wrong with it in words."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import dist

from webapp.core.charts import View
from webapp.core.geometry import Position, Ring, distance, in_box, mirrored

FEWEST_CORNERS, MOST_CORNERS = 3, 60
SMALLEST_MM2 = 100.0
"""A square of ten millimetres: a fingertip covers more."""
OFF_BODY_MM = 10.0
"""So far outside the skin a corner may lie, because a hand is not exact."""
APART_MM = 0.05
"""Two corners nearer to each other are the same place."""
NOTHING: tuple[str, ...] = ()


def sides_of(ring: Ring, view: View, *, both_sides: bool) -> tuple[Ring, ...]:
    """The area, and its mirror image where it counts on both sides of a view that has two."""
    if not both_sides or view.mirror_sum is None:
        return (ring,)
    return (ring, mirrored(ring, view.mirror_sum))


def area(ring: Sequence[Position]) -> float:
    """Area of a ring in square millimetres, whichever way it runs; what crosses itself has no area of sense."""
    ends = [*ring[1:], *ring[:1]]
    return abs(sum(u0 * v1 - u1 * v0 for (u0, v0), (u1, v1) in zip(ring, ends, strict=True))) / 2


def faults(ring: Sequence[Position], view: View) -> tuple[str, ...]:
    """What keeps an area from being asked for on a view, in sentences that name corners from 1; empty where nothing does."""
    if not FEWEST_CORNERS <= len(ring) <= MOST_CORNERS:
        return (f"An area has from {FEWEST_CORNERS} to {MOST_CORNERS} corners; this one has {len(ring)}.",)
    found = [*_outside(ring, view), *_same(ring)]
    if found:
        return tuple(found)
    crossed = list(_crossings(ring))
    if crossed:
        return tuple(crossed)
    if area(ring) < SMALLEST_MM2:
        return (f"The area is too small to be found: {area(ring):.0f} mm²; it needs at least {SMALLEST_MM2:.0f} mm² (10 by 10 mm).",)
    return NOTHING


def _outside(ring: Sequence[Position], view: View) -> Iterator[str]:
    beyond = [number for number, at in enumerate(ring, start=1) if not in_box(at, view.window)]
    if beyond:
        yield f"{_named(beyond)} outside the picture."
    off = [number for number, at in enumerate(ring, start=1) if number not in beyond and distance(at, view.skin) > OFF_BODY_MM]
    if off and view.skin:
        yield f"{_named(off)} off the body."


def _same(ring: Sequence[Position]) -> Iterator[str]:
    for (i, one), (j, other) in combinations(enumerate(ring, start=1), 2):
        if dist(one, other) < APART_MM:
            yield f"Corners {i} and {j} are the same place."


def _crossings(ring: Sequence[Position]) -> Iterator[str]:
    """Sides that cross or touch one another; side n runs from corner n to the next."""
    sides = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
    for (i, one), (j, other) in combinations(enumerate(sides), 2):
        if _beside(i, j, len(sides)):
            if _folds_back(one, other) if j == i + 1 else _folds_back(other, one):
                yield f"The area folds back on itself at corner {(j if j == i + 1 else i) + 1}."
        elif _meet(one, other):
            yield f"The side after corner {i + 1} crosses the side after corner {j + 1}."


def _beside(i: int, j: int, count: int) -> bool:
    return j == i + 1 or (i == 0 and j == count - 1)


Side = tuple[Position, Position]


def _meet(one: Side, other: Side) -> bool:
    """Whether two sides that share no corner have a place in common."""
    turns = [_turn(*one, other[0]), _turn(*one, other[1]), _turn(*other, one[0]), _turn(*other, one[1])]
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    lying = ((one, other[0]), (one, other[1]), (other, one[0]), (other, one[1]))
    return any(turn == 0 and _between(side, at) for turn, (side, at) in zip(turns, lying, strict=True))


def _folds_back(before: Side, after: Side) -> bool:
    """Whether a side runs back along the one before it."""
    corner = before[1]
    back = (before[0][0] - corner[0], before[0][1] - corner[1])
    on = (after[1][0] - corner[0], after[1][1] - corner[1])
    return _turn(*before, after[1]) == 0 and back[0] * on[0] + back[1] * on[1] > 0


def _turn(start: Position, end: Position, at: Position) -> float:
    """Positive where `at` lies left of the way from start to end, negative right of it, 0 on its line."""
    return round((end[0] - start[0]) * (at[1] - start[1]) - (end[1] - start[1]) * (at[0] - start[0]), 6)


def _between(side: Side, at: Position) -> bool:
    (u0, v0), (u1, v1) = side
    return min(u0, u1) <= at[0] <= max(u0, u1) and min(v0, v1) <= at[1] <= max(v0, v1)


def _named(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"Corner {numbers[0]} lies"
    return f"Corners {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} lie"
