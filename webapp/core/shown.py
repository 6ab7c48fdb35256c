"""What a class may be shown of a student's practice: pure folds over the log of one item."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from webapp.core.answers import Miss
from webapp.core.folds import LONGEST_MS
from webapp.core.memory import Memory, review
from webapp.core.ratings import Rating
from webapp.core.scoring import Sureness

SHOWN = "practice"
"""The one purpose of log rows that classes are shown; not what was brought in, practised in private, or answered in a test."""
PRIVATE = "private"
"""Purpose of log rows of a study day on which the student practises in private."""
GIVEN_LENGTH = 120
FEWEST = 5
"""Where no names are shown, what concerns fewer students is not told apart."""


class LogLine(NamedTuple):
    """One row of one item's log as the fold reads it: an answer, or with `undo_of` the undoing of one."""

    id: int
    item_key: str
    study_day: int
    answered_at: datetime
    purpose: str
    rating: int | None = None
    correct: bool | None = None
    miss: str | None = None
    hit: str | None = None
    sureness: int | None = None
    elapsed_ms: int | None = None
    raw_answer: Mapping[str, Any] | None = None
    undo_of: int | None = None


class ItemSums(NamedTuple):
    """What one student did with one item: counts of answers as they were graded, time in ms, and the memory (FSRS over shown rows only).

    `first_right` is 1 where the first shown answer, given on `first_day`, was right; `sure_wrong` counts wrong answers said to be sure;
    `relearning` tells that the last answer was rated Again.
    """

    answers: int
    right: int
    first_right: int
    hazards: int
    missed_musts: int
    sure_wrong: int
    elapsed_ms: int
    stability: float
    difficulty: float
    first_day: int
    last_day: int
    relearning: bool


class DaySums(NamedTuple):
    """What one student did on one study day, time in ms."""

    answers: int = 0
    right: int = 0
    elapsed_ms: int = 0
    hazards: int = 0

    def plus(self, other: "DaySums") -> "DaySums":
        """Both together."""
        return DaySums(*(mine + its for mine, its in zip(self, other, strict=True)))

    def minus(self, other: "DaySums") -> "DaySums":
        """This without the other."""
        return DaySums(*(mine - its for mine, its in zip(self, other, strict=True)))


NO_DAY = DaySums()
Days = dict[int, DaySums]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one item's log comes to; `item` is None while no shown answer stands, `mistakes` counts what wrong answers gave instead."""

    item: ItemSums | None = None
    mistakes: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[int, DaySums] = field(default_factory=dict)


def fold(log: Iterable[LogLine]) -> Shown:
    """The shown figures of one item's whole log."""
    rows = shown_rows(log)
    if not rows:
        return Shown()
    return Shown(_item(rows), dict(Counter(given for row in rows for given in mistakes_of(row))), add_days(_days_of(rows)))


def shown_rows(log: Iterable[LogLine]) -> list[LogLine]:
    """The answers of one item's log that stand and may be shown, by time."""
    rows = sorted(log, key=lambda row: (row.answered_at, row.id))
    undone = {row.undo_of for row in rows}
    return [row for row in rows if row.undo_of is None and row.purpose == SHOWN and row.id not in undone]


def mistakes_of(row: LogLine) -> Iterator[str]:
    """What a wrong answer gave instead: everything that was marked (right ones too), what was chosen or hit, else the class of miss."""
    if row.correct:
        return
    raw = row.raw_answer or {}
    marked = raw.get("ids")
    if marked:
        yield from (str(each)[:GIVEN_LENGTH] for each in marked)
        return
    subject = row.item_key.rpartition("/")[0]
    chosen = raw.get("option") or (row.hit if row.hit != subject else None)
    yield str(chosen or row.miss or Miss.WRONG)[:GIVEN_LENGTH]


def add_days(each: Iterable[tuple[int, DaySums]]) -> Days:
    """Sums by study day."""
    sums: Days = {}
    for day, one in each:
        sums[day] = sums.get(day, NO_DAY).plus(one)
    return sums


def day_changes(after: Mapping[int, DaySums], before: Mapping[int, DaySums]) -> Days:
    """What has to be added to the days before to make them those after."""
    changes = {day: after.get(day, NO_DAY).minus(before.get(day, NO_DAY)) for day in after.keys() | before.keys()}
    return {day: change for day, change in changes.items() if change != NO_DAY}


def _item(rows: Sequence[LogLine]) -> ItemSums:
    memory = _memory(rows)
    return ItemSums(
        answers=len(rows),
        right=sum(bool(row.correct) for row in rows),
        first_right=int(bool(rows[0].correct)),
        hazards=sum(row.miss == Miss.HAZARD for row in rows),
        missed_musts=sum(row.miss == Miss.MISSED_MUST for row in rows),
        sure_wrong=sum(row.sureness == Sureness.SURE and not row.correct for row in rows),
        elapsed_ms=sum(_elapsed(row) for row in rows),
        stability=memory.stability,
        difficulty=memory.difficulty,
        first_day=rows[0].study_day,
        last_day=memory.last_day,
        relearning=rows[-1].rating == Rating.AGAIN,
    )


def _memory(rows: Sequence[LogLine]) -> Memory:
    memory: Memory | None = None
    for row in rows:
        memory = review(memory, Rating(row.rating or Rating.AGAIN), row.study_day)
    if memory is None:
        raise ValueError("no answers")
    return memory


def _days_of(rows: Iterable[LogLine]) -> Iterator[tuple[int, DaySums]]:
    for row in rows:
        yield row.study_day, DaySums(1, int(bool(row.correct)), _elapsed(row), int(row.miss == Miss.HAZARD))


def _elapsed(row: LogLine) -> int:
    return min(LONGEST_MS, row.elapsed_ms or 0)
