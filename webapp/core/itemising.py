"""Which items the material yields."""

from collections.abc import Iterator

from webapp.core.anatomy import muscle_distance
from webapp.core.catalogue import Catalogue, Scenario
from webapp.core.charts import Atlas, View
from webapp.core.entries import CautionState, Evidence, Muscle
from webapp.core.items import (
    Attach,
    CautionWords,
    ChooseAct,
    Differentiate,
    Innervate,
    Item,
    Kind,
    Locate,
    LocateWords,
    MarkCaution,
    MarkReferral,
    Move,
    NameCautions,
    NameIt,
    PointAt,
    PointWords,
    ReferralWords,
)
from webapp.core.senders import senders

# A structure is asked beside a muscle when some of it lies this near, in millimetres on the view.
REACH_MM = 30.0
# What stands for the region of items that belong to none.
RULES, PAIN_MAP = "rules", "pain-map"


def items_of_muscle(muscle: Muscle) -> Iterator[Item]:
    """Every item that one entry yields; none from facts of grade E, no caution item where cautions are not assessed."""
    head = (muscle.id, muscle.region)
    where = muscle.landmarks
    if where.evidence != Evidence.E:
        yield Locate(*_common(head, Kind.LOCATE, where.evidence, where.version), view=muscle.views[0], layer=muscle.layer)
        yield LocateWords(*_common(head, Kind.LOCATE_WORDS, where.evidence, where.version))
        yield NameIt(*_common(head, Kind.NAME, where.evidence, where.version), view=muscle.views[0], layer=muscle.layer)
    referral = muscle.referral
    if referral.evidence != Evidence.E and referral.primary:
        zones = (referral.primary, referral.spill_over)
        yield MarkReferral(*_common(head, Kind.REFERRAL, referral.evidence, referral.version), *zones)
        yield ReferralWords(*_common(head, Kind.REFERRAL_WORDS, referral.evidence, referral.version), *zones)
    if muscle.caution_state != CautionState.NOT_ASSESSED:
        yield from _caution_items(muscle)
    yield from _point_words(muscle)
    yield from _anatomy(muscle)


def item_of_scenario(scenario: Scenario) -> ChooseAct:
    """The one item of a scenario; its subject is the scenario itself."""
    common = _common((scenario.id, RULES), Kind.SCENARIO, scenario.evidence, scenario.version, safety=True)
    return ChooseAct(*common, act=scenario.act)


def items_on_chart(muscle: Muscle, atlas: Atlas) -> Iterator[Item]:
    """Items that need what is drawn: where a trigger point lies, and where a structure that must not be pressed runs."""
    head = (muscle.id, muscle.region)
    placed = [point for point in muscle.points if point.at is not None and point.evidence != Evidence.E]
    views = [view for view in muscle.views if view in atlas.views and muscle.id in atlas.views[view].muscles]
    on_view = [view for view in views if any(point.view == view for point in placed)]
    if on_view:
        weakest = max(point.evidence for point in placed)
        version = max(point.version for point in placed)
        yield PointAt(*_common(head, Kind.POINT, weakest, version), view=on_view[0], layer=muscle.layer)
    if views:
        yield from _caution_places(muscle, atlas, views[0])


def all_items(catalogue: Catalogue, atlas: Atlas | None = None) -> dict[str, Item]:
    """Every item of the material by key, in catalogue order; with an atlas also those that need what is drawn."""
    items: dict[str, Item] = {}
    for muscle in catalogue.muscles.values():
        items.update((item.key, item) for item in items_of_muscle(muscle))
        if atlas is not None:
            items.update((item.key, item) for item in items_on_chart(muscle, atlas))
    for scenario in catalogue.scenarios.values():
        item = item_of_scenario(scenario)
        items[item.key] = item
    items.update((item.key, item) for item in items_of_zones(catalogue))
    return items


