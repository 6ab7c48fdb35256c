"""Use case: sittings that go on end by the terms of their test as they are now."""

from datetime import datetime

from sqlalchemy.orm import Session

from webapp.core.sittings import ends_at, extended, moved_end, widened
from webapp.selftests import queries
from webapp.selftests.models import Paper


def reset_ends(session: Session, paper: Paper, *, at: datetime) -> None:
    """Work out anew when each sitting ends that was not handed in: its test closes at another time, or somebody has more time.

    A sitting that would have ended before ends now. The caller holds the lock of the paper.
    """
    extra = queries.list_extra_percents(session, [paper.id])
    for sitting in queries.list_running(session, paper.id):
        more = extra.get((paper.id, sitting.student_id), 0)
        ends = ends_at(sitting.started_at, extended(paper.limit, more), widened(paper.window, paper.limit, more))
        sitting.ends_at = moved_end(sitting.ends_at, ends, at)
    session.flush()
