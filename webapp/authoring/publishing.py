"""Use cases of publishing: show a question to students, retire it, share a deck, archive it."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.authoring import queries
from webapp.authoring.checks import check_public, lacking, unfit
from webapp.authoring.guarding import Guards, check_free
from webapp.authoring.stamping import check_revision, stamp_shelf
from webapp.core.outlining import faults
from webapp.errors import Invalid
from webapp.library.models import DeckState, ItemState, OwnKind, SchoolDeck, SchoolItem
from webapp.library.school_queries import list_deck_keys
from webapp.library.shelf import Shelf


def publish_item(session: Session, shelf: Shelf, teacher: User, number: int, revision: int, *, at: datetime) -> SchoolItem:
    """Show a draft, or a retired question again, to students; Invalid with the list of what is lacking."""
    item = queries.get_item(session, teacher, number, to_change=True)
    check_revision(item, revision)
    found = lacking(shelf, item.muscle_id, item.explanation, item.source_keys, item.citation, item.evidence)
    check_public([*found, *_undrawn(shelf, item)])
    if item.state is not ItemState.PUBLISHED:
        item.state, item.published_at = ItemState.PUBLISHED, item.published_at or at
        item.revision += 1
        stamp_shelf(session)
    return item


def retire_item(session: Session, teacher: User, number: int, revision: int, *, guards: Guards = (), at: datetime) -> SchoolItem:
    """Ask a published question no more; what was answered stays known. Invalid for a draft, and where a guard has it stay."""
    item = queries.get_item(session, teacher, number, to_change=True)
    check_revision(item, revision)
    if item.state is ItemState.DRAFT:
        raise Invalid("A draft is not asked yet. It can be deleted.")
    if item.state is ItemState.PUBLISHED:
        check_free(session, item, guards, at)
        item.state = ItemState.RETIRED
        item.revision += 1
        stamp_shelf(session)
    return item


def share_deck(session: Session, shelf: Shelf, teacher: User, number: int, revision: int, *, at: datetime) -> SchoolDeck:
    """Offer a deck to the school; Invalid with the list of what is lacking."""
    deck = queries.get_deck(session, teacher, number, to_change=True)
    check_revision(deck, revision)
    check_public(unfit(shelf, list_deck_keys(session, deck.id).get(deck.id, [])))
    if deck.state is not DeckState.SHARED:
        deck.state, deck.changed_at = DeckState.SHARED, at
        deck.revision += 1
        stamp_shelf(session)
    return deck


def archive_deck(session: Session, teacher: User, number: int, revision: int, *, at: datetime) -> SchoolDeck:
    """Offer a deck no more; who studies it goes on."""
    deck = queries.get_deck(session, teacher, number, to_change=True)
    check_revision(deck, revision)
    if deck.state is DeckState.DRAFT:
        raise Invalid("A draft is not offered yet. It can be deleted.")
    if deck.state is DeckState.SHARED:
        deck.state, deck.changed_at = DeckState.ARCHIVED, at
        deck.revision += 1
        stamp_shelf(session)
    return deck


def _undrawn(shelf: Shelf, item: SchoolItem) -> list[str]:
    """What is wrong with a drawn area on the atlas as it is now."""
    if item.kind is not OwnKind.OUTLINE:
        return []
    view = shelf.atlas.views.get(item.answer["view"])
    if view is None or item.answer["layer"] not in view.layers:
        return ["the plate that it was drawn on is not in the atlas any more"]
    return [each.rstrip(".") for each in faults([(u, v) for u, v in item.answer["ring"]], view)]
