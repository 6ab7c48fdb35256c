"""Wrong options, best first: plausible because they lie near, and safe because none of them is right after all."""

from collections.abc import Callable, Mapping

from webapp.core.catalogue import Catalogue
from webapp.core.entries import CautionState, Muscle
from webapp.core.items import MarkReferral, NameCautions
from webapp.core.spelling import normalise

Neighbours = Mapping[str, tuple[str, ...]]

# So many of a muscle's neighbours, the first being the most alike, count as lying right beside it.
CLOSE = 5
# More steps than any way from one thing to another has.
UNREACHED = 1000
# Words of structures' names that say nothing about which one it is.
GENERAL_WORDS = frozenset(
    """anterior artery arteries bone branches common contents deep external gland inferior internal lateral lower lymph medial minor
    node nodes nerve nerves organs plexus posterior process processes superficial superior upper vein veins vessels""".split()  # noqa: SIM905 (a list of quoted words cannot be read)
)


def wrong_muscles(right: Muscle, catalogue: Catalogue, neighbours: Neighbours) -> tuple[Muscle, ...]:
    """Other muscles, most confusable first: bordering, then of the same region, then near; of equals those of like layer and nerve.

    No near twin by either's list is among them.
    """
    beside = {other: place for place, other in enumerate(neighbours.get(right.id, ()))}
    steps = _muscle_steps(right, neighbours)

    def unlike(other: Muscle) -> tuple[int, bool, int, int]:
        shared_nerve = set(other.innervation.nerves) & set(right.innervation.nerves)
        likeness = (other.layer == right.layer) + bool(shared_nerve)
        return beside.get(other.id, len(beside)), other.region != right.region, steps.get(other.id, UNREACHED), -likeness

    others = [other for other in catalogue.muscles.values() if other.id != right.id and not _twins(right, other)]
    return tuple(sorted(others, key=unlike))


def wrong_zones(item: MarkReferral, catalogue: Catalogue, neighbours: Neighbours) -> tuple[str, ...]:
    """Zones neither core nor spill-over nor beside one, nearest first; those to which bordering muscles refer count as a step nearer."""
    steps = _steps({zone.zone for zone in (*item.primary, *item.spill_over)}, lambda zones: zones_beside(zones, catalogue))
    bordering = (catalogue.muscles[other] for other in neighbours.get(item.subject, ())[:CLOSE] if other in catalogue.muscles)
    theirs = {zone.zone for other in bordering for zone in other.referral.primary}
    far = [zone for zone in catalogue.zones if steps.get(zone, UNREACHED) > 1]
    return tuple(sorted(far, key=lambda zone: steps.get(zone, UNREACHED) - (zone in theirs)))


def wrong_structures(item: NameCautions, catalogue: Catalogue, neighbours: Neighbours) -> tuple[str, ...]:
    """Structures at risk elsewhere, first in the region, then nearest first; none that a bordering muscle or near twin lists.

    Nor is there a namesake of a listed one: who marks the carotid sinus for the carotid artery is not wrong.
    """
    right = catalogue.muscles[item.subject]
    steps = _muscle_steps(right, neighbours)
    beside = neighbours.get(right.id, ())[:CLOSE]
    ranks: dict[str, tuple[bool, bool, int]] = {}
    for other in catalogue.muscles.values():
        # What is at risk next door may be at risk here too, though the entry does not say so: it is never offered as wrong.
        safe = other.id not in beside and not _twins(right, other)
        rank = (safe, other.region != right.region, steps.get(other.id, UNREACHED))
        ranks |= {structure: min(rank, ranks.get(structure, rank)) for structure in _listed(other)}
    words = {word for structure in item.listed for word in _telling_words(catalogue, structure)}
    farthest = (True, True, UNREACHED + 1)
    wrong = [
        structure
        for structure in catalogue.structures
        if ranks.get(structure, farthest)[0] and structure not in item.listed and not words & _telling_words(catalogue, structure)
    ]
    return tuple(sorted(wrong, key=lambda structure: ranks.get(structure, farthest)))


def _twins(one: Muscle, other: Muscle) -> bool:
    return other.id in one.never_distract_with or one.id in other.never_distract_with


def _muscle_steps(right: Muscle, neighbours: Neighbours) -> dict[str, int]:
    """How many neighbours lie between a muscle and each other."""
    return _steps({right.id}, lambda muscles: {other for muscle in muscles for other in neighbours.get(muscle, ())})


def _steps(start: set[str], beside: Callable[[set[str]], set[str]]) -> dict[str, int]:
    """How many steps lead from some things to every other that can be reached, when `beside` gives one step; 0 for themselves."""
    steps, front, distance = dict.fromkeys(start, 0), start, 0
    while front:
        distance += 1
        front = beside(front) - steps.keys()
        steps |= dict.fromkeys(front, distance)
    return steps


def zones_beside(zones: set[str], catalogue: Catalogue) -> set[str]:
    """Zones beside any of these, by whichever of the two names the other."""
    return {zone.id for zone in catalogue.zones.values() if not zones.isdisjoint(zone.adjacent)}.union(
        *(catalogue.zones[zone].adjacent for zone in zones if zone in catalogue.zones)
    )


def _listed(muscle: Muscle) -> frozenset[str]:
    listed = muscle.caution_state == CautionState.LISTED
    return frozenset(caution.structure for caution in muscle.cautions if listed)


def _telling_words(catalogue: Catalogue, structure: str) -> set[str]:
    entry = catalogue.structures.get(structure)
    return {word for word in normalise(entry.name).split() if len(word) > 3 and word not in GENERAL_WORDS} if entry else set()
