"""Use case: compare every card with the replay of its log, totals and shown figures with its sums, and make them so."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from webapp.core.replay import CardState, replay
from webapp.practice import queries
from webapp.practice.models import Card
from webapp.practice.showing import WrongShown, find_wrong_shown, rebuild_shown
from webapp.practice.totals import WrongTotal, find_wrong_totals, rebuild_totals


@dataclass(frozen=True, slots=True)
class Difference:
    """A card that is not what its log replays to; None on either side where it is missing."""

    student_id: int
    item_key: str
    stored: CardState | None
    replayed: CardState | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cards were looked at, which were different, and which totals and shown figures were."""

    cards: int
    differences: tuple[Difference, ...]
    wrong_totals: tuple[WrongTotal, ...] = ()
    wrong_shown: tuple[WrongShown, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything is what the log says."""
        return not (self.differences or self.wrong_totals or self.wrong_shown)


def find_differences(session: Session) -> Rebuilt:
    """Replay every log and compare; changes nothing."""
    students = queries.list_studying(session)
    compared = [each for student_id in students for each in _compared(session, student_id)]
    wrong = tuple(each for student_id in students for each in find_wrong_totals(session, student_id))
    wrong_shown = tuple(each for student_id in students for each in find_wrong_shown(session, student_id))
    return Rebuilt(len(compared), tuple(each for each in compared if each.stored != each.replayed), wrong, wrong_shown)


def rebuild(session: Session) -> Rebuilt:
    """Make every card what its log replays to, totals and shown figures what it sums to; a card without a log goes."""
    rebuilt = find_differences(session)
    for each in rebuilt.differences:
        card = queries.find_card(session, each.student_id, each.item_key)
        if each.replayed is not None:
            card = card or Card(student_id=each.student_id, item_key=each.item_key)
            card.take(each.replayed)
            session.add(card)
        elif card is not None:
            session.delete(card)
    for student_id in dict.fromkeys(each.student_id for each in rebuilt.wrong_totals):
        rebuild_totals(session, student_id)
    for student_id in dict.fromkeys(each.student_id for each in rebuilt.wrong_shown):
        rebuild_shown(session, student_id)
    session.flush()
    return rebuilt


def _compared(session: Session, student_id: int) -> Iterator[Difference]:
    cards, logs = queries.list_cards(session, student_id), queries.list_logs(session, student_id)
    for key in sorted(cards.keys() | logs.keys()):
        stored = cards[key].state() if key in cards else None
        replayed = replay(logs[key]) if key in logs else None
        yield Difference(student_id, key, stored, replayed)
