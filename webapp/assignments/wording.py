"""Assignments in words: what is asked for, how far somebody is, and when it is due."""

from collections.abc import Mapping
from datetime import datetime

from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal, Progress, due_words
from webapp.core.fitting import Fit
from webapp.core.shown import FEWEST
from webapp.core.sittings import Oddity
from webapp.library.shelf import Shelf

GOAL_WORDS: Mapping[Goal, str] = {
    Goal.PRACTICE_DAYS: "Practice days",
    Goal.LEARN_IT: "Learn it",
    Goal.CLASS_TEST: "Class test",
}
GOAL_ABOUT: Mapping[Goal, str] = {
    Goal.PRACTICE_DAYS: "So many study days with so many questions of the deck.",
    Goal.LEARN_IT: "So much of the deck remembered well enough on the due day.",
    Goal.CLASS_TEST: "A test with the same questions for everybody, in a window of time, one attempt each.",
}
ODDITY_WORDS: Mapping[Oddity, str] = {
    Oddity.OTHER_DEVICE: "went on in another browser",
    Oddity.CLOCK_BACK: "the server's clock went back meanwhile",
    Oddity.COUNTED_TOO_MUCH: "the browser counted more time than had passed",
    Oddity.JUST_LATE: "an answer arrived within five seconds after the end",
}


def asked_for(assignment: Assignment) -> str:
    """What an assignment asks for, in words."""
    match assignment.goal:
        case Goal.PRACTICE_DAYS:
            return f"{_count(assignment.days or 0, 'day')} with {_count(assignment.items_a_day or 0, 'question')} each"
        case Goal.LEARN_IT:
            return f"{assignment.percent} % of the deck at a predicted recall of {assignment.recall_percent} % or more on the due day"
        case Goal.CLASS_TEST:
            return "a test, one attempt"


def deck_words(shelf: Shelf, deck_id: str) -> str:
    """The title of a deck, whether it is still offered, archived or gone."""
    deck = shelf.find_deck(deck_id)
    if deck is None:
        return "a deck that is gone"
    return deck.title if deck_id in shelf.decks else f"{deck.title} (archived)"


def done_words(assignment: Assignment, progress: Progress) -> str:
    """How far somebody is, as in `3/5 days`."""
    match assignment.goal:
        case Goal.PRACTICE_DAYS:
            return f"{progress.done}/{progress.wanted} days"
        case Goal.LEARN_IT:
            return f"{progress.done}/{progress.wanted} questions"
        case Goal.CLASS_TEST:
            return f"{progress.done}/{progress.wanted} right" if progress.taken else "not taken"


def due_of(assignment: Assignment, classroom: Classroom, own_zone: str, at: datetime) -> str:
    """When an assignment is due, by the clocks of the class and of the reader."""
    return due_words(assignment.due_at(classroom.time_zone), classroom.time_zone, own_zone, at)


def fit_words(fit: Fit) -> str:
    """What the plan says; where it concerns fewer than five, none of their figures, and nothing where it would tell their settings."""
    if not fit.is_told:
        of_few = fit.students < FEWEST
        whom = "For fewer than five students" if of_few else "For all but fewer than five students of a class"
        return f"{whom} the plan does not say whether it fits: that would tell {'their' if of_few else 'the others’'} settings."
    if fit.fits:
        return f"This fits the daily limits of all {fit.students} students."
    if not fit.is_told_apart:
        return f"This does not fit the daily limits of some (fewer than five) of {_count(fit.students, 'student')}."
    who = f"{fit.misfits} of {_count(fit.students, 'student')}"
    if fit.most_left == 0:
        return f"This does not fit: {who} will be asked enough questions of the deck on too few days."
    return f"This does not fit: up to {fit.most_left} of {fit.items} questions will not be seen by {who}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
