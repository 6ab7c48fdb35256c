"""What comes next: wrong items again, safety first, then what is most overdue with new items in between; one item a subject a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.core.candidates import Candidate, suitable
from webapp.core.chance import fraction
from webapp.core.introducing import introduce
from webapp.core.memory import Memory, retrievability

__all__ = ["Candidate", "Counts", "Plan", "plan"]

# A wrong item returns after three others or ten minutes, whichever is sooner.
OTHERS_BETWEEN = 3
WAIT = timedelta(minutes=10)
# Multiples of the golden ratio spread evenly however the counts change under way.
GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items the rest of today holds: new, learning (wrong, to be repeated) and due."""

    new: int
    learning: int
    due: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The next item and the rest of the day.

    `put_off` is how many due items exceed the minutes (then `capped`), `buried` how many due items wait for tomorrow because of a sibling,
    `new_held_back` how many subjects with new items wait for another day. `next_due_day` is the first later day on which something comes,
    and `waiting_until` the moment at which the next waiting wrong item is ready by time (None: none waits).
    """

    next: Candidate | None
    counts: Counts
    capped: bool
    put_off: int
    buried: int
    new_held_back: int
    next_due_day: int | None
    waiting_until: datetime | None


def plan(
    candidates: Iterable[Candidate],
    *,
    day: int,
    at: datetime,
    new_limit: int,
    new_done_today: int,
    minutes_cap: float | None,
    seconds_per_item: float,
    seen_subjects_today: Collection[str],
    answers_since: Mapping[str, int],
    seed: int,
    in_words: bool = False,
    wanted: Sequence[str] = (),
) -> Plan:
    """Plan the rest of a study day.

    `minutes_cap` are the minutes still left today (None: no cap), `answers_since` counts the answers to others since a key's last one.
    Keys that are `wanted` come before all else, in their order, due or not; they count among those to be repeated.
    """
    everything = list(candidates)
    first = _asked_for(everything, wanted)
    cards = [card for card in suitable(everything, in_words=in_words) if card not in first]
    wrong, due, buried = _sort_out(cards, day, {*seen_subjects_today, *(card.subject for card in first)}, seed)
    room = _room(minutes_cap, seconds_per_item)
    shown = due if room is None else due[:room]
    fresh = introduce(cards, {*seen_subjects_today, *(card.subject for card in first + wrong + due)})
    left = new_limit - new_done_today
    new = fresh[: max(0, left if room is None else min(left, room - len(shown)))]
    ready = [card for card in wrong if _is_ready(card, at, answers_since)]
    today = {card.key for card in shown + new}
    choice = first or ready or _interleaved(shown, new, seed) or wrong
    return Plan(
        next=choice[0] if choice else None,
        counts=Counts(new=len(new), learning=len(first) + len(wrong), due=len(shown)),
        capped=len(shown) < len(due),
        put_off=len(due) - len(shown),
        buried=buried,
        new_held_back=len(fresh) - len(new),
        next_due_day=_next_day([card for card in cards if card.key not in today], day, any_new=new_limit > 0),
        waiting_until=min((card.answered_at + WAIT for card in wrong if card.answered_at and card not in ready), default=None),
    )


def _asked_for(cards: Iterable[Candidate], wanted: Sequence[str]) -> list[Candidate]:
    """The cards that somebody wants to be asked for, in the order in which they are wanted."""
    if not wanted:
        return []
    by_key = {card.key: card for card in cards}
    return [by_key[key] for key in wanted if key in by_key]


def _sort_out(cards: list[Candidate], day: int, seen_subjects: Collection[str], seed: int) -> tuple[list[Candidate], list[Candidate], int]:
    """Wrong items of this run, oldest answer first; due items, most urgent first, one a subject; and how many more are due but buried."""
    wrong = sorted((card for card in cards if _is_learning(card, day)), key=_answered_first)
    due = [card for card in cards if not card.relearning and card.due_day is not None and card.due_day <= day]
    first = _one_a_subject(sorted(due, key=lambda card: _urgency(card, day, seed)), {*seen_subjects, *(card.subject for card in wrong)})
    return wrong, first, len(due) - len(first)


def _is_learning(card: Candidate, day: int) -> bool:
    # Wrong today, or on an earlier day that ended before it was right once.
    return card.relearning and ((card.due_day or 0) <= day or (card.last_day or 0) >= day)


def _answered_first(card: Candidate) -> tuple[float, str]:
    return (card.answered_at.timestamp() if card.answered_at else 0.0, card.key)


def _is_ready(card: Candidate, at: datetime, answers_since: Mapping[str, int]) -> bool:
    return answers_since.get(card.key, 0) >= OTHERS_BETWEEN or card.answered_at is None or at >= card.answered_at + WAIT


def _urgency(card: Candidate, day: int, seed: int) -> tuple[bool, float, float]:
    """Safety first, then the lowest recall in relation to what is wanted; chance among equals."""
    recall = None
    if card.stability is not None and card.last_day is not None:
        recall = retrievability(Memory(card.stability, 5.0, card.last_day), day)
    return (not card.safety, (1.0 if recall is None else recall) / card.retention, fraction(seed, card.key))


def _one_a_subject(cards: Iterable[Candidate], blocked: Collection[str]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for card in cards:
        if card.subject not in blocked:
            first.setdefault(card.subject, card)
    return list(first.values())


def _room(minutes: float | None, seconds_per_item: float) -> int | None:
    """How many items fit into the minutes; None for no cap."""
    return None if minutes is None else max(0, int(minutes * 60 / seconds_per_item))


def _interleaved(due: list[Candidate], new: list[Candidate], seed: int) -> list[Candidate]:
    """The list to take the next item from: safety before all, else due or new so that the new ones are spread evenly."""
    if not due or not new or due[0].safety:
        return due or new
    # The place depends on how many are left, so that the same state gives the same item, and each answer moves it on.
    left = len(due) + len(new)
    place = (fraction(seed, "interleave") + left * GOLDEN) % 1
    return new if place < len(new) / left else due


def _next_day(rest: Iterable[Candidate], day: int, *, any_new: bool) -> int | None:
    """First day after `day` on which one of the rest comes: tomorrow for what was held back today and for new ones, if any are wanted."""
    return min((max(day + 1, card.due_day or 0) for card in rest if any_new or card.due_day is not None), default=None)
