"""What is shown after an answer: verdict in words, marks on the plate, the facts, and the ratings with their days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.atlas.figures import Figure, Ink, figure, muscle_marks, structure_marks, zone_marks
from webapp.core.answers import Answer, Chosen, Grade, Tap
from webapp.core.charts import View
from webapp.core.entries import Caution, Fact, Muscle, Scenario
from webapp.core.grading import allowed_ratings, grade
from webapp.core.items import Item, Kind, Locate, MarkReferral
from webapp.core.ratings import Rating
from webapp.library.figures import drawn_views, focus_of
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.asked import now_of
from webapp.practice.models import Review
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
        inks = {mark.ink for figure in self.figures for mark in figure.marks}
        return tuple((ink, words) for ink, words in INK_WORDS[self.item.kind] if ink in inks)


def feedback(session: Session, shelf: Shelf, student: User, review_id: int, *, at: datetime) -> Feedback:
    """The feedback of one of the student's own answers; NotFound for anybody else's."""
    review = queries.get_answer(session, student.id, review_id)
    item = shelf.get_item(review.item_key)
    answer = answer_of(review.raw_answer or {})
    outcome = grade(item, answer, shelf.catalogue, shelf.atlas)
    muscle = shelf.catalogue.muscles.get(item.subject)
    return Feedback(
        review=review,
        item=item,
        muscle=muscle,
        scenario=shelf.catalogue.scenarios.get(item.subject),
        answer=answer,
        grade=outcome,
        verdict=verdict(shelf, item, answer, outcome),
        figures=_figures(shelf, item, answer, outcome),
        facts=_facts(item, muscle),
        cautions=_cautions(item, muscle, outcome),
        choices=_choices(session, shelf, student, item, review, at=at),
        is_undone=queries.find_undo(session, review.id) is not None,
    )


def _choices(
    session: Session, shelf: Shelf, student: User, item: Item, review: Review, *, at: datetime
) -> tuple[RatingChoice, ...]:
    asked = now_of(session, shelf, student, item, at=at, without=review)
    due = asked.due_days()
    return tuple(
        RatingChoice(rating, due[rating] - asked.day, rating == review.proposed, rating == review.rating)
        for rating in allowed_ratings(item, grade_of(review))
    )


def _facts(item: Item, muscle: Muscle | None) -> tuple[tuple[str, Fact], ...]:
    if muscle is None:
        return ()
    match item.kind:
        case Kind.REFERRAL | Kind.REFERRAL_WORDS:
            return tuple((f"Point {number}", point) for number, point in enumerate(muscle.points, start=1))
        case Kind.CAUTION:
            return ()
        case _:
            return (("Lies", muscle.landmarks), ("Palpation", muscle.palpate))


def _cautions(item: Item, muscle: Muscle | None, outcome: Grade) -> tuple[Caution, ...]:
    """Cautions that belong to the answer: all for a caution item, those that were hit for the others."""
    if muscle is None:
        return ()
    if item.kind == Kind.CAUTION:
        return tuple(sorted(muscle.cautions, key=lambda caution: not caution.must))
    return tuple(caution for caution in muscle.cautions if caution.structure == outcome.hit)


def _figures(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    drawer = _DRAWERS.get(item.kind)
    return drawer(shelf, item, answer, outcome) if drawer else ()


def _locate(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    assert isinstance(item, Locate)
    view = shelf.atlas.views[item.view]
    picture = figure(view, item.layer, focus_of(shelf, item.region, view))
    picture = picture.with_marks(
        *muscle_marks(view, item.subject, item.layer, Ink.RIGHT), *_hit_marks(view, item.layer, outcome)
    )
    return (replace(picture, own=answer.at if isinstance(answer, Tap) else None),)


def _hit_marks(view: View, layer: str, outcome: Grade) -> tuple[object, ...]:
    if outcome.correct or outcome.hit is None:
        return ()
    return (*muscle_marks(view, outcome.hit, layer, Ink.HIT), *structure_marks(view, outcome.hit))


def _name(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles[item.subject]
    views = drawn_views(shelf, muscle)[:1]
    chosen = answer.option if isinstance(answer, Chosen) else outcome.hit
    pictures = []
    for name in views:
        view = shelf.atlas.views[name]
        layer = muscle.layer if muscle.layer in view.muscles[muscle.id].visible else view.layers[-1]
        marks = muscle_marks(view, muscle.id, layer, Ink.RIGHT)
        wrong = muscle_marks(view, chosen, layer, Ink.HIT) if chosen and chosen != muscle.id else ()
        pictures.append(figure(view, layer, focus_of(shelf, muscle.region, view)).with_marks(*marks, *wrong))
    return tuple(pictures)


def _referral(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    assert isinstance(item, MarkReferral)
    inks = {
        **{zone.zone: Ink.SPILL for zone in item.spill_over},
        **dict.fromkeys(outcome.right, Ink.RIGHT),
        **dict.fromkeys(outcome.missed, Ink.MISSED),
        **dict.fromkeys(outcome.wrong, Ink.HIT),
    }
    pictures = []
    for view in shelf.atlas.views.values():
        marks = [mark for zone, ink in inks.items() for mark in zone_marks(view, zone, ink)]
        if any(zone in view.zones for zone in (*outcome.right, *outcome.missed, *outcome.wrong)):
            pictures.append(figure(view, view.layers[0]).with_marks(*marks))
    return tuple(pictures)


def _caution(shelf: Shelf, item: Item, answer: Answer, outcome: Grade) -> tuple[Figure, ...]:
    muscle = shelf.catalogue.muscles[item.subject]
    for name in drawn_views(shelf, muscle):
        view = shelf.atlas.views[name]
        marks = [mark for caution in muscle.cautions for mark in structure_marks(view, caution.structure)]
        if marks:
            layer = muscle.layer if muscle.layer in view.muscles[muscle.id].visible else view.layers[-1]
            base = figure(view, layer, focus_of(shelf, muscle.region, view))
            return (base.with_marks(*muscle_marks(view, muscle.id, layer, Ink.RIGHT), *marks),)
    return ()


Drawer = Callable[[Shelf, Item, Answer, Grade], tuple[Figure, ...]]

_DRAWERS: Mapping[Kind, Drawer] = {
    Kind.LOCATE: _locate,
    Kind.LOCATE_WORDS: _name,
    Kind.NAME: _name,
    Kind.REFERRAL: _referral,
    Kind.REFERRAL_WORDS: _referral,
    Kind.CAUTION: _caution,
}
