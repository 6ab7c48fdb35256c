"""Checks of the tables beside the entries: ids stand once, and what is named exists."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from webapp.content.tree import Loc, Mistake, Tree
from webapp.core.itemising import RULES as RULES_DECK


def ids_stand_once(tree: Tree) -> Iterator[Mistake]:
    """No id stands twice in a table."""
    for file, table, ids in _id_lists(tree):
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield file, (table, index, "id"), f"the id {name!r} stands twice; ids are never reused"


def zones_neighbour_mutually(tree: Tree) -> Iterator[Mistake]:
    """Zones that are named as neighbours exist and name each other."""
    rows = tree.zones.zones if tree.zones else []
    neighbours = {row.id: row.adjacent for row in rows}
    for index, zone in enumerate(rows):
        loc = ("zones", index, "adjacent")
        yield from unknown("zones.yaml", loc, zone.adjacent, neighbours, "zone")
        for other in zone.adjacent:
            if other == zone.id:
                yield "zones.yaml", loc, f"{zone.id!r} is not its own neighbour; take it out"
            elif zone.id not in neighbours.get(other, [zone.id]):
                yield "zones.yaml", loc, f"{other!r} does not name {zone.id!r} as its neighbour; add it there or take it out here"


def tables_name_what_exists(tree: Tree) -> Iterator[Mistake]:
    """Zones of structures, regions of ids and rules of scenarios exist."""
    if tree.zones and tree.structures:
        zones = {row.id for row in tree.zones.zones}
        for index, structure in enumerate(tree.structures.structures):
            yield from unknown("structures.yaml", ("structures", index, "zones"), structure.zones, zones, "zone")
    if tree.regions and tree.ids:
        regions = {row.id for row in tree.regions.regions}
        for index, row in enumerate(tree.ids.muscles):
            yield from unknown("ids.yaml", ("muscles", index, "region"), [row.region], regions, "region")
    if tree.rules:
        rules = {rule.id for rule in tree.rules.rules}
        for index, scenario in enumerate(tree.rules.scenarios):
            yield from unknown("rules.yaml", ("scenarios", index, "rule"), [scenario.rule], rules, "rule")


def decks_hold_entries(tree: Tree) -> Iterator[Mistake]:
    """Decks name muscles that have an entry, and have ids that no region's deck has."""
    if tree.decks is None:
        return
    entries = {muscle.id for muscle in tree.muscles.values()}
    taken = {RULES_DECK, *(row.id for row in tree.regions.regions)} if tree.regions else {RULES_DECK}
    for index, deck in enumerate(tree.decks.decks):
        if deck.id in taken:
            yield (
                "decks.yaml",
                ("decks", index, "id"),
                f"{deck.id!r} is the deck of a region or of the rules; give this one an id of its own",
            )
        yield from unknown("decks.yaml", ("decks", index, "muscles"), deck.muscles or [], entries, "muscle")


def unknown(file: str, loc: Loc, names: Sequence[str], known: Collection[str] | None, noun: str) -> Iterator[Mistake]:
    """A mistake for each name that is not known; none where the table itself could not be read (None)."""
    for name, count in Counter(names).items():
        if known is not None and name not in known:
            yield file, loc, f"unknown {noun} {name!r}; correct it or add the {noun} to its table"
        elif count > 1:
            yield file, loc, f"{name!r} stands twice; keep one"


def _id_lists(tree: Tree) -> Iterator[tuple[str, str, list[str]]]:
    if tree.regions:
        yield "regions.yaml", "regions", [row.id for row in tree.regions.regions]
    if tree.zones:
        yield "zones.yaml", "zones", [row.id for row in tree.zones.zones]
    if tree.structures:
        yield "structures.yaml", "structures", [row.id for row in tree.structures.structures]
    if tree.ids:
        yield "ids.yaml", "muscles", [row.id for row in tree.ids.muscles]
    if tree.decks:
        yield "decks.yaml", "decks", [row.id for row in tree.decks.decks]
    if tree.rules:
        yield "rules.yaml", "rules", [row.id for row in tree.rules.rules]
        yield "rules.yaml", "scenarios", [row.id for row in tree.rules.scenarios]
