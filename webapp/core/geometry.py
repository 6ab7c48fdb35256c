"""Plane geometry of outlines, in millimetres: rings are closed implicitly, and holes are rings inside rings."""

from collections.abc import Iterable, Iterator
from math import hypot, inf

Position = tuple[float, float]
Ring = tuple[Position, ...]
Window = tuple[float, float, float, float]


def inside(at: Position, rings: Iterable[Ring]) -> bool:
    """Whether a place lies in the area of the rings by the even-odd rule."""
    u, v = at
    odd = False
    for ring in rings:
        u0, v0 = ring[-1]
        for u1, v1 in ring:
            if (v0 > v) != (v1 > v) and u < u0 + (u1 - u0) * (v - v0) / (v1 - v0):
                odd = not odd
            u0, v0 = u1, v1
    return odd


def distance(at: Position, rings: Iterable[Ring]) -> float:
    """Millimetres from a place to the area of the rings: 0 inside, infinite where there is no ring."""
    rings = tuple(rings)
    if inside(at, rings):
        return 0.0
    return min((_to_edge(at, start, end) for ring in rings for start, end in edges(ring)), default=inf)


def mirrored(ring: Ring, mirror_sum: float) -> Ring:
    """The ring on the other side of the body, u → mirror_sum − u."""
    return tuple((mirror_sum - u, v) for u, v in ring)


def edges(ring: Ring) -> Iterator[tuple[Position, Position]]:
    """The sides of a ring, the closing one first."""
    return zip(ring[-1:] + ring[:-1], ring, strict=True)


def box(rings: Iterable[Ring]) -> Window:
    """Smallest window (u0, v0, u1, v1) round the rings; an inverted infinite one where there is no ring."""
    us = [u for ring in rings for u, _ in ring]
    vs = [v for ring in rings for _, v in ring]
    return min(us, default=inf), min(vs, default=inf), max(us, default=-inf), max(vs, default=-inf)


def in_box(at: Position, window: Window) -> bool:
    """Whether a place lies in a window or on its edge."""
    return window[0] <= at[0] <= window[2] and window[1] <= at[1] <= window[3]


def to_box(at: Position, window: Window) -> float:
    """Millimetres from a place to a window, 0 inside; never more than to anything in the window."""
    u0, v0, u1, v1 = window
    return hypot(max(u0 - at[0], 0.0, at[0] - u1), max(v0 - at[1], 0.0, at[1] - v1))


def _to_edge(at: Position, start: Position, end: Position) -> float:
    du, dv = end[0] - start[0], end[1] - start[1]
    length2 = du * du + dv * dv
    along = 0.0 if length2 == 0 else ((at[0] - start[0]) * du + (at[1] - start[1]) * dv) / length2
    along = min(1.0, max(0.0, along))
    return hypot(at[0] - start[0] - along * du, at[1] - start[1] - along * dv)
