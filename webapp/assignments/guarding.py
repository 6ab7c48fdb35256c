"""What is asked in a class test stays as it is until nobody sits it any more."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom
from webapp.errors import Invalid
from webapp.selftests.models import Allowance, Paper, Sitting, read
from webapp.selftests.results import list_results_from


def keep_asked(session: Session, item_key: str, at: datetime) -> None:
    """Raises Invalid where a class test that has not closed for everybody asks a question; a withdrawn one where somebody began it."""
    begun, sits = (sa.select(Sitting.id).where(Sitting.paper_id == Paper.id, *more).exists() for more in ((), (Sitting.ends_at > at,)))
    extra = sa.select(Allowance.id).where(Allowance.paper_id == Paper.id).exists()
    wanted = (
        sa.select(Assignment.title, Classroom.name, Paper)
        .join(Paper, Paper.id == Assignment.paper_id)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .where(sa.or_(sa.and_(Assignment.withdrawn_at.is_(None), Classroom.archived_at.is_(None)), begun))
        .where(sa.or_(Paper.closes_at > at, extra, sits))
    )
    found = [row for row in session.execute(wanted.order_by(Assignment.id)) if _asks(row.Paper, item_key)]
    shown_from = list_results_from(session, [row.Paper for row in found])
    for row in found:
        if (until := shown_from[row.Paper.id]) is not None and at < until:
            raise Invalid(f"The class test “{row.title}” of {row.name} asks this question. It stays as it is until the test has closed.")


def _asks(paper: Paper, item_key: str) -> bool:
    return any(item_key in pool.item_keys for pool in read(paper.blueprint).pools)
