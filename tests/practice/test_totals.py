"""Totals are a cache of the log: kept with each row, found and mended where they are not its sums (after any study: test_rebuilding)."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from webapp.accounts.models import User
from webapp.core.folds import Facet
from webapp.library.shelf import Shelf
from webapp.practice.models import Review, ReviewTotal
from webapp.practice.rating import change_rating
from webapp.practice.rebuilding import find_differences, rebuild
from webapp.practice.totals import find_wrong_totals, list_unsummed, sum_log, sum_missing


def stored(session: Session, student: User) -> list[ReviewTotal]:
    return list(session.scalars(sa.select(ReviewTotal).where(ReviewTotal.student_id == student.id)))


def test_an_answer_an_undo_and_a_new_rating_are_counted_at_once(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    answered = make.give(session, shelf, student, make.LOCATE, at=at)
    assert {(row.facet, row.part, row.answers, row.right) for row in stored(session, student)} == {
        ("day", "all", 1, 1),
        ("kind", "locate", 1, 1),
        ("subject", "sternocleidomastoid", 1, 1),
    }
    change_rating(session, shelf, student, make.row_of(session, student, answered).id, 1, at=at)
    assert {(row.answers, row.right) for row in stored(session, student)} == {(1, 0)}
    make.undo(session, student, make.give(session, shelf, student, make.NAME, at=at), at=at)
    assert {row.part for row in stored(session, student)} == {"all", "locate", "sternocleidomastoid"}


def test_a_question_that_comes_back_is_held_against_the_prediction(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    make.give(session, shelf, student, make.LOCATE, at=at + timedelta(days=5))
    row = next(row for row in stored(session, student) if row.facet == Facet.INTERVAL)
    assert (row.part, row.tested, row.remembered) == ("4", 1, 1)
    assert 0 < row.predicted < 10_000
    assert row.squared_error == (10_000 - row.predicted) ** 2


def test_totals_belong_to_their_student(session: Session, shelf: Shelf, at: datetime) -> None:
    student, other = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    make.give(session, shelf, other, make.LOCATE, at=at)
    assert stored(session, student) == []
    assert find_wrong_totals(session, other.id) == []


def test_a_wrong_total_is_found_and_mended(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    stored(session, student)[0].answers = 7
    session.flush()
    assert [each.stored.answers for each in find_differences(session).wrong_totals] == [7]
    rebuild(session)
    assert find_differences(session).wrong_totals == ()


def test_lost_totals_are_summed_again_by_the_job_or_by_the_next_answer(session: Session, shelf: Shelf, at: datetime) -> None:
    students = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    for student in students:
        make.give(session, shelf, student, make.LOCATE, at=at)
    session.execute(sa.delete(ReviewTotal))
    session.expire_all()
    make.give(session, shelf, students[0], make.NAME, at=at)
    assert find_wrong_totals(session, students[0].id) == []
    assert list_unsummed(session) == [students[1].id]
    sum_missing(session, students[1].id)
    assert find_wrong_totals(session, students[1].id) == []
    assert list_unsummed(session) == []


def test_erasing_a_person_erases_the_totals(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    session.execute(sa.delete(User).where(User.id == student.id))
    session.expire_all()
    assert session.scalar(sa.select(sa.func.count()).select_from(ReviewTotal)) == 0
    assert session.scalar(sa.select(sa.func.count()).select_from(Review)) == 0
    assert sum_log(session, student.id) == {}
