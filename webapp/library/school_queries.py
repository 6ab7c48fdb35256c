"""Reads of what the school published: the stamp, and the rows behind the shelf."""

from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.library.models import DeckState, ItemState, SchoolDeck, SchoolDeckItem, SchoolItem, ShelfStamp

ONLY = 1


def find_stamp(session: Session) -> str | None:
    """The stamp of what is published; None while the school never published anything."""
    return session.scalar(sa.select(ShelfStamp.stamp).where(ShelfStamp.id == ONLY))


def list_public_items(session: Session) -> list[SchoolItem]:
    """Questions that are published, or were once, in the order in which they were made."""
    query = sa.select(SchoolItem).where(SchoolItem.state != ItemState.DRAFT)
    return list(session.scalars(query.order_by(SchoolItem.made_at, SchoolItem.id)))


def list_public_decks(session: Session) -> list[SchoolDeck]:
    """Decks that are shared, or were once, by title."""
    return list(session.scalars(sa.select(SchoolDeck).where(SchoolDeck.state != DeckState.DRAFT).order_by(SchoolDeck.title, SchoolDeck.id)))


def list_deck_keys(session: Session, *numbers: int) -> dict[int, list[str]]:
    """Keys of the questions of some decks, or of all, each in its order."""
    query = sa.select(SchoolDeckItem.deck_id, SchoolDeckItem.item_key)
    if numbers:
        query = query.where(SchoolDeckItem.deck_id.in_(numbers))
    keys: dict[int, list[str]] = defaultdict(list)
    for deck_id, key in session.execute(query.order_by(SchoolDeckItem.deck_id, SchoolDeckItem.place)):
        keys[deck_id].append(key)
    return keys
