"""A student's past, long or short: rows of the log as the memory model makes them, with the cards and totals that follow from them."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.memory import Memory, interval_days, retrievability, review
from webapp.core.ratings import Rating
from webapp.library.shelf import Shelf
from webapp.practice.models import Card, Review
from webapp.practice.rebuilding import rebuild
from webapp.practice.totals import rebuild_totals

MISSES = ("hazard", "missed-must", "neighbour", "wrong", "elsewhere")


@dataclass
class Mind:
    """Somebody who answers as the model expects, by seeded chance."""

    student: User
    chance: Random
    memories: dict[str, Memory]
    number: int = 0

    def answer(self, key: str, day: int, *, undone: bool = False) -> list[dict[str, Any]]:
        """Rows of one answer, taken back where told so."""
        before = self.memories.get(key)
        recall = (retrievability(before, day) or 0.95) if before else 0.4
        rating = self.chance.choice([Rating.HARD, Rating.GOOD, Rating.GOOD]) if self.chance.random() < recall else Rating.AGAIN
        after = review(before, rating, day)
        row = self._row(key, day) | {
            "score": 0.0 if rating == Rating.AGAIN else 1.0,
            "correct": rating != Rating.AGAIN,
            "miss": self.chance.choice(MISSES) if rating == Rating.AGAIN else None,
            "proposed": int(rating),
            "rating": int(rating),
            "elapsed_ms": self.chance.randrange(1500, 90_000),
            "raw_answer": {"type": "chosen", "option": key, "of": 4},
            "stability_before": before.stability if before else None,
            "difficulty_before": before.difficulty if before else None,
            "stability_after": after.stability,
            "difficulty_after": after.difficulty,
            "due_day": day + max(1, round(interval_days(after, 0.9))),
        }
        if not undone:
            self.memories[key] = after
            return [row]
        empty = {name: None for name in row if name not in self._row(key, day)}
        return [row, self._row(key, day) | empty | {"undo_of": row["id"]}]

    def _row(self, key: str, day: int) -> dict[str, Any]:
        self.number += 1
        at = datetime.combine(datetime.fromordinal(day), time(9), UTC) + timedelta(seconds=self.number % 40_000)
        uuid = str(UUID(int=self.chance.getrandbits(128), version=4))
        head = {"student_id": self.student.id, "item_key": key, "client_uuid": uuid, "answered_at": at, "study_day": day}
        return {"id": self.number, "undo_of": None, "time_zone": "UTC", "rollover_hour": 4, "purpose": "practice", **head}


def live(session: Session, shelf: Shelf, student: User, *, last_day: int, days: int, a_day: int, seed: int = 1) -> int:
    """Give a student a past: about `a_day` answers on most of the days up to `last_day`; gives the number of rows."""
    first_id = (session.scalar(sa.select(sa.func.max(Review.id))) or 0) + 1
    mind = Mind(student, Random(seed), {}, first_id)
    waiting = [(last_day - days, place, key) for place, key in enumerate(_keys(shelf, days * a_day))]
    rows: list[dict[str, Any]] = []
    for day in range(last_day - days + 1, last_day + 1):
        if mind.chance.random() < 0.9:
            rows += _study(mind, waiting, day, a_day)
    for start in range(0, len(rows), 5000):
        session.execute(sa.insert(Review), rows[start : start + 5000])
    make_cards(session, student, rows, mind.memories)
    rebuild_totals(session, student.id)
    return len(rows)


def make_cards(session: Session, student: User, rows: list[dict[str, Any]], memories: dict[str, Memory]) -> None:
    """The cards by the usual way: the replay of the log (for a long one, only what pages read, since the replay takes minutes)."""
    if len(rows) < 5000:
        rebuild(session)
        return
    last = {row["item_key"]: row for row in rows if row["rating"] is not None}
    cards = [
        {
            "student_id": student.id, "item_key": key, "reps": 60, "stability": memory.stability, "difficulty": memory.difficulty,
            "last_day": memory.last_day, "due_day": last[key]["due_day"], "lapses": index % 7, "relearning": last[key]["rating"] == 1,
            "last_review_id": last[key]["id"], "last_answered_at": last[key]["answered_at"],
        }
        for index, (key, memory) in enumerate(memories.items())
    ]  # fmt: skip
    session.execute(sa.insert(Card), cards)


def _keys(shelf: Shelf, answers: int) -> list[str]:
    """Items enough for so many answers, from all regions."""
    keys = sorted(shelf.items)
    return keys[:: max(1, len(keys) // max(20, answers // 8))]


def _study(mind: Mind, waiting: list[tuple[int, int, str]], day: int, a_day: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for _ in range(min(len(waiting), mind.chance.randint(a_day // 2, a_day * 3 // 2))):
        _, _, key = heappop(waiting)
        rows += mind.answer(key, day, undone=mind.chance.random() < 0.03)
        if mind.chance.random() < 0.1:
            rows += mind.answer(key, day)
        memory = mind.memories.get(key)
        due = day + max(1, round(interval_days(memory, 0.9))) if memory else day + 1
        heappush(waiting, (due, mind.number, key))
    return rows
