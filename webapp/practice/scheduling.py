"""When an item comes back: retention in force, due day of each rating balanced by the student's other cards."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.accounts.models import User
from webapp.core.balancing import due_days
from webapp.core.items import Item
from webapp.core.memory import Memory, next_intervals
from webapp.core.ratings import Rating
from webapp.practice.models import Card

SAFETY_FLOOR = 0.97


def retention_for(student: User, item: Item) -> float:
    """Desired retention: the student's own, but never below the floor for safety items."""
    return max(student.desired_retention, SAFETY_FLOOR) if item.safety else student.desired_retention


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies about a card in the calendar: other cards a day, and days of its siblings."""

    load: Mapping[int, int]
    sibling_days: frozenset[int]


def surroundings(cards: Mapping[str, Card], item: Item) -> Surroundings:
    """The student's calendar without the card of `item` itself."""
    others = [(key, card.due_day) for key, card in cards.items() if key != item.key and card.due_day is not None]
    siblings = frozenset(day for key, day in others if key.rpartition("/")[0] == item.subject)
    return Surroundings(Counter(day for _, day in others), siblings)


def preview(memory: Memory | None, item: Item, reps: int, day: int, retention: float, about: Surroundings) -> dict[Rating, int]:
    """Due day of each rating for an answer on `day`; the same call decides the one that is stored."""
    intervals = next_intervals(memory, day, retention)
    return due_days(intervals, day=day, key=item.key, reps=reps, load=about.load, sibling_days=about.sibling_days)
