"""When an item comes back: retention in force, due day of each rating balanced by the student's other cards."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from webapp.accounts.models import User
from webapp.core.balancing import due_days
from webapp.core.items import Item
from webapp.core.memory import Memory, next_intervals
from webapp.core.ratings import Rating

SAFETY_FLOOR = 0.97


def retention_for(student: User, item: Item) -> float:
    """Desired retention: the student's own, but never below the floor for safety items."""
    return max(student.desired_retention, SAFETY_FLOOR) if item.safety else student.desired_retention


def is_open(due_day: int | None, relearning: bool, day: int) -> bool:
    """Whether an item may be asked on a day: new, due, or wrong and not yet right."""
    return due_day is None or due_day <= day or relearning


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies about a card in the calendar: other cards a day, and days of its siblings."""

    load: Mapping[int, int]
    sibling_days: frozenset[int]


def surroundings(days: Mapping[str, int], item: Item) -> Surroundings:
    """The student's calendar (due days by item key) without the card of `item` itself."""
    others = {key: day for key, day in days.items() if key != item.key}
    siblings = frozenset(day for key, day in others.items() if key.rpartition("/")[0] == item.subject)
    return Surroundings(Counter(others.values()), siblings)


def preview(memory: Memory | None, item: Item, turn: int, day: int, retention: float, about: Surroundings) -> dict[Rating, int]:
    """Due day of each rating for an answer on `day`, after `turn` others that stand; the same call decides the one that is stored."""
    # A safety item never waits longer than the model says, only to keep two ratings apart.
    stretch = not item.safety
    intervals = next_intervals(memory, day, retention, stretch=stretch)
    return due_days(intervals, day=day, key=item.key, reps=turn, load=about.load, sibling_days=about.sibling_days, stretch=stretch)
