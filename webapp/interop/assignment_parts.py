"""Part of the download about assignments: what classes ask of a student, and how far that was when it was due."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments.queries import list_for_student, list_results_of
from webapp.interop.parts import Part, Row, moment

COLUMNS = {
    "class": "Name of the class.",
    "title": "Title of the assignment.",
    "goal": "practice-days, learn-it or class-test.",
    "deck_id": "Id of the deck.",
    "first_day": "First day on which it counted.",
    "due_day": "Day on which it was due.",
    "chosen": "Whether you were named for it; otherwise it was for the whole class.",
    "done": "How far you were when it was due; empty before, and for tests, which stand under sittings.",
    "wanted": "How much was asked for.",
    "at": "When that was written down.",
}


def _assignments(session: Session, user: User, _at: datetime) -> Iterator[Row]:
    results = list_results_of(session, user.id)
    for assignment, classroom in list_for_student(session, user.id, archived=True):
        result = results.get(assignment.id)
        yield {
            "class": classroom.name,
            "title": assignment.title,
            "goal": assignment.goal.value,
            "deck_id": assignment.deck_id,
            "first_day": assignment.first_day.isoformat(),
            "due_day": assignment.due_day.isoformat(),
            "chosen": not assignment.for_all,
            "done": result.done if result else None,
            "wanted": result.wanted if result else None,
            "at": moment(result.at) if result else None,
        }


ASSIGNMENTS = Part("assignments", "What your classes ask of you, and how far you were.", COLUMNS, _assignments)
