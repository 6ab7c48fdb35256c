"""Answers as the forms give them, and what a grader says about one."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from webapp.core.geometry import Position
from webapp.core.ratings import Rating, proposed


class Miss(StrEnum):
    """In which way an answer missed."""

    NEAR = "near"
    NEIGHBOUR = "neighbour"
    WRONG_SIDE = "wrong-side"
    ELSEWHERE = "elsewhere"
    HAZARD = "hazard"
    MISSED_MUST = "missed-must"
    WRONG = "wrong"
    LOOK_ALIKE = "look-alike"
    INCOMPLETE = "incomplete"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Tap:
    """A place on a view × layer in mm of the view, for `target` where one of several is asked; ValueError unless it is finite."""

    view: str
    layer: str
    at: Position
    target: str | None = None

    def __post_init__(self) -> None:
        if not all(isfinite(number) for number in self.at):
            raise ValueError("a tap needs two finite numbers")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed name; `first_try` is what was typed before the program asked again."""

    text: str
    first_try: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One option of `of` shown: a muscle id, or an act."""

    option: str
    of: int

    def __post_init__(self) -> None:
        if self.of < 1:
            raise ValueError("a choice is made of at least one option")


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked things by id; none marked is an answer too ("none of these"). `of` is what was offered, where that decides what was missed."""

    ids: frozenset[str]
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Blank:
    """ "I don't know", on any kind of item."""


Answer = Tap | Typed | Chosen | Marked | Blank


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth: score from 0 to 1, class of miss, what was hit, ids right, wrong and missed, and the rating proposed.

    `correct` is true exactly when the rating is better than Again. `near_miss` asks for a second try: such an answer is not logged.
    """

    score: float
    correct: bool
    miss: Miss | None
    hit: str | None
    distance_mm: float | None
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    rating: Rating
    near_miss: bool


def graded(
    score: float,
    miss: Miss | None,
    *,
    recalled: bool = True,
    hit: str | None = None,
    distance_mm: float | None = None,
    right: frozenset[str] = frozenset(),
    wrong: frozenset[str] = frozenset(),
    missed: frozenset[str] = frozenset(),
    near_miss: bool = False,
) -> Grade:
    """A grade whose rating follows from its score, with everything rounded and sorted."""
    score = round(score, 4)
    rating = proposed(score, recalled=recalled)
    far = None if distance_mm is None else round(distance_mm, 1)
    ids = [tuple(sorted(group)) for group in (right, wrong, missed)]
    return Grade(score, rating > Rating.AGAIN, miss, hit, far, ids[0], ids[1], ids[2], rating, near_miss)
