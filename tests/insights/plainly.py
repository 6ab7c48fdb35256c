"""The figures of a class worked out slowly and plainly from the log: loops over rows, no sums in the data base, no folds."""

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Membership
from webapp.core.memory import Memory, retrievability, review
from webapp.core.ratings import Rating
from webapp.insights.models import ClassRemainder
from webapp.library.shelf import Shelf
from webapp.practice.models import Review

Counts = dict[str, float]


def standing(session: Session, student_id: int) -> dict[str, list[Review]]:
    """The shown answers of a student that stand, by item, as they were given."""
    rows = list(session.scalars(sa.select(Review).where(Review.student_id == student_id)))
    undone = {row.undo_of for row in rows if row.undo_of is not None}
    found: dict[str, list[Review]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.answered_at, row.id)):
        if row.undo_of is None and row.purpose == "practice" and row.id not in undone:
            found[row.item_key].append(row)
    return found


def recall(rows: list[Review], day: int) -> float:
    """Predicted recall of an item on a day."""
    memory: Memory | None = None
    for row in rows:
        memory = review(memory, Rating(row.rating or 1), row.study_day)
    assert memory is not None
    found = retrievability(memory, day)
    return found if found is not None else 0.0 if rows[-1].rating == 1 else 1.0


def by_student_and_region(session: Session, shelf: Shelf, classroom_id: int, day: int, later: int) -> dict[tuple[int, str], Counts]:
    """Counts of each present student in each region."""
    found: dict[tuple[int, str], Counts] = defaultdict(lambda: defaultdict(float))
    for who in session.scalars(sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)):
        for key, rows in standing(session, who).items():
            item = shelf.items[key]
            counts = found[who, item.region]
            for prefix in ["", *(["safety_"] if item.safety else [])]:
                counts[f"{prefix}seen"] += 1
                counts[f"{prefix}recall"] += recall(rows, day)
                counts[f"{prefix}later"] += recall(rows, later)
            counts["started"] += rows[0].study_day > day - 14
            counts["last_day"] = max(counts["last_day"], *(row.study_day for row in rows))
            _count(counts, rows)
    return {key: dict(counts) for key, counts in found.items()}


def lately(session: Session, student_id: int, since: int) -> tuple[int, int, int]:
    """Study days, answers and time of a student from a day on."""
    rows = [row for rows in standing(session, student_id).values() for row in rows if row.study_day >= since]
    return len({row.study_day for row in rows}), len(rows), sum(_ms(row) for row in rows)


def counted(session: Session, classroom_id: int) -> Counts:
    """Counts of the present students with the remainder of the erased ones, of items that five of them or more had answered."""
    found: Counts = defaultdict(float)
    for who in session.scalars(sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)):
        for rows in standing(session, who).values():
            _count(found, rows)
    for left in session.scalars(sa.select(ClassRemainder).where(ClassRemainder.classroom_id == classroom_id)):
        for name in ("answers", "right", "hazards", "missed_musts", "elapsed_ms"):
            found[name] += getattr(left, name) if left.students >= 5 else 0
    return dict(found)


def erased(session: Session, student: User) -> dict[str, Any]:
    """What must be added to the remainder of a class when a student is erased: counts by item."""
    found: dict[str, Any] = {}
    for key, rows in standing(session, student.id).items():
        counts: Counts = defaultdict(float)
        _count(counts, rows)
        found[key] = {**counts, "students": 1, "first_right": int(bool(rows[0].correct))}
    return found


def _count(counts: Counts, rows: list[Review]) -> None:
    for row in rows:
        counts["answers"] += 1
        counts["right"] += bool(row.correct)
        counts["hazards"] += row.miss == "hazard"
        counts["missed_musts"] += row.miss == "missed-must"
        counts["elapsed_ms"] += _ms(row)


def _ms(row: Review) -> int:
    return min(60_000, row.elapsed_ms or 0)
