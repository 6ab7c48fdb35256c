"""Grading marks: zones of referred pain, and structures at risk."""

from collections.abc import Mapping

from webapp.core.answers import Grade, Marked, Miss, graded
from webapp.core.catalogue import Catalogue, Zone
from webapp.core.items import MarkReferral, NameCautions, ReferralWords

# A zone beside a right one is half a mistake: the borders of zones are ours, not the body's.
BESIDE_COST = 0.5


def grade_referral(item: MarkReferral, answer: Marked, catalogue: Catalogue) -> Grade:
    """Overlap (Dice) with the core zones; spill-over is neutral, a zone beside a right one costs half. ValueError for unknown zones."""
    _all_known(answer.ids, catalogue.zones, "zone")
    core = frozenset(zone.zone for zone in item.primary)
    spill_over = frozenset(zone.zone for zone in item.spill_over) - core
    right, wrong = answer.ids & core, answer.ids - core - spill_over
    cost = sum(BESIDE_COST if _beside(zone, core | spill_over, catalogue.zones) else 1.0 for zone in wrong)
    score = overlap(len(right), cost, len(core))
    miss = Miss.INCOMPLETE if core - right else Miss.WRONG if wrong else None
    return graded(score, miss, recalled=not isinstance(item, ReferralWords), right=right, wrong=wrong, missed=core - right)


def grade_cautions(item: NameCautions, answer: Marked, catalogue: Catalogue) -> Grade:
    """Every `must` structure named, else 0; wrong extras cost, other listed ones are neutral, or all asked for where nothing is a must."""
    _all_known(answer.ids, catalogue.structures, "structure")
    required = item.must or item.listed
    right, wrong = answer.ids & item.listed, answer.ids - item.listed
    missed = required - right
    score = overlap(len(right & required), len(wrong), len(required))
    if item.must and missed:
        # One hazard forgotten may injure a client; naming the others does not make up for it.
        return graded(0.0, Miss.MISSED_MUST, right=right, wrong=wrong, missed=missed)
    miss = Miss.INCOMPLETE if missed else Miss.WRONG if wrong else None
    # Structures are picked from a short list, which is recognition: to mark them all must not pass.
    return graded(score, miss, recalled=False, right=right, wrong=wrong, missed=missed)


def overlap(right: int, wrong: float, required: int) -> float:
    """Dice: twice what was right over the sum of both sizes; nothing asked and nothing marked is all right."""
    size = right + wrong + required
    return 2 * right / size if size else 1.0


def _beside(zone: str, right: frozenset[str], zones: Mapping[str, Zone]) -> bool:
    return any(zone in zones[other].adjacent or other in zones[zone].adjacent for other in right if other in zones)


def _all_known(ids: frozenset[str], known: Mapping[str, object], noun: str) -> None:
    unknown = sorted(ids - known.keys())
    if unknown:
        raise ValueError(f"there is no {noun} {unknown[0][:64]!r}")
