"""Use case: how far a class is in its assignments, as its instructors see it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.asked import Asked, list_asked
from webapp.assignments.gradebook import Mark, list_closings, mark_of
from webapp.assignments.models import Assignment
from webapp.assignments.planning import fit_of
from webapp.assignments.progress import ByStudent, list_progress
from webapp.assignments.setting import wish_of
from webapp.assignments.testing import is_out
from webapp.assignments.wording import asked_for, deck_words, done_words, due_of
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import Goal
from webapp.core.fitting import Fit
from webapp.core.sittings import Oddity
from webapp.library.shelf import Shelf
from webapp.selftests.models import Allowance, Noted, Paper, Sitting


@dataclass(frozen=True, slots=True)
class Summary:
    """One assignment in the list of its class: of `of` students `met` have done it."""

    assignment: Assignment
    deck: str
    asks: str
    due: str
    is_over: bool
    met: int
    of: int


@dataclass(frozen=True, slots=True)
class Line:
    """One student in an assignment; of a test also how much more time there is, and what was odd (with how often)."""

    student: User
    mark: Mark
    done: str
    extra_percent: int
    is_seated: bool
    notes: Mapping[Oddity, int]


@dataclass(frozen=True, slots=True)
class Overseen:
    """One assignment with everybody it is for."""

    summary: Summary
    lines: tuple[Line, ...]
    fit: Fit | None
    paper: Paper | None
    has_begun: bool
    is_out: bool
    """Whether the answers of a test may be seen."""
    asked: tuple[Asked, ...]
    """How each question of a test went, once its answers are out."""


@dataclass(frozen=True, slots=True)
class List:
    """The assignments of a class: those that can still be done, those that are over, latest first, and those withdrawn."""

    open: tuple[Summary, ...]
    over: tuple[Summary, ...]
    withdrawn: tuple[Assignment, ...]


def oversee_all(session: Session, shelf: Shelf, classroom: Classroom, viewer: User, *, at: datetime) -> List:
    """The assignments of a class that was fetched for its instructor."""
    standing = queries.list_assignments(session, classroom.id)
    progress = list_progress(session, shelf, classroom, standing, at=at)
    rows = [_summary(shelf, classroom, each, progress[each.id], viewer, at) for each in standing]
    withdrawn = tuple(queries.list_assignments(session, classroom.id, withdrawn=True))
    over = tuple(row for row in reversed(rows) if row.is_over)
    return List(tuple(row for row in rows if not row.is_over), over, withdrawn)


def oversee(session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, viewer: User, *, at: datetime) -> Overseen:
    """One assignment of a class that was fetched for its instructor."""
    progress = list_progress(session, shelf, classroom, [assignment], at=at)[assignment.id]
    paper = session.get(Paper, assignment.paper_id) if assignment.goal is Goal.CLASS_TEST and assignment.paper_id else None
    out = paper is not None and is_out(session, paper, at)
    fit = None
    if assignment.withdrawn_at is None:
        fit = fit_of(session, shelf, classroom, wish_of(session, assignment), at=at, assignment=assignment)
    return Overseen(
        summary=_summary(shelf, classroom, assignment, progress, viewer, at),
        lines=tuple(_lines(session, classroom, assignment, progress, at)),
        fit=fit,
        paper=paper,
        has_begun=at >= assignment.starts_at(classroom.time_zone),
        is_out=out,
        asked=tuple(list_asked(session, shelf, assignment)) if out else (),
    )


def _summary(shelf: Shelf, classroom: Classroom, assignment: Assignment, progress: ByStudent, viewer: User, at: datetime) -> Summary:
    is_test = assignment.goal is Goal.CLASS_TEST
    met = sum(each.taken if is_test else each.is_met for each in progress.values())
    return Summary(
        assignment=assignment,
        deck=deck_words(shelf, assignment.deck_id),
        asks=asked_for(assignment),
        due=due_of(assignment, classroom, viewer.time_zone, at),
        is_over=at >= assignment.due_at(classroom.time_zone),
        met=met,
        of=len(progress),
    )


def _lines(session: Session, classroom: Classroom, assignment: Assignment, progress: ByStudent, at: datetime) -> list[Line]:
    extra, seated, notes = _of_test(session, assignment)
    closings, due_at = list_closings(session, [assignment]), assignment.due_at(classroom.time_zone)
    return [
        Line(
            student=student,
            mark=mark_of(assignment, progress[student.id], closings.get((assignment.id, student.id), due_at), at),
            done=done_words(assignment, progress[student.id]),
            extra_percent=extra.get(student.id, 0),
            is_seated=student.id in seated,
            notes=notes.get(student.id, {}),
        )
        for student in list_students(session, classroom.id)
        if student.id in progress
    ]


def _of_test(session: Session, assignment: Assignment) -> tuple[Mapping[int, int], set[int], Mapping[int, Mapping[Oddity, int]]]:
    """More time by student, who has started, and what was odd by student."""
    if assignment.paper_id is None:
        return {}, set(), {}
    extra = sa.select(Allowance.student_id, Allowance.extra_percent).where(Allowance.paper_id == assignment.paper_id)
    seated = sa.select(Sitting.student_id).where(Sitting.paper_id == assignment.paper_id)
    odd = sa.select(Sitting.student_id, Noted.oddity, sa.func.count()).join(Noted, Noted.sitting_id == Sitting.id)
    notes: dict[int, dict[Oddity, int]] = defaultdict(dict)
    for student, oddity, count in session.execute(
        odd.where(Sitting.paper_id == assignment.paper_id).group_by(Sitting.student_id, Noted.oddity)
    ):
        notes[student][oddity] = count
    return {row[0]: row[1] for row in session.execute(extra)}, set(session.scalars(seated)), notes
