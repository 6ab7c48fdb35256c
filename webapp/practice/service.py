"""Use cases around the queue: choose, pause and resume decks, suspend and resume items."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Enrolment, Suspension


def choose_decks(session: Session, shelf: Shelf, student: User, deck_ids: Iterable[str], *, at: datetime) -> list[str]:
    """Study exactly these decks: new ones are begun, chosen ones resumed, all others paused. At least one."""
    chosen = [shelf.get_deck(deck_id).id for deck_id in dict.fromkeys(deck_ids)]
    if not chosen:
        raise Invalid("Choose at least one deck.", {"decks": "Choose at least one deck."})
    queries.lock_student(session, student.id)
    known = {row.deck_id: row for row in queries.list_enrolments(session, student.id)}
    if any(deck_id in shelf.archived and deck_id not in known for deck_id in chosen):
        raise NotFound("This deck is not offered any more.")
    for deck_id in shelf.known_decks:
        row = known.get(deck_id)
        if deck_id in chosen and row is None:
            session.add(Enrolment(student_id=student.id, deck_id=deck_id, started_at=at))
        elif row is not None:
            row.paused_at = None if deck_id in chosen else row.paused_at or at
    session.flush()
    return chosen


def set_paused(session: Session, student: User, deck_id: str, paused: bool, *, at: datetime) -> None:
    """Pause or resume one deck that the student studies."""
    row = queries.find_enrolment(session, student.id, deck_id)
    if row is None:
        raise NotFound("You do not study this deck.")
    row.paused_at = (row.paused_at or at) if paused else None
    session.flush()


def set_suspended(session: Session, shelf: Shelf, student: User, item_key: str, suspended: bool, *, at: datetime) -> None:
    """Suspend an item (it is not asked until resumed), or resume it; doing it twice changes nothing."""
    item = shelf.get_item(item_key)
    if item.safety and suspended:
        raise Invalid("Safety questions cannot be suspended: a forgotten caution can hurt a client.")
    queries.lock_student(session, student.id)
    row = queries.find_suspension(session, student.id, item.key)
    if suspended and row is None:
        session.add(Suspension(student_id=student.id, item_key=item.key, at=at))
    elif not suspended and row is not None:
        session.delete(row)
    session.flush()
