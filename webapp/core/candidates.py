"""What the queue chooses from: cards, and items that have no card yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from webapp.core.items import Kind

# What cannot be answered without seeing the chart. A name and a drawn area have no twin in words: they ask about a picture.
CHART_KINDS = frozenset({Kind.LOCATE, Kind.NAME, Kind.REFERRAL, Kind.POINT, Kind.CAUTION_LOCATE, Kind.OWN_OUTLINE})
WORDS_KINDS = frozenset({Kind.LOCATE_WORDS, Kind.REFERRAL_WORDS, Kind.POINT_WORDS, Kind.CAUTION_LOCATE_WORDS})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may come next for one student; `due_day` None is new, `has_card` that the student asked for it, answered or not.

    `needed_by` is the day by which a class needs one of its decks (None: none does).
    """

    key: str
    kind: Kind
    subject: str
    safety: bool
    deck_position: int
    retention: float
    due_day: int | None = None
    relearning: bool = False
    answered_at: datetime | None = None
    stability: float | None = None
    last_day: int | None = None
    has_card: bool = False
    needed_by: int | None = None


def suitable(candidates: Iterable[Candidate], *, in_words: bool) -> list[Candidate]:
    """Candidates for a student's way of answering: in words nothing that needs the chart, else words only where a card exists."""
    if in_words:
        return [candidate for candidate in candidates if candidate.kind not in CHART_KINDS]
    return [
        candidate for candidate in candidates if candidate.kind not in WORDS_KINDS or candidate.due_day is not None or candidate.has_card
    ]
