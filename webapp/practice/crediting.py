"""Use case: let answers given in a test count in the schedule, where the student asked for that."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.answers import Answer
from webapp.core.grading import grade
from webapp.core.items import Item
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.answering import Sent, graded_row
from webapp.practice.asked import standing_of
from webapp.practice.models import Review
from webapp.practice.recording import add_rows, schedule

PURPOSE = "self-test"


def credit_answer(
    session: Session, shelf: Shelf, student: User, item: Item, answer: Answer, client_uuid: UUID, *, at: datetime, **told: Any
) -> Review:
    """Log an answer that a test has graded, due or not and in whatever deck; the same UUID again changes nothing.

    `told` are columns of the log that the test knows (`choices`, `sureness`, `elapsed_ms`).
    """
    queries.lock_student(session, student.id)
    earlier = queries.find_by_uuid(session, student.id, str(client_uuid))
    if earlier is not None:
        return earlier
    asked = standing_of(session, student, item, at=at)
    outcome = grade(item, answer, shelf.catalogue, shelf.atlas)
    row = graded_row(student, asked, Sent(answer, asked.reps, client_uuid, told.get("elapsed_ms"), told.get("choices")), outcome)
    row.purpose, row.sureness = PURPOSE, told.get("sureness")
    add_rows(session, [schedule(row, asked, outcome.rating)])
    return row
