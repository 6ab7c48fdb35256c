"""Reads of class figures from the roll-ups of practice, always within a class that was fetched for the one who asks."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.queries import present_in
from webapp.core.class_sums import Recent, Span, Sums
from webapp.core.memory import curve
from webapp.core.shown import FEWEST
from webapp.insights.models import ClassRemainder
from webapp.practice.models import Review
from webapp.practice.queries import standing_and_shown
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake

COUNTS = ("answers", "right", "hazards", "missed_musts", "elapsed_ms")
SAFETY = "safety_"
KINDS: tuple[type[Any], ...] = tuple(float if "recall" in name or "later" in name else int for name in Sums._fields)
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
    """Sums over the erased accounts of a class in one region, of items that at least five of them had answered."""

    region: str
    answers: int
    right: int
    hazards: int
    missed_musts: int
    elapsed_ms: int


def sum_class(session: Session, classroom_id: int, span: Span) -> ClassSums:
    """Sums of each present student of a class, and of each region over all of them; in one pass, for a class can be large."""
    cells = _cells(present_in(classroom_id), span).cte("cells")
    students = sa.select(cells.c.student_id, sa.null(), *_totals(cells)).group_by(cells.c.student_id)
    regions = sa.select(sa.null(), cells.c.region, *_totals(cells)).group_by(cells.c.region)
    found = ClassSums({}, {})
    for row in session.execute(sa.union_all(students, regions)):
        if row[1] is None:
            found.students[row[0]] = _sums(row[2:])
        else:
            found.regions[row[1]] = _sums(row[2:])
    return found


def list_regions(session: Session, classroom_id: int, span: Span, student_ids: Collection[int]) -> dict[int, dict[str, Sums]]:
    """Sums of some present students of a class by region."""
    # Named twice, for the few rows of these students are found by the key.
    mine = _cells(present_in(classroom_id), span).where(ShownItem.student_id.in_(sorted(student_ids)))
    cells = mine.cte("cells")
    wanted = sa.select(cells.c.student_id, cells.c.region, *_totals(cells)).group_by(cells.c.student_id, cells.c.region)
    found: dict[int, dict[str, Sums]] = defaultdict(dict)
    for row in session.execute(wanted):
        found[row[0]][row[1]] = _sums(row[2:])
    return found


def list_recent(session: Session, classroom_id: int, since: int) -> dict[int, Recent]:
    """What the present students of a class did from a study day on; nothing for those who did nothing."""
    wanted = (ShownDay.student_id.in_(present_in(classroom_id)), ShownDay.study_day >= since)
    rows = session.execute(sa.select(ShownDay.student_id, *_RECENT).where(*wanted).group_by(ShownDay.student_id))
    return {row[0]: Recent(*(int(each) for each in row[1:])) for row in rows}


def find_recent(session: Session, student_id: int, since: int) -> Recent:
    """What one student did from a study day on."""
    row = session.execute(sa.select(*_RECENT).where(ShownDay.student_id == student_id, ShownDay.study_day >= since)).one()
    return Recent(*(int(each or 0) for each in row))


def list_remainders(session: Session, classroom_id: int) -> list[LeftSums]:
    """Sums over the erased accounts of a class by region; what fewer than five of them left of an item stays out: it would tell of one."""
    names = LeftSums._fields[1:]
    sums = (sa.func.sum(getattr(ClassRemainder, name)) for name in names)
    told = (ClassRemainder.classroom_id == classroom_id, ClassRemainder.students >= FEWEST)
    found = sa.select(ClassRemainder.region, *sums).where(*told).group_by(ClassRemainder.region)
    return [LeftSums(row[0], *(int(each) for each in row[1:])) for row in session.execute(found)]


def list_names(session: Session, classroom_id: int) -> list[tuple[int, str]]:
    """Present students of a class with their names, by name."""
    wanted = sa.select(User.id, User.name).where(User.id.in_(present_in(classroom_id)))
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(sa.func.lower(User.name), User.id))]


def count_met(session: Session, classroom_id: int, item_keys: Collection[str], regions: Collection[str]) -> dict[int, int]:
    """How many of some items (all in these regions) each present student has met; nobody who has met none."""
    mine = (ShownItem.student_id.in_(present_in(classroom_id)), ShownItem.region.in_(sorted(regions)))
    found = sa.select(ShownItem.student_id, sa.func.count()).where(*mine, ShownItem.item_key.in_(sorted(item_keys)))
    return {row[0]: row[1] for row in session.execute(found.group_by(ShownItem.student_id))}


def list_ways(session: Session, students: sa.Select[int]) -> dict[int, bool]:
    """Some students, with whether they are asked in words instead of on the chart."""
    rows = session.execute(sa.select(User.id, User.in_words).where(User.id.in_(students)).order_by(User.id))
    return {row[0]: row[1] for row in rows}


def list_missed(session: Session, student_id: int, least: int, most: int) -> list[MissedSubject]:
    """Up to `most` subjects with at least `least` wrong answers of one student, those with the most first."""
    wrong = sa.func.sum(ShownItem.answers - ShownItem.right)
    sums = (sa.func.sum(ShownItem.answers), wrong, sa.func.sum(ShownItem.hazards))
    found = sa.select(ShownItem.subject, *sums).where(ShownItem.student_id == student_id).group_by(ShownItem.subject).having(wrong >= least)
    rows = session.execute(found.order_by(wrong.desc(), ShownItem.subject).limit(most))
    return [MissedSubject(row[0], *(int(each) for each in row[1:])) for row in rows]


def list_mistakes(session: Session, student_id: int) -> list[tuple[str, str, int]]:
    """What one student's wrong answers gave instead: item key, what was given, and how often."""
    mine = sa.select(ShownMistake.item_key, ShownMistake.given, ShownMistake.times).where(ShownMistake.student_id == student_id)
    return [(row[0], row[1], row[2]) for row in session.execute(mine.order_by(ShownMistake.item_key, ShownMistake.given))]