def items_of_zones(catalogue: Catalogue) -> Iterator[Differentiate]:
    """The differential of each zone into which a muscle refers pain, in the order of the zones."""
    for zone in catalogue.zones:
        found = senders(catalogue, zone)
        core = [sender for sender in found if sender.core]
        if core:
            weakest = max(sender.evidence for sender in core)
            version = max(point.version for sender in core for point in sender.points)
            names = (frozenset(each.muscle.id for each in core), frozenset(each.muscle.id for each in found if not each.core))
            yield Differentiate(*_common((zone, PAIN_MAP), Kind.DIFFERENTIAL, weakest, version), *names)


def _point_words(muscle: Muscle) -> Iterator[PointWords]:
    known = [point for point in muscle.points if point.evidence != Evidence.E]
    if known:
        weakest, version = max(point.evidence for point in known), max(point.version for point in known)
        common = _common((muscle.id, muscle.region), Kind.POINT_WORDS, weakest, version)
        yield PointWords(*common, points=tuple(point.id for point in known))


def _anatomy(muscle: Muscle) -> Iterator[Item]:
    head = (muscle.id, muscle.region)
    ends = (muscle.origin, muscle.insertion)
    if all(end.evidence != Evidence.E for end in ends):
        weakest, version = max(end.evidence for end in ends), max(end.version for end in ends)
        yield Attach(*_common(head, Kind.ATTACHMENT, weakest, version))
    nerve, action = muscle.innervation, muscle.action
    if nerve.evidence != Evidence.E:
        yield Innervate(*_common(head, Kind.INNERVATION, nerve.evidence, nerve.version), nerves=nerve.nerves)
    if action.evidence != Evidence.E:
        yield Move(*_common(head, Kind.ACTION, action.evidence, action.version))


def _caution_places(muscle: Muscle, atlas: Atlas, view_id: str) -> Iterator[MarkCaution]:
    """The caution-locate item: every `must` structure that is drawn close enough to the muscle to be marked beside it."""
    view = atlas.views[view_id]
    asked = [caution for caution in muscle.cautions if caution.must and _passes(view, muscle.id, caution.structure)]
    if asked:
        weakest, version = max(caution.evidence for caution in asked), max(caution.version for caution in asked)
        common = _common((muscle.id, muscle.region), Kind.CAUTION_LOCATE, weakest, version, safety=True)
        yield MarkCaution(*common, view=view_id, layer=muscle.layer, structures=tuple(c.structure for c in asked))


def _passes(view: View, muscle_id: str, structure_id: str) -> bool:
    """Whether a structure is drawn within reach of a muscle on a view."""
    structure = view.structures.get(structure_id)
    if structure is None:
        return False
    places = (place for rings in structure.sides.values() for ring in rings for place in ring)
    return any(muscle_distance(view, muscle_id, place) <= REACH_MM for place in places)


def _caution_items(muscle: Muscle) -> Iterator[Item]:
    weakest = max((c.evidence for c in muscle.cautions), default=Evidence.C)
    version = max((c.version for c in muscle.cautions), default=1)
    yield NameCautions(
        *_common((muscle.id, muscle.region), Kind.CAUTION, weakest, version, safety=True),
        must=frozenset(c.structure for c in muscle.cautions if c.must),
        listed=frozenset(c.structure for c in muscle.cautions),
    )
    musts = [caution for caution in muscle.cautions if caution.must]
    if musts:
        weakest, version = max(c.evidence for c in musts), max(c.version for c in musts)
        common = _common((muscle.id, muscle.region), Kind.CAUTION_LOCATE_WORDS, weakest, version, safety=True)
        yield CautionWords(*common, structures=tuple(c.structure for c in musts))


def _common(
    head: tuple[str, str], kind: Kind, evidence: Evidence, version: int, *, safety: bool = False
) -> tuple[str, Kind, str, str, Evidence, int, bool]:
    subject, region = head
    return (f"{subject}/{kind}", kind, subject, region, evidence, version, safety)
