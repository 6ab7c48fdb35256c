"""How far students are, worked out slowly and plainly from the whole log: what the quick way is compared with."""

from collections import defaultdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.core.memory import Memory, retrievability, review
from webapp.core.ratings import Rating
from webapp.library.shelf import Shelf
from webapp.practice.models import Review


def standing(session: Session, student_id: int) -> list[Review]:
    """Answers in practice that were not taken back, by time."""
    rows = list(session.scalars(sa.select(Review).where(Review.student_id == student_id).order_by(Review.answered_at, Review.id)))
    undone = {row.undo_of for row in rows}
    return [row for row in rows if row.undo_of is None and row.id not in undone and row.purpose == "practice"]


def days(session: Session, shelf: Shelf, room: Classroom, assignment: Assignment, student_id: int) -> int:
    """Study days from the first one on with enough different questions of the deck before it was due."""
    keys, found = set(shelf.decks[assignment.deck_id].item_keys), defaultdict(set)
    for row in standing(session, student_id):
        in_time = row.study_day >= assignment.first_day.toordinal() and row.answered_at < assignment.due_at(room.time_zone)
        if in_time and row.item_key in keys:
            found[row.study_day].add(row.item_key)
    return sum(len(each) >= (assignment.items_a_day or 1) for each in found.values())


def learnt(session: Session, shelf: Shelf, assignment: Assignment, student_id: int) -> int:
    """Questions of the deck that will be remembered on the due day."""
    logs: dict[str, list[Review]] = defaultdict(list)
    for row in standing(session, student_id):
        if row.item_key in shelf.decks[assignment.deck_id].item_keys:
            logs[row.item_key].append(row)
    return len({key.removesuffix("-words") for key, log in logs.items() if _is_known(log, assignment)})


def _is_known(log: list[Review], assignment: Assignment) -> bool:
    memory: Memory | None = None
    for row in log:
        memory = review(memory, Rating(row.rating or 1), row.study_day)
    assert memory is not None
    if log[-1].rating == Rating.AGAIN:
        return False
    recall = retrievability(memory, assignment.due_day.toordinal())
    return recall is None or recall >= (assignment.recall_percent or 90) / 100


def moments(first: datetime) -> list[datetime]:
    """Hours of some days around midnight and the rollover, where days are easily mistaken."""
    return [first.replace(day=day, hour=hour) for day in range(2, 8) for hour in (1, 3, 9, 21, 22, 23)]
