"""Statistics as folds over the log of answers: sums that can be added and taken away, so that a stored total equals the log exactly."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from webapp.core.answers import Miss
from webapp.core.memory import Memory, retrievability
from webapp.core.ratings import Rating

LONGEST_MS = 60_000
"""An answer counts as a minute at most: beyond it, somebody was called away."""
FINENESS = 10_000
"""Predicted recall is summed in whole ten-thousandths, so that sums are exact."""
INTERVALS = (1, 2, 4, 8, 15, 31, 91, 181)
"""Days since the last answer from which each class of intervals begins."""
PREDICTIONS = (0, 50, 60, 70, 80, 85, 90, 95)
"""Percent of predicted recall from which each class begins."""


ALL = "all"
"""The one part of the facet of days."""


class Facet(StrEnum):
    """By what answers are summed: all of them a day, and each other facet a week."""

    DAY = "day"
    KIND = "kind"
    SUBJECT = "subject"
    INTERVAL = "interval"
    PREDICTED = "predicted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of one item's log as statistics read it: an answer, or with `undo_of` the undoing of one."""

    id: int
    item_key: str
    study_day: int
    answered_at: datetime
    rating: int | None = None
    miss: str | None = None
    elapsed_ms: int | None = None
    stability_before: float | None = None
    undo_of: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer that stands, seen in its item's history.

    `waited_days` since the last study day with an answer, None for the first answer ever, 0 for another one on the same day;
    `predicted` is what the memory model expected, in ten-thousandths, on a later day only.
    """

    entry: Entry
    waited_days: int | None
    predicted: int | None

    @property
    def right(self) -> bool:
        """Remembered: rated anything but Again."""
        return self.entry.rating != Rating.AGAIN


class Key(NamedTuple):
    """What a total is about: facet, part of it, and the first day of its span (the day itself, or a Monday)."""

    facet: Facet
    part: str
    from_day: int


class Total(NamedTuple):
    """Sums over answers that stand.

    `begun` are first answers to an item, `tested` the first of a later study day (what retention is measured by), `predicted` their
    expected recall in ten-thousandths, `squared_error` the squares of its distance from what came out, in hundred-millionths.
    """

    answers: int = 0
    right: int = 0
    elapsed_ms: int = 0
    hazards: int = 0
    missed_musts: int = 0
    begun: int = 0
    begun_right: int = 0
    tested: int = 0
    remembered: int = 0
    predicted: int = 0
    squared_error: int = 0

    def plus(self, other: "Total") -> "Total":
        """Both together."""
        return Total(*(mine + its for mine, its in zip(self, other, strict=True)))

    def minus(self, other: "Total") -> "Total":
        """This without the other."""
        return Total(*(mine - its for mine, its in zip(self, other, strict=True)))


Totals = dict[Key, Total]
NOTHING = Total()


def outcomes(log: Iterable[Entry]) -> Iterator[Outcome]:
    """The answers of one item's log that stand, by time, each with what the memory model expected of it."""
    rows = sorted(log, key=lambda entry: (entry.answered_at, entry.id))
    undone = {row.undo_of for row in rows}
    last: int | None = None
    for row in rows:
        if row.undo_of is not None or row.id in undone:
            continue
        # As in the memory model, a traveller's day that steps back counts as the day before.
        day = row.study_day if last is None else max(last, row.study_day)
        waited = None if last is None else day - last
        yield Outcome(row, waited, _predicted(row.stability_before, waited))
        last = day


def totals(log: Iterable[Entry]) -> Totals:
    """Totals of one item's log under every facet; the totals of a student are the sum over the items."""
    return totals_of_all([log])


def totals_of_all(logs: Iterable[Iterable[Entry]]) -> Totals:
    """Totals of many items' logs."""
    sums: dict[Key, list[int]] = {}
    for log in logs:
        for outcome in outcomes(log):
            counted = _counted(outcome)
            for key in _keys(outcome):
                sums[key] = [mine + its for mine, its in zip(sums[key], counted, strict=True)] if key in sums else list(counted)
    return {key: Total(*each) for key, each in sums.items()}


def difference(after: Totals, before: Totals) -> Totals:
    """What has to be added to `before` to make it `after`."""
    changes = {key: after.get(key, NOTHING).minus(before.get(key, NOTHING)) for key in after.keys() | before.keys()}
    return {key: change for key, change in changes.items() if change != NOTHING}


def week_of(day: int) -> int:
    """The Monday of a day's week, as an ordinal."""
    return day - (day - 1) % 7


def class_of(value: float, bounds: Sequence[int]) -> int:
    """The lower bound of the class that a value falls in; a value below all of them falls in the first."""
    return max((bound for bound in bounds if bound <= value), default=bounds[0])


def _predicted(stability: float | None, waited: int | None) -> int | None:
    if stability is None or not waited:
        return None
    recall = retrievability(Memory(stability, 5.0, 0), waited)
    return None if recall is None else round(recall * FINENESS)


def _keys(outcome: Outcome) -> Iterator[Key]:
    entry = outcome.entry
    subject, _, kind = entry.item_key.rpartition("/")
    week = week_of(entry.study_day)
    yield Key(Facet.DAY, ALL, entry.study_day)
    yield Key(Facet.KIND, kind, week)
    yield Key(Facet.SUBJECT, subject, week)
    if outcome.waited_days:
        yield Key(Facet.INTERVAL, str(class_of(outcome.waited_days, INTERVALS)), week)
    if outcome.predicted is not None:
        yield Key(Facet.PREDICTED, str(class_of(outcome.predicted * 100 / FINENESS, PREDICTIONS)), week)


def _counted(outcome: Outcome) -> Total:
    entry, right = outcome.entry, int(outcome.right)
    begun, tested = outcome.waited_days is None, outcome.predicted is not None
    predicted = outcome.predicted or 0
    return Total(
        answers=1,
        right=right,
        elapsed_ms=min(LONGEST_MS, entry.elapsed_ms or 0),
        hazards=int(entry.miss == Miss.HAZARD),
        missed_musts=int(entry.miss == Miss.MISSED_MUST),
        begun=int(begun),
        begun_right=right * begun,
        tested=int(tested),
        remembered=right * tested,
        predicted=predicted,
        squared_error=(predicted - FINENESS * right) ** 2 if tested else 0,
    )
