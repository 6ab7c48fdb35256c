"""Use case: classes need decks by a day, so that their students study them and meet what is needed sooner first."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.practice.models import Enrolment

Needs = Mapping[int, Mapping[str, int]]
"""By student and deck: the day by which classes need it, as the ordinal of a date; no deck that nobody needs."""


def need_decks(session: Session, needs: Needs, *, at: datetime, begun: Collection[str] = ()) -> None:
    """Set by which day the decks of students are needed, and nothing else of theirs: what is not named is needed no more.

    A deck that a student does not study yet is begun. One that has been paused stays so, unless it is one of those `begun` now.
    """
    lock_students(session, needs)
    known: dict[int, dict[str, Enrolment]] = defaultdict(dict)
    for row in session.scalars(sa.select(Enrolment).where(Enrolment.student_id.in_(needs)).order_by(Enrolment.id)):
        known[row.student_id][row.deck_id] = row
    for student_id, decks in needs.items():
        _set(session, student_id, known[student_id], decks, begun, at)
    session.flush()


def lock_students(session: Session, student_ids: Collection[int]) -> None:
    """Make other requests that write for these students wait until this one is done, all in the same order."""
    wanted = sa.select(User.id).where(User.id.in_(student_ids)).order_by(User.id)
    session.execute(wanted.with_for_update(key_share=True))


def _set(
    session: Session, student_id: int, known: Mapping[str, Enrolment], decks: Mapping[str, int], begun: Collection[str], at: datetime
) -> None:
    for deck_id, row in known.items():
        row.needed_by_day = decks.get(deck_id)
        if deck_id in decks and deck_id in begun:
            row.paused_at = None
    for deck_id in decks.keys() - known.keys():
        session.add(Enrolment(student_id=student_id, deck_id=deck_id, started_at=at, needed_by_day=decks[deck_id]))
