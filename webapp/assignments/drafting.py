"""Use case: look at an assignment before it is saved: what is wrong with it, whether it fits, what a test would ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from webapp.assignments.models import Assignment
from webapp.assignments.planning import fit_of
from webapp.assignments.testing import Preview, drawn, preview
from webapp.assignments.wishes import TestWish, Wish, checked
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import Goal
from webapp.core.days import day_date, study_day
from webapp.core.fitting import Fit
from webapp.library.shelf import Shelf

Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is to say about an assignment that is not saved."""

    fit: Fit | None
    questions: tuple[Preview, ...]


def look_at(
    session: Session, shelf: Shelf, classroom: Classroom, wish: Wish, *, at: datetime, assignment: Assignment | None = None
) -> Draft:
    """Look at a wish, or at new terms of an `assignment`; saves nothing. Raises Invalid and NotAssessed as saving would."""
    members = [student.id for student in list_students(session, classroom.id)]
    wish = checked(shelf, wish, classroom.time_zone, members, at=at, changed=assignment)
    questions = preview(shelf, drawn(shelf, shelf.get_deck(wish.deck_id), wish.test)) if wish.test else []
    return Draft(fit_of(session, shelf, classroom, wish, at=at, assignment=assignment), tuple(questions))


def first_wish(shelf: Shelf, classroom: Classroom, goal: Goal, *, at: datetime) -> Wish:
    """What the form for a new assignment begins with: a week, from today."""
    today = day_date(study_day(at, classroom.time_zone, 0))
    deck = next(iter(shelf.decks.values()))
    wish = Wish("", deck.id, goal, today, today + timedelta(days=7))
    match goal:
        case Goal.PRACTICE_DAYS:
            return replace(wish, days=5, items_a_day=5)
        case Goal.LEARN_IT:
            return replace(wish, percent=80, recall_percent=80)
        case Goal.CLASS_TEST:
            # The moment stands for chance: two tests of one deck should not ask the same.
            return replace(wish, test=TestWish(20, 30, seed=1 + int(at.timestamp()) % 1_000_000))


def differences(mine: Wish, theirs: Wish, names: Mapping[int, str]) -> Sequence[Difference]:
    """What differs between two versions of an assignment: label, one, the other. `names` are those of the students of the class."""
    pairs = zip(_told(mine), _told(theirs), strict=True)
    found = [(label, one, other) for (label, one), (_, other) in pairs if one != other]
    # Students are compared one by one: as many others are others, and two may have one name.
    whom = [] if mine.student_ids == theirs.student_ids else [("For", _whom(mine, names), _whom(theirs, names))]
    return found + whom


def _whom(wish: Wish, names: Mapping[int, str]) -> str:
    if wish.student_ids is None:
        return "the whole class"
    return ", ".join(sorted(names.get(each, "somebody who has left") for each in wish.student_ids)) or "nobody"


def _told(wish: Wish) -> list[tuple[str, str]]:
    test = wish.test or TestWish(0)
    shown = {
        "Title": wish.title, "Deck": wish.deck_id, "First day": wish.first_day, "Due": wish.due_day, "Points": wish.points,
        "Days": wish.days, "Questions a day": wish.items_a_day, "Per cent of the deck": wish.percent,
        "Predicted recall": wish.recall_percent,
        "Questions": test.count, "Minutes": test.minutes, "Opens": test.opens, "Closes": test.closes,
        "In words": "yes" if test.in_words else "no", "Drawing": test.seed,
    }  # fmt: skip
    return [(label, "none" if value is None else str(value)) for label, value in shown.items()]
