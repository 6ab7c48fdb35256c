"""The shape of a muscle entry as it is written (see content/README.md), checked strictly."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from webapp.core.entries import CautionState, Evidence, How, Layer

# Each pattern with the words that say it to people.
ID = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
KEY = r"^[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*$"
LINE = r"^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$"
PLAIN = r"^[^\p{Cc}]*$"
POINT = r"^p[1-9]$"
ROOT = r"^(?:[CTLS](?:[1-9]|1[0-2])|CN [IVX]+)$"
FMA = r"^FMA:[0-9]+$"
FACT = r"^[a-z0-9-]+/[a-z0-9_-]+(?:/[a-z0-9-]+)?$"
SECTION = r"^2\.[1-9]$"
MEANINGS = {
    ID: "an id of lower-case letters and digits with hyphens between, such as rhomboid-minor",
    KEY: "a key of letters and digits with hyphens or dots between, such as hub-rho",
    LINE: "one line without blanks at its ends",
    PLAIN: "one line",
    POINT: "p1, p2, … up to p9",
    ROOT: "a root such as C5 or T12, or a cranial nerve such as CN XI",
    FMA: 'null or a number of the FMA such as "FMA:9626"',
    FACT: "the key of a fact such as scalenes/origin, scalenes/point/p1 or scalenes/caution/brachial-plexus",
    SECTION: 'a section of the overview, "2.1" to "2.9"',
}

Id = Annotated[str, Field(pattern=ID, max_length=60)]
Key = Annotated[str, Field(pattern=KEY, max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE)]
Section = Annotated[str, Field(pattern=SECTION)]
Millimetres = Annotated[float, Field(ge=-500, le=2500)]


class Strict(BaseModel):
    """Refuses unknown fields and converts nothing."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ReviewIn(Strict):
    """A clinician's signature."""

    by: Line
    on: date


class Sourced(Strict):
    """What every fact carries."""

    src: list[Key]
    evidence: Evidence
    version: Annotated[int, Field(ge=1)]
    reviewed: ReviewIn | None


class FactIn(Sourced):
    """A fact in words."""

    text: Line


class AttachmentIn(FactIn):
    """Origin or insertion."""

    bones: list[Line]


class InnervationIn(Sourced):
    """Nerves and roots."""

    nerves: Annotated[list[Line], Field(min_length=1)]
    roots: list[Annotated[str, Field(pattern=ROOT)]]


class ActionIn(Sourced):
    """Movements."""

    list: Annotated[list[Line], Field(min_length=1)]


class SidedZoneIn(Strict):
    """A zone on another side than the muscle's own."""

    zone: Id
    side: Literal["opposite", "both"]


def _zone_form(given: object) -> str | None:
    """How a zone was written; the marks begin with "#" so that they can be told from field names."""
    if isinstance(given, str):
        return "#plain"
    return "#sided" if isinstance(given, (dict, SidedZoneIn)) else None


ZoneIn = Annotated[Annotated[Id, Tag("#plain")] | Annotated[SidedZoneIn, Tag("#sided")], Discriminator(_zone_form)]


class PointIn(Sourced):
    """A trigger-point site with its own referral."""

    id: Annotated[str, Field(pattern=POINT)]
    site: Line
    view: Id
    at: Annotated[list[Millimetres], Field(min_length=2, max_length=2)] | None
    primary: list[ZoneIn]
    spill_over: list[ZoneIn]
    apart: Line | None = None


class ReferralIn(Strict):
    """Union of the points."""

    primary: list[ZoneIn]
    spill_over: list[ZoneIn]
    evidence: Evidence


class CautionIn(FactIn):
    """A structure at risk; `id` names it."""

    id: Id
    must: bool
    how: How
    instead: Line


class NotCautionIn(Strict):
    """A structure that lies near and is not listed as a caution, with the reason."""

    id: Id
    why: Line


class SelfTreatmentIn(FactIn):
    """Advice about one's own body."""

    level: Literal["ok", "with-care", "professional-only"]
    pressure: Annotated[list[Annotated[int, Field(ge=0, le=10)]], Field(min_length=2, max_length=2)] | None


class NameIn(Strict):
    """Names of a muscle."""

    en: Line
    latin: Line
    synonyms: list[Line]


class IdsIn(Strict):
    """Identifiers in public terminologies."""

    ta2: list[Annotated[int, Field(ge=1)]]
    fma: Annotated[str, Field(pattern=FMA)] | None


class SeedIn(Strict):
    """Where the overview page has it."""

    section: Section
    status: Line


class QuizIn(Strict):
    """How it may be asked."""

    never_distract_with: list[Id]


class MuscleIn(Strict):
    """One file of content/muscles."""

    id: Id
    schema_: Annotated[Literal[1], Field(alias="schema")]
    name: NameIn
    ids: IdsIn
    region: Id
    subregion: Literal["foot", "pelvic-floor", "abdomen"] | None
    seed: SeedIn
    layer: Layer
    views: Annotated[list[Id], Field(min_length=1)]
    landmarks: FactIn
    palpate: FactIn
    origin: AttachmentIn
    insertion: AttachmentIn
    innervation: InnervationIn
    action: ActionIn
    points: list[PointIn]
    referral: ReferralIn
    caution_state: CautionState
    caution_note: FactIn | None
    cautions: list[CautionIn]
    not_cautions: list[NotCautionIn] = []
    self_treatment: SelfTreatmentIn
    disputed: Line | None
    quiz: QuizIn
