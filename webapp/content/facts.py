"""Walks over every fact of the tree, with its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.content.schema import CautionIn, MuscleIn, PointIn, Sourced
from webapp.content.schema_tables import RuleIn, ScenarioIn
from webapp.content.tree import Loc, Tree
from webapp.core.facts import RULES, SCENARIOS, caution_key, field_key, point_key


@dataclass(frozen=True, slots=True)
class Place:
    """A fact and where it stands."""

    file: str
    loc: Loc
    fact: Sourced


def facts_of_muscle(muscle: MuscleIn) -> Iterator[tuple[Loc, Sourced]]:
    """Every fact of one entry with its place in the file."""
    for name in ("landmarks", "palpate", "origin", "insertion", "innervation", "action", "self_treatment"):
        yield (name,), getattr(muscle, name)
    if muscle.caution_note is not None:
        yield ("caution_note",), muscle.caution_note
    for index, point in enumerate(muscle.points):
        yield ("points", index), point
    for index, caution in enumerate(muscle.cautions):
        yield ("cautions", index), caution


def facts_of(tree: Tree) -> Iterator[Place]:
    """Every fact of the tree."""
    for file, muscle in tree.muscles.items():
        for loc, fact in facts_of_muscle(muscle):
            yield Place(file, loc, fact)
    if tree.rules:
        for index, rule in enumerate(tree.rules.rules):
            yield Place("rules.yaml", ("rules", index), rule)
        for index, scenario in enumerate(tree.rules.scenarios):
            yield Place("rules.yaml", ("scenarios", index), scenario)


def keyed_facts(tree: Tree) -> dict[str, Place]:
    """Every fact of the tree by its key, in the order of the files."""
    muscles = {file: muscle.id for file, muscle in tree.muscles.items()}
    return {_key(muscles.get(place.file, ""), place.fact, place.loc): place for place in facts_of(tree)}


def _key(muscle: str, fact: Sourced, loc: Loc) -> str:
    match fact:
        case PointIn():
            return point_key(muscle, fact.id)
        case CautionIn():
            return caution_key(muscle, fact.id)
        case RuleIn():
            return field_key(RULES, fact.id)
        case ScenarioIn():
            return field_key(SCENARIOS, fact.id)
        case _:
            return field_key(muscle, str(loc[0]))


def sentences_of(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Sentences that have to be particular to their place."""
    for file, muscle in tree.muscles.items():
        for name in ("landmarks", "palpate", "self_treatment"):
            yield Place(file, (name, "text"), getattr(muscle, name)), getattr(muscle, name).text
        for index, point in enumerate(muscle.points):
            yield Place(file, ("points", index, "site"), point), point.site
        for index, caution in enumerate(muscle.cautions):
            yield Place(file, ("cautions", index, "text"), caution), caution.text
    if tree.rules:
        for index, rule in enumerate(tree.rules.rules):
            yield Place("rules.yaml", ("rules", index, "text"), rule), rule.text
        for index, scenario in enumerate(tree.rules.scenarios):
            yield Place("rules.yaml", ("scenarios", index, "says"), scenario), scenario.says
            yield Place("rules.yaml", ("scenarios", index, "why"), scenario), scenario.why
