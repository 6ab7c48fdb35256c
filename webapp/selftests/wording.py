"""Questions and answers of a test in words: what was asked, what was answered, what would have been right."""

from webapp.core.answers import Answer, Blank, Chosen, Marked, Tap, Typed
from webapp.core.blueprints import IN_WORDS, KIND_WORDS
from webapp.core.entries import Muscle
from webapp.core.itemising import PAIN_MAP, RULES
from webapp.core.items import (
    Attach,
    CautionWords,
    ChooseAct,
    Differentiate,
    Innervate,
    Item,
    Kind,
    MarkCaution,
    MarkReferral,
    Move,
    NameCautions,
    OwnItem,
    PointAt,
    PointWords,
)
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf
from webapp.library.subjects import subject_words
from webapp.practice.asking import asked_structure, shown_options
from webapp.practice.reading import answer_of
from webapp.practice.verdicts import ACT_WORDS, right_own
from webapp.selftests.models import Response, SittingQuestion

__all__ = ["kind_words", "own_words", "own_words_of", "region_words", "right_words", "subject_words"]

TWINS = {twin: kind for kind, twin in IN_WORDS.items()}


def kind_words(kind: str) -> str:
    """A kind of question in words; one that is asked in words says so."""
    known = Kind(kind)
    return KIND_WORDS[known] if known in KIND_WORDS else f"{KIND_WORDS[TWINS[known]]}, in words"


def region_words(shelf: Shelf, region: str) -> str:
    """Name of a region, or of what belongs to none."""
    named = {RULES: "Rules of pressure and safety", PAIN_MAP: "Pain map"}
    return named.get(region) or (shelf.catalogue.regions[region].name if region in shelf.catalogue.regions else region)


def own_words(shelf: Shelf, item: Item, answer: Answer, showing: int) -> str:
    """An answer as its giver would say it."""
    match answer:
        case Blank():
            return "I do not know"
        case Tap():
            return "a place on the chart"
        case Typed(text):
            return f"“{text}”"
        case Chosen(option):
            return _option_words(shelf, item, [option], showing)
        case Marked(ids) if not ids:
            return "none of these"
        case Marked(ids):
            return _option_words(shelf, item, sorted(ids), showing)


def right_words(shelf: Shelf, item: Item, showing: int) -> str:
    """What is right; for a place on the chart, what it is."""
    match item:
        case MarkReferral():
            return ", ".join(dict.fromkeys(shelf.catalogue.zones[zone.zone].label for zone in item.primary))
        case NameCautions():
            return ", ".join(shelf.catalogue.structures[each].name for each in sorted(item.listed)) or "none"
        case MarkCaution() | CautionWords():
            target = asked_structure(item, showing)
            how = next((each.text for each in shelf.catalogue.muscles[item.subject].cautions if each.structure == target), "")
            return f"{shelf.catalogue.structures[target].name}: {how}"
        case OwnItem():
            return right_own(item)
        case ChooseAct():
            return ACT_WORDS[item.act]
        case Innervate():
            return ", ".join(item.nerves)
        case Differentiate():
            shown = {option.id for option in shown_options(shelf, item, showing)} & item.core
            return ", ".join(shelf.catalogue.muscles[each].name.en for each in sorted(shown)) or NONE.text
    return _of_muscle(item, shelf.catalogue.muscles[item.subject])


def _of_muscle(item: Item, muscle: Muscle) -> str:
    match item:
        case PointAt() | PointWords():
            return "; ".join(point.text for point in muscle.points)
        case Attach():
            return f"from {muscle.origin.text} to {muscle.insertion.text}"
        case Move():
            return muscle.action.text
    return muscle.name.en if item.kind == Kind.NAME else muscle.landmarks.text


def _option_words(shelf: Shelf, item: Item, ids: list[str], showing: int) -> str:
    options = {option.id: option.text for option in shown_options(shelf, item, showing)}
    zones = {zone.id: zone.label for zone in shelf.catalogue.zones.values()} if item.kind == Kind.REFERRAL else {}
    return ", ".join({**zones, **options}.get(each, each.replace("-", " ")) for each in ids)


def own_words_of(shelf: Shelf, row: SittingQuestion, response: Response | None) -> str:
    """The answer that was given so far, in words; "" without one."""
    item = shelf.find_item(row.item_key)
    if response is None or item is None:
        return "" if response is None else "answered"
    return own_words(shelf, item, answer_of(response.raw_answer), row.showing)
