"""Use case: rate the last answer of a card differently."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.grading import allowed_ratings
from webapp.core.ratings import Rating
from webapp.core.replay import replay
from webapp.errors import Invalid, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.asked import before
from webapp.practice.models import Review
from webapp.practice.reading import grade_of
from webapp.practice.recording import add_rows, schedule, undo_row
from webapp.practice.today import today_of

NOT_OPEN = "This rating is not open for this answer: a wrong one comes back, and safety is never rated up."
TOO_LATE = "Only today's last answer to a question can be rated, and only while it stands."
# What a new rating leaves as it was: the answer itself, and its grade.
KEPT = (
    "student_id", "item_key", "time_zone", "rollover_hour", "study_day", "purpose", "fact_version", "raw_answer", "choices",
    "grading_version", "score", "correct", "miss", "hit", "proposed", "sureness", "elapsed_ms",
)  # fmt: skip


def change_rating(session: Session, shelf: Shelf, student: User, review_id: int, rating: int, *, at: datetime) -> int:
    """Log the last answer of a card anew with another rating; gives the id of the row that holds it. A repeated call changes nothing."""
    queries.lock_student(session, student.id)
    old = queries.get_latest(session, student.id, review_id)
    item = shelf.get_item(old.item_key)
    if rating not in allowed_ratings(item, grade_of(old)):
        raise Invalid(NOT_OPEN)
    if not _is_last_of_today(session, student, old, at=at):
        raise Stale(TOO_LATE)
    if rating == old.rating:
        return old.id
    asked = before(session, student, item, old, at=at)
    uuid = old.derived_uuid(f"rating-{rating}")
    again = Review(client_uuid=uuid, answered_at=asked.at, **{name: getattr(old, name) for name in KEPT})
    add_rows(session, [undo_row(student, old, at=at), schedule(again, asked, Rating(rating))])
    return again.id


def _is_last_of_today(session: Session, student: User, row: Review, *, at: datetime) -> bool:
    if row.study_day != today_of(session, student, at=at):
        return False
    return replay(queries.list_log(session, student.id, row.item_key)).last_row_id == row.id
