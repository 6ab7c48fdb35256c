"""Logs for tests of class figures: rows put in directly, as if practised, and the real roll-ups made of them."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from tests.make import AT
from webapp.accounts.models import User
from webapp.core.days import study_day
from webapp.practice.models import Review
from webapp.practice.recording import add_rows, undo_row

TODAY = study_day(AT, "Europe/Berlin")
WORDS = {"time_zone": "UTC", "rollover_hour": 4, "purpose": "practice", "fact_version": 1, "grading_version": 1, "proposed": 3}


def row(student: User, item_key: str, *, days_ago: float = 0, chance: Random | None = None, **values: Any) -> Review:
    """A right answer to an item some days ago, not in the session yet."""
    at = AT - timedelta(days=days_ago)
    uuid = str(UUID(int=(chance or Random(f"{student.id} {item_key} {days_ago} {values}")).getrandbits(128), version=4))
    day = values.pop("study_day", study_day(at, "UTC"))
    about = {"student_id": student.id, "item_key": item_key, "client_uuid": uuid, "answered_at": at, "study_day": day}
    given = {"raw_answer": {"type": "blank"}, "score": 1.0, "correct": True, "rating": 3, "elapsed_ms": 4000, "due_day": day + 3}
    return Review(**(WORDS | about | given | values))


def wrong(student: User, item_key: str, **values: Any) -> Review:
    """A wrong answer."""
    return row(student, item_key, **({"score": 0.0, "correct": False, "rating": 1, "proposed": 1, "miss": "wrong"} | values))


def answer(session: Session, *rows: Review) -> None:
    """Log answers, each as practice does it."""
    for each in rows:
        add_rows(session, [each])


def take_back(session: Session, student: User, answered: Review) -> None:
    """Undo an answer."""
    add_rows(session, [undo_row(student, answered, at=answered.answered_at)])
