"""Use case: ask for items first, such as those that were missed in a test."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import WantedItem


def want_items(session: Session, shelf: Shelf, student: User, item_keys: Iterable[str], *, at: datetime) -> int:
    """Put items first in the student's queue, in this order and before those asked for earlier, and give their number."""
    keys = [key for key in dict.fromkeys(item_keys) if key in shelf.items]
    queries.lock_student(session, student.id)
    rows = queries.list_wanted(session, student.id)
    known = {row.item_key: row for row in rows}
    first = min((row.place for row in rows), default=0) - len(keys)
    for place, key in enumerate(keys, start=first):
        row = known.get(key) or WantedItem(student_id=student.id, item_key=key)
        row.place, row.wanted_at = place, at
        session.add(row)
    session.flush()
    return len(keys)
