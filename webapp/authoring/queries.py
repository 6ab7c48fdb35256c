"""Reads of what the school makes, scoped to who asks: drafts are their author's, all else is everybody's who teaches."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.core.owned import deck_id_of
from webapp.errors import NotFound
from webapp.library.models import DeckState, ItemState, SchoolDeck, SchoolItem
from webapp.practice.models import Enrolment

LARGEST = 2**31 - 1
"""A larger number than the database counts to names nothing."""


def list_items(session: Session, teacher: User) -> list[tuple[SchoolItem, str | None]]:
    """Questions that the teacher may see, the last changed first, with their authors' names (None: gone)."""
    query = sa.select(SchoolItem, User.name).outerjoin(User, User.id == SchoolItem.author_id).where(_seen_items(teacher))
    return [(item, name) for item, name in session.execute(query.order_by(SchoolItem.changed_at.desc(), SchoolItem.id))]


def get_item(session: Session, teacher: User, number: int, *, to_change: bool = False) -> SchoolItem:
    """A question that the teacher may see and change; NotFound for drafts of others. `to_change` keeps others away meanwhile."""
    query = sa.select(SchoolItem).where(SchoolItem.id == min(number, LARGEST), _seen_items(teacher))
    item = session.scalar(_locked(query) if to_change else query)
    if item is None:
        raise NotFound("There is no such question, or it is somebody else's draft.")
    return item


def list_decks(session: Session, teacher: User) -> list[tuple[SchoolDeck, str | None]]:
    """Decks that the teacher may see, by title, with their authors' names (None: gone)."""
    query = sa.select(SchoolDeck, User.name).outerjoin(User, User.id == SchoolDeck.author_id).where(_seen_decks(teacher))
    return [(deck, name) for deck, name in session.execute(query.order_by(SchoolDeck.title, SchoolDeck.id))]


def get_deck(session: Session, teacher: User, number: int, *, to_change: bool = False) -> SchoolDeck:
    """A deck that the teacher may see and change; NotFound for drafts of others. `to_change` keeps others away meanwhile."""
    query = sa.select(SchoolDeck).where(SchoolDeck.id == min(number, LARGEST), _seen_decks(teacher))
    deck = session.scalar(_locked(query) if to_change else query)
    if deck is None:
        raise NotFound("There is no such deck, or it is somebody else's draft.")
    return deck


def count_studying(session: Session, *numbers: int) -> dict[int, int]:
    """How many people study each of some decks, paused or not; none named where nobody does."""
    ids = {deck_id_of(number): number for number in numbers}
    query = sa.select(Enrolment.deck_id, sa.func.count(Enrolment.id)).where(Enrolment.deck_id.in_(ids)).group_by(Enrolment.deck_id)
    return {ids[deck_id]: count for deck_id, count in session.execute(query)}


def _seen_items(teacher: User) -> sa.ColumnElement[bool]:
    if teacher.role not in TEACHERS:
        return sa.false()
    # A draft whose author is gone is left to the others.
    return sa.or_(SchoolItem.state != ItemState.DRAFT, SchoolItem.author_id == teacher.id, SchoolItem.author_id.is_(None))


def _seen_decks(teacher: User) -> sa.ColumnElement[bool]:
    if teacher.role not in TEACHERS:
        return sa.false()
    return sa.or_(SchoolDeck.state != DeckState.DRAFT, SchoolDeck.author_id == teacher.id, SchoolDeck.author_id.is_(None))


def _locked(query: sa.Select[Any]) -> sa.Select[Any]:
    """The rows as they are now, whatever the session has read before."""
    return query.with_for_update().execution_options(populate_existing=True)
