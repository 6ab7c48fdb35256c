"""Why a muscle has its colour: each question about it, with its memory, and how it fades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.entries import Muscle
from webapp.core.items import Item, OwnItem
from webapp.core.strength import Held, Strength, mean_strength
from webapp.errors import Invalid
from webapp.library.shelf import Shelf
from webapp.practice.today import today_of
from webapp.practice.wanting import want_items
from webapp.progress import queries
from webapp.progress.body import LOOK_AHEAD_DAYS, keys_of
from webapp.progress.measured import kind_words
from webapp.progress.memory import is_asked, memories_of


@dataclass(frozen=True, slots=True)
class Row:
    """One question about the muscle: its memory, and recall on the chosen day."""

    label: str
    held: Held
    recall: float | None
    safety: bool
    suspended: bool


@dataclass(frozen=True, slots=True)
class Why:
    """A muscle's strength on a day, question by question, and its recall day by day (empty while nothing is begun)."""

    muscle: Muscle
    today: int
    day: int
    strength: Strength
    rows: Sequence[Row]
    fading: Sequence[tuple[int, float]]


def why(session: Session, shelf: Shelf, student: User, muscle_id: str, ahead: int, *, at: datetime) -> Why:
    """The student's memory of one muscle on a day; NotFound for a muscle that is not in the library."""
    muscle = shelf.get_muscle(muscle_id)
    today, exam_day = today_of(session, student, at=at), queries.find_exam_day(session, student.id)
    last_day = exam_day if exam_day is not None and exam_day > today else today + LOOK_AHEAD_DAYS
    day = min(last_day, today + max(0, ahead))
    memories = memories_of(session, shelf, student)
    held = memories.of(keys_of(shelf, muscle.id))
    shown = [each for each in held if each.stability is not None or is_asked(student, shelf.items[each.key])]
    rows = [
        Row(
            _label(shelf.items[each.key]),
            each,
            each.recall(day),
            shelf.items[each.key].safety,
            each.key in memories.suspended,
        )
        for each in shown
    ]
    fading = [(then, recall) for then in range(today, last_day + 1) if (recall := mean_strength(held, then).recall) is not None]
    return Why(muscle, today, day, mean_strength(held, day), rows, fading)


def _label(item: Item) -> str:
    """A question in words; one of the school tells what it asks."""
    return f"{kind_words(item.kind)}: {item.question}" if isinstance(item, OwnItem) else kind_words(item.kind)


def practise(session: Session, shelf: Shelf, student: User, muscle_id: str, *, at: datetime) -> int:
    """Put the begun questions about a muscle first in the queue, the weakest first, else the new ones; gives their number.

    Suspended ones stay out. Raises Invalid where nothing is left.
    """
    rows = [row for row in why(session, shelf, student, muscle_id, 0, at=at).rows if not row.suspended]
    begun = sorted((row for row in rows if row.recall is not None), key=lambda row: row.recall or 0.0)
    wanted = begun or rows
    if not wanted:
        raise Invalid("There is no question about this muscle.")
    return want_items(session, shelf, student, [row.held.key for row in wanted], at=at)
