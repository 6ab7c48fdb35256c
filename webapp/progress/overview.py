"""The numbers of the progress page, gathered from the queue, the memories and the totals; every chart draws one of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.folds import INTERVALS, PREDICTIONS, Facet, week_of
from webapp.core.shares import Share
from webapp.core.streaks import Streak, streak
from webapp.core.strength import Held, is_leech
from webapp.library.shelf import Shelf
from webapp.practice.queueing import Queue, queue_of
from webapp.progress import queries
from webapp.progress.measured import Curve, Measured, Stated, curves, expected, measured_by_kind, stated
from webapp.progress.memory import Memories, memories_of
from webapp.progress.models import DaysOff
from webapp.progress.queries import Day

FORECAST_DAYS = 90
HEAT_WEEKS = 53
CURVE_WEEKS = 26
PERIODS = (30, 90, 365)
EVER = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the progress page tells; days are ordinals of study days, `since` the Monday from which retention is measured."""

    queue: Queue
    exam_day: int | None
    streak: Streak
    days_off: Sequence[DaysOff]
    memories: Memories
    states: Counter[str]
    forecast: Sequence[int]
    days: Mapping[int, Day]
    since: int
    by_kind: Sequence[Measured]
    by_interval: Sequence[Measured]
    by_predicted: Sequence[Measured]
    stated: Sequence[Stated]
    curves: Sequence[Curve]

    @property
    def day(self) -> int:
        """Today."""
        return self.queue.day

    @property
    def today(self) -> Day:
        """What was done today."""
        return self.days.get(self.day, Day())

    @property
    def retention(self) -> Share:
        """Share remembered of all that was tested since `since`."""
        return Share(sum(each.share.right for each in self.by_kind), sum(each.share.of for each in self.by_kind))

    @property
    def brier(self) -> float | None:
        """Brier score of the predictions since `since`."""
        tested = sum(each.share.of for each in self.by_predicted)
        return sum(each.squared_error for each in self.by_predicted) / tested if tested else None

    @property
    def leeches(self) -> list[Held]:
        """Questions forgotten again and again, the worst first."""
        return sorted((each for each in self.memories.held.values() if is_leech(each)), key=lambda each: (-each.lapses, each.key))


def overview(session: Session, shelf: Shelf, student: User, *, at: datetime, period: int = 90) -> Overview:
    """The student's progress; retention over the last `period` days (EVER: since the beginning), from a Monday on."""
    queue = queue_of(session, shelf, student, at=at)
    days_off = queries.list_days_off(session, student.id)
    days = queries.list_days(session, student.id)
    since = week_of(queue.day - period + 1) if period else EVER
    weeks = queries.list_subject_weeks(session, student.id, week_of(queue.day) - 7 * (CURVE_WEEKS - 1))
    memories = memories_of(session, shelf, student, queue.cards)
    asked = memories.asked()
    spans = [(row.first_day, row.last_day) for row in days_off]
    return Overview(
        queue=queue,
        exam_day=_ahead(queries.find_exam_day(session, student.id), queue.day),
        streak=streak([day for day, total in days.items() if total.answers], queue.day, spans),
        days_off=days_off,
        memories=memories,
        states=states_of(asked, len(memories.suspended)),
        forecast=forecast_of(asked, queue.day),
        days=days,
        since=since,
        by_kind=measured_by_kind(shelf, student, queries.list_parts(session, student.id, Facet.KIND, since)),
        by_interval=expected(INTERVALS, "days", queries.list_parts(session, student.id, Facet.INTERVAL, since)),
        by_predicted=expected(PREDICTIONS, "%", queries.list_parts(session, student.id, Facet.PREDICTED, since)),
        stated=stated(queries.list_sureness(session, student.id)),
        curves=curves(shelf, weeks),
    )


def states_of(asked: Iterable[Held], suspended: int) -> Counter[str]:
    """How many of the questions that are asked are in each state, and how many are suspended."""
    counted = Counter(each.state.value for each in asked)
    counted["suspended"] = suspended
    return counted


def forecast_of(held: Iterable[Held], day: int) -> list[int]:
    """How many questions come on each of the next 90 days, today first with all that is overdue; each question once."""
    due = Counter(max(day, each.due_day) - day for each in held if each.due_day is not None)
    return [due[ahead] for ahead in range(FORECAST_DAYS)]


def _ahead(exam_day: int | None, day: int) -> int | None:
    """The exam while it lies ahead."""
    return exam_day if exam_day is not None and exam_day > day else None
