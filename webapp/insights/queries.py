"""Reads of class figures from the roll-ups of practice, always within a class that was fetched for the one who asks."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.classrooms.models import Membership
from webapp.core.class_sums import Recent, Sums
from webapp.core.memory import curve
from webapp.insights.models import ClassRemainder
from webapp.practice.shown_models import ShownDay, ShownItem


class RegionSums(NamedTuple):
    """Sums over the items of one student in one region."""

    student_id: int
    region: str
    sums: Sums


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
            item.elapsed_ms, item.first_day, item.last_day, _recall(day).label("recall"), _recall(later).label("later"),
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


def count_students(session: Session, classroom_id: int) -> int:
    """Present students of a class."""
    return session.scalar(sa.select(sa.func.count()).select_from(Membership).where(Membership.classroom_id == classroom_id)) or 0


def _students(classroom_id: int, student_id: int | None) -> sa.Select[int]:
    present = sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)
    return present if student_id is None else present.where(Membership.student_id == student_id)


def _recall(day: int) -> sa.ColumnElement[float]:
    """Predicted recall of an item on a study day; on the day of the last answer what came out stands for it, as everywhere."""
    decay, factor = curve()
    faded = sa.func.power(1 + factor * (day - ShownItem.last_day) / ShownItem.stability, decay)
    return sa.case((ShownItem.last_day < day, faded), (ShownItem.relearning, 0.0), else_=1.0)


def _region_sums(row: sa.Row[tuple[Any, ...]]) -> RegionSums:
    # PostgreSQL sums large integers to decimals, and what there is nothing of to none.
    seen, safety_seen, *recalls = row[2:8]
    return RegionSums(row[0], row[1], Sums(seen, safety_seen, *(each or 0.0 for each in recalls), *(int(each) for each in row[8:])))
