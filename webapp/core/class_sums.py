"""Sums of what students of a class did and know, and the shares that follow from them."""

from collections.abc import Iterable
from typing import NamedTuple


class Sums(NamedTuple):
    """Sums over items that were met: of one student, one region, a class, or any part of it. Time in ms.

    `recall` is predicted recall added up over the items on one day, `later` the same on a later day; `safety_…` is of safety items alone;
    `started` counts items that were begun lately, `last_day` is the last study day with an answer, 0 for none.
    """

    seen: int = 0
    safety_seen: int = 0
    recall: float = 0.0
    safety_recall: float = 0.0
    later: float = 0.0
    safety_later: float = 0.0
    answers: int = 0
    right: int = 0
    hazards: int = 0
    missed_musts: int = 0
    elapsed_ms: int = 0
    started: int = 0
    last_day: int = 0

    @property
    def mean_recall(self) -> float | None:
        """Mean predicted recall of what was met."""
        return share(self.recall, self.seen)

    @property
    def mean_later(self) -> float | None:
        """The same on the later day."""
        return share(self.later, self.seen)

    @property
    def mean_safety(self) -> float | None:
        """Mean predicted recall of safety items that were met."""
        return share(self.safety_recall, self.safety_seen)

    @property
    def mean_safety_later(self) -> float | None:
        """The same on the later day."""
        return share(self.safety_later, self.safety_seen)

    @property
    def accuracy(self) -> float | None:
        """Share of answers that were right."""
        return share(self.right, self.answers)


NONE_MET = Sums()


class Span(NamedTuple):
    """The study day that figures are of, a later day for which recall is predicted too, and the first of the days that count as lately."""

    day: int
    later: int
    since: int


class Recent(NamedTuple):
    """What one student did lately: study days with an answer, answers, and time in ms."""

    days: int = 0
    answers: int = 0
    elapsed_ms: int = 0


NOTHING_LATELY = Recent()


def add_up(each: Iterable[Sums]) -> Sums:
    """All of them together; the last day is the latest of them."""
    totals: list[float] = list(NONE_MET)
    last = 0
    for sums in each:
        totals = [mine + its for mine, its in zip(totals, sums, strict=True)]
        last = max(last, sums.last_day)
    return Sums._make(totals)._replace(last_day=last)


def share(part: float, whole: float) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None
