"""Reads of what a class did with single items: sums over the students who are in it now, and the remainder of erased accounts."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from statistics import median
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.classrooms.models import Membership
from webapp.classrooms.queries import present_in
from webapp.core.item_analysis import Moments
from webapp.core.shown import FEWEST
from webapp.insights.models import ClassRemainder
from webapp.practice.shown_models import ShownItem, ShownMistake

REST_FROM = 5
"""Other items that a student must have met before the rest score says anything."""


class ItemCounts(NamedTuple):
    """What a class did with one item: students, how many of them are in the class now, their answers, and times in ms."""

    students: int = 0
    present: int = 0
    answers: int = 0
    right: int = 0
    first_right: int = 0
    hazards: int = 0
    missed_musts: int = 0
    sure_wrong: int = 0
    elapsed_ms: int = 0

    def plus(self, other: "ItemCounts") -> "ItemCounts":
        """Both together."""
        return ItemCounts(*(mine + its for mine, its in zip(self, other, strict=True)))


class Given(NamedTuple):
    """Something that was given in wrong answers: how often, and by how many students."""

    given: str
    times: int
    students: int


NOTHING = ItemCounts()
SUMMED = ItemCounts._fields[2:]


def sum_items(session: Session, classroom_id: int, region: str | None = None, keys: Collection[str] | None = None) -> dict[str, ItemCounts]:
    """Counts of every item that the class met, by its key, or of those of one region, or of some keys.

    Erased accounts are counted where at least five had answered the item: what fewer left could be told from the present students' part.
    """
    sums = [sa.func.sum(getattr(ShownItem, name)) for name in SUMMED]
    students = sa.func.count()
    wanted = sa.select(ShownItem.item_key, students, students, *sums).where(
        _student(keys).in_(present_in(classroom_id)), *_in_region(ShownItem, region), *_among(ShownItem, keys)
    )
    found = {row[0]: ItemCounts(*map(int, row[1:])) for row in session.execute(wanted.group_by(ShownItem.item_key))}
    for key, left in _list_remainders(session, classroom_id, *_in_region(ClassRemainder, region), *_among(ClassRemainder, keys)):
        found[key] = found.get(key, NOTHING).plus(left)
    return found


def list_present(session: Session, classroom_id: int, keys: Collection[str]) -> dict[str, int]:
    """Students who are in the class now and have met an item, of those among some that at least five of them have met."""
    met = sa.func.count()
    wanted = sa.select(ShownItem.item_key, met).where(_student(keys).in_(present_in(classroom_id)), *_among(ShownItem, keys))
    return {row[0]: row[1] for row in session.execute(wanted.group_by(ShownItem.item_key).having(met >= FEWEST))}


def sum_moments(session: Session, classroom_id: int, keys: Collection[str] | None = None) -> dict[str, Moments]:
    """Sums for the discrimination of some items, or of all: first answers against those to a student's other items."""
    all_of = (
        sa.select(ShownItem.student_id, sa.func.count().label("met"), sa.func.sum(ShownItem.first_right).label("right"))
        .where(ShownItem.student_id.in_(present_in(classroom_id)))
        .group_by(ShownItem.student_id)
        .having(sa.func.count() > REST_FROM)
        .subquery()
    )
    x = ShownItem.first_right
    y = (all_of.c.right - x) * 1.0 / (all_of.c.met - 1)
    sums = [sa.func.sum(sa.cast(each, sa.Float)) for each in (x, y, y * y, x * y)]
    found = sa.select(ShownItem.item_key, sa.func.count(), *sums).join(all_of, all_of.c.student_id == _student(keys))
    rows = session.execute(found.where(*_among(ShownItem, keys)).group_by(ShownItem.item_key))
    # x is 0 or 1, and so its own square.
    return {key: Moments(n, x1, y1, x1, yy, xy) for key, n, x1, y1, yy, xy in rows}


def list_medians(session: Session, classroom_id: int, keys: Collection[str]) -> dict[str, float]:
    """Median over students of their mean time for an answer, in ms, by item."""
    wanted = sa.select(ShownItem.item_key, ShownItem.elapsed_ms, ShownItem.answers)
    means: dict[str, list[float]] = defaultdict(list)
    for key, elapsed, answers in session.execute(wanted.where(_student(keys).in_(present_in(classroom_id)), *_among(ShownItem, keys))):
        means[key].append(elapsed / answers)
    return {key: median(values) for key, values in means.items()}


def list_given(session: Session, classroom_id: int, keys: Collection[str]) -> dict[str, list[Given]]:
    """What wrong answers to some items gave, the most frequent first."""
    times = sa.func.sum(ShownMistake.times)
    wanted = sa.select(ShownMistake.item_key, ShownMistake.given, times, sa.func.count()).where(
        ShownMistake.student_id.in_(present_in(classroom_id)), *_among(ShownMistake, keys)
    )
    found: dict[str, list[Given]] = defaultdict(list)
    for key, given, count, students in session.execute(wanted.group_by(ShownMistake.item_key, ShownMistake.given)):
        found[key].append(Given(given, int(count), students))
    return {key: sorted(rows, key=lambda row: (-row.times, row.given)) for key, rows in found.items()}


def sum_mix_ups(session: Session, classroom_id: int, kinds: Collection[str]) -> dict[tuple[str, str], Given]:
    """By item key and what was given: how often wrong answers to items of some kinds gave it, and by how many students."""
    of_kinds = sa.or_(*(ShownMistake.item_key.endswith(f"/{kind}", autoescape=True) for kind in kinds))
    wanted = sa.select(ShownMistake.item_key, ShownMistake.given, sa.func.sum(ShownMistake.times), sa.func.count()).where(
        ShownMistake.student_id.in_(present_in(classroom_id)), of_kinds
    )
    rows = session.execute(wanted.group_by(ShownMistake.item_key, ShownMistake.given))
    return {(key, given): Given(given, int(times), students) for key, given, times, students in rows}


def count_wrong(session: Session, classroom_id: int, key: str) -> int:
    """Wrong answers to an item by the students who are in a class now."""
    wanted = (_student([key]).in_(present_in(classroom_id)), ShownItem.item_key == key)
    return int(session.scalar(sa.select(sa.func.sum(ShownItem.answers - ShownItem.right)).where(*wanted)) or 0)


def count_members(session: Session, classroom_id: int) -> int:
    """Students who are in a class now."""
    return session.scalar(sa.select(sa.func.count()).select_from(Membership).where(Membership.classroom_id == classroom_id)) or 0


def _student(keys: Collection[str] | None) -> sa.ColumnElement[int]:
    """The student of a row; for some keys written so that the index by item is used: SQLite would look through all of each student."""
    column: sa.ColumnElement[int] = ShownItem.__table__.c.student_id
    return column if keys is None else column + 0


def _in_region(table: type[Any], region: str | None) -> list[sa.ColumnElement[bool]]:
    return [] if region is None else [table.region == region]


def _among(table: type[Any], keys: Collection[str] | None) -> list[sa.ColumnElement[bool]]:
    return [] if keys is None else [table.item_key.in_(sorted(keys))]


def _list_remainders(session: Session, classroom_id: int, *wanted: sa.ColumnElement[bool]) -> Iterable[tuple[str, ItemCounts]]:
    columns = [ClassRemainder.students, sa.literal(0), *(getattr(ClassRemainder, name) for name in SUMMED)]
    told = (ClassRemainder.classroom_id == classroom_id, ClassRemainder.students >= FEWEST)
    found = sa.select(ClassRemainder.item_key, *columns).where(*told, *wanted)
    for row in session.execute(found):
        yield row[0], ItemCounts(*row[1:])
