"""Decks that come with the material: one a region that has entries, and the self-treatment rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.core.catalogue import Catalogue, frozen
from webapp.core.items import Item

RULES = "rules"


@dataclass(frozen=True, slots=True)
class Deck:
    """An ordered set of items; `subjects` are its muscles or scenarios in order."""

    id: str
    title: str
    subjects: tuple[str, ...]
    item_keys: tuple[str, ...]


def shipped_decks(catalogue: Catalogue, items: Mapping[str, Item]) -> Mapping[str, Deck]:
    """Decks by id, regions in the overview's order, the rules last; a region without entries has no deck."""
    decks = [_deck(region.id, region.name, items) for region in catalogue.regions.values()]
    decks.append(_deck(RULES, "Rules of pressure and safety", items))
    return frozen({deck.id: deck for deck in decks if deck.item_keys})


def _deck(region: str, title: str, items: Mapping[str, Item]) -> Deck:
    mine = [item for item in items.values() if item.region == region]
    return Deck(region, title, tuple(dict.fromkeys(item.subject for item in mine)), tuple(item.key for item in mine))
