"""The deck that a class, or one student of it, needs next: of the assignment due first, with how much of it each has not met yet."""

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


def next_deck(session: Session, shelf: Shelf, classroom: Classroom, day: int, student_id: int | None = None) -> NextDeck | None:
    """The deck of the assignment that is due first, of those that have begun; class tests and empty decks are left out.

    Of those that are for one student where one is given: nobody else's may show on a page about that student.
    """
    for assignment in _list_assignments(session, classroom.id, student_id):
        keys = item_keys(shelf, assignment)
        if assignment.goal is Goal.CLASS_TEST or not keys or not assignment.first_day.toordinal() <= day <= assignment.due_day.toordinal():
            continue
        return NextDeck(
            assignment.title, assignment.due_day.toordinal(), len(questions_of(keys)), _unseen(session, shelf, assignment, keys)
        )
    return None


def _list_assignments(session: Session, classroom_id: int, student_id: int | None) -> list[Assignment]:
    if student_id is None:
        return assignments.list_assignments(session, classroom_id)
    return [assignment for assignment, _ in assignments.list_for_student(session, student_id, classroom_id)]


def _unseen(session: Session, shelf: Shelf, assignment: Assignment, keys: tuple[str, ...]) -> dict[int, float]:
    regions = {shelf.get_item(key).region for key in keys}
    met = queries.count_met(session, assignment.classroom_id, keys, regions)
    # Whoever is asked in words can be asked less: of that the share is, so that it neither accuses nor tells the setting.
    questions = {in_words: max(1, len(questions_of(keys, in_words=in_words))) for in_words in (False, True)}
    ways = queries.list_ways(session, assignments.members(assignment))
    # Who changed between chart and words has met some questions in both ways.
    return {who: 1 - min(1.0, met.get(who, 0) / questions[in_words]) for who, in_words in ways.items()}
