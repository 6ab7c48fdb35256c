"""Grading: an item and an answer give a grade, and a grade the ratings that a student may choose from."""

from webapp.core.answers import Answer, Blank, Chosen, Grade, Marked, Miss, Tap, Typed, graded
from webapp.core.catalogue import Catalogue
from webapp.core.charts import Atlas
from webapp.core.graders.acting import grade_act
from webapp.core.graders.locating import grade_locate
from webapp.core.graders.marking import grade_cautions, grade_referral
from webapp.core.graders.naming import grade_chosen, grade_typed
from webapp.core.graders.pointing import grade_caution_place, grade_point
from webapp.core.items import ChooseAct, Item, Locate, LocateWords, MarkCaution, MarkReferral, NameCautions, NameIt, PointAt
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
    match item, answer:
        case _, Blank():
            return graded(0.0, Miss.BLANK, missed=_asked_for(item))
        case Locate(), Tap():
            return grade_locate(item, answer, catalogue, atlas)
        case PointAt(), Tap():
            return grade_point(item, answer, catalogue, atlas)
        case MarkCaution(), Tap():
            return grade_caution_place(item, answer, atlas)
        case NameIt(), Typed():
            return grade_typed(item, answer, catalogue)
        case ((NameIt() | LocateWords()), Chosen()):
            return grade_chosen(item, answer, catalogue)
        case MarkReferral(), Marked():
            return grade_referral(item, answer, catalogue)
        case NameCautions(), Marked():
            return grade_cautions(item, answer, catalogue)
        case ChooseAct(), Chosen():
            return grade_act(item, answer)
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
    return frozenset({item.act.value if isinstance(item, ChooseAct) else item.subject})
