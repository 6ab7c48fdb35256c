"""What lies at a place on a view, and how far away a muscle is."""

from dataclasses import dataclass

from webapp.core.bordering import neighbour_table, neighbours
from webapp.core.charts import MuscleOutline, View
from webapp.core.geometry import Position, Ring, distance, in_box, inside, mirrored

__all__ = [
    "Hit",
    "distance",
    "hazards_at",
    "hit",
    "inside",
    "mirrored",
    "muscle_distance",
    "neighbour_table",
    "neighbours",
    "shown_rings",
    "zones_at",
]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a tap hit: the muscle seen there and its side (R, L, or M for both), the nearest drawn structure, the first zone."""

    muscle: str | None
    side: str
    hazard: str | None
    zone: str | None


def hit(view: View, layer: str, at: Position) -> Hit:
    """The topmost muscle, structure and zone under a place (no muscle: the side of the place); ValueError for an unknown layer."""
    if layer not in view.layers:
        raise ValueError(f"view {view.id} has no layer {layer!r}")
    sides = _sides(view, at)
    found = []
    for muscle, outline in view.muscles.items():
        rings = outline.visible.get(layer, ())
        touched = "".join(side for side, place in sides if in_box(place, outline.bounds) and inside(place, rings))
        if touched:
            found.append((-outline.nearness, muscle, touched))
    _, muscle_hit, touched = min(found, default=(0.0, None, _side_of(view, at)))
    hazards, zones = hazards_at(view, at), zones_at(view, at)
    return Hit(muscle_hit, touched if len(touched) == 1 else "M", hazards[0] if hazards else None, zones[0] if zones else None)


def muscle_distance(view: View, muscle_id: str, at: Position, layer: str | None = None) -> float:
    """Millimetres from a place to the nearer side of a muscle, as seen on a layer or (None) as a whole; ValueError if not drawn."""
    outline = view.muscles.get(muscle_id)
    if outline is None:
        raise ValueError(f"{muscle_id} is not drawn on view {view.id}")
    rings = shown_rings(outline, layer)
    return min(distance(place, rings) for _, place in _sides(view, at))


def shown_rings(outline: MuscleOutline, layer: str | None) -> tuple[Ring, ...]:
    """Rings by which a muscle is asked on a layer: what is seen of it, or its whole silhouette where nothing is."""
    seen = outline.visible.get(layer, ()) if layer is not None else ()
    return seen or outline.silhouette


def hazards_at(view: View, at: Position) -> tuple[str, ...]:
    """Structures of every kind under a place, nearest to the viewer first; as they are in the body, never mirrored."""
    found = [
        (-outline.nearness, structure)
        for structure, outline in view.structures.items()
        if in_box(at, outline.bounds) and any(inside(at, rings) for rings in outline.sides.values())
    ]
    return tuple(structure for _, structure in sorted(found))


def zones_at(view: View, at: Position) -> tuple[str, ...]:
    """Zones under a place, on either side of the body, in the atlas's order."""
    sides = _sides(view, at)
    return tuple(
        zone
        for zone, outline in view.zones.items()
        if any(in_box(place, outline.bounds) and inside(place, outline.rings) for side, place in sides if outline.paired or side == "R")
    )


def _sides(view: View, at: Position) -> tuple[tuple[str, Position], ...]:
    """The place as it is, to be held against right-sided outlines, and mirrored: to mirror one place is cheaper than every ring."""
    if view.mirror_sum is None:
        return (("R", at),)
    return (("R", at), ("L", (view.mirror_sum - at[0], at[1])))


def _side_of(view: View, at: Position) -> str:
    """Side of the body that a place lies on, judged by where the view's right-sided outlines lie."""
    if view.mirror_sum is None or 2 * at[0] == view.mirror_sum:
        return "R" if view.mirror_sum is None else "M"
    inner = next((outline.inside[0] for outline in view.muscles.values()), at[0])
    return "R" if (2 * at[0] > view.mirror_sum) == (2 * inner > view.mirror_sum) else "L"
