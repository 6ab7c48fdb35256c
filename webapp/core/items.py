"""What can be asked: one frozen dataclass a kind."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.core.entries import Act, Evidence, Fact, ReferralZone
from webapp.core.geometry import Ring


class Kind(StrEnum):
    """Kinds of item. The `-words` kinds ask the same without a picture and are cards of their own."""

    LOCATE = "locate"
    LOCATE_WORDS = "locate-words"
    NAME = "name"
    POINT = "point"
    POINT_WORDS = "point-words"
    REFERRAL = "referral"
    REFERRAL_WORDS = "referral-words"
    CAUTION = "caution"
    CAUTION_LOCATE = "caution-locate"
    CAUTION_LOCATE_WORDS = "caution-locate-words"
    ATTACHMENT = "attachment"
    INNERVATION = "innervation"
    ACTION = "action"
    DIFFERENTIAL = "differential"
    SCENARIO = "scenario"
    OWN_TEXT = "own-text"
    OWN_CHOICE = "own-choice"
    OWN_OUTLINE = "own-outline"


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

    @property
    def about(self) -> str:
        """The muscle, scenario or zone that it is about: its subject, unless the school wrote it."""
        return self.subject


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
class PointWords(Item):
    """Choose the words that say where a trigger point of the muscle lies; any of `points` may be the one shown."""

    points: tuple[str, ...]


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
class CautionWords(Item):
    """Choose the words that say how a structure at risk lies to the muscle; which of `structures` is asked changes from time to time."""

    structures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attach(Item):
    """Choose where the muscle arises and where it inserts."""


@dataclass(frozen=True, slots=True)
class Innervate(Item):
    """Choose every nerve that supplies the muscle."""

    nerves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move(Item):
    """Choose what the muscle does."""


@dataclass(frozen=True, slots=True)
class Differentiate(Item):
    """Pain in a zone (the subject): which muscles may send it? `core` do, `spill_over` may, and are neither right nor wrong."""

    core: frozenset[str]
    spill_over: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChooseAct(Item):
    """What to do in a dose-and-stop scenario."""

    act: Act


@dataclass(frozen=True, slots=True)
class OwnItem(Item):
    """A question that the school wrote about a muscle; its subject is `school-<number>`, and `fact` is what it teaches."""

    muscle: str
    question: str
    fact: Fact

    @property
    def about(self) -> str:
        """The muscle."""
        return self.muscle


@dataclass(frozen=True, slots=True)
class OwnText(OwnItem):
    """Type one of the accepted answers; the first is shown as the right one."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnOption:
    """One option of an own choice: an id that follows from its words, and the words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnChoice(OwnItem):
    """Choose the one right option of two to six."""

    choices: tuple[OwnOption, ...]
    right: str


@dataclass(frozen=True, slots=True)
class OwnOutline(OwnItem):
    """Tap inside an area drawn on a view, in millimetres of the view; where `both_sides`, its mirror image counts too."""

    view: str
    layer: str
    ring: Ring
    both_sides: bool
