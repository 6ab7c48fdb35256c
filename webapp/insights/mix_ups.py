"""Use case: muscles that a class mixes up, one for the other and back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.core.item_analysis import FEWEST
from webapp.insights import item_queries as queries
from webapp.insights.item_queries import Given, ItemCounts
from webapp.insights.item_words import MUSCLE_KINDS, subject_of
from webapp.library.shelf import Shelf

MOST_PAIRS = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Two muscles: how often the second was given for the first and the other way round, by how many students at least, of how many."""

    one: str
    other: str
    forth: int
    back: int
    students: int
    n: int
    key: str
    """The question with the most of it."""

    @property
    def both_ways(self) -> int:
        """Swaps that went both ways: whoever gives one for the other and back does not know which is which."""
        return min(self.forth, self.back)


def pairs(session: Session, shelf: Shelf, classroom_id: int, most: int = MOST_PAIRS) -> list[Pair]:
    """Muscles mixed up by the students who are in a class, those swapped both ways first; none that fewer than five have met."""
    found = _pairs(queries.sum_mix_ups(session, classroom_id, MUSCLE_KINDS), shelf)
    ranked = sorted(found, key=lambda pair: (-pair.both_ways, -(pair.forth + pair.back), pair.one, pair.other))[: 4 * most]
    met = _met(
        queries.sum_items(
            session, classroom_id, keys=[f"{each}/{kind}" for pair in ranked for each in (pair.one, pair.other) for kind in MUSCLE_KINDS]
        )
    )
    counted = (
        Pair(each.one, each.other, each.forth, each.back, each.students, min(met[each.one], met[each.other]), each.key) for each in ranked
    )
    return [pair for pair in counted if pair.n >= FEWEST][:most]


def _pairs(given: Mapping[tuple[str, str], Given], shelf: Shelf) -> list[Pair]:
    counts: dict[tuple[str, str], list[tuple[str, Given]]] = defaultdict(list)
    for (key, other), row in given.items():
        if other in shelf.catalogue.muscles and other != subject_of(key):
            counts[subject_of(key), other].append((key, row))
    both = {tuple(sorted(each)) for each in counts}
    return [_pair(one, other, counts.get((one, other), []), counts.get((other, one), [])) for one, other in both]


def _pair(one: str, other: str, forth: Sequence[tuple[str, Given]], back: Sequence[tuple[str, Given]]) -> Pair:
    rows = [*forth, *back]
    worst = max(rows, key=lambda each: (each[1].times, each[0]))[0]
    times = [sum(row.times for _, row in side) for side in (forth, back)]
    return Pair(one, other, times[0], times[1], max(row.students for _, row in rows), 0, worst)


def _met(sums: Mapping[str, ItemCounts]) -> defaultdict[str, int]:
    """Students of the class who have met a muscle, at least."""
    met: defaultdict[str, int] = defaultdict(int)
    for key, counts in sums.items():
        met[subject_of(key)] = max(met[subject_of(key)], counts.present)
    return met
