"""Grading the school's own questions: a typed answer, one of several options, a place in a drawn area."""

import re

from webapp.core.answers import Chosen, Grade, Miss, Tap, Typed, graded
from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas
from webapp.core.geometry import distance
from webapp.core.graders.locating import NEAR_SCORE, hazard_under
from webapp.core.graders.naming import MISSPELT_TWICE_SCORE, SECOND_TRY_SCORE
from webapp.core.items import OwnChoice, OwnOutline, OwnText
from webapp.core.outlining import sides_of
from webapp.core.spelling import near, normalise
from webapp.core.text import name_forms


def grade_own_text(item: OwnText, answer: Typed, catalogue: Catalogue) -> Grade:
    """Right where it is an accepted answer; a slip of spelling asks for a second try, a known name of something else never passes."""
    first = answer.first_try.strip() if answer.first_try else ""
    # A first try that was plainly right or wrong stands, whatever a client sends after it.
    second = bool(first) and not _is_right(first, item) and _is_slip(first, item, catalogue)
    text = answer.text if second or not first else first
    subject = frozenset({item.subject})
    if _is_right(text, item):
        return graded(SECOND_TRY_SCORE if second else 1.0, None, hit=item.subject, right=subject)
    if not normalise(text):
        return graded(0.0, Miss.BLANK, missed=subject)
    if not _is_slip(text, item, catalogue):
        return graded(0.0, Miss.WRONG, missed=subject)
    if second:
        return graded(MISSPELT_TWICE_SCORE, Miss.NEAR, hit=item.subject, right=subject)
    return graded(0.0, Miss.NEAR, hit=item.subject, missed=subject, near_miss=True)


def grade_own_choice(item: OwnChoice, answer: Chosen) -> Grade:
    """There is one right option; ValueError for one that the question no longer has."""
    if answer.option not in {choice.id for choice in item.choices}:
        raise ValueError(f"there is no option {answer.option[:64]!r}")
    right = frozenset({item.right})
    if answer.option == item.right:
        return graded(1.0, None, recalled=False, hit=item.right, right=right)
    return graded(0.0, Miss.WRONG, recalled=False, hit=answer.option, wrong=frozenset({answer.option}), missed=right)


def grade_own_outline(item: OwnOutline, tap: Tap, catalogue: Catalogue, atlas: Atlas) -> Grade:
    """Inside the area is right, within a finger's slack near; ValueError where the tap is on another view than the area."""
    view = atlas.views.get(item.view)
    if view is None or tap.view != item.view:
        raise ValueError(f"{item.key} is not drawn on view {tap.view[:64]!r}")
    far = min(distance(tap.at, (ring,)) for ring in sides_of(item.ring, view, both_sides=item.both_sides))
    subject = frozenset({item.subject})
    if far == 0:
        return graded(1.0, None, hit=item.subject, distance_mm=0.0, right=subject)
    # A question about safety may ask where not to press: to mark a danger there is a miss like any other.
    hazard = None if item.safety else hazard_under(view, tap, catalogue)
    if hazard is not None:
        return graded(0.0, Miss.HAZARD, hit=hazard, distance_mm=far, wrong=frozenset({hazard}), missed=subject)
    close = far <= view.slack_mm
    return graded(NEAR_SCORE if close else 0.0, Miss.NEAR if close else Miss.ELSEWHERE, distance_mm=far, missed=subject)


def _is_right(text: str, item: OwnText) -> bool:
    return normalise(text) in {normalise(each) for each in item.accepted}


def _is_slip(text: str, item: OwnText, catalogue: Catalogue) -> bool:
    """Whether a text is an accepted answer but for its spelling: other digits, or a word of another muscle's name, are no slip."""
    words = set(normalise(text).split())
    return any(
        near(text, wanted) and _digits(text) == _digits(wanted) and not (words - set(normalise(wanted).split())) & _known_words(catalogue)
        for wanted in item.accepted
    )


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _known_words(catalogue: Catalogue) -> set[str]:
    return {word for muscle in catalogue.muscles.values() for form in name_forms(muscle) for word in form}
