"""The catalogue beside tables of other projects: who is compared with whom, and where the two disagree.

What the other table leaves out is no disagreement: it may only be incomplete. Such cases are kept apart, as `more`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from webapp.core.catalogue import Catalogue
from webapp.core.entries import Attachment, Innervation, Muscle
from webapp.core.spelling import normalise
from webapp.library.foreign_nerves import names_nerve, same_nerve
from webapp.library.foreign_places import bone_is_named, names_place
from webapp.library.foreign_tables import FIELDS, ForeignMuscle, LatinNames, Relations
from webapp.library.foreign_words import KIN


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One field of one muscle, in our words and in theirs."""

    muscle: str
    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.muscle}: {self.field}: ours {self.ours}; theirs {self.theirs}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out: how many fields were compared, where the tables disagree, where we say more, and which muscles the file lacks."""

    compared: int
    disagreements: tuple[Finding, ...]
    more: tuple[Finding, ...] = ()
    absent: tuple[str, ...] = ()

    def summary(self) -> str:
        """The figures in one line."""
        wrong = len(self.disagreements)
        agreeing = f"{self.compared - wrong} agreeing" + (f" ({len(self.more)} of these say more here)" if self.more else "")
        return f"{self.compared} compared, {agreeing}, {wrong} disagreeing; {len(self.absent)} of our muscles not in the file"

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "compared": self.compared,
            "agreeing": self.compared - len(self.disagreements),
            "disagreeing": len(self.disagreements),
            "disagreements": [asdict(each) for each in self.disagreements],
            "more": [asdict(each) for each in self.more],
            "not_in_the_file": list(self.absent),
        }


@dataclass(slots=True)
class _Notes:
    compared: int = 0
    disagreements: list[Finding] = field(default_factory=list)
    more: list[Finding] = field(default_factory=list)


def compare(catalogue: Catalogue, table: Relations | LatinNames) -> Comparison:
    """The catalogue beside one table."""
    return compare_relations(catalogue, table) if isinstance(table, Relations) else compare_latin(catalogue, table)


def compare_latin(catalogue: Catalogue, table: LatinNames) -> Comparison:
    """Latin names by number; an entry of several numbers is set beside all their names. Letter case and brackets do not count."""
    notes, absent = _Notes(), []
    for muscle in catalogue.muscles.values():
        theirs = [re.sub(r"[()]", "", table.names[number]).strip() for number in muscle.ta2 if number in table.names]
        if not theirs:
            absent.append(muscle.id)
            continue
        notes.compared += 1
        if [name.casefold() for name in theirs] != [muscle.name.latin.casefold()]:
            notes.disagreements.append(Finding(muscle.id, "latin", muscle.name.latin, " + ".join(theirs)))
    return _comparison(notes, absent)


def compare_relations(catalogue: Catalogue, table: Relations) -> Comparison:
    """Nerves, origins and insertions; a group of theirs is set beside all entries that belong to it."""
    notes, met = _Notes(), set[str]()
    for foreign in table.muscles:
        muscles = muscles_of(catalogue, foreign)
        for name in FIELDS.values():
            if muscles and name in foreign.said:
                met |= {muscle.id for muscle in muscles}
                _compare_field(notes, muscles, foreign, name)
    return _comparison(notes, (each for each in catalogue.muscles if each not in met))


def muscles_of(catalogue: Catalogue, foreign: ForeignMuscle) -> tuple[Muscle, ...]:
    """The entries that another table's muscle is, is a part of, or consists of."""
    name = _plain(foreign.name)
    if name in KIN:
        return tuple(catalogue.muscles[key] for key in KIN[name] if key in catalogue.muscles)
    return tuple(each for each in catalogue.muscles.values() if (each.fma is not None and each.fma in foreign.fma) or name in _names(each))


def _compare_field(notes: _Notes, muscles: tuple[Muscle, ...], foreign: ForeignMuscle, name: str) -> None:
    targets = foreign.said[name]
    label = _label(muscles, foreign)
    facts = [getattr(muscle, name) for muscle in muscles]
    ours = " / ".join(", ".join(fact.nerves) if isinstance(fact, Innervation) else fact.text for fact in facts)
    unnamed = [target for target in targets if not any(_names_target(fact, target) for fact in facts)]
    notes.compared += 1
    if unnamed:
        notes.disagreements.append(Finding(label, name, ours, ", ".join(unnamed)))
    elif not _is_kin(foreign) and (extra := _extra(facts, targets)):
        notes.more.append(Finding(label, name, ", ".join(extra), ", ".join(targets)))


def _names_target(fact: Innervation | Attachment, target: str) -> bool:
    return names_nerve(fact, target) if isinstance(fact, Innervation) else names_place(fact, target)


def _extra(facts: Iterable[Innervation | Attachment], targets: tuple[str, ...]) -> list[str]:
    """Nerves and bones of ours that none of their words covers, each once."""
    found: dict[str, None] = {}
    for fact in facts:
        if isinstance(fact, Innervation):
            extra: Iterator[str] = (nerve for nerve in fact.nerves if not any(same_nerve(nerve, target) for target in targets))
        else:
            extra = (bone for bone in fact.bones if not bone_is_named(bone, targets))
        found |= dict.fromkeys(extra)
    return list(found)


def _is_kin(foreign: ForeignMuscle) -> bool:
    """Whether theirs is known to be only a part of ours, or a group of which we have parts."""
    return _plain(foreign.name) in KIN


def _label(muscles: tuple[Muscle, ...], foreign: ForeignMuscle) -> str:
    label = " + ".join(muscle.id for muscle in muscles)
    return label if not _is_kin(foreign) else f"{label} ({foreign.name})"


def _names(muscle: Muscle) -> set[str]:
    return {_plain(each) for each in (muscle.name.en, muscle.name.latin, *muscle.name.synonyms)}


def _plain(name: str) -> str:
    return re.sub(r" group$", "", normalise(name))


def _comparison(notes: _Notes, absent: Iterable[str]) -> Comparison:
    order = list(FIELDS.values())

    def rank(each: Finding) -> tuple[str, int, str]:
        return each.muscle, order.index(each.field) if each.field in order else 0, each.theirs

    return Comparison(notes.compared, tuple(sorted(notes.disagreements, key=rank)), tuple(sorted(notes.more, key=rank)), tuple(absent))
