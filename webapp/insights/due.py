"""The deck that a class needs next: of the assignment that is due first, with how much of it each student has not met yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.assignments import queries as assignments
from webapp.assignments.models import Assignment
from webapp.assignments.progress import item_keys
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal, questions_of
from webapp.insights import queries
from webapp.library.shelf import Shelf


@dataclass(frozen=True, slots=True)
class NextDeck:
    """What is due next: the assignment's title, its due day as a study day, its questions, and the share not met by student."""

    title: str
    day: int
    questions: int
    unseen: Mapping[int, float]


def next_deck(session: Session, shelf: Shelf, classroom: Classroom, day: int) -> NextDeck | None:
    """The deck of the assignment that is due first, of those that have begun; class tests and empty decks are left out."""
    for assignment in assignments.list_assignments(session, classroom.id):
        keys = item_keys(shelf, assignment)
        if assignment.goal is Goal.CLASS_TEST or not keys or not assignment.first_day.toordinal() <= day <= assignment.due_day.toordinal():
            continue
        questions = len(questions_of(keys))
        unseen = _unseen(session, shelf, assignment, keys, questions)
        return NextDeck(assignment.title, assignment.due_day.toordinal(), questions, unseen)
    return None


def _unseen(session: Session, shelf: Shelf, assignment: Assignment, keys: tuple[str, ...], questions: int) -> dict[int, float]:
    regions = {shelf.get_item(key).region for key in keys}
    met = queries.count_met(session, assignment.classroom_id, keys, regions)
    # Who changed between chart and words has met some questions in both ways.
    return {who: 1 - min(1.0, met.get(who, 0) / questions) for who in assignments.list_member_ids(session, assignment)}
