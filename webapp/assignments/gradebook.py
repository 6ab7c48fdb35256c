"""Use case: the gradebook of a class, students by assignments, on the page and as a CSV file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.models import Assignment
from webapp.assignments.progress import list_progress
from webapp.cells import csv_text, harmless
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students, present_in
from webapp.core.assigning import Goal, Progress
from webapp.core.sittings import widened
from webapp.library.shelf import Shelf
from webapp.practice.shown_models import ShownDay
from webapp.selftests.models import Allowance, Paper


@dataclass(frozen=True, slots=True)
class Mark:
    """How far one student is in one assignment, and the points so far (None: a test that is open and was not taken)."""

    progress: Progress
    points: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One student: days practised in the term, and a mark for each assignment (None: not for this student)."""

    student: User
    practice_days: int
    marks: tuple[Mark | None, ...]

    @property
    def points(self) -> float:
        """All points so far."""
        return round(sum(mark.points or 0.0 for mark in self.marks if mark), 1)


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Students by name, assignments by due day; withdrawn ones are left out."""

    classroom: Classroom
    assignments: tuple[Assignment, ...]
    rows: tuple[Row, ...]


def gradebook(session: Session, shelf: Shelf, classroom: Classroom, *, at: datetime) -> Gradebook:
    """The gradebook of a class that was fetched for its instructor."""
    assignments = queries.list_assignments(session, classroom.id)
    progress = list_progress(session, shelf, classroom, assignments, at=at)
    days, closings = _practice_days(session, classroom), list_closings(session, assignments)
    rows = []
    for student in list_students(session, classroom.id):
        found = [(each, progress[each.id].get(student.id)) for each in assignments]
        due = {each.id: closings.get((each.id, student.id), each.due_at(classroom.time_zone)) for each in assignments}
        marks = tuple(mark_of(each, one, due[each.id], at) if one else None for each, one in found)
        rows.append(Row(student, days.get(student.id, 0), marks))
    return Gradebook(classroom, tuple(assignments), tuple(rows))


def list_closings(session: Session, assignments: Iterable[Assignment]) -> dict[tuple[int, int], datetime]:
    """When tests close for those who have more time, by assignment and student; for everybody else they close when they are due."""
    numbers = {each.paper_id: each.id for each in assignments if each.paper_id is not None}
    rows = session.execute(sa.select(Allowance, Paper).join(Paper, Paper.id == Allowance.paper_id).where(Paper.id.in_(list(numbers))))
    found = {}
    for allowed, paper in rows:
        closes = widened(paper.window, paper.limit, allowed.extra_percent).closes_at
        if closes is not None:
            found[numbers[paper.id], allowed.student_id] = closes
    return found


def mark_of(assignment: Assignment, progress: Progress, due_at: datetime, at: datetime) -> Mark:
    """What a student's progress is worth now: a test that was not taken is worth nothing once it is over for the student, at `due_at`."""
    if not progress.taken and at < due_at:
        return Mark(progress, None)
    return Mark(progress, progress.points(assignment.points))


def gradebook_csv(found: Gradebook, *, mark: bool) -> str:
    """The gradebook as CSV: names, addresses, days practised, points of each assignment, scores of tests, points in all.

    `mark` begins the file with a byte order mark, for spreadsheets.
    """
    columns = ["name", "e-mail", "practice days"]
    for each in found.assignments:
        columns.append(harmless(f"{each.title}: points of {each.points}"))
        if each.goal is Goal.CLASS_TEST:
            columns += [harmless(f"{each.title}: right answers"), harmless(f"{each.title}: questions")]
    return csv_text([*columns, "points"], (_cells(found.assignments, row) for row in found.rows), mark=mark)


def _cells(assignments: Sequence[Assignment], row: Row) -> list[str | int | float | None]:
    cells: list[str | int | float | None] = [row.student.name, row.student.email, row.practice_days]
    for assignment, mark in zip(assignments, row.marks, strict=True):
        cells.append(mark.points if mark else None)
        if assignment.goal is Goal.CLASS_TEST:
            taken = mark is not None and mark.progress.taken
            cells += [mark.progress.done, mark.progress.wanted] if mark and taken else [None, None]
    return [*cells, row.points]


def _practice_days(session: Session, classroom: Classroom) -> dict[int, int]:
    """Study days with an answer in the term, by student."""
    wanted = sa.select(ShownDay.student_id, sa.func.count()).where(ShownDay.student_id.in_(present_in(classroom.id)))
    if classroom.first_day is not None:
        wanted = wanted.where(ShownDay.study_day >= classroom.first_day.toordinal())
    if classroom.last_day is not None:
        wanted = wanted.where(ShownDay.study_day <= classroom.last_day.toordinal())
    return {row[0]: row[1] for row in session.execute(wanted.group_by(ShownDay.student_id))}