def list_answers(session: Session, student_id: int, most: int) -> list[Review]:
    """The last shown answers of one student that stand, the latest first."""
    mine = (Review.student_id == student_id, *standing_and_shown())
    wanted = sa.select(Review).where(*mine).order_by(Review.study_day.desc(), Review.id.desc()).limit(most)
    return list(session.scalars(wanted))


def _cells(students: sa.Select[int], span: Span) -> sa.Select[Any]:
    """Sums of each student in each region, safety items apart; rows of the table come in that order, so nothing is sorted."""
    item, total = ShownItem, sa.func.sum
    by: tuple[Any, ...] = (item.student_id, item.region, item.safety)
    columns = ((name, getattr(item, name)) for name in COUNTS)
    # Times are large integers, whose sum PostgreSQL makes a decimal: slow to turn into a float afterwards.
    counts = (_number(total(sa.cast(column, sa.Float) if name == "elapsed_ms" else column)).label(name) for name, column in columns)
    return (
        sa.select(
            *by,
            _number(sa.func.count()).label("seen"),
            total(recall_on(span.day)).label("recall"),
            total(recall_on(span.later)).label("later"),
            *counts,
            _number(sa.func.count().filter(item.first_day >= span.since)).label("started"),
            sa.func.max(item.last_day).label("last_day"),
        )
        .where(item.student_id.in_(students))
        .group_by(*by)
    )


def _number(count: sa.ColumnElement[Any]) -> sa.ColumnElement[float]:
    # In PostgreSQL sums of large integers are decimals, slow to add up again; as a float, a whole number is exact up to 2^53.
    return sa.cast(count, sa.Float)


def _totals(cells: sa.CTE) -> list[sa.ColumnElement[Any]]:
    """Sums of cells in the order of `Sums`."""
    by_name = {f"{each}{name}": cells.c[name] for each in ("", SAFETY) for name in ("seen", "recall", "later")}
    by_name |= {name: cells.c[name] for name in (*COUNTS, "started")}
    sums = {name: sa.func.sum(column) for name, column in by_name.items()}
    apart = {name: each.filter(cells.c.safety) for name, each in sums.items() if name.startswith(SAFETY)}
    return [(sums | apart)[name] for name in Sums._fields[:-1]] + [sa.func.max(cells.c.last_day)]


def recall_on(day: int) -> sa.ColumnElement[float]:
    """Predicted recall of an item on a study day; on the day of the last answer what came out stands for it, as everywhere."""
    decay, factor = curve()
    faded = sa.func.power(1 + factor * (day - ShownItem.last_day) / ShownItem.stability, decay)
    return sa.case((ShownItem.last_day < day, faded), (ShownItem.relearning, 0.0), else_=1.0)


def _sums(row: Sequence[Any]) -> Sums:
    # What there is nothing of sums to none.
    return Sums._make([kind(each or 0) for kind, each in zip(KINDS, row, strict=True)])
