"""Writes rows of the log and brings the card up to date; used by answering, re-rating and undoing alike."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from webapp.core.replay import replay
from webapp.practice import queries
from webapp.practice.models import Card, Review


def add_rows(session: Session, rows: Sequence[Review]) -> Card:
    """Add rows of one item's log, then make its card what the whole log replays to; flushes."""
    session.add_all(rows)
    session.flush()
    student_id, item_key = rows[0].student_id, rows[0].item_key
    state = replay(row.log_row() for row in queries.list_log(session, student_id, item_key))
    card = queries.find_card(session, student_id, item_key) or Card(student_id=student_id, item_key=item_key)
    card.take(state)
    session.add(card)
    session.flush()
    return card
