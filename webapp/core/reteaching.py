"""What to teach again: five things for the next lesson, chosen from class figures, each with the reasons why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.shown import FEWEST

MOST = 5
HARD_BELOW = 0.6
"""Share of right answers below which a question is among what to teach again."""
FORGOTTEN_FROM = 0.15
"""Share of those who knew it who will have forgotten it, from which it is."""
SWAPS_FROM = 2
"""Swaps in each direction from which two muscles count as mixed up."""


class Reason(StrEnum):
    """Why something is taught again, the gravest first."""

    HAZARD = "hazard"
    SURE = "sure"
    MIXED = "mixed"
    HARD = "hard"
    FORGOTTEN = "forgotten"


WEIGHTS: Mapping[Reason, float] = {Reason.HAZARD: 4.0, Reason.SURE: 3.0, Reason.MIXED: 2.0, Reason.HARD: 2.0, Reason.FORGOTTEN: 1.5}
"""What each reason counts for where all of the class is concerned."""
SAFETY = 1.5
"""What is about safety counts half as much again."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A subject with the figures of a class: `n` students met it, `students` (fewer or as many) are concerned by the reason.

    `item_key` is the question with the trouble, `other` the muscle that it is mixed up with, or the structure that was pressed on, `times`
    how often it happened.
    """

    subject: str
    reason: Reason
    item_key: str
    n: int
    students: float
    times: int = 0
    other: str | None = None
    safety: bool = False

    @property
    def weight(self) -> float:
        """How much it matters: the share of students concerned times the weight of the reason; nothing below five students."""
        if self.n < FEWEST:
            return 0.0
        share = min(1.0, self.students / self.n)
        return share * WEIGHTS[self.reason] * (SAFETY if self.safety else 1.0)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing to teach again, with its reasons, the weightiest first."""

    subject: str
    troubles: tuple[Trouble, ...]

    @property
    def weight(self) -> float:
        """Sum over its reasons."""
        return sum(each.weight for each in self.troubles)

    @property
    def other(self) -> str | None:
        """The muscle that it is mixed up with, where that is a reason."""
        return next((each.other for each in self.troubles if each.reason is Reason.MIXED), None)


def choose(troubles: Iterable[Trouble], most: int = MOST) -> list[Chosen]:
    """Up to so many subjects, the weightiest first; of each reason the gravest trouble counts once, and a mixed-up pair is one thing."""
    subjects: dict[str, dict[Reason, Trouble]] = {}
    for each in troubles:
        if each.weight > 0:
            known = subjects.setdefault(each.subject, {})
            if each.reason not in known or _rank(each) < _rank(known[each.reason]):
                known[each.reason] = each
    ranked = sorted(
        (Chosen(subject, tuple(sorted(known.values(), key=_rank))) for subject, known in subjects.items()),
        key=lambda each: (-round(each.weight, 9), each.subject),
    )
    chosen: list[Chosen] = []
    for candidate in ranked:
        if len(chosen) < most and not any(_same_pair(candidate, earlier) for earlier in chosen):
            chosen.append(candidate)
    return chosen


def _rank(trouble: Trouble) -> tuple[float, str, str]:
    return (-round(trouble.weight, 9), trouble.reason, trouble.item_key)


def _same_pair(one: Chosen, earlier: Chosen) -> bool:
    """Whether the earlier choice teaches this one too: each is what the other is mixed up with, and that is its only reason."""
    return earlier.other == one.subject and all(each.reason is Reason.MIXED for each in one.troubles)
