"""How each question of a class test went, once its answers are out: sums over the students, no names."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.assignments.models import Assignment
from webapp.assignments.queries import members
from webapp.core.shares import Share
from webapp.core.shown import FEWEST
from webapp.library.shelf import Shelf
from webapp.selftests.models import Response, Sitting, SittingQuestion
from webapp.selftests.wording import kind_words, subject_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: in words (no subject where the material has it no more), and how many of those who were asked were right.

    `right` is None where fewer than FEWEST were asked.
    """

    key: str
    kind: str
    subject: str
    students: int
    right: Share | None


def list_asked(session: Session, shelf: Shelf, assignment: Assignment) -> list[Asked]:
    """The questions of a test that was fetched for its instructor, hardest first; an answer that was not given counts as wrong.

    Counts the first sitting of each student who is in the class now.
    """
    last = (
        sa.select(sa.func.max(Response.id)).where(Response.question_id == SittingQuestion.id).correlate(SittingQuestion).scalar_subquery()
    )
    right = sa.func.sum(sa.case((Response.correct, 1), else_=0))
    rows = session.execute(
        sa.select(SittingQuestion.item_key, sa.func.count(), right)
        .join(Sitting, Sitting.id == SittingQuestion.sitting_id)
        .outerjoin(Response, Response.id == last)
        .where(Sitting.paper_id == assignment.paper_id, Sitting.attempt == 1, Sitting.student_id.in_(members(assignment)))
        .group_by(SittingQuestion.item_key)
    )
    return _hardest_first(_asked(shelf, *row) for row in rows)


def _asked(shelf: Shelf, key: str, students: int, right: int) -> Asked:
    item = shelf.find_item(key)
    share = Share(right, students) if students >= FEWEST else None
    return Asked(key, kind_words(key.rpartition("/")[2]), subject_words(shelf, item) if item else "", students, share)


def _hardest_first(rows: Iterable[Asked]) -> list[Asked]:
    return sorted(rows, key=lambda row: (row.right is None, (row.right.value or 0.0) if row.right else 0.0, row.key))
