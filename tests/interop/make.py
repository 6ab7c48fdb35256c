"""Months of practice that went through answer_card, and files as an import takes them."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from tests.practice import make
from webapp.accounts.models import NameLanguage, User
from webapp.core.grading import Answer, Blank, allowed_ratings
from webapp.core.items import Kind
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.rating import change_rating
from webapp.practice.reading import grade_of
from webapp.practice.service import set_paused, set_suspended
from webapp.practice.today import today_of
from webapp.practice.undoing import undo_answer

UUID = "9f1c2a44-0b6e-4d0e-9d43-1f6f6f1f0a11"


def study(session: Session, shelf: Shelf, student: User, *, days: int, at: datetime, seed: int = 1, a_day: int = 4) -> datetime:
    """Practises on most of so many days: answers right, wrong and blank, undoes, rates anew, travels; gives the moment after."""
    chance = Random(seed)
    for _ in range(days):
        at += timedelta(days=1)
        if chance.random() < 0.25:
            continue
        if chance.random() < 0.1:
            student.time_zone = chance.choice(["Europe/Vienna", "America/St_Johns", "Pacific/Auckland"])
        for _ in range(a_day):
            at += timedelta(seconds=chance.randint(5, 90), microseconds=chance.randint(1, 999_999))
            _step(session, shelf, student, chance, at)
    return at


def settle(session: Session, shelf: Shelf, student: User, *, at: datetime) -> None:
    """Suspends an item, pauses a deck, changes settings."""
    key = next(key for key, item in sorted(shelf.items.items()) if not item.safety and item.kind == Kind.NAME and item.region == "neck")
    set_suspended(session, shelf, student, key, True, at=at)
    set_paused(session, student, "rules", True, at=at)
    student.new_per_day, student.desired_retention, student.name_language = 12, 0.93, NameLanguage.LATIN
    student.confirm_tap, student.rollover_hour = False, 3
    session.flush()


def _step(session: Session, shelf: Shelf, student: User, chance: Random, at: datetime) -> None:
    due, day = queries.list_due_days(session, student.id), today_of(session, student, at=at)
    suspended = queries.list_suspended(session, student.id)
    decks = [row.deck_id for row in queries.list_enrolments(session, student.id)]
    keys = [key for deck in decks for key in shelf.decks[deck].item_keys if due.get(key, day) <= day and key not in suspended]
    key = chance.choice(keys)
    answered = make.give(session, shelf, student, key, _answer(shelf, key, chance), client_uuid=make.uuid_from(chance), at=at)
    last = make.row_of(session, student, answered)
    if chance.random() < 0.06:
        undo_answer(session, student, last.id, at=at + timedelta(seconds=1))
    elif chance.random() < 0.1:
        rating = chance.choice(allowed_ratings(shelf.get_item(key), grade_of(last)))
        change_rating(session, shelf, student, last.id, rating, at=at + timedelta(seconds=2))


def _answer(shelf: Shelf, key: str, chance: Random) -> Answer:
    # What is right is looked for only once an item: on the chart that takes long.
    find = chance.choice([make.right, make.right, make.wrong, lambda *_: Blank()])
    if (key, find) not in _found:
        _found[key, find] = find(shelf, shelf.get_item(key))
    return _found[key, find]


_found: dict[tuple[str, Any], Answer] = {}


def review(**changes: Any) -> dict[str, Any]:
    """One answer as the file has it."""
    whole = {
        "client_uuid": UUID, "undoes": None, "item_key": make.LOCATE, "answered_at": "2026-03-01T09:00:00+00:00",
        "time_zone": "Europe/Vienna", "rollover_hour": 4, "study_day": 739676, "purpose": "practice", "fact_version": 1,
        "raw_answer": {"type": "blank"}, "choices": None, "grading_version": 2, "score": 0.0, "correct": False, "miss": "blank",
        "hit": None, "proposed": 1, "rating": 1, "sureness": None, "elapsed_ms": 4000, "scheduler_version": "fsrs-6.3.2/days-1",
        "parameter_set": "fsrs6-default", "retention": 0.9, "stability_before": None, "difficulty_before": None,
        "stability_after": 0.212, "difficulty_after": 6.41, "due_day": 739677,
    }  # fmt: skip
    return whole | changes


def undo(**changes: Any) -> dict[str, Any]:
    """The undoing of that answer."""
    kept = {"item_key", "time_zone", "rollover_hour", "study_day", "purpose"}
    empty = {name: value if name in kept else None for name, value in review().items()}
    own = {"client_uuid": UUID.replace("9f", "aa"), "undoes": UUID, "answered_at": "2026-03-01T09:01:00+00:00"}
    return empty | own | changes


def file(*reviews: Any, **parts: Any) -> str:
    """A data file."""
    return json.dumps({"format": "palpate-own-data", "version": 1, "reviews": list(reviews)} | parts)


def upload(content: str | bytes, name: str = "palpate.json") -> tuple[BytesIO, str]:
    """A file as a test browser sends it."""
    return BytesIO(content.encode() if isinstance(content, str) else content), name
