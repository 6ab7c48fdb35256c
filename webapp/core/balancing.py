"""Choosing the day an item comes back: inside the fuzz range, away from crowded days and from siblings, by Anki's weights, seeded."""

from collections.abc import Collection, Mapping

from webapp.core.chance import fraction
from webapp.core.memory import interval_bounds
from webapp.core.ratings import Rating

# From three months on the load of single days is not worth looking at: plain fuzz does.
LONGEST_BALANCED = 90
LOAD_POWER = 2.15
INTERVAL_POWER = 3
SIBLING_SAME_DAY = 0.000001
SIBLING_STEP = 0.2


def due_days(
    intervals: Mapping[Rating, int],
    *,
    day: int,
    key: str,
    reps: int,
    load: Mapping[int, int],
    sibling_days: Collection[int] = (),
    stretch: bool = True,
) -> dict[Rating, int]:
    """Due day by rating for the intervals of `memory.next_intervals`; a better rating never comes sooner.

    With `stretch=False` none is later than its interval.
    `load` counts the cards due by study day, `sibling_days` are the due days of the same subject's other cards.
    """
    chosen = {Rating.AGAIN: day + intervals[Rating.AGAIN]}
    earliest = 1
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        low, high = _bounds(intervals[rating], earliest, stretch=stretch)
        length = _choose(low, high, day=day, key=key, reps=reps, load=load, sibling_days=sibling_days)
        chosen[rating] = day + length
        earliest = length + (1 if stretch else 0)
    return chosen


def day_weight(length: int, day: int, load: Mapping[int, int], sibling_days: Collection[int]) -> float:
    """Weight of an interval of `length` days that begins on `day`: crowded days, long intervals and days near siblings weigh less."""
    due = day + length
    # An empty day counts as one card. Anki gives it a flat weight of 1 instead, and forgets the other factors.
    crowd = max(1, load.get(due, 0)) ** -LOAD_POWER
    return float(crowd * length**-INTERVAL_POWER * _sibling_weight(due, sibling_days))


def _bounds(interval: int, earliest: int, *, stretch: bool) -> tuple[int, int]:
    low, high = interval_bounds(interval)
    if not stretch:
        high = min(high, interval)
    low = max(low, earliest)
    return low, max(low, high)


def _choose(low: int, high: int, *, day: int, key: str, reps: int, load: Mapping[int, int], sibling_days: Collection[int]) -> int:
    place = fraction("due", key, reps)
    if high > LONGEST_BALANCED:
        return low + int(place * (high - low + 1))
    weights = [day_weight(length, day, load, sibling_days) for length in range(low, high + 1)]
    place *= sum(weights)
    for length, weight in zip(range(low, high), weights, strict=False):
        place -= weight
        if place < 0:
            return length
    return high


def _sibling_weight(due: int, sibling_days: Collection[int]) -> float:
    apart = min((abs(due - other) for other in sibling_days), default=5)
    return SIBLING_SAME_DAY if apart == 0 else min(1.0, SIBLING_STEP * apart)
