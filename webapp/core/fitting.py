"""Whether an assignment fits the days, the minutes and the new items a day that students have set for themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from webapp.core.memory import Memory, interval_days, review
from webapp.core.ratings import Rating
from webapp.core.shown import FEWEST

USUAL_RETENTION = 0.90


@dataclass(frozen=True, slots=True)
class Load:
    """What one student has ahead. `unseen` counts new items of the deck by subject, of which one a day comes; `due` holds items of the deck
    and `due_elsewhere` others that come back, by day; `ahead` counts new items of decks that are needed sooner."""

    new_a_day: int
    items_a_day: int
    unseen: Sequence[int]
    due: Mapping[int, int] = field(default_factory=dict)
    due_elsewhere: Mapping[int, int] = field(default_factory=dict)
    ahead: int = 0
    days_done: int = 0
    """Practice days that count already."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a student can come to: new items of the deck left over at the end, and items of it on each day."""

    left_unseen: int
    by_day: tuple[int, ...]

    def days_with(self, items: int) -> int:
        """On how many days so many items of the deck can be answered."""
        return sum(count >= items for count in self.by_day)


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a plan fits a class: of how many students, for how many it does not, and the most of all `items`
    that one of those will not see. `others` are those of the class whom it is not for."""

    students: int
    misfits: int
    most_left: int
    items: int
    others: int = 0

    @property
    def is_told(self) -> bool:
        """Whether it may be said that it fits or not: of few, or of all but few, it would tell what one of them has set."""
        return self.students >= FEWEST and not 0 < self.others < FEWEST

    @property
    def fits(self) -> bool:
        """Whether it fits everybody."""
        return self.misfits == 0

    @property
    def is_told_apart(self) -> bool:
        """Whether the figures are of so many students that they show nobody's own."""
        return self.misfits >= FEWEST


def prospect(load: Load, first: int, last: int) -> Prospect:
    """Go through the days (both included) as the queue would: what is due comes first, then new items as far as both caps reach.

    Right answers are assumed: each new item comes back as the model says after one, and after two.
    """
    unseen, ahead, backlog = sorted(load.unseen, reverse=True), load.ahead, 0
    mine, others = _folded(load.due, first), _folded(load.due_elsewhere, first)
    by_day = []
    for day in range(first, last + 1):
        due = mine.get(day, 0)
        backlog += due + others.get(day, 0)
        answered = min(backlog, load.items_a_day)
        backlog -= answered
        fresh = min(load.new_a_day, load.items_a_day - answered)
        sooner = min(ahead, fresh)
        ahead -= sooner
        new = min(fresh - sooner, sum(count > 0 for count in unseen))
        unseen = sorted((count - (place < new) for place, count in enumerate(unseen)), reverse=True)
        for wait in RETURNS:
            mine[day + wait] = mine.get(day + wait, 0) + new
        by_day.append(min(due, answered) + new)
    return Prospect(sum(unseen), tuple(by_day))


def fit_of_days(loads: Iterable[Load], first: int, last: int, *, items: int, days: int, items_a_day: int) -> Fit:
    """Whether students can have so many days with so many items of a deck of `items` each."""
    rows = [prospect(load, first, last).days_with(items_a_day) + load.days_done for load in loads]
    # What is left unseen at the end is no reason here.
    return Fit(len(rows), sum(row < days for row in rows), 0, items)


def fit_of_items(loads: Iterable[Load], first: int, last: int, *, items: int, percent: int) -> Fit:
    """Whether students can see so many per cent of a deck of `items` in time."""
    rows = [prospect(load, first, last) for load in loads]
    wrong = [row.left_unseen for row in rows if row.left_unseen * 100 > items * (100 - percent)]
    return Fit(len(rows), len(wrong), max(wrong, default=0), items)


def _folded(due: Mapping[int, int], first: int) -> dict[int, int]:
    """Days of return, with what is overdue on the first day."""
    days: dict[int, int] = {}
    for day, count in due.items():
        days[max(day, first)] = days.get(max(day, first), 0) + count
    return days


def _returns() -> tuple[int, ...]:
    """After how many days a new item comes back, and then again, when it is answered right."""
    once = review(None, Rating.GOOD, 1)
    first = round(interval_days(once, USUAL_RETENTION))
    twice: Memory = review(once, Rating.GOOD, 1 + first)
    return first, first + round(interval_days(twice, USUAL_RETENTION))


RETURNS = _returns()
