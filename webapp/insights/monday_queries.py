"""Reads for the Monday sheet: what a class will forget, what it pressed on lately, and what it was sure of and wrong."""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.classrooms.queries import present_in
from webapp.core.answers import Miss
from webapp.core.scoring import Sureness
from webapp.core.shown import FEWEST
from webapp.insights.queries import recall_on
from webapp.practice.models import Review
from webapp.practice.queries import standing_and_shown
from webapp.practice.shown_models import ShownItem

DANGERS = (Miss.HAZARD, Miss.MISSED_MUST)


class Fading(NamedTuple):
    """One item: students who met it, sums of their predicted recall today and on a later day, their answers, and the last day of any."""

    key: str
    safety: bool
    students: int
    today: float
    later: float
    answers: int
    right: int
    last_day: int


class Slip(NamedTuple):
    """Wrong answers of some days whose givers said to be sure, by item: how often, and by how many students."""

    key: str
    times: int
    students: int


class Danger(NamedTuple):
    """Answers of some days that could have hurt somebody: item, what was pressed on (None: one that must be named was left out)."""

    key: str
    hit: str | None
    times: int
    students: int


def list_fading(session: Session, classroom_id: int, today: int, later: int) -> list[Fading]:
    """Every item that at least five students of a class have met."""
    sums = (
        sa.func.sum(recall_on(today)), sa.func.sum(recall_on(later)), sa.func.sum(ShownItem.answers), sa.func.sum(ShownItem.right),
        sa.func.max(ShownItem.last_day),
    )  # fmt: skip
    safety = sa.func.max(sa.cast(ShownItem.safety, sa.Integer))
    found = sa.select(ShownItem.item_key, safety, sa.func.count(), *sums).where(ShownItem.student_id.in_(present_in(classroom_id)))
    rows = session.execute(found.group_by(ShownItem.item_key).having(sa.func.count() >= FEWEST).order_by(ShownItem.item_key))
    return [Fading(row[0], bool(row[1]), row[2], float(row[3]), float(row[4]), *map(int, row[5:])) for row in rows]


def list_dangers(session: Session, classroom_id: int, since: int) -> list[Danger]:
    """Shown answers since a study day that pressed on a structure, or left out one that must be named, the most frequent first."""
    wanted = (*_lately(classroom_id, since), Review.miss.in_(DANGERS))
    hit = sa.case((Review.miss == Miss.HAZARD, Review.hit)).label("struck")
    times = sa.func.count().label("times")
    found = sa.select(Review.item_key, hit, times, sa.func.count(Review.student_id.distinct())).where(*wanted)
    rows = session.execute(found.group_by(Review.item_key, hit).order_by(times.desc(), Review.item_key, hit))
    return [Danger(*row) for row in rows]


def list_slips(session: Session, classroom_id: int, since: int) -> list[Slip]:
    """Wrong shown answers since a study day whose givers said to be sure."""
    wanted = (*_lately(classroom_id, since), Review.sureness == Sureness.SURE, Review.correct.is_(False))
    found = sa.select(Review.item_key, sa.func.count(), sa.func.count(Review.student_id.distinct())).where(*wanted)
    return [Slip(*row) for row in session.execute(found.group_by(Review.item_key).order_by(Review.item_key))]


def _lately(classroom_id: int, since: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Shown answers of a class since a study day, those taken back left out."""
    return (Review.student_id.in_(present_in(classroom_id)), Review.study_day >= since, *standing_and_shown())
