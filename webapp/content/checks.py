"""Every check across the files of the material, run as one."""

from collections.abc import Callable, Iterator

from webapp.content import checks_changes as changes
from webapp.content import checks_depths as depths
from webapp.content import checks_entries as entries
from webapp.content import checks_sources as sources
from webapp.content import checks_tables as tables
from webapp.content import checks_zones as zones
from webapp.content.tree import Mistake, Tree

RULES: tuple[Callable[[Tree], Iterator[Mistake]], ...] = (
    entries.identity,
    entries.names_exist,
    entries.referral_is_union,
    entries.cautions_agree,
    entries.points_fit,
    depths.near_structures_are_explained,
    entries.advice_fits,
    zones.zones_of_a_point_touch,
    tables.ids_stand_once,
    tables.zones_neighbour_mutually,
    tables.tables_name_what_exists,
    tables.decks_hold_entries,
    sources.grades_hold,
    sources.sources_exist_and_are_used,
    sources.sentences_are_own,
    changes.changes_name_versions,
    changes.versions_are_explained,
    changes.signatures_follow_changes,
)


def check(tree: Tree) -> None:
    """Run every rule, add what it finds to the tree's problems, and sort them by file and line."""
    for rule in RULES:
        for file, loc, message in rule(tree):
            tree.report(file, loc, message)
    tree.problems.sort()
