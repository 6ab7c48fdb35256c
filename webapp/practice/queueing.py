"""The queue of one student: gathers candidates from decks, cards and the day's log, and asks the core what comes next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.chance import seed_of
from webapp.core.days import study_day
from webapp.core.queue import Candidate, Plan, plan
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.models import Card, Review
from webapp.practice.scheduling import retention_for

FIRST_GUESS_SECONDS = 20.0
LONGEST_SECONDS = 60.0
FEWEST_TIMES = 5


@dataclass(frozen=True, slots=True)
class Queue:
    """The plan of the student's day, with what the pages tell about it."""

    plan: Plan
    day: int
    reps: Mapping[str, int]
    done_today: int
    minutes_left: float
    has_decks: bool
    last_answer: Review | None
    open_keys: frozenset[str]
    """Items that may be asked now if wanted: new, due or wrong, whatever the order, the limits and the siblings."""

    @property
    def remaining(self) -> int:
        """Items left today."""
        return self.plan.counts.new + self.plan.counts.learning + self.plan.counts.due


def queue_of(session: Session, shelf: Shelf, student: User, *, at: datetime, capped: bool = True, in_words: bool | None = None) -> Queue:
    """The student's queue now. `capped=False` goes on past the day's minutes; `in_words` overrides the student's setting."""
    day = study_day(at, student.time_zone, student.rollover_hour)
    cards = queries.list_cards(session, student.id)
    today = _standing(queries.list_day(session, student.id, day))
    seconds = _seconds_per_item(today)
    spent = sum(_seconds(row) or seconds for row in today)
    introduced = queries.list_introduced(session, student.id, day)
    decks = [row.deck_id for row in queries.list_enrolments(session, student.id) if row.paused_at is None]
    candidates = list(_candidates(session, shelf, student, decks, cards))
    planned = plan(
        candidates,
        day=day,
        at=at,
        new_limit=student.new_per_day,
        new_done_today=len(introduced),
        minutes_cap=max(0.0, student.minutes_per_day - spent / 60) if capped else None,
        seconds_per_item=seconds,
        seen_subjects_today={row.item_key.rpartition("/")[0] for row in today},
        answers_since=_answers_since(cards, today),
        seed=seed_of(student.id, day),
        in_words=student.in_words if in_words is None else in_words,
    )
    return Queue(
        plan=planned,
        day=day,
        reps={key: card.reps for key, card in cards.items()},
        done_today=len(today),
        minutes_left=(planned.counts.new + planned.counts.learning + planned.counts.due) * seconds / 60,
        has_decks=bool(decks),
        last_answer=today[-1] if today else None,
        open_keys=frozenset(c.key for c in candidates if c.due_day is None or c.due_day <= day or c.relearning),
    )


def _candidates(
    session: Session, shelf: Shelf, student: User, decks: list[str], cards: Mapping[str, Card]
) -> Iterator[Candidate]:
    suspended = queries.list_suspended(session, student.id)
    keys = dict.fromkeys(key for deck in decks if deck in shelf.decks for key in shelf.decks[deck].item_keys)
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
            )


def _standing(rows: list[Review]) -> list[Review]:
    undone = {row.undo_of for row in rows}
    return [row for row in rows if row.undo_of is None and row.id not in undone]


def _answers_since(cards: Mapping[str, Card], today: list[Review]) -> dict[str, int]:
    """Answers to other items since the last one of each item that was wrong."""
    return {
        key: sum(row.id > (card.last_review_id or 0) for row in today) for key, card in cards.items() if card.relearning
    }


def _seconds(row: Review) -> float | None:
    return None if row.elapsed_ms is None else min(LONGEST_SECONDS, row.elapsed_ms / 1000)


def _seconds_per_item(today: list[Review]) -> float:
    """Median seconds of today's answers, once there are enough; times over a minute count as one."""
    times = [seconds for row in today if (seconds := _seconds(row)) is not None]
    return max(5.0, median(times)) if len(times) >= FEWEST_TIMES else FIRST_GUESS_SECONDS
