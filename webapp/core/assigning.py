"""What a class is asked to do by a day: goals, how far somebody is, when it is due, and what that is worth."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

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


def local_moment(day: date, clock: time, zone: str) -> datetime:
    """The UTC moment at which clocks of a zone show an hour; where they skip it, the moment of the skip or just after."""
    if clock == time():
        return day_starts(day.toordinal(), zone, 0)
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def questions_of(item_keys: Collection[str], *, in_words: bool = False) -> frozenset[str]:
    """What a student can be asked of a deck, on the chart or in words; both ways of asking have one key, so that none counts twice."""
    chart = tuple(f"/{kind}" for kind in CHART_KINDS) if in_words else ()
    return frozenset(key.removesuffix(IN_WORDS) for key in item_keys if not key.endswith(chart))


def told_moment(due_at: datetime, zone: str) -> datetime:
    """The moment by which people name when something is due: in place of the first of a day the last minute of the day before."""
    before, there = due_at - timedelta(minutes=1), ZoneInfo(zone)
    return before if before.astimezone(there).date() != due_at.astimezone(there).date() else due_at


def due_words(due_at: datetime, zone: str, own_zone: str, at: datetime) -> str:
    """When something is due, by the clocks of the class, and of the reader if they differ: `Thursday 23:59 (Berlin), 22:59 (Lisbon)`."""
    told = told_moment(due_at, zone)
    there, here = told.astimezone(ZoneInfo(zone)), told.astimezone(ZoneInfo(own_zone))
    words = f"{_day_words(there, at.astimezone(ZoneInfo(zone)))} {there:%H:%M} ({_city(zone)})"
    if there.replace(tzinfo=None) == here.replace(tzinfo=None):
        return words
    day = f"{_day_words(here, at.astimezone(ZoneInfo(own_zone)))} " if here.date() != there.date() else ""
    return f"{words}, {day}{here:%H:%M} ({_city(own_zone)})"


def _day_words(moment: datetime, now: datetime) -> str:
    """A day as people say it: today, the weekday within a week, else the date."""
    days = (moment.date() - now.date()).days
    if days == 0:
        return "today"
    if 0 < days < 7:
        return f"{moment:%A}"
    year = "" if moment.year == now.year else f" {moment.year}"
    return f"{moment:%a} {moment.day} {moment:%b}{year}"


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def wanted_items(total: int, percent: int) -> int:
    """How many items make up so many per cent of all, rounded up; one at least."""
    return max(1, -(-total * percent // 100))


def days_per_stability(recall_percent: int) -> float:
    """After how many times its stability a memory has faded to a predicted recall; ValueError outside 70 to 99 %.

    The forgetting curve depends on days divided by stability alone, so that a data base can compare without knowing it.
    """
    return interval_days(Memory(1.0, 5.0, 0), recall_percent / 100)
