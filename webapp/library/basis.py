"""What the material rests on, in figures: by region, what is disputed, and who reviewed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from webapp.core.catalogue import Catalogue
from webapp.core.entries import CautionState, Evidence, Fact, Muscle
from webapp.core.facts import RULES, SCENARIOS, facts_about, facts_of_muscle
from webapp.library.queries import Logged
from webapp.library.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class Row:
    """One region, or the rules: muscles, facts by grade, muscles whose cautions were assessed, facts reviewed."""

    name: str
    muscles: int
    assessed: int
    facts: int
    grades: Mapping[Evidence, int]
    reviewed: int


@dataclass(frozen=True, slots=True)
class Basis:
    """The whole page: rows, their sum, disputed muscles by region, and how many facts each reviewer stands for."""

    rows: tuple[Row, ...]
    total: Row
    disputed: tuple[tuple[str, tuple[Muscle, ...]], ...]
    reviewers: tuple[tuple[str, int], ...]


def basis(catalogue: Catalogue, log: Iterable[Logged]) -> Basis:
    """The figures of the material with its signatures."""
    parts = [(region.name, catalogue.muscles_of(region.id)) for region in catalogue.regions.values()]
    facts = [[fact for muscle in muscles for fact in facts_of_muscle(muscle)] for _, muscles in parts]
    others = [*facts_about(catalogue, RULES), *facts_about(catalogue, SCENARIOS)]
    everything = [*(fact for part in facts for fact in part), *others]
    known = standings(everything, log)
    rows = [_row(name, muscles, part, known) for (name, muscles), part in zip(parts, facts, strict=True)]
    signed = Counter(by for standing in known.values() for by in {mark.by for mark in standing.counting})
    return Basis(
        rows=(*rows, _row("Dose and stop: rules and scenarios", (), others, known)),
        total=_row("All", tuple(catalogue.muscles.values()), everything, known),
        disputed=tuple((name, tuple(muscle for muscle in muscles if muscle.disputed)) for name, muscles in parts),
        reviewers=tuple(sorted(signed.items())),
    )


def _row(name: str, muscles: Iterable[Muscle], facts: list[Fact], known: Mapping[str, Standing]) -> Row:
    of = list(muscles)
    return Row(
        name=name,
        muscles=len(of),
        assessed=sum(muscle.caution_state != CautionState.NOT_ASSESSED for muscle in of),
        facts=len(facts),
        grades={grade: sum(fact.evidence == grade for fact in facts) for grade in Evidence},
        reviewed=sum(known[fact.key].is_reviewed for fact in facts),
    )
