"""Use cases at the end of a test: review it, submit it, let it count in the schedule if that was asked, practise what was missed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.sittings import over_at
from webapp.library.shelf import Shelf
from webapp.practice import queries as practice
from webapp.practice.crediting import credit_answer
from webapp.practice.reading import answer_of
from webapp.practice.wanting import want_items
from webapp.selftests import queries
from webapp.selftests.models import Paper, Response, Sitting, SittingQuestion
from webapp.selftests.results import result


@dataclass(frozen=True, slots=True)
class Review:
    """What a review screen shows: every question with the answer given so far; nothing about right or wrong."""

    sitting: Sitting
    paper: Paper
    rows: tuple[tuple[SittingQuestion, Response | None], ...]

    @property
    def open_numbers(self) -> list[int]:
        """Questions without an answer."""
        return [row.number for row, response in self.rows if response is None]

    def seconds_left(self, at: datetime) -> int | None:
        """Whole seconds until it is over; None without a limit."""
        return None if self.sitting.ends_at is None else max(0, ceil((self.sitting.ends_at - at).total_seconds()))


def review(session: Session, student: User, sitting_id: int) -> Review:
    """The review screen of the student's own sitting; NotFound for anybody else's."""
    sitting = queries.get_sitting(session, student.id, sitting_id)
    responses = queries.list_responses(session, sitting.id)
    rows = tuple((row, responses.get(row.id)) for row in queries.list_questions(session, sitting.id))
    return Review(sitting, queries.get_paper(session, sitting), rows)


def submit(session: Session, shelf: Shelf, student: User, sitting_id: int, *, at: datetime) -> None:
    """End a sitting; doing it twice changes nothing. Answers count in the schedule only where that was asked when it was made."""
    practice.lock_student(session, student.id)
    sitting = queries.get_sitting(session, student.id, sitting_id)
    if sitting.submitted_at is None:
        # One whose time had run out ended then, whenever somebody comes to say so.
        sitting.submitted_at = over_at(None, sitting.ends_at, at) or at
        if queries.get_paper(session, sitting).counts_in_schedule:
            _credit(session, shelf, student, sitting, at=at)
    session.flush()


def practise_missed(session: Session, shelf: Shelf, student: User, sitting_id: int, *, at: datetime) -> int:
    """Put what was missed first in the queue of practice, worst first, and give its number; Invalid before the result may be seen."""
    seen = result(session, shelf, student, sitting_id, at=at)
    return want_items(session, shelf, student, [row.item_key for row in seen.missed], at=at)


def _credit(session: Session, shelf: Shelf, student: User, sitting: Sitting, *, at: datetime) -> None:
    responses = queries.list_responses(session, sitting.id)
    for row in queries.list_questions(session, sitting.id):
        response = responses.get(row.id)
        item = shelf.find_item(row.item_key)
        if response is None or item is None:
            continue
        answer = answer_of(response.raw_answer)
        told = {"choices": response.choices, "sureness": response.sureness, "elapsed_ms": response.elapsed_ms}
        # The material may have changed since: an answer that no longer fits its question is left out of the schedule.
        with suppress(ValueError):
            credit_answer(session, shelf, student, item, answer, response.credit_uuid, at=at, **told)
