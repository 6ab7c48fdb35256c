"""Who lies over whom on a view, and which muscles send pain to a zone."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.core.charts import Position, View
from webapp.core.entries import Catalogue, Evidence, Muscle, Point
from webapp.core.geometry import box, inside

# Share of a muscle's silhouette that another has to cover to count as lying over or under it.
COVERED_SHARE = 0.15
SAMPLES_ACROSS = 12


@dataclass(frozen=True, slots=True)
class Layering:
    """Muscles over (nearest to the viewer first) and under (nearest to the muscle first) a muscle on a view."""

    over: tuple[str, ...]
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """A muscle that refers pain to a zone: from which points, whether it is core there, and the best grade that says so."""

    muscle: Muscle
    points: tuple[Point, ...]
    core: bool
    evidence: Evidence


def layering(view: View, muscle_id: str) -> Layering:
    """What lies over and under a muscle on a view, on the right side; KeyError where it is not drawn."""
    own = view.muscles[muscle_id]
    places = list(_sampled(view, muscle_id))
    over, under = [], []
    for other_id, other in view.muscles.items():
        if other_id == muscle_id or not places:
            continue
        covered = sum(inside(place, other.silhouette) for place in places) / len(places)
        if covered >= COVERED_SHARE:
            (over if other.nearness > own.nearness else under).append((-other.nearness, other_id))
    return Layering(tuple(name for _, name in sorted(over)), tuple(name for _, name in sorted(under)))


def senders(catalogue: Catalogue, zone_id: str) -> tuple[Sender, ...]:
    """Muscles that refer pain to a zone: core before spill-over, better graded before weaker, then in catalogue order."""
    found = [sender for muscle in catalogue.muscles.values() if (sender := _sender(muscle, zone_id))]
    return tuple(sorted(found, key=lambda sender: (not sender.core, sender.evidence)))


def _sender(muscle: Muscle, zone_id: str) -> Sender | None:
    core = [point for point in muscle.points if any(zone.zone == zone_id for zone in point.primary)]
    spill = [point for point in muscle.points if any(zone.zone == zone_id for zone in point.spill_over)]
    points = [point for point in muscle.points if (point in core or point in spill) and point.evidence != Evidence.E]
    if not points:
        return None
    counted = [point for point in points if point in core] or points
    return Sender(muscle, tuple(points), bool(core), min(point.evidence for point in counted))


def _sampled(view: View, muscle_id: str) -> Iterator[Position]:
    rings = view.muscles[muscle_id].silhouette
    u0, v0, u1, v1 = box(rings)
    for i in range(SAMPLES_ACROSS):
        for j in range(SAMPLES_ACROSS):
            place = (u0 + (u1 - u0) * (i + 0.5) / SAMPLES_ACROSS, v0 + (v1 - v0) * (j + 0.5) / SAMPLES_ACROSS)
            if inside(place, rings):
                yield place
