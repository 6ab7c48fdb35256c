"""Verdicts in plain words: what was right, what was hit instead, what was missed."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.answers import Answer, Blank, Grade, Marked, Miss, Typed
from webapp.core.entries import Act
from webapp.core.items import Item, Kind, OwnChoice, OwnItem, OwnOutline, OwnText
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf

ACT_WORDS = {
    Act.EASE_OFF: "Ease off",
    Act.PRESS_MORE: "Press a little more",
    Act.STOP_AND_MOVE: "Stop and move away",
    Act.REFER_ON: "Stop and refer on",
}


NOUNS = {
    Kind.CAUTION: "structure",
    Kind.REFERRAL: "core zone",
    Kind.REFERRAL_WORDS: "core zone",
    Kind.INNERVATION: "nerve",
    Kind.DIFFERENTIAL: "muscle",
}
# What a wrong choice was, with the muscle that it belongs to.
OF_OTHERS = {
    Kind.ACTION: "That is what {} does.",
    Kind.POINT_WORDS: "That is a place of {}.",
    Kind.CAUTION_LOCATE_WORDS: "That is said of {}.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`tone` is right, partly or wrong; `head` says it in two words, `text` says why."""

    tone: str
    head: str
    text: str


def verdict(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> Verdict:
    """The verdict of an answer."""
    tone, head = _head(outcome)
    if isinstance(answer, Blank):
        return Verdict(tone, "Not known yet", "That is worth saying: it comes back soon.")
    if isinstance(answer, Marked):
        return Verdict(tone, head, _marked(shelf, item, outcome))
    if outcome.miss is None:
        return Verdict(tone, head, "Right at the second try." if isinstance(answer, Typed) and answer.first_try else "")
    return Verdict(tone, head, _missed(shelf, item, outcome))


def _head(outcome: Grade) -> tuple[str, str]:
    if outcome.miss == Miss.HAZARD:
        return "wrong", "Hazard"
    if outcome.correct and outcome.score >= 0.85:
        return "right", "Right"
    return ("partly", "Almost") if outcome.correct else ("wrong", "Not right")


def _missed(shelf: Shelf, item: Item, outcome: Grade) -> str:
    hit = _name_of(shelf, outcome.hit)
    if isinstance(item, OwnItem):
        return _own(item, outcome, hit)
    if item.kind == Kind.LOCATE:
        return _tapped(outcome, hit)
    if item.kind in (Kind.POINT, Kind.CAUTION_LOCATE):
        return _placed(item, outcome, hit)
    if item.kind in OF_OTHERS:
        return OF_OTHERS[item.kind].format(hit)
    match outcome.miss:
        case Miss.NEAR:
            return "The right name, with a slip of spelling."
        case Miss.INCOMPLETE:
            return "That is only a part of its name."
        case Miss.LOOK_ALIKE:
            return f"{hit} has a name that looks alike, but is another muscle."
        case _ if item.kind == Kind.SCENARIO:
            return "Another act is right here."
    return f"You chose {hit}." if hit else "That is not a name of this muscle."


def right_own(item: OwnItem) -> str:
    """The right answer to a question of the school, in words."""
    match item:
        case OwnText():
            return item.accepted[0]
        case OwnChoice():
            return next((choice.text for choice in item.choices if choice.id == item.right), "")
    return "inside the marked area"


def _own(item: OwnItem, outcome: Grade, hit: str) -> str:
    if isinstance(item, OwnOutline):
        if outcome.miss == Miss.HAZARD:
            return f"You pressed on: {hit}. Never press there; look at the hatched outline."
        return "Outside the area." if outcome.distance_mm is None else f"{outcome.distance_mm:.0f} mm outside the area."
    slip = "The right answer, with a slip of spelling. It is written" if outcome.miss == Miss.NEAR else "The right answer is"
    return f"{slip}: {right_own(item)}."


def _tapped(outcome: Grade, hit: str) -> str:
    far = f"{outcome.distance_mm or 0:.0f} mm"
    match outcome.miss:
        case Miss.HAZARD:
            return f"You pressed on: {hit}. Never press there; look at the hatched outline."
        case _ if outcome.distance_mm is None:
            return f"You marked {hit or 'another place'}."
        case Miss.NEIGHBOUR:
            return f"You marked {hit} (neighbour)."
        case Miss.NEAR:
            return f"Just outside: {far} from the muscle's edge."
    return f"You marked {hit}, {far} away." if hit else f"You marked a place {far} away from it."


def _placed(item: Item, outcome: Grade, hit: str) -> str:
    far = f"{outcome.distance_mm or 0:.0f} mm"
    if outcome.miss == Miss.HAZARD:
        return f"You pressed on: {hit}. Never press there; look at the hatched outline."
    if item.kind == Kind.CAUTION_LOCATE:
        return f"It runs {far} from your mark." + (" A thumb there may still press on it." if outcome.correct else "")
    return f"The nearest trigger point is {far} from your mark."


def _marked(shelf: Shelf, item: Item, outcome: Grade) -> str:
    if item.kind == Kind.ATTACHMENT:
        return f"Not right: the {' and the '.join(outcome.missed)}." if outcome.missed else ""
    noun = NOUNS[item.kind]
    parts = []
    if outcome.missed:
        lead = "You missed what must not be missed" if outcome.miss == Miss.MISSED_MUST else f"Missed {noun}s"
        parts.append(f"{lead}: {_listed(shelf, outcome.missed)}.")
    if outcome.wrong:
        parts.append(f"Not listed here: {_listed(shelf, outcome.wrong)}.")
    if noun == "core zone":
        parts.append(f"Overlap with the core zones: {outcome.score:.0%}.")
    return " ".join(parts)


def _listed(shelf: Shelf, ids: Iterable[str]) -> str:
    return ", ".join(_name_of(shelf, each) for each in ids)


def _name_of(shelf: Shelf, key: str | None) -> str:
    """Name of a muscle, structure or zone in English; empty for none."""
    if key is None:
        return ""
    catalogue = shelf.catalogue
    if key in catalogue.muscles:
        return catalogue.muscles[key].name.en
    if key in catalogue.structures:
        return catalogue.structures[key].name
    if key == NONE.id:
        return NONE.text.lower()
    return catalogue.zones[key].label if key in catalogue.zones else key.replace("-", " ")
