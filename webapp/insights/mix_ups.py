"""Use case: muscles that a class mixes up, one for the other and back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.insights import item_queries as queries
from webapp.insights.item_queries import Given
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
    """Muscles mixed up by the students who are in a class, those swapped both ways first.

    Only of questions that at least five of them have met, and only where both muscles have such a question.
    """
    given = {
        (key, other): row
        for (key, other), row in queries.sum_mix_ups(session, classroom_id, MUSCLE_KINDS).items()
        if other in shelf.catalogue.muscles and other != subject_of(key)
    }
    muscles = {each for key, other in given for each in (subject_of(key), other)}
    present = queries.list_present(session, classroom_id, [f"{each}/{kind}" for each in muscles for kind in MUSCLE_KINDS])
    found = _pairs({each: row for each, row in given.items() if each[0] in present}, _met(present))
    return sorted(found, key=lambda pair: (-pair.both_ways, -(pair.forth + pair.back), pair.one, pair.other))[:most]


def _pairs(given: Mapping[tuple[str, str], Given], met: Mapping[str, int]) -> list[Pair]:
    counts: dict[tuple[str, str], list[tuple[str, Given]]] = defaultdict(list)
    for (key, other), row in given.items():
        counts[subject_of(key), other].append((key, row))
    both = {tuple(sorted(each)) for each in counts if met.keys() >= set(each)}
    return [_pair(one, other, counts.get((one, other), []), counts.get((other, one), []), met) for one, other in both]


def _pair(one: str, other: str, forth: Sequence[tuple[str, Given]], back: Sequence[tuple[str, Given]], met: Mapping[str, int]) -> Pair:
    rows = [*forth, *back]
    worst = max(rows, key=lambda each: (each[1].times, each[0]))[0]
    times = [sum(row.times for _, row in side) for side in (forth, back)]
    return Pair(one, other, times[0], times[1], max(row.students for _, row in rows), min(met[one], met[other]), worst)


def _met(present: Mapping[str, int]) -> dict[str, int]:
    """Students of the class who have met a muscle, at least."""
    met: dict[str, int] = {}
    for key, students in present.items():
        met[subject_of(key)] = max(met.get(subject_of(key), 0), students)
    return met
