"""Reads `content/` into the Catalogue, or says everything that is wrong with it."""

from collections.abc import Sequence
from pathlib import Path

from webapp.content.checks import check
from webapp.content.convert import to_muscle, to_rule, to_scenario, to_source
from webapp.content.tree import Problem, Tree, read_tree
from webapp.core.entries import Catalogue, Region, Structure, Zone, frozen


class ContentMistakes(Exception):
    """The content cannot be used; `problems` holds every mistake of the whole tree."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def find_problems(root: Path) -> list[Problem]:
    """Every mistake below `root`, sorted by file and line; empty where all is well."""
    tree = read_tree(root)
    check(tree)
    return tree.problems


def load_catalogue(root: Path) -> Catalogue:
    """All the material below `root`; raises ContentMistakes on any mistake."""
    tree = read_tree(root)
    check(tree)
    if tree.problems:
        raise ContentMistakes(tree.problems)
    return to_catalogue(tree)


def to_catalogue(tree: Tree) -> Catalogue:
    """The catalogue of a tree without mistakes; muscles stand in the order of ids.yaml."""
    if not (tree.regions and tree.zones and tree.structures and tree.sources and tree.rules and tree.ids):
        raise ContentMistakes(tree.problems)
    entries = {entry.id: entry for entry in tree.muscles.values()}
    ordered = [entries[row.id] for row in tree.ids.muscles if row.id in entries]
    return Catalogue(
        muscles=frozen({entry.id: to_muscle(entry) for entry in ordered}),
        regions=frozen({row.id: _region(row.id, row.section, row.name, row.focus) for row in tree.regions.regions}),
        zones=frozen(
            {
                z.id: Zone(z.id, z.label, z.group, tuple(z.views), z.laterality, z.definition, tuple(z.adjacent))
                for z in tree.zones.zones
            }
        ),
        structures=frozen(
            {
                s.id: Structure(
                    s.id, s.name, s.kind, s.where, tuple(s.zones), s.why, s.do, s.needle, s.self_treatment_level, tuple(s.sources)
                )
                for s in tree.structures.structures
            }
        ),
        sources=frozen({key: to_source(key, row) for key, row in tree.sources.sources.items()}),
        rules=frozen({row.id: to_rule(row) for row in tree.rules.rules}),
        scenarios=frozen({row.id: to_scenario(row) for row in tree.rules.scenarios}),
    )


def _region(id: str, section: str, name: str, focus: dict[str, list[float]]) -> Region:
    windows = {view: (w[0], w[1], w[2], w[3]) for view, w in focus.items()}
    return Region(id, section, name, frozen(windows))
