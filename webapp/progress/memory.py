"""What a student holds in memory: cards as the core reads them, and which items the student is asked at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.candidates import CHART_KINDS, WORDS_KINDS
from webapp.core.items import Item
from webapp.core.strength import Held
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.queries import CardRow


@dataclass(frozen=True, slots=True)
class Memories:
    """The student's memories by item key; `studied` are the keys of decks that are not paused, `suspended` those not wanted now."""

    held: Mapping[str, Held]
    studied: frozenset[str]
    suspended: frozenset[str]

    def asked(self) -> list[Held]:
        """What the student is asked, begun or new, in no order."""
        return [self.held.get(key) or Held(key) for key in self.studied - self.suspended]

    def of(self, keys: Iterable[str]) -> list[Held]:
        """Some items' memories, begun or new."""
        return [self.held.get(key) or Held(key) for key in keys]


def memories_of(session: Session, shelf: Shelf, student: User, cards: Mapping[str, CardRow] | None = None) -> Memories:
    """The student's memories; `cards` where they were read already."""
    cards = queries.list_card_rows(session, student.id) if cards is None else cards
    held = {key: _held(card) for key, card in cards.items() if key in shelf.items and card.stability is not None}
    decks = [row.deck_id for row in queries.list_enrolments(session, student.id) if row.paused_at is None]
    keys = {key for name in decks if (deck := shelf.find_deck(name)) for key in deck.item_keys}
    studied = frozenset(key for key in keys if key in held or is_asked(student, shelf.items[key]))
    return Memories(held, studied, frozenset(queries.list_suspended(session, student.id)))


def is_asked(student: User, item: Item) -> bool:
    """Whether a new item comes to the student in the way that was chosen: on the chart or in words."""
    return item.kind not in (CHART_KINDS if student.in_words else WORDS_KINDS)


def _held(card: CardRow) -> Held:
    return Held(card.item_key, card.stability, card.last_day, card.due_day, card.lapses, card.relearning)
