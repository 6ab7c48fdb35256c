"""Ratings of an answer, and which one a score proposes."""

from enum import IntEnum

GOOD_FROM = 0.85
RECALLED_FROM = 0.5
RECOGNISED_FROM = 0.7


class Rating(IntEnum):
    """The four ratings that the memory model knows."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def proposed(score: float, *, recalled: bool) -> Rating:
    """Rating that a score of 0 to 1 proposes; what was only recognised among options needs more. Easy is never proposed."""
    if score >= GOOD_FROM:
        return Rating.GOOD
    if score >= (RECALLED_FROM if recalled else RECOGNISED_FROM):
        return Rating.HARD
    return Rating.AGAIN
