"""Options of the questions that are answered from a list, in an order that depends on the seed only."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from webapp.core.catalogue import Catalogue
from webapp.core.chance import seed_of, shuffled
from webapp.core.distractors import Neighbours, wrong_muscles, wrong_structures, wrong_zones
from webapp.core.entries import Act, Evidence
from webapp.core.items import (
    Attach,
    CautionWords,
    ChooseAct,
    Differentiate,
    Innervate,
    Item,
    LocateWords,
    Move,
    NameCautions,
    NameIt,
    OwnChoice,
    PointWords,
    ReferralWords,
)
from webapp.core.options import WRONG_CHOICES, Option, drawn, without_name, wrong_marks
from webapp.core.questions_facts import attachments, courses, movements, nerves, sites
from webapp.core.questions_pain import possible_senders
from webapp.core.text import name_forms

ACT_TEXTS: Mapping[Act, str] = {
    Act.EASE_OFF: "ease off",
    Act.PRESS_MORE: "press more",
    Act.STOP_AND_MOVE: "stop and move away",
    Act.REFER_ON: "stop and refer on",
}


def question_seed(item_key: str, reps: int) -> int:
    """Seed of one showing of an item: the same for every student at the same count of answers, and after a reload."""
    return seed_of("question", item_key, reps)


def options(item: Item, catalogue: Catalogue, atlas_neighbours: Neighbours, seed: int) -> tuple[Option, ...]:
    """Right and wrong options in seeded order, none for kinds answered on the chart; KeyError if the catalogue lacks what is asked."""
    return shuffled(_unordered(item, catalogue, atlas_neighbours, seed), seed, "order")


def _unordered(item: Item, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    make = _MAKERS.get(type(item))
    return make(item, catalogue, neighbours, seed) if make else ()


def _places(item: LocateWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    right = catalogue.muscles[item.subject]
    answer = without_name(right.landmarks.text, right)
    wrong = []
    for other in wrong_muscles(right, catalogue, neighbours):
        text = without_name(other.landmarks.text, other)
        known = other.landmarks.evidence != Evidence.E and text != answer
        if known and without_name(text, right) == text:
            wrong.append(Option(other.id, text))
    return [Option(right.id, answer), *drawn(wrong, WRONG_CHOICES, seed, len(answer))]


def _names(item: NameIt, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    right = catalogue.muscles[item.subject]
    forms = set(name_forms(right))
    # A wrong name that holds the right one ("multifidus cervicis" for "multifidus") would be half right.
    others = (
        other
        for other in wrong_muscles(right, catalogue, neighbours)
        if not any(set(form) <= set(theirs) for form in forms for theirs in name_forms(other))
    )
    wrong = [Option(other.id, other.name.en) for other in others]
    return [Option(right.id, right.name.en), *drawn(wrong, WRONG_CHOICES, seed, len(right.name.en))]


def _zones(item: ReferralWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    core = dict.fromkeys(zone.zone for zone in item.primary)
    right = [Option(zone, catalogue.zones[zone].label) for zone in core]
    wrong = [Option(zone, catalogue.zones[zone].label) for zone in wrong_zones(item, catalogue, neighbours)]
    return [*right, *drawn(wrong, wrong_marks(len(right)), seed)]


def _structures(item: NameCautions, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    right = [Option(structure, catalogue.structures[structure].name) for structure in sorted(item.listed)]
    wrong = [Option(structure, catalogue.structures[structure].name) for structure in wrong_structures(item, catalogue, neighbours)]
    return [*right, *drawn(wrong, wrong_marks(len(right)), seed)]


def _acts(_: ChooseAct, __: Catalogue, ___: Neighbours, ____: int) -> list[Option]:
    return [Option(act.value, text) for act, text in ACT_TEXTS.items()]


def _written(item: OwnChoice, _: Catalogue, __: Neighbours, ___: int) -> list[Option]:
    return [Option(choice.id, choice.text) for choice in item.choices]


# Each function takes the item of its own kind; the table cannot say so in types.
_MAKERS: Mapping[type[Item], Callable[[Any, Catalogue, Neighbours, int], Iterable[Option]]] = {
    LocateWords: _places,
    NameIt: _names,
    ReferralWords: _zones,
    NameCautions: _structures,
    PointWords: sites,
    CautionWords: courses,
    Attach: attachments,
    Innervate: nerves,
    Move: movements,
    Differentiate: possible_senders,
    ChooseAct: _acts,
    OwnChoice: _written,
}
