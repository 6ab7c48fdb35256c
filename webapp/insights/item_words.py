"""Items and what was given in their stead, in words; also for what the material no longer has."""

from webapp.core.answers import Miss
from webapp.core.entries import Act
from webapp.core.items import Attach, Differentiate, Innervate, Item, Kind, MarkReferral, NameCautions, OwnChoice, OwnItem
from webapp.core.questions_pain import NONE
from webapp.library.naming import main_name
from webapp.library.shelf import Shelf
from webapp.practice.verdicts import ACT_WORDS
from webapp.selftests.wording import kind_words

MISS_WORDS = {
    Miss.NEAR: "a place just outside",
    Miss.NEIGHBOUR: "a neighbour",
    Miss.WRONG_SIDE: "the wrong side",
    Miss.ELSEWHERE: "a place far off",
    Miss.HAZARD: "a structure at risk",
    Miss.MISSED_MUST: "one that must be named left out",
    Miss.WRONG: "no name of a muscle",
    Miss.LOOK_ALIKE: "a name that looks alike",
    Miss.INCOMPLETE: "a part of it only",
    Miss.BLANK: "“I do not know”",
}
MUSCLE_KINDS = (Kind.LOCATE, Kind.LOCATE_WORDS, Kind.NAME)
"""Kinds of which a wrong answer is another muscle, so that two can be mixed up."""


def subject_of(key: str) -> str:
    """The part of an item's key that says what it is about."""
    return key.rpartition("/")[0]


def kind_of(key: str) -> str:
    """The part of an item's key that says how it is asked."""
    return key.rpartition("/")[2]


def subject_name(shelf: Shelf, key: str, language: str = "english") -> str:
    """What an item is about, by its key; for a question of the school, the question."""
    subject, catalogue = subject_of(key), shelf.catalogue
    item = shelf.find_item(key)
    if isinstance(item, OwnItem):
        return item.question
    if subject in catalogue.muscles:
        return main_name(catalogue.muscles[subject], language)
    if subject in catalogue.zones:
        return sentence(catalogue.zones[subject].label)
    if subject in catalogue.scenarios:
        return sentence(catalogue.scenarios[subject].title)
    return sentence(subject.replace("-", " "))


def sentence(text: str) -> str:
    """Words with a capital at their beginning, and as they are after it."""
    return text[:1].upper() + text[1:]


def kind_name(kind: str) -> str:
    """How an item is asked."""
    return kind_words(kind) if kind in set(Kind) else kind.replace("-", " ")


def given_words(shelf: Shelf, item: Item | None, given: str, language: str = "english") -> str:
    """What was given in a wrong answer: the name of a muscle, structure, zone or act, an option, or the class of miss."""
    if given in set(Miss):
        return MISS_WORDS[Miss(given)]
    if given in set(Act):
        return ACT_WORDS[Act(given)]
    if given == NONE.id:
        return NONE.text.lower()
    if isinstance(item, OwnChoice):
        return next((choice.text for choice in item.choices if choice.id == given), given)
    return _named(shelf, given, language) or _compound(shelf, given, language) or given.replace("-", " ")


def needed_ids(item: Item | None) -> frozenset[str]:
    """Ids that all have to be marked, whoever is asked; none where each answer is one thing, or what is offered changes."""
    match item:
        case MarkReferral():
            return frozenset(zone.zone for zone in item.primary)
        case NameCautions():
            return item.must or item.listed
        case Attach():
            return frozenset({f"origin.{item.subject}", f"insertion.{item.subject}"})
        case Innervate():
            return frozenset(f"{item.subject}.{number}" for number in range(len(item.nerves)))
    return frozenset()


def right_ids(item: Item | None) -> frozenset[str]:
    """Ids that are no mistakes where several can be marked: they occur in wrong answers too."""
    match item:
        case MarkReferral():
            return needed_ids(item) | frozenset(zone.zone for zone in item.spill_over)
        case NameCautions():
            return item.listed | item.must
        case Differentiate():
            return item.core | item.spill_over
    return needed_ids(item)


def _named(shelf: Shelf, given: str, language: str) -> str | None:
    catalogue = shelf.catalogue
    if given in catalogue.muscles:
        return main_name(catalogue.muscles[given], language)
    if given in catalogue.structures:
        return catalogue.structures[given].name
    return catalogue.zones[given].label if given in catalogue.zones else None


def _compound(shelf: Shelf, given: str, language: str) -> str | None:
    """Options that name a muscle and a part of it: "origin.masseter", "masseter.p1", "masseter.0"."""
    first, _, last = given.partition(".")
    muscles = shelf.catalogue.muscles
    if last in muscles:
        return f"{first} of {main_name(muscles[last], language)}"
    if first not in muscles or not last:
        return None
    nerves = muscles[first].innervation.nerves
    if last.isdecimal() and int(last) < len(nerves):
        return f"nerve of {main_name(muscles[first], language)}: {nerves[int(last)]}"
    return f"a place of {main_name(muscles[first], language)}"
