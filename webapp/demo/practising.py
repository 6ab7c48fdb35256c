"""Months of one student's practice, answer by answer through the same use case as anybody's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.candidates import WORDS_KINDS, Candidate
from webapp.core.chance import fraction, seed_of
from webapp.core.introducing import introduce
from webapp.core.items import Item
from webapp.core.pretending import (
    Learner,
    Trace,
    after,
    chance_of_knowing,
    elapsed_ms,
    first_minute,
    intent,
    studies_on,
    sureness,
)
from webapp.demo.answers import Answers
from webapp.practice import queries
from webapp.practice.answering import Sent, answer_card
from webapp.practice.private import switch_private
from webapp.practice.scheduling import retention_for
from webapp.practice.undoing import undo_answer

TRIES = 2
"""How often a wrong answer is tried again in the same sitting."""
PAUSE = timedelta(seconds=3)
UNDO_SHARE, PRIVATE_SHARE = 0.012, 0.03


@dataclass(slots=True)
class Pretender:
    """A student who is pretended: what is really remembered, and how many rows each item's log has."""

    user_id: int
    learner: Learner
    traces: dict[str, Trace] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    answers: int = 0


def practise(session: Session, answers: Answers, who: Pretender, days: Iterable[int], *, until: datetime) -> int:
    """Practise on those of the days that suit the student, before a moment; gives the number of answers."""
    student, before = session.get_one(User, who.user_id), who.answers
    for day in days:
        if studies_on(who.learner, day):
            _practise_day(session, answers, who, student, day, until)
    return who.answers - before


def uuid_of(*parts: str | int) -> UUID:
    """A UUID that the seed repeats."""
    return UUID(int=seed_of("uuid", *parts) << 64 | seed_of("uuid", "low", *parts), version=4)


def _practise_day(session: Session, answers: Answers, who: Pretender, student: User, day: int, until: datetime) -> None:
    local = datetime.combine(date.fromordinal(day), time(), tzinfo=ZoneInfo(student.time_zone))
    at = (local + timedelta(minutes=first_minute(who.learner, day))).astimezone(UTC)
    if at >= until:
        return
    private = fraction(who.learner.seed, "private", day) < PRIVATE_SHARE
    if private:
        switch_private(session, student, on=True, at=at)
    asked = _work(session, answers, who, student, day)
    for turn in range(1 + TRIES):
        wrong: list[Item] = []
        for item in asked:
            if at < until:
                at, right = _answer(session, answers, who, student, item, at=at, day=day, turn=turn)
                wrong += [] if right else [item]
        asked = wrong


def _work(session: Session, answers: Answers, who: Pretender, student: User, day: int) -> list[Item]:
    """What a student is asked on a day: due items, safety first, then new ones as the queue introduces them; one a subject."""
    due_days = queries.list_due_days(session, student.id)
    candidates = list(_candidates(session, answers, who, student, due_days, day))
    due = sorted((each for each in candidates if each.due_day is not None and each.due_day <= day), key=lambda each: not each.safety)
    first: dict[str, Candidate] = {}
    for each in due:
        first.setdefault(each.subject, each)
    chosen = list(first.values())[: who.learner.answers_a_day]
    new = introduce(candidates, {each.subject for each in chosen})[: min(student.new_per_day, who.learner.answers_a_day // 2)]
    return [answers.shelf.items[each.key] for each in (*chosen, *new)]


def _candidates(
    session: Session, answers: Answers, who: Pretender, student: User, due_days: dict[str, int], day: int
) -> Iterator[Candidate]:
    shelf, seen = answers.shelf, set()
    for row in queries.list_enrolments(session, student.id):
        if row.paused_at is not None or row.started_at.toordinal() > day or row.deck_id not in shelf.decks:
            continue
        for key in shelf.decks[row.deck_id].item_keys:
            item = shelf.items[key]
            if item.kind not in WORDS_KINDS and key not in seen:
                seen.add(key)
                yield Candidate(
                    key,
                    item.kind,
                    item.subject,
                    item.safety,
                    len(seen),
                    retention_for(student, item),
                    due_day=due_days.get(key),
                    has_card=key in who.rows,
                    needed_by=row.needed_by_day,
                )


def _answer(
    session: Session, answers: Answers, who: Pretender, student: User, item: Item, *, at: datetime, day: int, turn: int = 0
) -> tuple[datetime, bool]:
    """Give one answer, now and then taken back and given again; the moment after it, and whether it was right."""
    at, right, review_id = _answer_once(session, answers, who, student, item, at=at, day=day, turn=turn)
    if review_id is not None and fraction(who.learner.seed, item.key, day, turn, "undo") < UNDO_SHARE:
        undo_answer(session, student, review_id, at=at)
        who.rows[item.key] += 1
        at, right, _ = _answer_once(session, answers, who, student, item, at=at, day=day, turn=turn + 10)
    who.traces[item.key] = after(who.learner, who.traces.get(item.key), day, right=right)
    return at, right


def _answer_once(
    session: Session, answers: Answers, who: Pretender, student: User, item: Item, *, at: datetime, day: int, turn: int
) -> tuple[datetime, bool, int | None]:
    learner, reps = who.learner, who.rows.get(item.key, 0)
    chance = chance_of_knowing(learner, item.kind, item.subject, who.traces.get(item.key), day)
    meant = intent(learner, item.key, item.kind, chance, day, turn)
    taken = elapsed_ms(learner, item.key, item.kind, day, turn, known=chance > 0.6)
    asking = answers.asking(item, reps)
    given = answers.answer(asking, meant, learner.seed, item.key, day, turn)
    at += timedelta(milliseconds=taken) + PAUSE
    sure = sureness(learner, chance, item.key, day) if item.safety else None
    sent = Sent(given, reps, uuid_of(learner.seed, item.key, reps), taken, len(asking.options) or None, sure)
    answered = answer_card(session, answers.shelf, student, item, sent, at=at)
    if answered.review_id is not None:
        who.rows[item.key] = reps + 1
        who.answers += 1
    return at, answered.grade.correct, answered.review_id
