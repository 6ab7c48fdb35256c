"""Reads of class figures from the roll-ups of practice, always within a class that was fetched for the one who asks."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import User
from webapp.classrooms.models import Membership
from webapp.core.class_sums import Recent, Sums
from webapp.core.memory import curve
from webapp.core.shown import SHOWN
from webapp.insights.models import ClassRemainder
from webapp.practice.models import Review
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake


class RegionSums(NamedTuple):
    """Sums over the items of one student in one region."""

    student_id: int
    region: str
    sums: Sums


class MissedSubject(NamedTuple):
    """A muscle, zone or scenario with wrong answers of one student."""

    subject: str
    answers: int
    wrong: int
    hazards: int


class LeftSums(NamedTuple):
    """Sums over the erased accounts of a class in one region."""

    region: str
    answers: int
    right: int
    hazards: int
    missed_musts: int
    elapsed_ms: int


def list_sums(session: Session, classroom_id: int, day: int, later: int, since: int, student_id: int | None = None) -> list[RegionSums]:
    """Sums by student and region on a study day and on a later one, for all present students of a class or for one; by student."""
    item = ShownItem
    inner = (
        sa.select(
            *(getattr(item, name) for name in ("student_id", "region", "safety", "answers", "right", "hazards", "missed_musts")),
            item.elapsed_ms, item.first_day, item.last_day, recall_on(day).label("recall"), recall_on(later).label("later"),
        )
        .where(item.student_id.in_(_students(classroom_id, student_id)))
        .subquery()
    )  # fmt: skip
    rows, total = inner.c, sa.func.sum
    only_safety = rows.safety
    sums = (
        sa.func.count(), sa.func.count().filter(only_safety),
        total(rows.recall), total(rows.recall).filter(only_safety), total(rows.later), total(rows.later).filter(only_safety),
        total(rows.answers), total(rows.right), total(rows.hazards), total(rows.missed_musts), total(rows.elapsed_ms),
        sa.func.count().filter(rows.first_day >= since), sa.func.max(rows.last_day),
    )  # fmt: skip
    found = sa.select(rows.student_id, rows.region, *sums).group_by(rows.student_id, rows.region)
    return [_region_sums(row) for row in session.execute(found)]


def list_recent(session: Session, classroom_id: int, since: int, student_id: int | None = None) -> dict[int, Recent]:
    """What the present students of a class did from a study day on; nothing for those who did nothing."""
    sums = (sa.func.count(), sa.func.sum(ShownDay.answers), sa.func.sum(ShownDay.elapsed_ms))
    wanted = (ShownDay.student_id.in_(_students(classroom_id, student_id)), ShownDay.study_day >= since)
    found = sa.select(ShownDay.student_id, *sums).where(*wanted).group_by(ShownDay.student_id)
    return {row[0]: Recent(row[1], int(row[2]), int(row[3])) for row in session.execute(found)}


def list_remainders(session: Session, classroom_id: int) -> list[LeftSums]:
    """Sums over the erased accounts of a class by region."""
    names = LeftSums._fields[1:]
    sums = (sa.func.sum(getattr(ClassRemainder, name)) for name in names)
    found = sa.select(ClassRemainder.region, *sums).where(ClassRemainder.classroom_id == classroom_id).group_by(ClassRemainder.region)
    return [LeftSums(row[0], *(int(each) for each in row[1:])) for row in session.execute(found)]


def list_names(session: Session, classroom_id: int, student_id: int | None = None) -> list[tuple[int, str]]:
    """Present students of a class with their names, by name."""
    wanted = sa.select(User.id, User.name).where(User.id.in_(_students(classroom_id, student_id)))
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(sa.func.lower(User.name), User.id))]


def count_met(session: Session, classroom_id: int, item_keys: Collection[str], regions: Collection[str]) -> dict[int, int]:
    """How many of some items (all in these regions) each present student has met; nobody who has met none."""
    mine = (ShownItem.student_id.in_(_students(classroom_id, None)), ShownItem.region.in_(sorted(regions)))
    found = sa.select(ShownItem.student_id, sa.func.count()).where(*mine, ShownItem.item_key.in_(sorted(item_keys)))
    return {row[0]: row[1] for row in session.execute(found.group_by(ShownItem.student_id))}


def list_missed(session: Session, student_id: int, most: int) -> list[MissedSubject]:
    """Subjects with the most wrong answers of one student, the most first."""
    wrong = sa.func.sum(ShownItem.answers - ShownItem.right)
    sums = (sa.func.sum(ShownItem.answers), wrong, sa.func.sum(ShownItem.hazards))
    found = sa.select(ShownItem.subject, *sums).where(ShownItem.student_id == student_id).group_by(ShownItem.subject).having(wrong > 0)
    rows = session.execute(found.order_by(wrong.desc(), ShownItem.subject).limit(most))
    return [MissedSubject(row[0], *(int(each) for each in row[1:])) for row in rows]


def list_mistakes(session: Session, student_id: int) -> list[tuple[str, str, int]]:
    """What one student's wrong answers gave instead: item key, what was given, and how often."""
    mine = sa.select(ShownMistake.item_key, ShownMistake.given, ShownMistake.times).where(ShownMistake.student_id == student_id)
    return [(row[0], row[1], row[2]) for row in session.execute(mine.order_by(ShownMistake.item_key, ShownMistake.given))]


def list_answers(session: Session, student_id: int, most: int) -> list[Review]:
    """The last shown answers of one student that stand, the latest first."""
    undo = aliased(Review)
    mine = (Review.student_id == student_id, Review.purpose == SHOWN, Review.undo_of.is_(None))
    standing = ~sa.select(undo.id).where(undo.undo_of == Review.id).exists()
    wanted = sa.select(Review).where(*mine, standing).order_by(Review.study_day.desc(), Review.id.desc()).limit(most)
    return list(session.scalars(wanted))


def _students(classroom_id: int, student_id: int | None) -> sa.Select[int]:
    present = sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)
    return present if student_id is None else present.where(Membership.student_id == student_id)


def recall_on(day: int) -> sa.ColumnElement[float]:
    """Predicted recall of an item on a study day; on the day of the last answer what came out stands for it, as everywhere."""
    decay, factor = curve()
    faded = sa.func.power(1 + factor * (day - ShownItem.last_day) / ShownItem.stability, decay)
    return sa.case((ShownItem.last_day < day, faded), (ShownItem.relearning, 0.0), else_=1.0)


def _region_sums(row: Sequence[Any]) -> RegionSums:
    # PostgreSQL sums large integers to decimals, and what there is nothing of to none.
    recalls, counts = (each or 0.0 for each in row[4:8]), (int(each) for each in row[8:])
    return RegionSums(row[0], row[1], Sums._make((row[2], row[3], *recalls, *counts)))
