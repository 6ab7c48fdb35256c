"""A card as it stands when it is asked: memory, count of log rows, retention in force, and the due day of each rating."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.items import Item
from webapp.core.memory import Memory
from webapp.core.ratings import Rating
from webapp.core.replay import CardState, LogRow, replay, standing
from webapp.errors import NotFound
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Review
from webapp.practice.scheduling import Surroundings, is_open, preview, retention_for, surroundings
from webapp.practice.today import today_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What deciding about an answer needs to know.

    `at` is now, but never before the last row of the log; `reps` counts all rows, `turn` the answers that stand.
    """

    item: Item
    at: datetime
    day: int
    reps: int
    turn: int
    memory: Memory | None
    retention: float
    about: Surroundings
    is_open: bool

    def due_days(self) -> dict[Rating, int]:
        """Due day of each rating, Again ≤ Hard ≤ Good ≤ Easy."""
        return preview(self.memory, self.item, self.turn, self.day, self.retention, self.about)


def now_of(session: Session, shelf: Shelf, student: User, item: Item, *, at: datetime) -> Asked:
    """The student's card of an item as it stands; NotFound for an item that was never studied."""
    rows = queries.list_log(session, student.id, item.key)
    decks = [row for row in queries.list_enrolments(session, student.id) if _holds(shelf, row.deck_id, item)]
    wanted = queries.is_wanted(session, student.id, item.key)
    if not rows and not decks and not wanted:
        raise NotFound("This question is in none of the decks that you study.")
    resting = all(row.paused_at for row in decks) or queries.find_suspension(session, student.id, item.key) is not None
    asked = _asked(session, student, item, rows, today_of(session, student, at=at), at=at, resting=resting)
    return replace(asked, is_open=True) if wanted else asked


def standing_of(session: Session, student: User, item: Item, *, at: datetime) -> Asked:
    """The student's card of any item as it stands, studied or not."""
    rows = queries.list_log(session, student.id, item.key)
    return _asked(session, student, item, rows, today_of(session, student, at=at), at=at)


def before(session: Session, student: User, item: Item, row: Review, *, at: datetime) -> Asked:
    """The student's card as it stood before one of its answers was given, in today's surroundings."""
    # By time, as replay takes them: rows that were brought in from a file are older than their ids say.
    earlier = (row.answered_at, row.id)
    rows = [each for each in queries.list_log(session, student.id, item.key) if (each.answered_at, each.id) < earlier]
    return _asked(session, student, item, rows, row.study_day, at=at)


def _asked(session: Session, student: User, item: Item, log: Sequence[LogRow], day: int, *, at: datetime, resting: bool = False) -> Asked:
    state = replay(log)
    return Asked(
        item=item,
        # A clock that was set back must not put this answer before those it follows.
        at=max([at, *(row.answered_at for row in log)]),
        day=max(day, state.last_day or day),
        reps=state.reps,
        turn=len(standing(log)),
        memory=_memory(state),
        retention=retention_for(student, item),
        about=surroundings(queries.list_due_days(session, student.id), item),
        is_open=not resting and is_open(state.due_day, state.relearning, day),
    )


def _memory(state: CardState) -> Memory | None:
    if state.stability is None or state.difficulty is None or state.last_day is None:
        return None
    return Memory(state.stability, state.difficulty, state.last_day)


def _holds(shelf: Shelf, deck_id: str, item: Item) -> bool:
    deck = shelf.find_deck(deck_id)
    return deck is not None and item.key in deck.item_keys
