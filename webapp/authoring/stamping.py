"""Telling every process that what the school published has changed."""

from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.db import take_turn
from webapp.errors import Invalid, Stale
from webapp.library.models import SchoolDeck, SchoolItem, ShelfStamp
from webapp.library.school_queries import ONLY

CHANGED = "Somebody changed this while you were editing. Nothing of yours was saved yet, and nothing of theirs is lost."
NUMBERS = 900_000_000
FIRST_NUMBER = 100_000_000


def stamp_shelf(session: Session) -> None:
    """Change the stamp of the shelf, in the same transaction as what was published; others who publish wait for its end."""
    take_turn(session, "shelf")
    session.flush()
    stamp = str(uuid4())
    if session.execute(sa.update(ShelfStamp).where(ShelfStamp.id == ONLY).values(stamp=stamp)).rowcount == 0:  # type: ignore[attr-defined]
        session.add(ShelfStamp(id=ONLY, stamp=stamp))
    session.flush()


def check_revision(row: SchoolItem | SchoolDeck, revision: int) -> None:
    """Raises Stale unless the row is as it was when it was shown for changing."""
    if row.revision != revision:
        raise Stale(CHANGED)


def new_number() -> int:
    """A number of nine digits by chance: no other school's files can mean this question or deck."""
    return FIRST_NUMBER + uuid4().int % NUMBERS


def one_or_more(text: str, field: str, words: str) -> str:
    """The text, or Invalid where it is empty."""
    if not text.strip():
        raise Invalid(words, {field: words})
    return text.strip()
