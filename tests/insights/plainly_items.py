"""Figures of items found the slow way, from the rows of the log alone, by other means than the program's."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import StatisticsError, correlation, fmean, median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.memory import Memory, retrievability, review
from webapp.core.ratings import Rating
from webapp.practice.models import Review

Answers = dict[str, dict[int, list[Review]]]
"""Standing shown answers by item and student, by time."""


def shown_answers(session: Session, students: Sequence[User]) -> Answers:
    """Every answer of practice that was not taken back."""
    rows = list(session.scalars(sa.select(Review)))
    undone = {row.undo_of for row in rows if row.undo_of}
    there = {student.id for student in students}
    found: Answers = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: (row.answered_at, row.id)):
        if row.student_id in there and row.purpose == "practice" and row.undo_of is None and row.id not in undone:
            found[row.item_key][row.student_id].append(row)
    return found


def counts(answers: Answers, key: str) -> dict[str, int]:
    """Counts of an item."""
    mine = [row for rows in answers[key].values() for row in rows]
    return {
        "students": len(answers[key]),
        "answers": len(mine),
        "right": sum(1 for row in mine if row.correct),
        "first_right": sum(1 for rows in answers[key].values() if rows[0].correct),
        "hazards": sum(1 for row in mine if row.miss == "hazard"),
        "missed_musts": sum(1 for row in mine if row.miss == "missed-must"),
        "sure_wrong": sum(1 for row in mine if row.sureness == 3 and not row.correct),
        "elapsed_ms": sum(min(60_000, row.elapsed_ms or 0) for row in mine),
    }


def plain_discrimination(answers: Answers, key: str) -> float | None:
    """Correlation of right first answers with the share of right first answers to the other items."""
    pairs = []
    for student, rows in answers[key].items():
        others = [answers[other][student][0].correct for other in answers if other != key and student in answers[other]]
        if len(others) >= 5:
            pairs.append((float(bool(rows[0].correct)), fmean(map(float, map(bool, others)))))
    if len(pairs) < 5:
        return None
    try:
        return correlation([x for x, _ in pairs], [y for _, y in pairs])
    except StatisticsError:
        return None


def median_ms(answers: Answers, key: str) -> float:
    """Median of the students' mean times."""
    return median(fmean(min(60_000, row.elapsed_ms or 0) for row in rows) for rows in answers[key].values())


def wrong_given(answers: Answers, key: str) -> Counter[str]:
    """What wrong answers gave."""
    wrong = [row for rows in answers[key].values() for row in rows if not row.correct]
    subject = key.split("/", maxsplit=1)[0]
    return Counter(
        (row.raw_answer or {}).get("option") or (row.hit if row.hit != subject else None) or row.miss or "wrong" for row in wrong
    )


def recall_sum(answers: Answers, key: str, day: int) -> float:
    """Sum over students of what the memory model expects on a later day."""
    total = 0.0
    for rows in answers[key].values():
        memory: Memory | None = None
        for row in rows:
            memory = review(memory, Rating(row.rating or 1), row.study_day)
        assert memory is not None
        total += retrievability(memory, day) or 0.0
    return total
