"""Use cases: all tests of a student, how they went over time, and the comparison of two alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.intervals import Interval, difference, wilson
from webapp.core.sittings import Feedback, over_at
from webapp.errors import Invalid
from webapp.selftests import queries
from webapp.selftests.models import Paper, Sitting
from webapp.selftests.results import check_visible, results_from

UNLIKE = "These two tests ask different things, or in other proportions. Only tests of the same blueprint can be compared."
FEWEST_IN_SERIES = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """A sitting that is over, with its score; `is_visible` is false until a test that was set for others has closed."""

    sitting: Sitting
    paper: Paper
    ended_at: datetime
    right: int
    count: int
    is_visible: bool

    @property
    def share(self) -> float:
        """Share of right answers; 0 where nothing was asked."""
        return self.right / self.count if self.count else 0.0

    @property
    def interval(self) -> Interval:
        """Its 95 % interval."""
        return wilson(self.right, self.count)


@dataclass(frozen=True, slots=True)
class Series:
    """Sittings that ask the same in the same proportions, oldest first."""

    title: str
    rows: tuple[Taken, ...]

    @property
    def change(self) -> Interval:
        """95 % interval of the last share minus the first."""
        return difference(self.rows[-1].right, self.rows[-1].count, self.rows[0].right, self.rows[0].count)


@dataclass(frozen=True, slots=True)
class History:
    """Tests that go on, tests that are over (latest first), and series of like ones."""

    running: tuple[tuple[Sitting, Paper], ...]
    taken: tuple[Taken, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two like sittings: the change of the share of right answers with its 95 % interval, and in what else they differ."""

    earlier: Taken
    later: Taken
    change: float
    interval: Interval
    other_terms: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """`better` or `worse` where the interval leaves out no change, else `no clear change`."""
        if self.interval.low > 0:
            return "better"
        return "worse" if self.interval.high < 0 else "no clear change"


def history(session: Session, student: User, *, at: datetime) -> History:
    """All of the student's own tests."""
    rows = queries.list_sittings(session, student.id)
    scores = queries.list_scores(session, [sitting.id for sitting, _ in rows])
    taken = [found for sitting, paper in rows if (found := _taken(session, sitting, paper, scores.get(sitting.id, (0, 0)), at))]
    over = {row.sitting.id for row in taken}
    running = tuple((sitting, paper) for sitting, paper in reversed(rows) if sitting.id not in over)
    return History(running, tuple(reversed(taken)), tuple(_series([row for row in taken if row.is_visible and row.count])))


def compare(session: Session, student: User, earlier_id: int, later_id: int, *, at: datetime) -> Comparison:
    """Compare two of the student's own sittings; NotFound for anybody else's, Invalid unless both are over and ask alike."""
    one, other = (_get_taken(session, student, sitting_id, at) for sitting_id in (earlier_id, later_id))
    if one.paper.likeness != other.paper.likeness or one.sitting.id == other.sitting.id or not (one.count and other.count):
        raise Invalid(UNLIKE)
    earlier, later = sorted((one, other), key=lambda row: (row.ended_at, row.sitting.id))
    interval = difference(later.right, later.count, earlier.right, earlier.count)
    return Comparison(earlier, later, later.share - earlier.share, interval, tuple(_other_terms(earlier, later)))


def _taken(session: Session, sitting: Sitting, paper: Paper, score: tuple[int, int], at: datetime) -> Taken | None:
    ended = over_at(sitting.submitted_at, sitting.ends_at, at)
    if ended is None:
        return None
    visible = results_from(session, paper)
    return Taken(sitting, paper, ended, *score, is_visible=visible is None or at >= visible)


def _get_taken(session: Session, student: User, sitting_id: int, at: datetime) -> Taken:
    sitting = queries.get_sitting(session, student.id, sitting_id)
    paper = queries.get_paper(session, sitting)
    ended = check_visible(session, sitting, paper, at)
    right, count = queries.list_scores(session, [sitting.id]).get(sitting.id, (0, 0))
    return Taken(sitting, paper, ended, right, count, is_visible=True)


def _series(taken: Sequence[Taken]) -> list[Series]:
    groups: dict[str, list[Taken]] = {}
    for row in taken:
        groups.setdefault(row.paper.likeness, []).append(row)
    return [Series(rows[-1].paper.title, tuple(rows)) for rows in groups.values() if len(rows) >= FEWEST_IN_SERIES]


def _other_terms(earlier: Taken, later: Taken) -> list[str]:
    found = []
    if earlier.count != later.count:
        found.append("the number of questions")
    if earlier.paper.limit_seconds != later.paper.limit_seconds:
        found.append("the time limit")
    if earlier.paper.feedback != later.paper.feedback:
        shown = "earlier" if earlier.paper.feedback is Feedback.OPEN else "later"
        found.append(f"feedback: the {shown} one showed each answer at once")
    return found
