"""Reads of class figures from the roll-ups of practice, always within a class that was fetched for the one who asks."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import User
from webapp.classrooms.models import Membership
from webapp.core.class_sums import Recent, Span, Sums
from webapp.core.memory import curve
from webapp.core.shown import SHOWN
from webapp.insights.models import ClassRemainder
from webapp.practice.models import Review
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake

_RECENT = (sa.func.count(), sa.func.sum(ShownDay.answers), sa.func.sum(ShownDay.elapsed_ms))


class ClassSums(NamedTuple):
    """Sums of the present students of a class, and of its regions."""

    students: dict[int, Sums]
    regions: dict[str, Sums]


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


def sum_class(session: Session, classroom_id: int, span: Span) -> ClassSums:
    """Sums of each present student of a class, and of each region over all of them; in one pass, for a class can be large."""
    cells = _cells(_students(classroom_id), span).cte("cells")
    *sums, last = (cells.c[name] for name in Sums._fields)
    totals = [*(sa.func.sum(each) for each in sums), sa.func.max(last)]
    students = sa.select(cells.c.student_id, sa.null(), *totals).group_by(cells.c.student_id)
    regions = sa.select(sa.null(), cells.c.region, *totals).group_by(cells.c.region)
    found = ClassSums({}, {})
    for row in session.execute(sa.union_all(students, regions)):
        if row[1] is None:
            found.students[row[0]] = _sums(row[2:])
        else:
            found.regions[row[1]] = _sums(row[2:])
    return found


def list_regions(session: Session, classroom_id: int, span: Span, student_ids: Collection[int]) -> dict[int, dict[str, Sums]]:
    """Sums of some present students of a class by region."""
    some = _students(classroom_id).where(Membership.student_id.in_(sorted(student_ids)))
    found: dict[int, dict[str, Sums]] = defaultdict(dict)
    for row in session.execute(_cells(some, span)):
        found[row[0]][row[1]] = _sums(row[2:])
    return found


def list_recent(session: Session, classroom_id: int, since: int) -> dict[int, Recent]:
    """What the present students of a class did from a study day on; nothing for those who did nothing."""
    wanted = (ShownDay.student_id.in_(_students(classroom_id)), ShownDay.study_day >= since)
    rows = session.execute(sa.select(ShownDay.student_id, *_RECENT).where(*wanted).group_by(ShownDay.student_id))
    return {row[0]: Recent(*(int(each) for each in row[1:])) for row in rows}


def find_recent(session: Session, student_id: int, since: int) -> Recent:
    """What one student did from a study day on."""
    row = session.execute(sa.select(*_RECENT).where(ShownDay.student_id == student_id, ShownDay.study_day >= since)).one()
    return Recent(*(int(each or 0) for each in row))


def list_remainders(session: Session, classroom_id: int) -> list[LeftSums]:
    """Sums over the erased accounts of a class by region."""
    names = LeftSums._fields[1:]
    sums = (sa.func.sum(getattr(ClassRemainder, name)) for name in names)
    found = sa.select(ClassRemainder.region, *sums).where(ClassRemainder.classroom_id == classroom_id).group_by(ClassRemainder.region)
    return [LeftSums(row[0], *(int(each) for each in row[1:])) for row in session.execute(found)]


def list_names(session: Session, classroom_id: int) -> list[tuple[int, str]]:
    """Present students of a class with their names, by name."""
    wanted = sa.select(User.id, User.name).where(User.id.in_(_students(classroom_id)))
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(sa.func.lower(User.name), User.id))]


def count_met(session: Session, classroom_id: int, item_keys: Collection[str], regions: Collection[str]) -> dict[int, int]:
    """How many of some items (all in these regions) each present student has met; nobody who has met none."""
    mine = (ShownItem.student_id.in_(_students(classroom_id)), ShownItem.region.in_(sorted(regions)))
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


def _cells(students: sa.Select[int], span: Span) -> sa.Select[Any]:
    """Sums of each student in each region, in the order of `Sums`; rows of the table come in that order, so nothing is sorted."""
    item, total, count = ShownItem, sa.func.sum, sa.func.count
    recall, later = recall_on(span.day), recall_on(span.later)
    sums: tuple[sa.ColumnElement[Any], ...] = (
        count(), count().filter(item.safety), total(recall), total(recall).filter(item.safety),
        total(later), total(later).filter(item.safety),
        total(item.answers), total(item.right), total(item.hazards), total(item.missed_musts), total(item.elapsed_ms),
        count().filter(item.first_day >= span.since), sa.func.max(item.last_day),
    )  # fmt: skip
    named = (each.label(name) for name, each in zip(Sums._fields, sums, strict=True))
    return sa.select(item.student_id, item.region, *named).where(item.student_id.in_(students)).group_by(item.student_id, item.region)


def _students(classroom_id: int) -> sa.Select[int]:
    return sa.select(Membership.student_id).where(Membership.classroom_id == classroom_id)


def recall_on(day: int) -> sa.ColumnElement[float]:
    """Predicted recall of an item on a study day; on the day of the last answer what came out stands for it, as everywhere."""
    decay, factor = curve()
    faded = sa.func.power(1 + factor * (day - ShownItem.last_day) / ShownItem.stability, decay)
    return sa.case((ShownItem.last_day < day, faded), (ShownItem.relearning, 0.0), else_=1.0)


def _sums(row: Sequence[Any]) -> Sums:
    # PostgreSQL sums large integers to decimals, and what there is nothing of to none.
    return Sums._make((int(row[0]), int(row[1]), *(each or 0.0 for each in row[2:6]), *(int(each) for each in row[6:])))
