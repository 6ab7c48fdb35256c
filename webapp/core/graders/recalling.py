"""Grading facts of anatomy chosen from lists: attachments, nerves, movements, sites and courses in words."""

from webapp.core.answers import Chosen, Grade, Marked, Miss, graded
from webapp.core.catalogue import Catalogue
from webapp.core.graders.marking import overlap
from webapp.core.items import Attach, CautionWords, Innervate, Move, PointWords

ENDS = ("origin", "insertion")


def grade_attachment(item: Attach, answer: Marked, catalogue: Catalogue) -> Grade:
    """Half for the origin, half for the insertion; ValueError unless one of each was chosen."""
    chosen = dict(each.split(".", 1) for each in answer.ids if "." in each)
    if sorted(chosen) != sorted(ENDS) or len(answer.ids) != len(ENDS) or not set(chosen.values()) <= catalogue.muscles.keys():
        raise ValueError("an origin and an insertion have to be chosen")
    right = frozenset(end for end in ENDS if chosen[end] == item.subject)
    missed = frozenset(ENDS) - right
    miss = None if not missed else Miss.INCOMPLETE if right else Miss.WRONG
    return graded(len(right) / len(ENDS), miss, recalled=False, right=right, missed=missed)


def grade_nerves(item: Innervate, answer: Marked, catalogue: Catalogue) -> Grade:
    """Overlap (Dice) of the chosen nerves with the muscle's own; ValueError for what is no nerve of the material."""
    chosen = frozenset(_nerve(each, catalogue) for each in answer.ids)
    own = frozenset(item.nerves)
    right, wrong, missed = chosen & own, chosen - own, own - chosen
    miss = Miss.INCOMPLETE if missed and right else Miss.WRONG if missed or wrong else None
    return graded(overlap(len(right), len(wrong), len(own)), miss, recalled=False, right=right, wrong=wrong, missed=missed)


def grade_one_of(item: Move | PointWords | CautionWords, answer: Chosen, catalogue: Catalogue) -> Grade:
    """One text was chosen, by the muscle that it is about (before a dot); ValueError for an option that is none."""
    muscle = answer.option.partition(".")[0]
    if muscle not in catalogue.muscles:
        raise ValueError(f"there is no option {answer.option[:64]!r}")
    subject = frozenset({item.subject})
    if muscle == item.subject:
        return graded(1.0, None, recalled=False, hit=muscle, right=subject)
    return graded(0.0, Miss.WRONG, recalled=False, hit=muscle, wrong=frozenset({muscle}), missed=subject)


def _nerve(option: str, catalogue: Catalogue) -> str:
    muscle, _, index = option.partition(".")
    nerves = catalogue.muscles[muscle].innervation.nerves if muscle in catalogue.muscles else ()
    if not index.isdecimal() or int(index) >= len(nerves):
        raise ValueError(f"there is no nerve {option[:64]!r}")
    return nerves[int(index)]
