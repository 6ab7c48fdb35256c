"""What is shown after an answer: verdict in words, marks on the plate, the facts, and the ratings with their days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.atlas.figures import Figure, Ink
from webapp.core.answers import Answer, Grade
from webapp.core.catalogue import Scenario, Zone
from webapp.core.entries import Caution, Fact, Muscle
from webapp.core.grading import allowed_ratings, grade
from webapp.core.items import Item, Kind, MarkCaution, OwnItem
from webapp.core.ratings import Rating
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.asked import before
from webapp.practice.models import Review
from webapp.practice.pictures import pictures
from webapp.practice.reading import answer_of, grade_of
from webapp.practice.verdicts import Verdict, verdict

MUSCLE_INKS = ((Ink.RIGHT, "the muscle"), (Ink.HIT, "what you marked"), (Ink.HAZARD, "structure at risk"))
ZONE_INKS = (
    (Ink.RIGHT, "core, marked"),
    (Ink.MISSED, "core, missed"),
    (Ink.SPILL, "spill-over"),
    (Ink.HIT, "marked, not listed"),
)
INK_WORDS: Mapping[Kind, tuple[tuple[Ink, str], ...]] = {
    **dict.fromkeys(Kind, MUSCLE_INKS),
    Kind.CAUTION_LOCATE: (
        (Ink.ASKED, "the muscle"),
        (Ink.HAZARD, "where not to press"),
        (Ink.BAND, "what a thumb beside it still presses"),
    ),
    Kind.OWN_OUTLINE: ((Ink.RIGHT, "the area that was asked for"), (Ink.HAZARD, "structure at risk")),
    Kind.DIFFERENTIAL: ((Ink.RIGHT, "the zone"), (Ink.ASKED, "muscles that send pain there")),
    Kind.REFERRAL: ZONE_INKS,
    Kind.REFERRAL_WORDS: ZONE_INKS,
}


@dataclass(frozen=True, slots=True)
class RatingChoice:
    """A rating that may be chosen: when the item comes back, and whether it was proposed or is in force."""

    rating: Rating
    days: int
    proposed: bool
    in_force: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """The feedback page of one answer."""

    review: Review
    item: Item
    muscle: Muscle | None
    scenario: Scenario | None
    zone: Zone | None
    answer: Answer
    grade: Grade
    verdict: Verdict
    figures: tuple[Figure, ...]
    facts: tuple[tuple[str, Fact], ...]
    cautions: tuple[Caution, ...]
    choices: tuple[RatingChoice, ...]
    is_undone: bool

    @property
    def legend(self) -> tuple[tuple[Ink, str], ...]:
        """What the marks that occur mean, in words."""
        return legend_of(self.item, self.figures)


def feedback(session: Session, shelf: Shelf, student: User, review_id: int, *, at: datetime) -> Feedback:
    """The feedback of one of the student's own answers, with the rating it has now; NotFound for anybody else's."""
    review = queries.get_latest(session, student.id, review_id)
    item = shelf.get_item(review.item_key)
    answer = answer_of(review.raw_answer or {})
    outcome = _graded(shelf, item, answer, review)
    muscle = shelf.catalogue.muscles.get(item.about)
    return Feedback(
        review=review,
        item=item,
        muscle=muscle,
        scenario=shelf.catalogue.scenarios.get(item.subject),
        answer=answer,
        grade=outcome,
        verdict=verdict(shelf, item, answer, outcome),
        figures=pictures(shelf, item, answer, outcome),
        zone=shelf.catalogue.zones.get(item.subject),
        facts=facts_for(shelf, item, muscle),
        cautions=cautions_for(item, muscle, outcome),
        choices=_choices(session, student, item, review, at=at),
        is_undone=queries.find_undo(session, review.id) is not None,
    )


def _graded(shelf: Shelf, item: Item, answer: Answer, review: Review) -> Grade:
    """What was logged stands; what exactly was right or missed is graded again, unless the material has changed too much for that."""
    logged = grade_of(review)
    try:
        again = grade(item, answer, shelf.catalogue, shelf.atlas)
    except ValueError:
        return logged
    return replace(again, score=logged.score, correct=logged.correct, miss=logged.miss, hit=logged.hit, rating=logged.rating)


def _choices(session: Session, student: User, item: Item, review: Review, *, at: datetime) -> tuple[RatingChoice, ...]:
    asked = before(session, student, item, review, at=at)
    # The rating in force has its day already; the others get theirs from the calendar as it is now.
    in_force = Rating(review.rating or review.proposed or Rating.AGAIN)
    due = {**asked.due_days(), in_force: review.due_day or asked.day}
    return tuple(
        RatingChoice(rating, due[rating] - asked.day, rating == review.proposed, rating == in_force)
        for rating in allowed_ratings(item, grade_of(review))
    )


def legend_of(item: Item, figures: tuple[Figure, ...]) -> tuple[tuple[Ink, str], ...]:
    """What the marks that occur in the pictures of an answer mean, in words."""
    inks = {mark.ink for figure in figures for mark in figure.marks}
    return tuple((ink, words) for ink, words in INK_WORDS[item.kind] if ink in inks)


def facts_for(shelf: Shelf, item: Item, muscle: Muscle | None) -> tuple[tuple[str, Fact], ...]:
    """The facts behind a question, with a label each."""
    if item.kind == Kind.DIFFERENTIAL:
        return tuple((each.muscle.name.en, point) for each in shelf.senders[item.subject] if each.core for point in each.points)
    if isinstance(item, OwnItem):
        return (("From your school", item.fact),)
    if muscle is None:
        return ()
    match item.kind:
        case Kind.REFERRAL | Kind.REFERRAL_WORDS | Kind.POINT | Kind.POINT_WORDS:
            return tuple((f"Point {number}", point) for number, point in enumerate(muscle.points, start=1))
        case Kind.CAUTION | Kind.CAUTION_LOCATE | Kind.CAUTION_LOCATE_WORDS:
            return ()
        case Kind.ATTACHMENT:
            return (("Origin", muscle.origin), ("Insertion", muscle.insertion))
        case Kind.INNERVATION:
            return (("Nerve", muscle.innervation),)
        case Kind.ACTION:
            return (("Action", muscle.action),)
        case _:
            return (("Lies", muscle.landmarks), ("Palpation", muscle.palpate))


def cautions_for(item: Item, muscle: Muscle | None, outcome: Grade) -> tuple[Caution, ...]:
    """Cautions that belong to the answer: all for a caution item, those that were hit for the others."""
    if muscle is None:
        return ()
    if item.kind in (Kind.CAUTION, Kind.CAUTION_LOCATE_WORDS):
        return tuple(sorted(muscle.cautions, key=lambda caution: not caution.must))
    met = {outcome.hit, *outcome.right, *outcome.missed}
    found = tuple(caution for caution in muscle.cautions if caution.structure in met)
    if isinstance(item, MarkCaution) and not found:
        return tuple(caution for caution in muscle.cautions if caution.structure in item.structures)
    return found
