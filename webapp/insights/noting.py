"""Looks at the figures of many students at once: written down for each of them, once a day."""

from collections.abc import Collection
from datetime import UTC, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.looking import about_look, same_look
from webapp.classrooms.models import Classroom, StaffLook
from webapp.db import separate_transaction

OVERVIEW = "Your line in the overview of the class"


def note_overview(session: Session, classroom: Classroom, student_ids: Collection[int], staff: User, *, at: datetime) -> None:
    """Notes for each of some students that somebody looked at a page with a line of theirs, unless that is noted for the day (UTC)."""
    since = datetime.combine(at.astimezone(UTC).date(), time(), UTC)
    same = (*same_look(classroom, staff, OVERVIEW), StaffLook.at >= since)
    noted = set(session.scalars(sa.select(StaffLook.student_id).where(StaffLook.student_id.in_(sorted(student_ids)), *same)))
    about = about_look(classroom, staff, OVERVIEW, at)
    rows = [{"student_id": each} | about for each in sorted(set(student_ids) - noted - {staff.id})]
    if rows:
        with separate_transaction() as writing:
            writing.execute(sa.insert(StaffLook), rows)
