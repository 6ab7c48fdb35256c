"""Use case: what stays of an erased account in its classes: counts of each item, without a name."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Membership
from webapp.db import take_turn
from webapp.insights.models import ClassRemainder
from webapp.practice.shown_models import ShownItem

COUNTS = ("answers", "right", "first_right", "hazards", "missed_musts", "sure_wrong", "elapsed_ms")


def keep_remainder(session: Session, student: User) -> None:
    """Adds what the student's classes were shown of each item to what is left of others; called before the account is erased."""
    shown = list(session.scalars(sa.select(ShownItem).where(ShownItem.student_id == student.id)))
    classes = sa.select(Membership.classroom_id).where(Membership.student_id == student.id).order_by(Membership.classroom_id)
    for classroom_id in session.scalars(classes).all():
        take_turn(session, f"remainder of class {classroom_id}")
        _add(session, classroom_id, shown)
    session.flush()


def _add(session: Session, classroom_id: int, shown: Iterable[ShownItem]) -> None:
    stored = {row.item_key: row for row in session.scalars(sa.select(ClassRemainder).where(ClassRemainder.classroom_id == classroom_id))}
    for item in shown:
        row = stored.get(item.item_key)
        if row is None:
            about = {"classroom_id": classroom_id, "item_key": item.item_key, "region": item.region, "safety": item.safety}
            row = ClassRemainder(**about, students=0, **dict.fromkeys(COUNTS, 0))
            session.add(row)
        row.students += 1
        for name in COUNTS:
            setattr(row, name, getattr(row, name) + getattr(item, name))
