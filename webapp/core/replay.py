"""A log of answers folded into the state of a card: the log is the truth, the card a cache of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.core.golden import golden_states
from webapp.core.memory import DEFAULT_PARAMETERS, Memory, Parameters, review
from webapp.core.ratings import Rating

__all__ = ["CardState", "LogRow", "golden_states", "replay", "replay_reviews", "standing"]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of one card's log: an answer, or with `undo_of` the undoing of one (then rating, due day and `correct` are not read)."""

    id: int
    item_key: str
    study_day: int
    answered_at: datetime
    rating: Rating | None = None
    due_day: int | None = None
    correct: bool = False
    undo_of: int | None = None


@dataclass(frozen=True, slots=True)
class CardState:
    """State of a card; all None while no answer stands. `reps` counts every row, undone ones and undos too, so that it never falls."""

    stability: float | None
    difficulty: float | None
    last_day: int | None
    due_day: int | None
    reps: int
    lapses: int
    relearning: bool
    last_row_id: int | None
    last_answered_at: datetime | None


def replay(rows: Iterable[LogRow], parameters: Parameters = DEFAULT_PARAMETERS) -> CardState:
    """State after all rows of one card, taken by time; ValueError for rows of two cards, an undo of an undo, a missing rating."""
    ordered = sorted(rows, key=lambda row: (row.answered_at, row.id))
    memory: Memory | None = None
    lapses, relearning = 0, False
    last: LogRow | None = None
    for row in standing(ordered):
        if row.rating is None or row.due_day is None:
            raise ValueError(f"row {row.id}: an answer needs a rating and a due day")
        wrong = row.rating == Rating.AGAIN
        # A lapse is the loss of something known: neither a first answer nor a second failure in a row.
        lapses += wrong and memory is not None and not relearning
        memory, relearning, last = review(memory, row.rating, row.study_day, parameters), wrong, row
    return _state(memory, last, reps=len(ordered), lapses=lapses, relearning=relearning)


def standing(rows: Sequence[LogRow]) -> list[LogRow]:
    """Answers that were not undone, in the order given; ValueError where an undo names no answer of these rows, or one already undone."""
    if len({row.item_key for row in rows}) > 1:
        raise ValueError("rows of more than one item")
    answers = {row.id for row in rows if row.undo_of is None}
    undone: set[int] = set()
    for row in rows:
        if row.undo_of is None:
            continue
        if row.undo_of not in answers or row.undo_of in undone:
            raise ValueError(f"row {row.id} undoes row {row.undo_of}, which is no answer that stands")
        undone.add(row.undo_of)
    return [row for row in rows if row.undo_of is None and row.id not in undone]


def replay_reviews(reviews: Iterable[tuple[int, int]], parameters: Parameters = DEFAULT_PARAMETERS) -> Memory:
    """Memory after (study day, rating 1 to 4) pairs in order; ValueError when there are none or a rating is unknown."""
    memory: Memory | None = None
    for day, rating in reviews:
        memory = review(memory, Rating(rating), day, parameters)
    if memory is None:
        raise ValueError("no reviews")
    return memory


def _state(memory: Memory | None, last: LogRow | None, *, reps: int, lapses: int, relearning: bool) -> CardState:
    if memory is None or last is None:
        return CardState(None, None, None, None, reps, 0, False, None, None)
    return CardState(
        memory.stability, memory.difficulty, memory.last_day, last.due_day, reps, lapses, relearning, last.id, last.answered_at
    )
