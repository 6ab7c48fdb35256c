"""Shares with honest error bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.intervals import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.right / self.of if self.of else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The 95 % interval by Wilson's formula; None of nothing."""
        if not self.of:
            return None
        found = wilson(self.right, self.of)
        return found.low, found.high


def brier(pairs: Iterable[tuple[float, bool]]) -> float | None:
    """Mean square of what was expected (0 to 1) less what came out: 0 is perfect, 0.25 a coin's; None of nothing."""
    squares = [(expected - came) ** 2 for expected, came in pairs]
    return sum(squares) / len(squares) if squares else None
