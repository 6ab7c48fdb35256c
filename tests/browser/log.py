"""The log of answers as it stands in the data base of the server."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.browser.server import Server
from webapp.accounts.models import User
from webapp.engines import make_engines
from webapp.practice.models import Card, Review


@contextmanager
def looking_into(server: Server) -> Iterator[Session]:
    """A session that only reads."""
    engines = make_engines(server.database_url)
    try:
        with Session(engines.read, expire_on_commit=False) as session:
            yield session
    finally:
        engines.dispose()


def rows_of(server: Server, email: str) -> list[Review]:
    """Every row of a person's log, oldest first."""
    with looking_into(server) as session:
        return list(session.scalars(sa.select(Review).join(User).where(User.email == email).order_by(Review.id)))


def answers_of(server: Server, email: str) -> list[Review]:
    """A person's answers that stand, oldest first."""
    rows = rows_of(server, email)
    undone = {row.undo_of for row in rows}
    return [row for row in rows if row.undo_of is None and row.id not in undone]


def cards_of(server: Server, email: str) -> Mapping[str, Card]:
    """A person's cards by item."""
    with looking_into(server) as session:
        return {card.item_key: card for card in session.scalars(sa.select(Card).join(User).where(User.email == email))}
