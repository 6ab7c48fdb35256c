"""The queue of one student: gathers candidates from decks, cards and the day's log, and asks the core what comes next."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.chance import seed_of
from webapp.core.queue import Candidate, Plan, plan
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Enrolment, Review
from webapp.practice.pace import seconds_per_item, seconds_spent
from webapp.practice.queries import CardRow
from webapp.practice.scheduling import is_open, retention_for
from webapp.practice.today import today_of
from webapp.practice.undoing import standing_rows


@dataclass(frozen=True, slots=True)
class Queue:
    """The plan of the student's day, with what the pages tell about it; `today` are the day's answers that stand."""

    plan: Plan
    day: int
    cards: Mapping[str, CardRow]
    today: Sequence[Review]
    pace: float
    has_decks: bool
    open_keys: frozenset[str]
    """Items that may be asked now if wanted: new, due or wrong, whatever the order, the limits and the siblings."""

    @property
    def remaining(self) -> int:
        """Items left today."""
        return self.plan.counts.new + self.plan.counts.learning + self.plan.counts.due

    @property
    def minutes_left(self) -> float:
        """How long they will take at today's pace."""
        return self.remaining * self.pace / 60

    @property
    def done_today(self) -> int:
        """Answers given today."""
        return len(self.today)

    @property
    def last_answer(self) -> Review | None:
        """The one that can be undone."""
        return self.today[-1] if self.today else None

    def reps_of(self, key: str) -> int:
        """Rows of an item's log, with which its question is shown."""
        return self.cards[key].reps if key in self.cards else 0


def queue_of(session: Session, shelf: Shelf, student: User, *, at: datetime, capped: bool = True, in_words: bool | None = None) -> Queue:
    """The student's queue now. `capped=False` goes on past the day's minutes; `in_words` overrides the student's setting."""
    day = today_of(session, student, at=at)
    cards = queries.list_card_rows(session, student.id)
    today = standing_rows(queries.list_day(session, student.id, day))
    rows = queries.list_enrolments(session, student.id)
    decks = {row.deck_id: _needed(row, day) for row in rows if row.paused_at is None and row.deck_id in shelf.known_decks}
    wanted = _wanted(session, shelf, student, cards)
    candidates = list(_candidates(session, shelf, student, decks, cards, wanted))
    pace = seconds_per_item(today)
    planned = plan(
        candidates,
        day=day,
        at=at,
        new_limit=student.new_per_day,
        new_done_today=len(_introduced(today)),
        minutes_cap=max(0.0, student.minutes_per_day - seconds_spent(today, pace) / 60) if capped else None,
        seconds_per_item=pace,
        seen_subjects_today={row.item_key.rpartition("/")[0] for row in today},
        answers_since=_answers_since(cards, today),
        seed=seed_of(student.id, day),
        in_words=student.in_words if in_words is None else in_words,
        wanted=wanted,
    )
    open_keys = frozenset(each.key for each in candidates if is_open(each.due_day, each.relearning, day)) | set(wanted)
    return Queue(planned, day, cards, today, pace, bool(decks), open_keys)


def _needed(row: Enrolment, day: int) -> int | None:
    """By which day a class needs a deck; a day that is over counts no more."""
    return row.needed_by_day if row.needed_by_day is not None and row.needed_by_day >= day else None


def _needs(shelf: Shelf, decks: Mapping[str, int | None]) -> dict[str, int]:
    """The soonest day by which each item is needed, of those that are."""
    needs: dict[str, int] = {}
    for deck, day in sorted(decks.items(), key=lambda each: each[1] or 0, reverse=True):
        if day is not None:
            needs.update(dict.fromkeys(shelf.get_deck(deck).item_keys, day))
    return needs


def _wanted(session: Session, shelf: Shelf, student: User, cards: Mapping[str, CardRow]) -> list[str]:
    """Keys that the student asked for and has not answered since."""
    answered = {key: card.last_answered_at for key, card in cards.items() if card.last_answered_at}
    rows = queries.list_wanted(session, student.id)
    return [row.item_key for row in rows if row.item_key in shelf.items and answered.get(row.item_key, row.wanted_at) <= row.wanted_at]


def _candidates(
    session: Session,
    shelf: Shelf,
    student: User,
    decks: Mapping[str, int | None],
    cards: Mapping[str, CardRow],
    wanted: list[str],
) -> Iterator[Candidate]:
    needs = _needs(shelf, decks)
    suspended = queries.list_suspended(session, student.id).keys() - set(wanted)
    keys = dict.fromkeys([*(key for deck in decks for key in shelf.get_deck(deck).item_keys), *wanted])
    for position, key in enumerate(keys):
        if key not in suspended:
            item, card = shelf.items[key], cards.get(key)
            yield Candidate(
                key=key,
                kind=item.kind,
                subject=item.subject,
                safety=item.safety,
                deck_position=position,
                retention=retention_for(student, item),
                due_day=card.due_day if card else None,
                relearning=card.relearning if card else False,
                answered_at=card.last_answered_at if card else None,
                stability=card.stability if card else None,
                last_day=card.last_day if card else None,
                has_card=card is not None,
                needed_by=needs.get(key),
            )


def _introduced(today: list[Review]) -> set[str]:
    """Items that had no memory yet when they were answered today."""
    return {row.item_key for row in today if row.stability_before is None}


def _answers_since(cards: Mapping[str, CardRow], today: list[Review]) -> dict[str, int]:
    """Answers to other items since the last one of each item that was wrong."""
    ids = [row.id for row in today]
    return {key: len(ids) - bisect_right(ids, card.last_review_id or 0) for key, card in cards.items() if card.relearning}
