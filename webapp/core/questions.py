"""Options of the questions that are answered from a list, in an order that depends on the seed only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.core.catalogue import Catalogue
from webapp.core.chance import seed_of, shuffled
from webapp.core.distractors import Neighbours, wrong_muscles, wrong_structures, wrong_zones
from webapp.core.entries import Act, Evidence, Muscle
from webapp.core.items import ChooseAct, Item, LocateWords, NameCautions, NameIt, ReferralWords
from webapp.core.text import MODIFIERS, name_forms

WRONG_CHOICES = 3
FEWEST_MARKS, MOST_MARKS = 5, 8
# From so many of the best wrong options those of one question are drawn, so that the same item does not always show the same.
POOL = 6
# Options of about one length: the right one must not stand out as the longest.
LENGTH_SHARE = 0.4
ACT_TEXTS: Mapping[Act, str] = {
    Act.EASE_OFF: "ease off",
    Act.PRESS_MORE: "press more",
    Act.STOP_AND_MOVE: "stop and move away",
    Act.REFER_ON: "stop and refer on",
}
# Words of names that are plain words of place too; they give nothing away.
PLAIN_WORDS = MODIFIERS | {"abdominal", "cervical", "dorsal", "lumbar", "palmar", "plantar", "thoracic"}


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a list: the id that is sent back, and the words shown."""

    id: str
    text: str


def question_seed(item_key: str, reps: int) -> int:
    """Seed of one showing of an item: the same for every student at the same count of answers, and after a reload."""
    return seed_of("question", item_key, reps)


def options(item: Item, catalogue: Catalogue, atlas_neighbours: Neighbours, seed: int) -> tuple[Option, ...]:
    """Right and wrong options in seeded order, none for kinds answered on the chart; KeyError if the catalogue lacks what is asked."""
    return shuffled(_unordered(item, catalogue, atlas_neighbours, seed), seed, "order")


def without_name(text: str, muscle: Muscle) -> str:
    """A text in which every word that gives away the muscle's English or Latin name is replaced by an ellipsis."""
    telling = sorted(_telling_words(muscle), key=len, reverse=True)
    if not telling:
        return text
    return re.sub(rf"\b(?:{'|'.join(re.escape(word) for word in telling)})s?\b", "…", text, flags=re.IGNORECASE)


def _unordered(item: Item, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    match item:
        case LocateWords():
            return _places(item, catalogue, neighbours, seed)
        case NameIt():
            return _names(item, catalogue, neighbours, seed)
        case ReferralWords():
            return _zones(item, catalogue, neighbours, seed)
        case NameCautions():
            return _structures(item, catalogue, neighbours, seed)
        case ChooseAct():
            return [Option(act.value, text) for act, text in ACT_TEXTS.items()]
    return ()


def _telling_words(muscle: Muscle) -> set[str]:
    words = {word for form in name_forms(muscle) for word in form if len(word) > 4 and word not in PLAIN_WORDS}
    return words | {word.removesuffix("s") for word in words}


def _places(item: LocateWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    right = catalogue.muscles[item.subject]
    answer = without_name(right.landmarks.text, right)
    wrong = []
    for other in wrong_muscles(right, catalogue, neighbours):
        text = without_name(other.landmarks.text, other)
        known = other.landmarks.evidence != Evidence.E and text != answer
        if known and without_name(text, right) == text:
            wrong.append(Option(other.id, text))
    return [Option(right.id, answer), *_drawn(wrong, WRONG_CHOICES, seed, len(answer))]


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
    return [Option(right.id, right.name.en), *_drawn(wrong, WRONG_CHOICES, seed, len(right.name.en))]


def _zones(item: ReferralWords, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    core = dict.fromkeys(zone.zone for zone in item.primary)
    right = [Option(zone, catalogue.zones[zone].label) for zone in core]
    wrong = [Option(zone, catalogue.zones[zone].label) for zone in wrong_zones(item, catalogue, neighbours)]
    return [*right, *_drawn(wrong, _wrong_marks(len(right)), seed)]


def _structures(item: NameCautions, catalogue: Catalogue, neighbours: Neighbours, seed: int) -> Iterable[Option]:
    right = [Option(structure, catalogue.structures[structure].name) for structure in sorted(item.listed)]
    wrong = [Option(structure, catalogue.structures[structure].name) for structure in wrong_structures(item, catalogue, neighbours)]
    return [*right, *_drawn(wrong, _wrong_marks(len(right)), seed)]


def _wrong_marks(right: int) -> int:
    """How many wrong options stand beside the right ones: five to eight in all, and always at least two wrong."""
    return max(FEWEST_MARKS - right, min(4, MOST_MARKS - right), 2)


def _drawn(wrong: list[Option], count: int, seed: int, length: int | None = None) -> list[Option]:
    """Some of the best wrong options; where the right option's length is given, those about as long come first."""
    pool = shuffled(wrong[: max(POOL, count)], seed, "wrong")
    if length is not None:
        pool = tuple(sorted(pool, key=lambda option: abs(len(option.text) - length) > LENGTH_SHARE * max(len(option.text), length)))
    return list(pool[:count])
