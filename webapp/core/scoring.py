"""What a test says: scores with their intervals, by group, what was sure and wrong, and how right the memory model was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from math import sqrt

from webapp.core.intervals import Z95, Interval, wilson


class Sureness(IntEnum):
    """How sure somebody said to be of an answer."""

    GUESS = 1
    THINK = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question of a test; `score` is from 0 to 1, `predicted` the recall that the memory model expected (None: it could not say)."""

    number: int
    item_key: str
    kind: str
    region: str
    evidence: str
    answered: bool
    correct: bool
    score: float
    sureness: Sureness | None = None
    predicted: float | None = None
    safety: bool = False

    @property
    def sure_and_wrong(self) -> bool:
        """Whether somebody was sure of a wrong answer."""
        return self.answered and not self.correct and self.sureness == Sureness.SURE


@dataclass(frozen=True, slots=True)
class Tally:
    """So many questions, so many right, the 95 % interval of the share, and the mean of the scores, which counts half-right ones."""

    n: int
    right: int
    interval: Interval
    mean_score: float

    @property
    def share(self) -> float:
        """Share of right answers; 0 where nothing was asked."""
        return self.right / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the memory model expected of the questions that it could judge, with the 95 % range of chance, and its Brier score."""

    n: int
    expected: float
    interval: Interval
    right: int
    brier: float

    @property
    def verdict(self) -> str:
        """Whether there were `more` or `fewer` right answers than the model can explain by chance, else `as expected`."""
        if self.right < self.interval.low:
            return "fewer"
        return "more" if self.right > self.interval.high else "as expected"


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """The score of some questions; one without an answer counts as wrong."""
    rows = list(outcomes)
    right = sum(row.correct for row in rows)
    return Tally(len(rows), right, wilson(right, len(rows)), sum(row.score for row in rows) / len(rows) if rows else 0.0)


def by(outcomes: Iterable[Outcome], group: Callable[[Outcome], str]) -> dict[str, Tally]:
    """The score of each group, in order of appearance."""
    groups: dict[str, list[Outcome]] = {}
    for row in outcomes:
        groups.setdefault(group(row), []).append(row)
    return {name: tally(rows) for name, rows in groups.items()}


def by_sureness(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """The score of answers by how sure somebody was, surest first, then those without a word, then questions not answered."""
    names = ("sure", "think so", "guess", "not said", "not answered")
    found = by(outcomes, _sureness_name)
    return {name: found[name] for name in names if name in found}


def worst_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Sure and wrong first (safety before all), then other wrong ones, the surer the sooner, then the right ones, guesses first."""
    return sorted(outcomes, key=_rank)


def missed(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What was wrong or not answered, worst first."""
    return [row for row in worst_first(outcomes) if not row.correct]


def calibration(outcomes: Iterable[Outcome]) -> Calibration | None:
    """How what was expected compares with what happened; None where the model could judge no question."""
    judged = [(row.predicted, row.correct) for row in outcomes if row.predicted is not None]
    if not judged:
        return None
    expected = sum(recall for recall, _ in judged)
    reach = Z95 * sqrt(sum(recall * (1 - recall) for recall, _ in judged))
    brier = sum((recall - correct) ** 2 for recall, correct in judged) / len(judged)
    interval = Interval(max(0.0, expected - reach), min(float(len(judged)), expected + reach))
    return Calibration(len(judged), expected, interval, sum(correct for _, correct in judged), brier)


def _rank(row: Outcome) -> tuple[bool, bool, bool, int, int]:
    if row.correct:
        return (True, True, True, row.sureness or 0, row.number)
    return (False, not row.sure_and_wrong, not row.safety, -(row.sureness or 0), row.number)


def _sureness_name(row: Outcome) -> str:
    if not row.answered:
        return "not answered"
    return {Sureness.SURE: "sure", Sureness.THINK: "think so", Sureness.GUESS: "guess"}[row.sureness] if row.sureness else "not said"
