"""Use cases of answering: grade and log an answer, and change the rating of the last one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.answers import Answer
from webapp.core.grading import GRADING_VERSION, Grade, allowed_ratings, grade
from webapp.core.items import Item
from webapp.core.memory import PARAMETER_SET, SCHEDULER_VERSION, review
from webapp.core.ratings import Rating
from webapp.errors import Invalid, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.asked import Asked, now_of
from webapp.practice.models import Review
from webapp.practice.reading import grade_of, raw_of, same_answer
from webapp.practice.recording import add_rows

MOVED_ON = "This card was answered elsewhere in the meantime. Here is what comes next."
OTHER_CONTENT = "This answer was already sent with another content. The first one counts."
PURPOSE = "practice"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as a client sent it: with the count of log rows it was shown with, its own UUID, and the time taken."""

    answer: Answer
    reps: int
    client_uuid: UUID
    elapsed_ms: int | None
    choices: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an answer: the row that holds it, or None where a typed name was almost right and may be tried again."""

    review_id: int | None
    grade: Grade


def answer_card(session: Session, shelf: Shelf, student: User, item: Item, sent: Sent, *, at: datetime) -> Answered:
    """Grade an answer and log it. The same UUID and content again: the same result. Raises Stale where the card has moved on."""
    earlier = queries.find_by_uuid(session, student.id, str(sent.client_uuid))
    if earlier is not None:
        return _again(earlier, item, sent)
    asked = now_of(session, shelf, student, item, at=at)
    if asked.reps != sent.reps:
        raise Stale(MOVED_ON)
    outcome = grade(item, sent.answer, shelf.catalogue, shelf.atlas)
    if outcome.near_miss:
        return Answered(None, outcome)
    row = _row(student, asked, sent, outcome, outcome.rating, at=at)
    add_rows(session, [row])
    return Answered(row.id, outcome)


def change_rating(session: Session, shelf: Shelf, student: User, review_id: int, rating: int, *, at: datetime) -> int:
    """Log the last answer of a card anew with another rating; gives the new row's id. A repeated call changes nothing."""
    old = queries.get_answer(session, student.id, review_id)
    uuid = uuid5(UUID(old.client_uuid), f"rating-{rating}")
    repeated = queries.find_by_uuid(session, student.id, str(uuid))
    if repeated is not None:
        return repeated.id
    if rating == old.rating:
        return old.id
    item = shelf.get_item(old.item_key)
    if rating not in allowed_ratings(item, grade_of(old)):
        raise Invalid("This rating is not open for this answer: a wrong one comes back, and safety is never rated up.")
    taken_back = undo_row(student, old, at=at)
    asked = now_of(session, shelf, student, item, at=at, without=old)
    again = _copy(old, asked, Rating(rating), uuid, at=at)
    add_rows(session, [taken_back, again])
    return again.id


def undo_row(student: User, row: Review, *, at: datetime) -> Review:
    """The row that takes back `row`; it counts for the study day of what it takes back."""
    return Review(
        student_id=student.id,
        item_key=row.item_key,
        client_uuid=str(uuid5(UUID(row.client_uuid), "undo")),
        undo_of=row.id,
        answered_at=at,
        time_zone=student.time_zone,
        rollover_hour=student.rollover_hour,
        study_day=row.study_day,
        purpose=PURPOSE,
    )


def _again(earlier: Review, item: Item, sent: Sent) -> Answered:
    if earlier.item_key != item.key or not same_answer(earlier.raw_answer, sent.answer):
        raise Stale(OTHER_CONTENT)
    return Answered(earlier.id, grade_of(earlier))


def _row(student: User, asked: Asked, sent: Sent, outcome: Grade, rating: Rating, *, at: datetime) -> Review:
    row = Review(
        student_id=student.id,
        item_key=asked.item.key,
        client_uuid=str(sent.client_uuid),
        answered_at=at,
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
        elapsed_ms=sent.elapsed_ms,
    )
    return _scheduled(row, asked, rating)


def _scheduled(row: Review, asked: Asked, rating: Rating) -> Review:
    after = review(asked.memory, rating, asked.day)
    row.rating = int(rating)
    row.scheduler_version = SCHEDULER_VERSION
    row.parameter_set = PARAMETER_SET
    row.retention = asked.retention
    row.stability_before = asked.memory.stability if asked.memory else None
    row.difficulty_before = asked.memory.difficulty if asked.memory else None
    row.stability_after = after.stability
    row.difficulty_after = after.difficulty
    row.due_day = asked.due_days()[rating]
    return row


def _copy(old: Review, asked: Asked, rating: Rating, uuid: UUID, *, at: datetime) -> Review:
    kept = (
        "student_id", "item_key", "time_zone", "rollover_hour", "study_day", "purpose", "fact_version", "raw_answer", "choices",
        "grading_version", "score", "correct", "miss", "hit", "proposed", "sureness", "elapsed_ms",
    )  # fmt: skip
    row = Review(client_uuid=str(uuid), answered_at=at, **{name: getattr(old, name) for name in kept})
    return _scheduled(row, asked, rating)
