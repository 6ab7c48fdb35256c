"""How strong memories are on a day: recall, its steps for colours, states of items, and the recall of a muscle or a structure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from webapp.core.memory import Memory, retrievability

FIRM_FROM_DAYS = 21.0
"""Stability from which a memory counts as firm."""
LEECH_LAPSES = 4
"""Lapses from which an item is a leech: it costs more than it gives."""
STEPS = (0.0, 0.7, 0.8, 0.9, 0.95)
"""Recall from which each step of colour begins."""


class State(StrEnum):
    """What an item is to a student."""

    NEW = "new"
    RELEARNING = "relearning"
    YOUNG = "young"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Held:
    """One item's memory; stability None while no answer counts."""

    key: str
    stability: float | None = None
    last_day: int | None = None
    due_day: int | None = None
    lapses: int = 0
    relearning: bool = False

    @property
    def subject(self) -> str:
        """Muscle, zone or scenario that it is about."""
        return self.key.rpartition("/")[0]

    @property
    def state(self) -> State:
        """New, being relearnt, young or firm."""
        if self.stability is None:
            return State.NEW
        if self.relearning:
            return State.RELEARNING
        return State.FIRM if self.stability >= FIRM_FROM_DAYS else State.YOUNG

    def recall(self, day: int) -> float | None:
        """Predicted recall on a day without any more practice; None for a new item.

        On the day of the last answer the model says nothing: what came out stands for it.
        """
        if self.stability is None or self.last_day is None:
            return None
        found = retrievability(Memory(self.stability, 5.0, self.last_day), day)
        return found if found is not None else 0.0 if self.relearning else 1.0


@dataclass(frozen=True, slots=True)
class Strength:
    """Recall of several items together: None while none is begun."""

    recall: float | None
    begun: int
    of: int

    @property
    def step(self) -> int | None:
        """Step of colour from 0 (weakest) to 4; None while nothing is begun."""
        return None if self.recall is None else step_of(self.recall)


def step_of(recall: float) -> int:
    """Step of colour of a recall."""
    return max(step for step, bound in enumerate(STEPS) if recall >= bound)


def mean_strength(held: Iterable[Held], day: int) -> Strength:
    """Mean recall of the begun items: how much of what was studied is there."""
    return _strength(held, day, weakest=False)


def weakest_strength(held: Iterable[Held], day: int) -> Strength:
    """Recall of the weakest begun item: for safety, where one gap is enough to hurt."""
    return _strength(held, day, weakest=True)


def is_leech(held: Held) -> bool:
    """Whether an item was forgotten again and again."""
    return held.lapses >= LEECH_LAPSES


def _strength(held: Iterable[Held], day: int, *, weakest: bool) -> Strength:
    found = [each.recall(day) for each in held]
    begun = [recall for recall in found if recall is not None]
    if not begun:
        return Strength(None, 0, len(found))
    return Strength(min(begun) if weakest else fmean(begun), len(begun), len(found))
