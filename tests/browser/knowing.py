"""What somebody who knows the material would answer: the place to tap, the zones to mark, the name to type."""

from collections.abc import Callable, Iterable, Iterator
from math import cos, pi, sin

from webapp.core.anatomy import inside, mirrored
from webapp.core.answers import Tap
from webapp.core.charts import View
from webapp.core.geometry import Position, Ring, Window
from webapp.core.grading import grade
from webapp.core.items import Attach, ChooseAct, Differentiate, Innervate, Item, MarkReferral, NameCautions, PointWords
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf

CLEARANCES_MM = (8.0, 5.0, 3.0, 2.0, 1.0, 0.5)
GRID = 24


def place_to_tap(shelf: Shelf, item: Item, asked: Tap, window: Window) -> Position:
    """A place for which a tap is fully right, as far from wrong ones as can be, in the window shown (u0, v0, u1, v1).

    `asked` is a tap anywhere on the view and layer that are shown, for the target that is asked.
    """

    def is_right(at: Position) -> bool:
        return grade(item, Tap(asked.view, asked.layer, at, asked.target), shelf.catalogue, shelf.atlas).score == 1

    view = shelf.atlas.views[asked.view]
    return _clear_place(_where_to_look(shelf, view, item, asked, window), is_right)


def place_in_zone(view: View, zone: str) -> Position:
    """A place that lies in one zone of a view and in no other."""
    own = view.zones[zone].rings
    others = [ring for other, each in view.zones.items() if other != zone for ring in _all_rings(view, each.rings, both=each.paired)]
    near = [ring for ring in others if any(_boxes_meet(ring, each) for each in own)]
    return _clear_place(
        (at for ring in own for at in _grid(_box(ring))), lambda at: inside(at, own) and not any(inside(at, (ring,)) for ring in near)
    )


def right_ids(item: Item, offered: Iterable[str] | None = None) -> frozenset[str]:
    """Zones, structures or options that are right, of those that are offered (None: all)."""
    right = _right_ids(item)
    if offered is None:
        return right
    return (right & frozenset(offered)) or frozenset({NONE.id})


def _right_ids(item: Item) -> frozenset[str]:
    match item:
        case MarkReferral():
            return frozenset(zone.zone for zone in item.primary)
        case NameCautions():
            return item.listed
        case ChooseAct():
            return frozenset({item.act.value})
        case PointWords():
            return frozenset(f"{item.subject}.{point}" for point in item.points)
        case Attach():
            return frozenset({f"origin.{item.subject}", f"insertion.{item.subject}"})
        case Innervate():
            return frozenset(f"{item.subject}.{index}" for index in range(len(item.nerves)))
        case Differentiate():
            return item.core
    return frozenset({item.subject})


def name_of(shelf: Shelf, item: Item) -> str:
    """The English name of the muscle."""
    return shelf.catalogue.muscles[item.subject].name.en


def _where_to_look(shelf: Shelf, view: View, item: Item, asked: Tap, window: Window) -> Iterator[Position]:
    """Places in the window at which what is asked may be: its trigger points, and grids over its outlines."""
    muscle, drawn = shelf.catalogue.muscles[item.subject], view.muscles.get(item.subject)
    places = [point.at for point in muscle.points if point.at is not None]
    rings = list(drawn.silhouette) if drawn else []
    if asked.target in view.structures:
        rings = [ring for side in view.structures[asked.target].sides.values() for ring in side]
    for ring in rings:
        places += [*_grid(_box(ring)), *ring]
    return (at for at in places if window[0] < at[0] < window[2] and window[1] < at[1] < window[3])


def _clear_place(places: Iterable[Position], is_right: Callable[[Position], bool]) -> Position:
    """The place that is farthest from wrong ones."""
    right = [at for at in places if is_right(at)]
    assert right, "no place is right"
    for radius in CLEARANCES_MM:
        for at in right:
            if all(is_right(near) for near in _circle(at, radius)):
                return at
    return right[0]


def _grid(box: Window) -> Iterator[Position]:
    u0, v0, u1, v1 = box
    for row in range(1, GRID):
        for column in range(1, GRID):
            yield (u0 + (u1 - u0) * column / GRID, v0 + (v1 - v0) * row / GRID)


def _box(ring: Ring) -> Window:
    us, vs = [u for u, _ in ring], [v for _, v in ring]
    return (min(us), min(vs), max(us), max(vs))


def _boxes_meet(one: Ring, other: Ring) -> bool:
    a, b = _box(one), _box(other)
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def _circle(at: Position, radius: float) -> Iterator[Position]:
    return ((at[0] + radius * cos(turn * pi / 4), at[1] + radius * sin(turn * pi / 4)) for turn in range(8))


def _all_rings(view: View, rings: tuple[Ring, ...], *, both: bool) -> Iterator[Ring]:
    yield from rings
    if both and view.mirror_sum is not None:
        yield from (mirrored(ring, view.mirror_sum) for ring in rings)
