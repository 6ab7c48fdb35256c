"""The material as the app holds it: read once at the start, never changed, reached from here."""

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from webapp.content.outlines import load_atlas
from webapp.core.anatomy import neighbour_table
from webapp.core.catalogue import Catalogue, Source
from webapp.core.charts import Atlas
from webapp.core.decks import Deck, shipped_decks
from webapp.core.entries import Muscle
from webapp.core.itemising import all_items
from webapp.core.items import Item
from webapp.core.senders import Sender, senders
from webapp.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shelf:
    """Catalogue, atlas, and what follows from them: items, shipped decks, who borders whom, and who sends pain to which zone."""

    catalogue: Catalogue
    atlas: Atlas
    items: Mapping[str, Item]
    decks: Mapping[str, Deck]
    neighbours: Mapping[str, tuple[str, ...]]
    senders: Mapping[str, tuple[Sender, ...]]

    def core_senders(self, zone_id: str) -> tuple[str, ...]:
        """Muscles for which a zone is core."""
        return tuple(sender.muscle.id for sender in self.senders[zone_id] if sender.core)

    def get_muscle(self, muscle_id: str) -> Muscle:
        """The muscle, or NotFound."""
        muscle = self.catalogue.muscles.get(muscle_id)
        if muscle is None:
            raise NotFound("There is no muscle of this name in the library.")
        return muscle

    def get_item(self, key: str) -> Item:
        """The item, or NotFound."""
        item = self.items.get(key)
        if item is None:
            raise NotFound("There is no such question.")
        return item

    def get_deck(self, deck_id: str) -> Deck:
        """The deck, or NotFound."""
        deck = self.decks.get(deck_id)
        if deck is None:
            raise NotFound("There is no such deck.")
        return deck

    def sources_of(self, keys: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources behind some keys."""
        return tuple(self.catalogue.sources[key] for key in keys if key in self.catalogue.sources)


def make_shelf(catalogue: Catalogue, atlas: Atlas) -> Shelf:
    """The shelf of a catalogue and an atlas."""
    items = all_items(catalogue, atlas)
    sent = {zone: senders(catalogue, zone) for zone in catalogue.zones}
    return Shelf(catalogue, atlas, items, shipped_decks(catalogue, items), neighbour_table(catalogue, atlas), sent)


def init(app: Flask, catalogue: Catalogue, content: Path) -> None:
    """Puts the material on the shelf of an app."""
    app.extensions["shelf"] = make_shelf(catalogue, load_atlas(content / "atlas"))
    # The material is large and stays: without this, every full run of the garbage collector looks through all of it, amid some request.
    gc.collect()
    gc.freeze()


def shelf() -> Shelf:
    """The shelf of the current app."""
    return cast("Shelf", current_app.extensions["shelf"])
