"""The facts of the material by their keys, and what each says: the words that a reviewer signs."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from webapp.core.catalogue import Catalogue, Rule, Scenario
from webapp.core.entries import Action, Attachment, Caution, Fact, Innervation, Muscle, Point, ReferralZone, SelfTreatment, Side

RULES, SCENARIOS = "rules", "scenarios"
F = TypeVar("F", bound=Fact)
Said = tuple[tuple[str, str], ...]


def field_key(muscle: str, field: str) -> str:
    """Key of a fact that stands once in an entry, such as `scalenes/origin`."""
    return f"{muscle}/{field}"


def point_key(muscle: str, point: str) -> str:
    """Key of a trigger point, such as `scalenes/point/p1`."""
    return f"{muscle}/point/{point}"


def caution_key(muscle: str, structure: str) -> str:
    """Key of a caution, such as `scalenes/caution/brachial-plexus`."""
    return f"{muscle}/caution/{structure}"


def subject_of(key: str) -> str:
    """The muscle that a fact is about, or `rules` or `scenarios`."""
    return key.partition("/")[0]


def keyed(fact: F, key: str) -> F:
    """The fact with its key."""
    return replace(fact, key=key)


def facts_of_muscle(muscle: Muscle) -> Iterator[Fact]:
    """Every fact of one entry."""
    yield from (muscle.landmarks, muscle.palpate, muscle.origin, muscle.insertion, muscle.innervation, muscle.action)
    yield muscle.self_treatment
    if muscle.caution_note is not None:
        yield muscle.caution_note
    yield from muscle.points
    yield from muscle.cautions


def facts_of(catalogue: Catalogue) -> Iterator[Fact]:
    """Every fact of the material: entries, rules and scenarios."""
    for muscle in catalogue.muscles.values():
        yield from facts_of_muscle(muscle)
    yield from catalogue.rules.values()
    yield from catalogue.scenarios.values()


def facts_about(catalogue: Catalogue, subject: str) -> tuple[Fact, ...]:
    """The facts of a muscle, the rules, or the scenarios; nothing for an unknown subject."""
    if subject in (RULES, SCENARIOS):
        rows: tuple[Rule | Scenario, ...] = (*catalogue.rules.values(), *catalogue.scenarios.values())
        return tuple(row for row in rows if subject_of(row.key) == subject)
    muscle = catalogue.muscles.get(subject)
    return tuple(facts_of_muscle(muscle)) if muscle else ()


def find_fact(catalogue: Catalogue, key: str) -> Fact | None:
    """The fact of a key, as the material has it now."""
    return next((fact for fact in facts_about(catalogue, subject_of(key)) if fact.key == key), None)


def said(fact: Fact) -> Said:
    """Everything that a fact tells, as names and words; sources, grade, version and signature are not part of it."""
    match fact:
        case Caution():
            severe = "yes" if fact.must else "no"
            return (("structure", fact.structure), ("must", severe), ("how", fact.how), ("text", fact.text), ("instead", fact.instead))
        case Point():
            place = f"{fact.at[0]:g} {fact.at[1]:g}" if fact.at else ""
            zones = (("primary", _zones(fact.primary)), ("spill_over", _zones(fact.spill_over)))
            return (("text", fact.text), ("view", fact.view), ("at", place), *zones)
        case SelfTreatment():
            pressure = f"{fact.pressure[0]} {fact.pressure[1]}" if fact.pressure else ""
            return (("level", fact.level), ("pressure", pressure), ("text", fact.text))
        case Attachment():
            return (("text", fact.text), ("bones", _listed(fact.bones)))
        case Innervation():
            return (("nerves", _listed(fact.nerves)), ("roots", _listed(fact.roots)))
        case Action():
            return (("list", _listed(fact.movements)),)
        case Scenario():
            return (("rule", fact.rule), ("says", fact.says), ("act", fact.act), ("text", fact.text))
        case _:
            return (("text", fact.text),)


def fingerprint(fact: Fact) -> str:
    """SHA-256 of what a fact tells, as 64 hexadecimal digits; it changes with any letter of it."""
    digest = hashlib.sha256()
    for name, words in said(fact):
        # The length stands before each part, so that no two facts run together to the same.
        for part in (name, words):
            digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()


def _listed(words: tuple[str, ...]) -> str:
    return "; ".join(words)


def _zones(zones: tuple[ReferralZone, ...]) -> str:
    return _listed(tuple(zone.zone if zone.side == Side.SAME else f"{zone.zone} ({zone.side})" for zone in zones))
