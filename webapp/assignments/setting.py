"""Use cases: set an assignment, change it unless somebody else did meanwhile, withdraw it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.assignments import queries
from webapp.assignments.enrolling import begin, refresh_needs
from webapp.assignments.models import AssignedStudent, Assignment, AssignmentResult
from webapp.assignments.testing import BEGUN, OUT, is_begun, is_out, lock_test, make_test, paper_of, window_of
from webapp.assignments.wishes import TestWish, Wish, checked
from webapp.classrooms.making import must_be_open
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_students
from webapp.core.assigning import Goal
from webapp.db import take_turn
from webapp.errors import Invalid, Stale
from webapp.library.shelf import Shelf
from webapp.selftests.ending import reset_ends
from webapp.selftests.models import Allowance, Paper

COLUMNS = ("title", "deck_id", "first_day", "due_day", "points", "days", "items_a_day", "percent", "recall_percent")
MEASURED = ("deck_id", "first_day", "due_day", "days", "items_a_day", "percent", "recall_percent")
"""What decides how far somebody is: where it changes, what was written down at the due day counts no more."""


class ChangedMeanwhile(Stale):
    """Somebody else has saved other terms since the form was shown; `theirs` is what holds now."""

    def __init__(self, theirs: Wish, version: int) -> None:
        super().__init__("Somebody changed this assignment while you were editing.")
        self.theirs, self.version = theirs, version


class SetAlready(Stale):
    """The same form has set another assignment before."""

    def __init__(self, title: str) -> None:
        super().__init__(f"This form has set “{title}” already. Send it again to set another assignment beside it.")


def assign(
    session: Session, shelf: Shelf, classroom: Classroom, wish: Wish, *, at: datetime, client_uuid: UUID | None = None
) -> Assignment:
    """Set an assignment, or give the one that was set by the same wish with the same UUID.

    Raises Invalid with the fields at fault, NotAssessed with the muscles, SetAlready for another wish with a UUID that was used.
    """
    must_be_open(classroom)
    wish = checked(shelf, wish, classroom.time_zone, _member_ids(session, classroom), at=at)
    known = _find_set(session, classroom, client_uuid) if client_uuid else None
    if known is not None:
        if wish_of(session, known) != wish:
            raise SetAlready(known.title)
        return known
    made = Assignment(classroom_id=classroom.id, goal=wish.goal, for_all=wish.student_ids is None, made_at=at, **_columns(wish))
    made.client_uuid = str(client_uuid) if client_uuid else None
    if wish.goal is Goal.CLASS_TEST:
        made.paper_id = make_test(session, shelf, wish, window_of(made, classroom), at=at).id
    session.add(made)
    session.flush()
    _choose(session, made, wish.student_ids)
    begin(session, made, classroom, at=at)
    return made


def change(session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, wish: Wish, *, version: int, at: datetime) -> bool:
    """Change an assignment if it is still as of `version`; whether anything changed. Its goal stays.

    Raises ChangedMeanwhile, Invalid with the fields at fault, NotAssessed with the muscles.
    """
    must_be_open(classroom)
    if assignment.withdrawn_at is not None:
        raise Invalid("This assignment was withdrawn.")
    if assignment.goal is Goal.CLASS_TEST:
        lock_test(session, assignment)
    before, old = wish_of(session, assignment), queries.list_member_ids(session, assignment)
    wish = checked(shelf, wish, classroom.time_zone, _member_ids(session, classroom), at=at, changed=assignment)
    if wish == before:
        return False
    if assignment.goal is Goal.CLASS_TEST and is_begun(session, assignment):
        _check_begun(session, classroom, assignment, before, wish, at)
    _claim(session, assignment, version)
    if any(getattr(assignment, name) != value for name, value in _columns(wish).items() if name in MEASURED):
        assignment.settled_at = None
        session.execute(sa.delete(AssignmentResult).where(AssignmentResult.assignment_id == assignment.id))
    _set(assignment, wish)
    _choose(session, assignment, wish.student_ids)
    if assignment.goal is Goal.CLASS_TEST:
        _change_test(session, shelf, classroom, assignment, wish, at)
    if at < assignment.starts_at(classroom.time_zone):
        assignment.begun_at = None
    session.flush()
    if not begin(session, assignment, classroom, at=at):
        refresh_needs(session, {*old, *queries.list_member_ids(session, assignment)}, at=at)
    return True


def withdraw(session: Session, assignment: Assignment, *, at: datetime) -> None:
    """Take an assignment back: it presses nobody any more. Doing it twice changes nothing."""
    if assignment.withdrawn_at is None:
        assignment.withdrawn_at = at
        assignment.version += 1
        session.flush()
        refresh_needs(session, queries.list_member_ids(session, assignment), at=at)


def wish_of(session: Session, assignment: Assignment) -> Wish:
    """An assignment as a form shows it."""
    students = None if assignment.for_all else frozenset(queries.list_chosen_ids(session, assignment.id))
    test = None
    if assignment.goal is Goal.CLASS_TEST and assignment.paper_id:
        paper = session.get_one(Paper, assignment.paper_id)
        minutes = None if paper.limit_seconds is None else paper.limit_seconds // 60
        test = TestWish(
            assignment.question_count or 0, minutes, assignment.opens, assignment.closes, bool(assignment.in_words), assignment.seed or 1
        )
    return Wish(goal=assignment.goal, student_ids=students, test=test, **{name: getattr(assignment, name) for name in COLUMNS})


def _check_begun(session: Session, classroom: Classroom, assignment: Assignment, before: Wish, wish: Wish, at: datetime) -> None:
    """Raises Invalid for what a test that somebody has begun cannot become."""
    if _asked(before) != _asked(wish):
        raise Invalid(BEGUN)
    closes = Assignment(**_columns(wish)).due_at(classroom.time_zone)
    if at < closes and is_out(session, paper_of(session, assignment), at):
        raise Invalid(OUT, {"due_day": OUT})


def _find_set(session: Session, classroom: Classroom, client_uuid: UUID) -> Assignment | None:
    """What a form has set before; the second of two that are sent at once waits for the first."""
    take_turn(session, f"assignment {client_uuid}")
    return queries.find_by_uuid(session, classroom.id, client_uuid)


def _claim(session: Session, assignment: Assignment, version: int) -> None:
    """Take the next version, or raise ChangedMeanwhile where somebody else has."""
    mine = (Assignment.id == assignment.id, Assignment.version == version)
    done = session.execute(sa.update(Assignment).where(*mine).values(version=version + 1).returning(Assignment.id)).first()
    session.refresh(assignment)
    if done is None:
        raise ChangedMeanwhile(wish_of(session, assignment), assignment.version)


def _columns(wish: Wish) -> dict[str, Any]:
    columns = {name: getattr(wish, name) for name in COLUMNS}
    if wish.test is not None:
        columns |= {"opens": wish.test.opens, "closes": wish.test.closes}
        columns |= {"question_count": wish.test.count, "in_words": wish.test.in_words, "seed": wish.test.seed}
    return columns


def _set(assignment: Assignment, wish: Wish) -> None:
    for name, value in _columns(wish).items():
        setattr(assignment, name, value)
    assignment.for_all = wish.student_ids is None


def _choose(session: Session, assignment: Assignment, student_ids: Collection[int] | None) -> None:
    known, wanted = queries.list_chosen_ids(session, assignment.id), set(student_ids or ())
    gone = sa.delete(AssignedStudent).where(AssignedStudent.assignment_id == assignment.id)
    session.execute(gone.where(AssignedStudent.student_id.in_(known - wanted)))
    session.add_all(AssignedStudent(assignment_id=assignment.id, student_id=each) for each in sorted(wanted - known))
    session.flush()


def _change_test(session: Session, shelf: Shelf, classroom: Classroom, assignment: Assignment, wish: Wish, at: datetime) -> None:
    """New terms make a new paper; once somebody has begun it, only its title and its end change."""
    old, window = paper_of(session, assignment), window_of(assignment, classroom)
    if is_begun(session, assignment):
        old.title, old.closes_at = wish.title, window.closes_at
        session.flush()
        reset_ends(session, old, at=at)
        return
    new = make_test(session, shelf, wish, window, at=at)
    session.execute(sa.update(Allowance).where(Allowance.paper_id == old.id).values(paper_id=new.id))
    assignment.paper_id = new.id
    session.flush()
    session.delete(old)


def _asked(wish: Wish) -> tuple[object, ...]:
    test = wish.test or TestWish(0)
    return (wish.deck_id, wish.first_day, test.opens, test.count, test.minutes, test.in_words, test.seed)


def _member_ids(session: Session, classroom: Classroom) -> list[int]:
    return [student.id for student in list_students(session, classroom.id)]
