"""Grading: an item and an answer give a grade, and a grade the ratings that a student may choose from."""

from collections.abc import Callable
from typing import Any

from webapp.core.answers import Answer, Blank, Chosen, Grade, Marked, Miss, Tap, Typed, graded
from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas
from webapp.core.graders.acting import grade_act
from webapp.core.graders.deciding import grade_differential
from webapp.core.graders.locating import grade_locate
from webapp.core.graders.marking import grade_cautions, grade_referral
from webapp.core.graders.naming import grade_chosen, grade_typed
from webapp.core.graders.owning import grade_own_choice, grade_own_outline, grade_own_text
from webapp.core.graders.pointing import grade_caution_place, grade_point
from webapp.core.graders.recalling import ENDS, grade_attachment, grade_nerves, grade_one_of
from webapp.core.items import (
    Attach,
    CautionWords,
    ChooseAct,
    Differentiate,
    Innervate,
    Item,
    Locate,
    LocateWords,
    MarkCaution,
    MarkReferral,
    Move,
    NameCautions,
    NameIt,
    OwnChoice,
    OwnOutline,
    OwnText,
    PointAt,
    PointWords,
)
from webapp.core.ratings import Rating

__all__ = [
    "GRADING_VERSION",
    "Answer",
    "Blank",
    "Chosen",
    "Grade",
    "Marked",
    "Miss",
    "Rating",
    "Tap",
    "Typed",
    "allowed_ratings",
    "grade",
]

# Raised when the same answer would be graded differently: each log row keeps it beside the raw answer.
GRADING_VERSION = 2


def grade(item: Item, answer: Answer, catalogue: Catalogue, atlas: Atlas) -> Grade:
    """Grade an answer; ValueError where its type does not fit the kind of item, or it names what does not exist."""
    if isinstance(answer, Blank):
        return graded(0.0, Miss.BLANK, missed=_asked_for(item))
    for kinds, wanted, grader in _GRADERS:
        if isinstance(item, kinds) and isinstance(answer, wanted):
            return grader(item, answer, catalogue, atlas)
    raise ValueError(f"{item.key} cannot be answered with {type(answer).__name__}")


def allowed_ratings(item: Item, grade: Grade) -> tuple[Rating, ...]:
    """Ratings the student may choose: down freely, up to Easy if right, never up on safety items; none before a second try."""
    if grade.near_miss:
        return ()
    highest = grade.rating if item.safety or not grade.correct else Rating.EASY
    return tuple(rating for rating in Rating if rating <= highest)


def _asked_for(item: Item) -> frozenset[str]:
    """What a blank answer missed, by id."""
    if isinstance(item, MarkReferral):
        return frozenset(zone.zone for zone in item.primary)
    if isinstance(item, NameCautions):
        return item.must or item.listed
    if isinstance(item, Innervate):
        return frozenset(item.nerves)
    if isinstance(item, Attach):
        return frozenset(ENDS)
    if isinstance(item, Differentiate):
        return item.core
    if isinstance(item, OwnChoice):
        return frozenset({item.right})
    return frozenset({item.act.value if isinstance(item, ChooseAct) else item.subject})


Grader = Callable[[Any, Any, Catalogue, Atlas], Grade]

# Which kinds of item, answered in which way, are graded by what; the rows cannot say in types that the pairs fit.
_GRADERS: tuple[tuple[tuple[type[Item], ...], type[Answer], Grader], ...] = (
    ((Locate,), Tap, grade_locate),
    ((PointAt,), Tap, grade_point),
    ((MarkCaution,), Tap, lambda item, answer, _, atlas: grade_caution_place(item, answer, atlas)),
    ((NameIt,), Typed, lambda item, answer, catalogue, _: grade_typed(item, answer, catalogue)),
    ((NameIt, LocateWords), Chosen, lambda item, answer, catalogue, _: grade_chosen(item, answer, catalogue)),
    ((MarkReferral,), Marked, lambda item, answer, catalogue, _: grade_referral(item, answer, catalogue)),
    ((NameCautions,), Marked, lambda item, answer, catalogue, _: grade_cautions(item, answer, catalogue)),
    ((ChooseAct,), Chosen, lambda item, answer, _, __: grade_act(item, answer)),
    ((Attach,), Marked, lambda item, answer, catalogue, _: grade_attachment(item, answer, catalogue)),
    ((Innervate,), Marked, lambda item, answer, catalogue, _: grade_nerves(item, answer, catalogue)),
    ((Move, PointWords, CautionWords), Chosen, lambda item, answer, catalogue, _: grade_one_of(item, answer, catalogue)),
    ((Differentiate,), Marked, lambda item, answer, catalogue, _: grade_differential(item, answer, catalogue)),
    ((OwnText,), Typed, lambda item, answer, catalogue, _: grade_own_text(item, answer, catalogue)),
    ((OwnChoice,), Chosen, lambda item, answer, _, __: grade_own_choice(item, answer)),
    ((OwnOutline,), Tap, grade_own_outline),
)
