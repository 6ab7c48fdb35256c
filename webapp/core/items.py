"""What can be asked: one frozen dataclass a kind, and the items that the material yields."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.anatomy import muscle_distance
from webapp.core.catalogue import Catalogue, Scenario
from webapp.core.charts import Atlas, View
from webapp.core.entries import Act, CautionState, Evidence, Muscle, ReferralZone

# A structure is asked beside a muscle when some of it lies this near, in millimetres on the view.
REACH_MM = 30.0


class Kind(StrEnum):
    """Kinds of item. The `-words` kinds ask the same without a picture and are cards of their own."""

    LOCATE = "locate"
    LOCATE_WORDS = "locate-words"
    NAME = "name"
    POINT = "point"
    REFERRAL = "referral"
    REFERRAL_WORDS = "referral-words"
    CAUTION = "caution"
    CAUTION_LOCATE = "caution-locate"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class Item:
    """What every item has: a stable key `<subject>/<kind>`, region, grade and version of its facts, and whether it is about safety."""

    key: str
    kind: Kind
    subject: str
    region: str
    evidence: Evidence
    fact_version: int
    safety: bool


@dataclass(frozen=True, slots=True)
class Locate(Item):
    """Tap the muscle on a view."""

    view: str
    layer: str


@dataclass(frozen=True, slots=True)
class LocateWords(Item):
    """Choose the words that say where the muscle lies."""


@dataclass(frozen=True, slots=True)
class NameIt(Item):
    """Name the muscle that is marked on a view."""

    view: str
    layer: str


@dataclass(frozen=True, slots=True)
class PointAt(Item):
    """Tap where a trigger point of the muscle lies."""

    view: str
    layer: str


@dataclass(frozen=True, slots=True)
class MarkReferral(Item):
    """Mark the zones in which the muscle refers pain."""

    primary: tuple[ReferralZone, ...]
    spill_over: tuple[ReferralZone, ...]


@dataclass(frozen=True, slots=True)
class ReferralWords(MarkReferral):
    """The same from a list of zone names."""


@dataclass(frozen=True, slots=True)
class NameCautions(Item):
    """Which structures are at risk here? `must` all have to be named; `listed` holds all that count as right."""

    must: frozenset[str]
    listed: frozenset[str]


@dataclass(frozen=True, slots=True)
class MarkCaution(Item):
    """Mark where a structure at risk runs beside the muscle; which of `structures` is asked changes from time to time."""

    view: str
    layer: str
    structures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseAct(Item):
    """What to do in a dose-and-stop scenario."""

    act: Act


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
        yield _caution_item(muscle)


def item_of_scenario(scenario: Scenario) -> ChooseAct:
    """The one item of a scenario; its subject is the scenario itself."""
    common = _common((scenario.id, "rules"), Kind.SCENARIO, scenario.evidence, scenario.version, safety=True)
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
    return items


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


def _caution_item(muscle: Muscle) -> NameCautions:
    weakest = max((c.evidence for c in muscle.cautions), default=Evidence.C)
    version = max((c.version for c in muscle.cautions), default=1)
    return NameCautions(
        *_common((muscle.id, muscle.region), Kind.CAUTION, weakest, version, safety=True),
        must=frozenset(c.structure for c in muscle.cautions if c.must),
        listed=frozenset(c.structure for c in muscle.cautions),
    )


def _common(
    head: tuple[str, str], kind: Kind, evidence: Evidence, version: int, *, safety: bool = False
) -> tuple[str, Kind, str, str, Evidence, int, bool]:
    subject, region = head
    return (f"{subject}/{kind}", kind, subject, region, evidence, version, safety)
