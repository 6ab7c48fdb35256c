"""Decks that come with the material: one a region that has entries, the rules, and those that cut across the regions."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.core.catalogue import Catalogue, DeckRow, frozen
from webapp.core.itemising import RULES
from webapp.core.items import Item, NameCautions


@dataclass(frozen=True, slots=True)
class Deck:
    """An ordered set of items; `subjects` are its muscles, scenarios or zones in order, `across` that it cuts across the regions."""

    id: str
    title: str
    subjects: tuple[str, ...]
    item_keys: tuple[str, ...]
    about: str = ""
    across: bool = False


def shipped_decks(catalogue: Catalogue, items: Mapping[str, Item]) -> Mapping[str, Deck]:
    """Decks by id: regions in the overview's order, the rules, then those across; what has no items has no deck."""
    decks = [_of_region(region.id, region.name, items) for region in catalogue.regions.values()]
    decks.append(_of_region(RULES, "Rules of pressure and safety", items))
    decks += [_across(row, items) for row in catalogue.decks.values()]
    return frozen({deck.id: deck for deck in decks if deck.item_keys})


def _of_region(region: str, title: str, items: Mapping[str, Item]) -> Deck:
    return _deck(region, title, [item for item in items.values() if item.region == region])


def _across(row: DeckRow, items: Mapping[str, Item]) -> Deck:
    mine = [item for item in items.values() if _belongs(row, item)]
    if row.muscles is not None:
        order = {muscle: place for place, muscle in enumerate(row.muscles)}
        mine.sort(key=lambda item: order[item.subject])
    return _deck(row.id, row.title, mine, row.about, across=True)


def _belongs(row: DeckRow, item: Item) -> bool:
    if item.kind not in row.kinds or (row.muscles is not None and item.subject not in row.muscles):
        return False
    return not (row.must_only and isinstance(item, NameCautions) and not item.must)


def _deck(deck_id: str, title: str, items: list[Item], about: str = "", *, across: bool = False) -> Deck:
    return Deck(deck_id, title, tuple(dict.fromkeys(item.subject for item in items)), tuple(item.key for item in items), about, across)
