"""A card as it stands when it is asked: memory, count of log rows, retention in force, and the due day of each rating."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.days import study_day
from webapp.core.items import Item
from webapp.core.memory import Memory
from webapp.core.ratings import Rating
from webapp.core.replay import CardState, replay
from webapp.errors import NotFound
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Review
from webapp.practice.scheduling import Surroundings, preview, retention_for, surroundings


@dataclass(frozen=True, slots=True)
class Asked:
    """What deciding about an answer needs to know."""

    item: Item
    day: int
    reps: int
    memory: Memory | None
    retention: float
    about: Surroundings

    def due_days(self) -> dict[Rating, int]:
        """Due day of each rating, Again ≤ Hard < Good < Easy."""
        return preview(self.memory, self.item, self.reps, self.day, self.retention, self.about)


def now_of(
    session: Session, shelf: Shelf, student: User, item: Item, *, at: datetime, without: Review | None = None
) -> Asked:
    """The student's card of an item as it stands; `without` looks at it as before that answer. NotFound for items not studied."""
    cards = queries.list_cards(session, student.id)
    if item.key not in cards and not _studied(session, shelf, student, item):
        raise NotFound("This question is in none of the decks that you study.")
    rows = queries.list_log(session, student.id, item.key)
    if without is not None:
        rows = [row for row in rows if row.id < without.id]
    state = replay(row.log_row() for row in rows)
    day = without.study_day if without is not None else study_day(at, student.time_zone, student.rollover_hour)
    return Asked(
        item=item,
        day=max(day, state.last_day or day),
        reps=len(rows),
        memory=_memory(state),
        retention=retention_for(student, item),
        about=surroundings(cards, item),
    )


def _memory(state: CardState) -> Memory | None:
    if state.stability is None or state.difficulty is None or state.last_day is None:
        return None
    return Memory(state.stability, state.difficulty, state.last_day)


def _studied(session: Session, shelf: Shelf, student: User, item: Item) -> bool:
    decks = [row.deck_id for row in queries.list_enrolments(session, student.id)]
    return any(item.key in shelf.decks[deck].item_keys for deck in decks if deck in shelf.decks)
