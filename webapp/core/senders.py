"""Which muscles send pain to a zone."""

from dataclasses import dataclass

from webapp.core.catalogue import Catalogue
from webapp.core.entries import Evidence, Muscle, Point


@dataclass(frozen=True, slots=True)
class Sender:
    """A muscle that refers pain to a zone: from which points, whether it is core there, and the best grade that says so."""

    muscle: Muscle
    points: tuple[Point, ...]
    core: bool
    evidence: Evidence


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
