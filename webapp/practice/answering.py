"""Use case of answering: grade an answer and log it, once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.answers import Answer
from webapp.core.grading import GRADING_VERSION, Grade, grade
from webapp.core.items import Item
from webapp.core.shown import PRIVATE
from webapp.errors import Invalid, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.asked import Asked, now_of
from webapp.practice.models import Review
from webapp.practice.private import is_private
from webapp.practice.reading import grade_of, raw_of, same_answer
from webapp.practice.recording import PURPOSE, add_rows, schedule

MOVED_ON = "This card was answered elsewhere in the meantime. Here is what comes next."
NOT_NOW = "This question is not asked now: it is not due yet, suspended, or its deck is paused. Nothing was saved."
OTHER_CONTENT = "This answer was already sent with another content. The first one counts."
UNGRADABLE = "This answer could not be graded. Nothing was saved; load the page again and answer once more."


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as a client sent it: with the count of log rows it was shown with, its own UUID, the time taken, and one's sureness."""

    answer: Answer
    reps: int
    client_uuid: UUID
    elapsed_ms: int | None
    choices: int | None = None
    sureness: int | None = None

    def __post_init__(self) -> None:
        if self.elapsed_ms is not None and self.elapsed_ms < 0:
            raise Invalid("An answer cannot take less than no time.")


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: the row that holds it, or None where a typed name was almost right and may be tried again."""

    review_id: int | None
    grade: Grade


def answer_card(session: Session, shelf: Shelf, student: User, item: Item, sent: Sent, *, at: datetime) -> Answered:
    """Grade an answer and log it. The same UUID and content again: the same result.

    Raises Stale where the card has moved on or is not asked now, Invalid where the answer cannot be graded.
    """
    queries.lock_student(session, student.id)
    earlier = queries.find_by_uuid(session, student.id, str(sent.client_uuid))
    if earlier is not None:
        return _again(earlier, item, sent)
    asked = now_of(session, shelf, student, item, at=at)
    if asked.reps != sent.reps:
        raise Stale(MOVED_ON)
    if not asked.is_open:
        raise Stale(NOT_NOW)
    try:
        outcome = grade(item, sent.answer, shelf.catalogue, shelf.atlas)
    except ValueError as wrong:
        raise Invalid(UNGRADABLE) from wrong
    if outcome.near_miss:
        return Answered(None, outcome)
    row = schedule(graded_row(student, asked, sent, outcome), asked, outcome.rating)
    row.purpose = PRIVATE if is_private(session, student, asked.day) else PURPOSE
    add_rows(session, [row])
    return Answered(row.id, outcome)


def _again(earlier: Review, item: Item, sent: Sent) -> Answered:
    if earlier.item_key != item.key or not same_answer(earlier.raw_answer, sent.answer):
        raise Stale(OTHER_CONTENT)
    return Answered(earlier.id, grade_of(earlier))


def graded_row(student: User, asked: Asked, sent: Sent, outcome: Grade) -> Review:
    """The row of the log that holds a graded answer, before anything is scheduled."""
    return Review(
        student_id=student.id,
        item_key=asked.item.key,
        client_uuid=str(sent.client_uuid),
        answered_at=asked.at,
        time_zone=student.time_zone,
        rollover_hour=student.rollover_hour,
        study_day=asked.day,
        purpose=PURPOSE,
        fact_version=asked.item.fact_version,
        raw_answer=raw_of(sent.answer),
        choices=sent.choices,
        grading_version=GRADING_VERSION,
        score=outcome.score,
        correct=outcome.correct,
        miss=outcome.miss.value if outcome.miss else None,
        hit=outcome.hit,
        proposed=int(outcome.rating),
        sureness=sent.sureness,
        elapsed_ms=sent.elapsed_ms,
    )
