"""Which evidence grade sources carry: one rule for the shipped material and what a school writes (content/README.md has it in words)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from webapp.core.entries import Evidence

TYPED = "typed"
"""The weight of a citation that names no source of the material: unknown, so alone it carries what one source of standing carries."""
NEEDS = {
    Evidence.A: "a peer-reviewed source or three independent ones",
    Evidence.B: "two independent sources",
    Evidence.C: "a source of standing or two independent ones",
    Evidence.D: "at least one source",
    Evidence.E: "no source",
}


class Weighed(Protocol):
    """What counts of a source: how much it carries alone, and with which others it counts as one."""

    @property
    def weight(self) -> str:
        """`peer-reviewed`, `standing`, `weak` or `typed`."""

    @property
    def group(self) -> str:
        """Sources of one group restate one another, as those do that follow Travell and Simons."""


def holds(grade: Evidence, sources: Iterable[Weighed]) -> bool:
    """Whether sources carry a grade."""
    named = tuple(sources)
    groups = len({source.group for source in named})
    weights = {source.weight for source in named}
    if grade == Evidence.A:
        return groups >= 3 or "peer-reviewed" in weights
    if grade == Evidence.C:
        return groups >= 2 or bool(weights & {"standing", "peer-reviewed", TYPED})
    return {Evidence.B: groups >= 2, Evidence.D: groups >= 1, Evidence.E: groups == 0}[grade]


def weighed(sources: Sequence[Weighed]) -> str:
    """How many independent sources there are and of which weights, in words."""
    groups = len({source.group for source in sources})
    return f"{groups} independent ({', '.join(sorted({source.weight for source in sources}))})" if groups else "none"
