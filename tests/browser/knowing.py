"""What somebody who knows the material would answer: the place to tap, the zones to mark, the name to type."""

from collections.abc import Iterable, Iterator
from math import cos, pi, sin

from webapp.core.anatomy import inside, mirrored, shown_rings
from webapp.core.charts import Position, Ring, View
from webapp.core.items import ChooseAct, Item, Locate, MarkReferral, NameCautions
from webapp.library.shelf import Shelf

CLEARANCES_MM = (12.0, 8.0, 5.0, 3.0, 2.0, 1.0, 0.5)
GRID = 24


def place_of(shelf: Shelf, item: Locate) -> Position:
    """A place well inside the muscle that a `locate` item asks for."""
    view = shelf.atlas.views[item.view]
    return _clear_place(shown_rings(view.muscles[item.subject], item.layer), avoid=())


def place_beside(shelf: Shelf, item: Locate) -> Position:
    """A place on the plate that is far from every muscle: its upper corner."""
    u0, _, _, v1 = shelf.atlas.views[item.view].window
    return (u0 + 5, v1 - 5)


def place_in_zone(view: View, zone: str) -> Position:
    """A place that lies in one zone of a view and in no other."""
    others = [ring for other, each in view.zones.items() if other != zone for ring in _all_rings(view, each.rings, both=each.paired)]
    return _clear_place(view.zones[zone].rings, avoid=others)


def right_ids(item: Item) -> frozenset[str]:
    """Zones, structures, or the one option that are right."""
    if isinstance(item, MarkReferral):
        return frozenset(zone.zone for zone in item.primary)
    if isinstance(item, NameCautions):
        return item.listed
    return frozenset({item.act.value if isinstance(item, ChooseAct) else item.subject})


def name_of(shelf: Shelf, item: Item) -> str:
    """The English name of the muscle."""
    return shelf.catalogue.muscles[item.subject].name.en


def _clear_place(rings: Iterable[Ring], avoid: Iterable[Ring]) -> Position:
    """The place of a grid over some outlines that is farthest from their edges."""
    rings = tuple(rings)
    avoid = [ring for ring in avoid if any(_boxes_meet(ring, own) for own in rings)]

    def belongs(at: Position) -> bool:
        return inside(at, rings) and not any(inside(at, (ring,)) for ring in avoid)

    places = [at for at in _grid(rings) if belongs(at)]
    assert places, "the outline is too small to be found"
    for radius in CLEARANCES_MM:
        for at in places:
            if all(belongs(near) for near in _circle(at, radius)):
                return at
    return places[0]


def _boxes_meet(one: Ring, other: Ring) -> bool:
    return all(min(a) <= max(b) and min(b) <= max(a) for a, b in zip(zip(*one, strict=True), zip(*other, strict=True), strict=True))


def _grid(rings: tuple[Ring, ...]) -> Iterator[Position]:
    for ring in rings:
        us, vs = [u for u, _ in ring], [v for _, v in ring]
        for row in range(1, GRID):
            for column in range(1, GRID):
                yield (min(us) + (max(us) - min(us)) * column / GRID, min(vs) + (max(vs) - min(vs)) * row / GRID)


def _circle(at: Position, radius: float) -> Iterator[Position]:
    return ((at[0] + radius * cos(turn * pi / 4), at[1] + radius * sin(turn * pi / 4)) for turn in range(8))


def _all_rings(view: View, rings: tuple[Ring, ...], *, both: bool) -> Iterator[Ring]:
    yield from rings
    if both and view.mirror_sum is not None:
        yield from (mirrored(ring, view.mirror_sum) for ring in rings)
