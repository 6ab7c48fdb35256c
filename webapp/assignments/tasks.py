"""What one student is to do: on the page of today, on the page of the class, and one task of its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import Assignment
from webapp.assignments.progress import list_progress
from webapp.assignments.testing import MOST_EXTRA_PERCENT
from webapp.assignments.wording import asked_for, done_words
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal, Progress, due_words
from webapp.core.letters import when
from webapp.core.sittings import extended, over_at, widened
from webapp.library.shelf import Shelf
from webapp.selftests import queries as tests
from webapp.selftests.making import LONGEST
from webapp.selftests.models import Paper, Sitting


@dataclass(frozen=True, slots=True)
class Task:
    """One assignment as a student sees it; `due` tells the hour by the clocks of the class and of the student."""

    assignment: Assignment
    classroom: Classroom
    progress: Progress
    due: str
    opens: str
    """When it begins, by both clocks too."""
    is_over: bool
    has_begun: bool
    is_asked: bool = True
    """Not where it was over before the student joined the class."""
    paper: Paper | None = None
    extra_percent: int = 0
    """Of a test: how much more time this student has."""
    sitting: Sitting | None = None
    is_seated: bool = False
    """Whether a test that was begun goes on."""

    @property
    def minutes(self) -> int | None:
        """Time for the whole test, with what this student has more; None without a limit."""
        limit = extended(self.paper.limit, self.extra_percent) if self.paper else None
        return None if limit is None else int(limit.total_seconds() // 60)

    @property
    def asks(self) -> str:
        """What is asked for, in words."""
        return asked_for(self.assignment)

    @property
    def done(self) -> str:
        """How far the student is, in words; a result of a test is shown on its own page once it may be."""
        if not self.is_asked:
            return "not asked"
        if self.assignment.goal is not Goal.CLASS_TEST:
            return done_words(self.assignment, self.progress)
        return "begun" if self.is_seated else "taken" if self.progress.taken else "not taken"


def list_tasks(session: Session, shelf: Shelf, student: User, *, at: datetime, classroom_id: int | None = None) -> list[Task]:
    """What a student is to do in the classes that go on, or in one of them; the one due first first."""
    rows = queries.list_for_student(session, student.id, classroom_id)
    return [_task(session, shelf, student, assignment, classroom, at) for assignment, classroom in rows]


def list_open_tasks(session: Session, shelf: Shelf, student: User, *, at: datetime) -> list[Task]:
    """What can be done now: it has begun and is not over; done or not."""
    rows = queries.list_for_student(session, student.id)
    # A test may go on for somebody with more time; what was due long ago is not looked at.
    near = [(each, room) for each, room in rows if each.starts_at(room.time_zone) <= at < _latest(each, room)]
    found = (_task(session, shelf, student, assignment, classroom, at) for assignment, classroom in near)
    return [task for task in found if not task.is_over]


def get_task(session: Session, shelf: Shelf, student: User, classroom_id: int, assignment_id: int, *, at: datetime) -> Task:
    """One task of a student; NotFound for everybody whom it is not for."""
    assignment, classroom = queries.get_for_student(session, student.id, classroom_id, assignment_id)
    return _task(session, shelf, student, assignment, classroom, at)


def _latest(assignment: Assignment, classroom: Classroom) -> datetime:
    """The latest moment until which anybody may have something to do in an assignment."""
    starts, due = assignment.starts_at(classroom.time_zone), assignment.due_at(classroom.time_zone)
    return due + max(LONGEST, due - starts) * MOST_EXTRA_PERCENT / 100 if assignment.goal is Goal.CLASS_TEST else due


def _task(session: Session, shelf: Shelf, student: User, assignment: Assignment, classroom: Classroom, at: datetime) -> Task:
    progress = list_progress(session, shelf, classroom, [assignment], at=at, student_ids=[student.id])[assignment.id].get(student.id)
    paper = session.get(Paper, assignment.paper_id) if assignment.paper_id else None
    extra = tests.find_extra_percent(session, paper.id, student.id) if paper else 0
    sittings = tests.list_sittings_of(session, student.id, paper.id) if paper else []
    sitting = sittings[-1] if sittings else None
    # A test closes later for somebody with more time.
    closes = widened(paper.window, paper.limit, extra).closes_at if paper and extra else None
    due_at = closes or assignment.due_at(classroom.time_zone)
    return Task(
        assignment=assignment,
        classroom=classroom,
        progress=progress or Progress(0, 0, taken=False),
        due=due_words(due_at, classroom.time_zone, student.time_zone, at),
        opens=when(assignment.starts_at(classroom.time_zone), classroom.time_zone, student.time_zone),
        is_over=at >= due_at,
        has_begun=at >= assignment.starts_at(classroom.time_zone),
        is_asked=progress is not None,
        paper=paper,
        extra_percent=extra,
        sitting=sitting,
        is_seated=sitting is not None and over_at(sitting.submitted_at, sitting.ends_at, at) is None,
    )
