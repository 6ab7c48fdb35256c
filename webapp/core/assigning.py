"""What a class is asked to do by a day: goals, how far somebody is, when it is due, and what that is worth."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from webapp.core.candidates import CHART_KINDS
from webapp.core.days import day_starts
from webapp.core.memory import Memory, interval_days

IN_WORDS = "-words"
"""Ends the key of a question that asks the same as another without the chart; a student is asked one of the two."""


class Goal(StrEnum):
    """What an assignment asks for."""

    PRACTICE_DAYS = "practice-days"
    LEARN_IT = "learn-it"
    CLASS_TEST = "class-test"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one student is: `done` of `wanted`. Days for practice days, items for learning, right answers for a test.

    `taken` is false for a test that the student has not finished.
    """

    done: int
    wanted: int
    taken: bool = True

    @property
    def share(self) -> float:
        """From 0 to 1; more than wanted is not more than all."""
        return min(1.0, self.done / self.wanted) if self.wanted else 0.0

    @property
    def is_met(self) -> bool:
        """Whether there is nothing left to do."""
        return self.taken and self.done >= self.wanted

    def points(self, of: int) -> float:
        """What it is worth of so many points, to a tenth."""
        return round(self.share * of, 1)


def due_moment(day: date, zone: str) -> datetime:
    """The first UTC moment after the due day, which counts to its end in the zone of the class."""
    return day_starts(day.toordinal() + 1, zone, 0)


def start_moment(day: date, zone: str) -> datetime:
    """The first UTC moment of a calendar day in a zone."""
    return day_starts(day.toordinal(), zone, 0)


def questions_of(item_keys: Collection[str], *, in_words: bool = False) -> frozenset[str]:
    """What a student can be asked of a deck, on the chart or in words; both ways of asking have one key, so that none counts twice."""
    chart = tuple(f"/{kind}" for kind in CHART_KINDS) if in_words else ()
    return frozenset(key.removesuffix(IN_WORDS) for key in item_keys if not key.endswith(chart))


def wanted_items(total: int, percent: int) -> int:
    """How many items make up so many per cent of all, rounded up; one at least."""
    return max(1, -(-total * percent // 100))


def days_per_stability(recall_percent: int) -> float:
    """After how many times its stability a memory has faded to a predicted recall; ValueError outside 70 to 99 %.

    The forgetting curve depends on days divided by stability alone, so that a data base can compare without knowing it.
    """
    return interval_days(Memory(1.0, 5.0, 0), recall_percent / 100)
