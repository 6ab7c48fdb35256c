"""Reads of where a class tapped: the shown answers to one item that stand, without names."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.classrooms.models import Membership
from webapp.core.shown import SHOWN
from webapp.practice.models import Review

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
    undo = aliased(Review)
    members = sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)
    wanted = (
        Review.student_id.in_(members),
        Review.item_key == item_key,
        Review.purpose == SHOWN,
        Review.undo_of.is_(None),
        ~sa.select(undo.id).where(undo.undo_of == Review.id).exists(),
    )
    columns = (Review.student_id, Review.raw_answer, Review.correct, Review.miss, Review.hit, Review.score)
    found = sa.select(*columns).where(*wanted).order_by(Review.id.desc()).limit(MOST_TAPS)
    return [Row(row[0], row[1] or {}, bool(row[2]), row[3], row[4], row[5] or 0.0) for row in session.execute(found)]
