"""Reads for moving one's own data, scoped to the person."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.practice.models import Review


def list_ids(session: Session, student_id: int) -> dict[str, int]:
    """Ids of the person's log rows by the UUID that the client gave them."""
    rows = session.execute(sa.select(Review.client_uuid, Review.id).where(Review.student_id == student_id))
    return {row.client_uuid: row.id for row in rows}


def find_last_id(session: Session, student_id: int) -> int | None:
    """Id of the last row of the person's log."""
    return session.scalar(sa.select(sa.func.max(Review.id)).where(Review.student_id == student_id))


def count_reviews(session: Session, student_id: int) -> int:
    """Rows of the person's log."""
    return session.scalar(sa.select(sa.func.count(Review.id)).where(Review.student_id == student_id)) or 0
