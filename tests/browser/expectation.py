"""What FSRS says of a day, worked out from the log alone: which items are due, and whether each due day is one that the model allows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.core.memory import Memory, interval_bounds, interval_days, review
from webapp.core.ratings import Rating
from webapp.practice.models import Review


@dataclass(frozen=True)
class Expected:
    """Keys of the items that a day holds: `wrong` ones have not been right since, `due` ones have their day."""

    wrong: frozenset[str]
    due: frozenset[str]

    @property
    def due_subjects(self) -> frozenset[str]:
        """Subjects asked for being due: one item each, and none beside a wrong one of the same subject."""
        return subjects_of(self.due) - subjects_of(self.wrong)


def expected_on(answers: Iterable[Review], day: int) -> Expected:
    """What a day holds before its first answer, by the answers that stand, oldest first."""
    last = {row.item_key: row for row in answers}
    wrong = frozenset(key for key, row in last.items() if row.rating == Rating.AGAIN)
    due = frozenset(key for key, row in last.items() if key not in wrong and (row.due_day or 0) <= day)
    return Expected(wrong, due)


def memories_of(answers: Iterable[Review]) -> Mapping[str, Memory]:
    """Memory of each item after all its answers, oldest first."""
    memories: dict[str, Memory] = {}
    for row in answers:
        memories[row.item_key] = review(memories.get(row.item_key), Rating(row.rating or 0), row.study_day)
    return memories


def check_due_days(answers: Iterable[Review], safety: Mapping[str, bool]) -> None:
    """Every answer's due day lies in the range that the model gives for its rating, by the retention that holds for the item."""
    memories: dict[str, Memory | None] = {}
    for row in answers:
        rating, key = Rating(row.rating or 0), row.item_key
        after = review(memories.get(key), rating, row.study_day)
        first, last = _range(after, memories.get(key), rating, row, safety=safety[key])
        assert row.retention == (0.97 if safety[key] else 0.90), key
        assert first <= (row.due_day or 0) - row.study_day <= last, f"{key}: {rating.name} came {row.due_day} for {first} to {last}"
        memories[key] = after


def subjects_of(keys: Iterable[str]) -> frozenset[str]:
    """The subjects of some items."""
    return frozenset(key.rpartition("/")[0] for key in keys)


def _range(after: Memory, before: Memory | None, rating: Rating, row: Review, *, safety: bool) -> tuple[int, int]:
    """Shortest and longest interval in days: what is wrong comes tomorrow, safety never later than the model says.

    Elsewhere the range of the load balancing holds, and a better rating may be pushed later by the worse one.
    """
    if rating == Rating.AGAIN:
        return 1, 1
    retention = row.retention or 0.0
    exact = max(1, round(interval_days(after, retention)))
    low, high = interval_bounds(exact)
    if safety:
        return min(low, exact), exact
    worse = Rating(rating - 1)
    _, longest_of_worse = _range(review(before, worse, row.study_day), before, worse, row, safety=False)
    return low, max(high, longest_of_worse + 1)
