"""Reads of where a class tapped: the shown answers to one item that stand, without names."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.classrooms.queries import present_in
from webapp.practice.models import Review
from webapp.practice.queries import standing_and_shown

MOST_TAPS = 2000
"""The latest so many taps are drawn: more would hide the plate."""


class Row(NamedTuple):
    """One answer: whose (a number, to count students by), what, and how it was graded."""

    student_id: int
    raw_answer: Mapping[str, Any]
    correct: bool
    miss: str | None
    hit: str | None
    score: float


def list_answers(session: Session, classroom_id: int, item_key: str) -> list[Row]:
    """The latest shown answers to an item by the students who are in the class now, undone ones left out."""
    wanted = (Review.student_id.in_(present_in(classroom_id)), Review.item_key == item_key, *standing_and_shown())
    columns = (Review.student_id, Review.raw_answer, Review.correct, Review.miss, Review.hit, Review.score)
    found = sa.select(*columns).where(*wanted).order_by(Review.id.desc()).limit(MOST_TAPS)
    return [Row(row[0], row[1] or {}, bool(row[2]), row[3], row[4], row[5] or 0.0) for row in session.execute(found)]
