"""The same numbers found the slow way, from the rows of the log alone, by other means than the program's."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.memory import Memory, retrievability, review
from webapp.core.ratings import Rating
from webapp.practice.models import Review


@dataclass(frozen=True)
class Told:
    """One answer that stands: days since the last one of the item (None: the first), and recall predicted by replaying all before it."""

    row: Review
    waited: int | None
    predicted: float | None

    @property
    def right(self) -> bool:
        return self.row.rating != 1

    @property
    def subject(self) -> str:
        return self.row.item_key.split("/")[0]

    @property
    def kind(self) -> str:
        return self.row.item_key.split("/")[1]

    @property
    def is_test(self) -> bool:
        return bool(self.waited)

    @property
    def is_first_of_day(self) -> bool:
        return self.waited is None or self.waited > 0


def told(session: Session, student: User) -> list[Told]:
    """Every answer of the student that stands, with its history."""
    rows = list(session.scalars(sa.select(Review).where(Review.student_id == student.id).order_by(Review.answered_at, Review.id)))
    undone = {row.undo_of for row in rows if row.undo_of}
    by_item: dict[str, list[Review]] = defaultdict(list)
    for row in rows:
        if row.undo_of is None and row.id not in undone:
            by_item[row.item_key].append(row)
    return [each for mine in by_item.values() for each in _with_history(mine)]


def _with_history(rows: list[Review]) -> Iterator[Told]:
    memory: Memory | None = None
    for row in rows:
        waited = row.study_day - memory.last_day if memory else None
        yield Told(row, waited, retrievability(memory, row.study_day) if memory else None)
        memory = review(memory, Rating(row.rating or 1), row.study_day)


def monday(day: int) -> int:
    found = date.fromordinal(day)
    return (found - timedelta(days=found.weekday())).toordinal()


def tested_by_kind(answers: list[Told], since: int) -> dict[str, tuple[int, int]]:
    """Remembered and tested by kind since a day."""
    of = Counter(each.kind for each in answers if each.is_test and each.row.study_day >= since)
    right = Counter(each.kind for each in answers if each.is_test and each.row.study_day >= since and each.right)
    return {kind: (right[kind], of[kind]) for kind in of}


def brier(answers: list[Told], since: int) -> float:
    """Mean square of prediction less truth."""
    squares = [((each.predicted or 0) - each.right) ** 2 for each in answers if each.is_test and each.row.study_day >= since]
    return sum(squares) / len(squares)
