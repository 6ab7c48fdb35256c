"""Muscle entries as frozen records: their facts, points, cautions and signatures."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Evidence(StrEnum):
    """How well a fact is supported, from A (best) to E (no source found); see content/README.md."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


class CautionState(StrEnum):
    """Whether the cautions of a muscle were assessed, and what came out."""

    NOT_ASSESSED = "not-assessed"
    NONE = "none"
    LISTED = "listed"


class Layer(StrEnum):
    """Depth at which a muscle is first seen."""

    SUPERFICIAL = "superficial"
    INTERMEDIATE = "intermediate"
    DEEP = "deep"


class How(StrEnum):
    """What does the harm: a pressing thumb, a needle, or both."""

    PRESSURE = "pressure"
    NEEDLE = "needle"
    BOTH = "both"


class Side(StrEnum):
    """Side of a referral zone in relation to the muscle's own side."""

    SAME = "same"
    OPPOSITE = "opposite"
    BOTH = "both"


class Act(StrEnum):
    """What to do in a dose-and-stop scenario."""

    EASE_OFF = "ease-off"
    PRESS_MORE = "press-more"
    STOP_AND_MOVE = "stop-and-move"
    REFER_ON = "refer-on"


@dataclass(frozen=True, slots=True)
class Review:
    """A clinician's signature under a fact."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement that can be learnt: its words, sources (keys), evidence grade, version and reviewer (None: draft)."""

    text: str
    src: tuple[str, ...]
    evidence: Evidence
    version: int
    reviewed: Review | None
    key: str = field(default="", kw_only=True)
    """Names the fact for good, such as `scalenes/origin`; see `core.facts`."""


@dataclass(frozen=True, slots=True)
class Attachment(Fact):
    """Origin or insertion, with the bones in plain English."""

    bones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Innervation(Fact):
    """Nerves (without the word nerve) and spinal roots; `text` is both in one line."""

    nerves: tuple[str, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action(Fact):
    """Movements, one an element; `text` joins them."""

    movements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralZone:
    """A zone of referred pain, and on which side in relation to the muscle."""

    zone: str
    side: Side = Side.SAME


@dataclass(frozen=True, slots=True)
class Point(Fact):
    """A trigger-point site (`text`): where it is on a view (mm, right side), and where it refers pain.

    `apart` says why its zones do not lie beside one another, where they do not.
    """

    id: str
    view: str
    at: tuple[float, float] | None
    primary: tuple[ReferralZone, ...]
    spill_over: tuple[ReferralZone, ...]
    apart: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """Union of the points' referrals: core zones, spill-over zones, and the weakest grade among the points."""

    primary: tuple[ReferralZone, ...]
    spill_over: tuple[ReferralZone, ...]
    evidence: Evidence
    src: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Caution(Fact):
    """A structure that can be harmed here (`text`: where and how), and what to do instead; `must`: to miss it may injure badly."""

    structure: str
    must: bool
    how: How
    instead: str


@dataclass(frozen=True, slots=True)
class NotCaution:
    """A structure that was measured near the muscle and is not a caution of it, with the reason in one sentence."""

    structure: str
    why: str


@dataclass(frozen=True, slots=True)
class SelfTreatment(Fact):
    """Advice about one's own body; level ok, with-care or professional-only; pressure as (lowest, highest) of ten."""

    level: str
    pressure: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Name:
    """English and Latin name of a muscle (in the words of Terminologia Anatomica 2), and every other name."""

    en: str
    latin: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """One entry of the catalogue."""

    id: str
    name: Name
    ta2: tuple[int, ...]
    fma: str | None
    region: str
    subregion: str | None
    seed_section: str
    seed_status: str
    layer: Layer
    views: tuple[str, ...]
    landmarks: Fact
    palpate: Fact
    origin: Attachment
    insertion: Attachment
    innervation: Innervation
    action: Action
    points: tuple[Point, ...]
    referral: Referral
    caution_state: CautionState
    caution_note: Fact | None
    cautions: tuple[Caution, ...]
    self_treatment: SelfTreatment
    disputed: str | None
    never_distract_with: tuple[str, ...]
    not_cautions: tuple[NotCaution, ...] = ()
