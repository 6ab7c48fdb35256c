"""The material as the app holds it: read once at the start, never changed, and on top of it what the school itself published."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, cast

from flask import Flask, current_app, g, has_request_context, request
from flask_login import current_user
from sqlalchemy.orm import Session

from webapp.content.outlines import load_atlas
from webapp.core.anatomy import neighbour_table
from webapp.core.catalogue import Catalogue, Source
from webapp.core.charts import Atlas
from webapp.core.decks import Deck, shipped_decks
from webapp.core.entries import Muscle
from webapp.core.itemising import all_items
from webapp.core.items import Item
from webapp.core.owned import deck_id_of
from webapp.core.senders import Sender, senders
from webapp.db import SAFE_METHODS, current_session, reading
from webapp.errors import NotFound
from webapp.library import school, school_queries
from webapp.library.models import DeckState, ItemState

NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shelf:
    """Catalogue, atlas, and what follows from them: items, decks, who borders whom, and who sends pain to which zone.

    `retired` items are asked no more, and `archived` decks are not offered any more: they are known for those who have met them.
    `abouts` tells by subject which muscle a question of the school is about, `citations` its source where that was typed.
    """

    catalogue: Catalogue
    atlas: Atlas
    items: Mapping[str, Item]
    decks: Mapping[str, Deck]
    neighbours: Mapping[str, tuple[str, ...]]
    senders: Mapping[str, tuple[Sender, ...]]
    retired: Mapping[str, Item] = field(default_factory=lambda: NONE)
    archived: Mapping[str, Deck] = field(default_factory=lambda: NONE)
    abouts: Mapping[str, str] = field(default_factory=lambda: NONE)
    citations: Mapping[str, Source] = field(default_factory=lambda: NONE)

    def core_senders(self, zone_id: str) -> tuple[str, ...]:
        """Muscles for which a zone is core."""
        return tuple(sender.muscle.id for sender in self.senders[zone_id] if sender.core)

    def get_muscle(self, muscle_id: str) -> Muscle:
        """The muscle, or NotFound."""
        muscle = self.catalogue.muscles.get(muscle_id)
        if muscle is None:
            raise NotFound("There is no muscle of this name in the library.")
        return muscle

    def about(self, subject: str) -> str:
        """What a subject is about: the muscle for a question of the school, else the subject itself."""
        return self.abouts.get(subject, subject)

    def find_item(self, key: str) -> Item | None:
        """The item, whether it is still asked or retired."""
        return self.items.get(key) or self.retired.get(key)

    def get_item(self, key: str) -> Item:
        """The item, whether it is still asked or retired, or NotFound."""
        item = self.find_item(key)
        if item is None:
            raise NotFound("There is no such question.")
        return item

    @property
    def known_decks(self) -> Mapping[str, Deck]:
        """Decks that can be studied: those on offer, and archived ones for those who study them already."""
        return {**self.decks, **self.archived} if self.archived else self.decks

    def find_deck(self, deck_id: str) -> Deck | None:
        """The deck, whether it is still offered or archived."""
        return self.decks.get(deck_id) or self.archived.get(deck_id)

    def get_deck(self, deck_id: str) -> Deck:
        """The deck, whether it is still offered or archived, or NotFound."""
        deck = self.find_deck(deck_id)
        if deck is None:
            raise NotFound("There is no such deck.")
        return deck

    def sources_of(self, keys: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources behind some keys."""
        found = (self.catalogue.sources.get(key) or self.citations.get(key) for key in keys)
        return tuple(source for source in found if source is not None)


def make_shelf(catalogue: Catalogue, atlas: Atlas) -> Shelf:
    """The shelf of a catalogue and an atlas."""
    items = all_items(catalogue, atlas)
    sent = {zone: senders(catalogue, zone) for zone in catalogue.zones}
    return Shelf(catalogue, atlas, items, shipped_decks(catalogue, items), neighbour_table(catalogue, atlas), sent)


def with_school(base: Shelf, session: Session) -> Shelf:
    """The shelf with what the school published, as a session sees it: two or three queries."""
    rows = [school.written(row, base.catalogue) for row in school_queries.list_public_items(session)]
    asked = {
        each.item.key: each.item
        for each in rows
        if each.state is ItemState.PUBLISHED and school.is_askable(each.item, base.catalogue, base.atlas)
    }
    items = {**base.items, **asked}
    keys = school_queries.list_deck_keys(session)
    decks = [school.collected(row, keys.get(row.id, ())) for row in school_queries.list_public_decks(session)]
    made = {deck_id_of(each.number): (each.state, school.deck_of(each, items)) for each in decks}
    return replace(
        base,
        items=items,
        decks={**base.decks, **{name: deck for name, (state, deck) in made.items() if state is DeckState.SHARED and deck.item_keys}},
        archived={name: deck for name, (state, deck) in made.items() if state is DeckState.ARCHIVED and deck.item_keys},
        retired={each.item.key: each.item for each in rows if each.item.key not in asked},
        abouts={each.item.subject: each.item.muscle for each in rows},
        citations={each.citation.key: each.citation for each in rows if each.citation},
    )


class Keeper:
    """Keeps the last shelf that was put together, for all threads of a process; it is current while its stamp is."""

    def __init__(self, base: Shelf) -> None:
        self.base = base
        self._lock = Lock()
        self._kept: tuple[str, Shelf] | None = None

    def shelf_at(self, session: Session) -> Shelf:
        """The shelf as a session sees it, which must show committed rows only: one query while nothing has changed."""
        stamp = school_queries.find_stamp(session)
        if stamp is None:
            return self.base
        kept = self._kept
        if kept is not None and kept[0] == stamp:
            return kept[1]
        with self._lock:
            return self._put_together(session, stamp)

    def _put_together(self, session: Session, stamp: str) -> Shelf:
        while self._kept is None or self._kept[0] != stamp:
            made = with_school(self.base, session)
            # Where a session does not see one moment only, somebody may have published between the queries.
            before, stamp = stamp, school_queries.find_stamp(session) or stamp
            if before == stamp:
                self._kept = (stamp, made)
        return self._kept[1]


def init(app: Flask, catalogue: Catalogue, content: Path) -> None:
    """Puts the material on the shelf of an app."""
    app.extensions["shelf"] = make_shelf(catalogue, load_atlas(content / "atlas"))
    app.extensions["shelf_keeper"] = Keeper(app.extensions["shelf"])
    # The material is large and stays: without this, every full run of the garbage collector looks through all of it, amid some request.
    gc.collect()
    gc.freeze()


def shipped_shelf() -> Shelf:
    """The shelf with the shipped material only, for what must work without a database."""
    return cast("Shelf", current_app.extensions["shelf"])


def shelf() -> Shelf:
    """The shelf for whoever asks: visitors see the shipped material only, people of the school also what the school published."""
    base = shipped_shelf()
    if not has_request_context():
        return _read(base)
    if not current_user.is_authenticated:
        return base
    if "shelf" not in g:
        g.shelf = _read(base, current_session()) if request.method in SAFE_METHODS else _read(base)
    return cast("Shelf", g.shelf)


def _read(base: Shelf, session: Session | None = None) -> Shelf:
    keeper = cast("Keeper", current_app.extensions["shelf_keeper"])
    look: Callable[[Session], Shelf] = keeper.shelf_at if keeper.base is base else lambda own: with_school(base, own)
    if session is not None:
        return look(session)
    # What a writing session has changed itself is not committed, and must not be kept for others.
    with reading() as short:
        return look(short)
