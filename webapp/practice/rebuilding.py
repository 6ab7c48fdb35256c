"""Use case: compare every card with the replay of its log, and make it so."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.core.replay import CardState, replay
from webapp.practice import queries
from webapp.practice.models import Card


@dataclass(frozen=True, slots=True)
class Difference:
    """A card that is not what its log replays to; None on either side where it is missing."""

    student_id: int
    item_key: str
    stored: CardState | None
    replayed: CardState | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cards were looked at, and which were different."""

    cards: int
    differences: tuple[Difference, ...]


def find_differences(session: Session) -> Rebuilt:
    """Replay every log and compare; changes nothing."""
    pairs = sorted(queries.list_students_with_log(session))
    found = []
    for student_id, item_key in pairs:
        card = queries.find_card(session, student_id, item_key)
        rows = queries.list_log(session, student_id, item_key)
        stored = card.state() if card else None
        replayed = replay(row.log_row() for row in rows) if rows else None
        if stored != replayed:
            found.append(Difference(student_id, item_key, stored, replayed))
    return Rebuilt(len(pairs), tuple(found))


def rebuild(session: Session) -> Rebuilt:
    """Make every card what its log replays to; a card without a log goes."""
    rebuilt = find_differences(session)
    for each in rebuilt.differences:
        card = queries.find_card(session, each.student_id, each.item_key)
        if each.replayed is None:
            session.delete(card)
        else:
            card = card or Card(student_id=each.student_id, item_key=each.item_key)
            card.take(each.replayed)
            session.add(card)
    session.flush()
    return rebuilt
