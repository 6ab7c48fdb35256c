"""Reads of progress, always scoped to the student who asks; sums come from the totals, never from the whole log."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.core.folds import Facet, Total
from webapp.errors import NotFound
from webapp.practice.models import ReviewTotal
from webapp.progress.models import DaysOff, ExamDay
from webapp.selftests.models import Paper, Response, Sitting, SittingQuestion


class Day(NamedTuple):
    """Sums of one study day."""

    answers: int = 0
    elapsed_ms: int = 0
    hazards: int = 0
    missed_musts: int = 0

    def plus(self, other: "Day") -> "Day":
        """Both together."""
        return Day(*(mine + its for mine, its in zip(self, other, strict=True)))


def list_days(session: Session, student_id: int) -> dict[int, Day]:
    """Sums of every study day with an answer, oldest first."""
    sums = (getattr(ReviewTotal, name) for name in Day._fields)
    wanted = (ReviewTotal.student_id == student_id, ReviewTotal.facet == Facet.DAY.value)
    found = sa.select(ReviewTotal.from_day, *sums).where(*wanted).order_by(ReviewTotal.from_day)
    return {row[0]: Day(*row[1:]) for row in session.execute(found)}


def list_parts(session: Session, student_id: int, facet: Facet, since: int) -> dict[str, Total]:
    """Totals of each part of a facet from a day (a Monday) on."""
    sums = (sa.func.sum(getattr(ReviewTotal, name)) for name in Total._fields)
    wanted = (ReviewTotal.student_id == student_id, ReviewTotal.facet == facet.value, ReviewTotal.from_day >= since)
    found = sa.select(ReviewTotal.part, *sums).where(*wanted).group_by(ReviewTotal.part)
    # PostgreSQL sums large integers to decimals.
    return {row[0]: Total(*(int(each) for each in row[1:])) for row in session.execute(found)}


def list_subject_weeks(session: Session, student_id: int, since: int) -> list[tuple[str, int, int, int, int]]:
    """Each subject's weeks from a Monday on: subject, Monday, first answers of a day (right ones, all, those to new items)."""
    right = ReviewTotal.begun_right + ReviewTotal.remembered
    columns = (ReviewTotal.part, ReviewTotal.from_day, right, ReviewTotal.begun + ReviewTotal.tested, ReviewTotal.begun)
    wanted = (ReviewTotal.student_id == student_id, ReviewTotal.facet == Facet.SUBJECT.value, ReviewTotal.from_day >= since)
    return [(part, monday, good, of, begun) for part, monday, good, of, begun in session.execute(sa.select(*columns).where(*wanted))]


def list_sureness(session: Session, student_id: int) -> dict[int, tuple[int, int]]:
    """Right answers and answers by stated sureness, in the student's own tests that are over; the last answer to a question counts."""
    last = sa.select(sa.func.max(Response.id)).group_by(Response.question_id)
    right = sa.func.sum(sa.case((Response.correct.is_(True), 1), else_=0))
    found = (
        sa.select(Response.sureness, right, sa.func.count())
        .join(SittingQuestion, SittingQuestion.id == Response.question_id)
        .join(Sitting, Sitting.id == SittingQuestion.sitting_id)
        .join(Paper, Paper.id == Sitting.paper_id)
        .where(Sitting.student_id == student_id, Paper.student_id == student_id, Sitting.submitted_at.is_not(None))
        .where(Response.sureness.is_not(None), Response.id.in_(last))
        .group_by(Response.sureness)
        .order_by(Response.sureness)
    )
    return {sureness: (int(correct), count) for sureness, correct, count in session.execute(found) if sureness is not None}


def list_days_off(session: Session, student_id: int) -> list[DaysOff]:
    """Days off that the student announced, oldest first."""
    return list(session.scalars(sa.select(DaysOff).where(DaysOff.student_id == student_id).order_by(DaysOff.first_day, DaysOff.id)))


def get_days_off(session: Session, student_id: int, days_off_id: int) -> DaysOff:
    """One of the student's own spans of days off; NotFound for anybody else's."""
    found = session.scalar(sa.select(DaysOff).where(DaysOff.id == days_off_id, DaysOff.student_id == student_id))
    if found is None:
        raise NotFound("There are no such days off of yours.")
    return found


def find_exam_day(session: Session, student_id: int) -> int | None:
    """Study day of the student's exam."""
    return session.scalar(sa.select(ExamDay.day).where(ExamDay.student_id == student_id))


def set_exam_day(session: Session, student_id: int, day: int, at: datetime) -> None:
    """Store the day of the exam."""
    row = session.get(ExamDay, student_id) or ExamDay(student_id=student_id)
    row.day, row.set_at = day, at
    session.add(row)


def forget_exam_day(session: Session, student_id: int) -> None:
    """Delete the day of the exam."""
    row = session.get(ExamDay, student_id)
    if row is not None:
        session.delete(row)
