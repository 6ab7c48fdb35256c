"""Where a class tapped, sorted by what came of it, and each sort as one shape of its own: told apart without colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.answers import Miss
from webapp.core.geometry import Position, Window, in_box


class Came(StrEnum):
    """What came of a tap."""

    RIGHT = "right"
    NEAR = "near"
    NEIGHBOUR = "neighbour"
    HAZARD = "hazard"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Tapped:
    """One tap on a view, in mm: by which student (a number to count by), what came of it, what was hit, and whether within the slack."""

    student: int
    view: str
    at: Position
    came: Came
    hit: str | None = None
    close: bool = False


@dataclass(frozen=True, slots=True)
class Taps:
    """Taps of one sort: how many, by how many students, and their shapes as SVG path data."""

    came: Came
    count: int
    students: int
    d: str


def came_of(miss: str | None) -> Came:
    """What came of a tap, by its class of miss; None is a right one."""
    if miss is None:
        return Came.RIGHT
    return Came(miss) if miss in set(Came) else Came.ELSEWHERE


def is_close(miss: str | None, score: float) -> bool:
    """Whether a miss lay within the slack of the edge: near, or on a neighbour and still worth something."""
    return miss == Miss.NEAR or (miss == Miss.NEIGHBOUR and score > 0)


def by_view(taps: Iterable[Tapped], fewest: int) -> dict[str, list[Tapped]]:
    """Taps by view, the most tapped first; views on which fewer than so many students tapped are left out."""
    views: dict[str, list[Tapped]] = {}
    for tap in taps:
        views.setdefault(tap.view, []).append(tap)
    enough = {view: found for view, found in views.items() if len({tap.student for tap in found}) >= fewest}
    return dict(sorted(enough.items(), key=lambda each: (-len(each[1]), each[0])))


def by_outcome(taps: Sequence[Tapped], window: Window, size: float) -> list[Taps]:
    """Taps of one view in a window by what came of them, as shapes of a size in mm; those outside it are counted and not drawn."""
    found = []
    for came in Came:
        same = [tap for tap in taps if tap.came == came]
        if same:
            # Drawn in the order of their places, so that the order of answering cannot be read from the page.
            places = sorted(tap.at for tap in same if in_box(tap.at, window))
            found.append(Taps(came, len(same), len({tap.student for tap in same}), "".join(shape(came, at, size) for at in places)))
    return found


def shape(came: Came, at: Position, size: float) -> str:
    """One tap as path data (v up becomes y down), rounded to half a millimetre: disc, ring, square, triangle or cross."""
    x, y, r = round(2 * at[0]) / 2, round(-2 * at[1]) / 2, round(size, 1)
    match came:
        case Came.RIGHT | Came.NEAR:
            return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0"
        case Came.NEIGHBOUR:
            return f"M{x - r:g} {y - r:g}h{2 * r:g}v{2 * r:g}h{-2 * r:g}z"
        case Came.HAZARD:
            return f"M{x:g} {y - 1.4 * r:g}l{1.4 * r:g} {2.4 * r:g}h{-2.8 * r:g}z"
    return f"M{x - r:g} {y - r:g}l{2 * r:g} {2 * r:g}M{x - r:g} {y + r:g}l{2 * r:g} {-2 * r:g}"
