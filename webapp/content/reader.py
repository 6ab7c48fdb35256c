"""Reads `content/` into the Catalogue, or says everything that is wrong with it."""

from pathlib import Path

from webapp.content import convert
from webapp.content.checks import check
from webapp.content.problems import ContentMistakes
from webapp.content.tree import Tree, read_tree
from webapp.core.catalogue import Catalogue, Course, frozen

__all__ = ["ContentMistakes", "load_catalogue", "to_catalogue"]


def load_catalogue(root: Path) -> Catalogue:
    """All the material below `root`; raises ContentMistakes on any mistake."""
    tree = read_tree(root)
    check(tree)
    return to_catalogue(tree)


def to_catalogue(tree: Tree) -> Catalogue:
    """The catalogue of a checked tree, muscles in the order of ids.yaml; raises ContentMistakes where the tree has problems."""
    if tree.problems or not (tree.regions and tree.zones and tree.structures and tree.sources and tree.rules and tree.ids and tree.decks):
        raise ContentMistakes(tree.problems)
    entries = {entry.id: entry for entry in tree.muscles.values()}
    courses = tree.courses.root if tree.courses else {}
    return Catalogue(
        muscles=frozen({row.id: convert.to_muscle(entries[row.id]) for row in tree.ids.muscles if row.id in entries}),
        regions=frozen({row.id: convert.to_region(row) for row in tree.regions.regions}),
        zones=frozen({row.id: convert.to_zone(row) for row in tree.zones.zones}),
        structures=frozen({row.id: convert.to_structure(row) for row in tree.structures.structures}),
        sources=frozen({key: convert.to_source(key, row) for key, row in tree.sources.sources.items()}),
        rules=frozen({row.id: convert.to_rule(row) for row in tree.rules.rules}),
        scenarios=frozen({row.id: convert.to_scenario(row) for row in tree.rules.scenarios}),
        decks=frozen({row.id: convert.to_deck(row) for row in tree.decks.decks}),
        courses=frozen({key: Course(row.how, row.course, tuple(row.sources)) for key, row in courses.items()}),
        changes=tuple(map(convert.to_change, tree.changes.changes)) if tree.changes else (),
    )
