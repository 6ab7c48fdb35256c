"""Days off are announced ahead and bridge a streak; the exam lies ahead."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from tests.progress.conftest import TODAY
from webapp.errors import Invalid, NotFound
from webapp.library.shelf import Shelf
from webapp.progress import queries
from webapp.progress.overview import overview
from webapp.progress.planning import announce_days_off, choose_exam_day, take_back_days_off


def test_a_run_lives_through_announced_days_off(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    announce_days_off(session, student, TODAY + 1, TODAY + 3, at=at)
    back = at + timedelta(days=4)
    assert overview(session, shelf, student, at=back).streak.days == 1
    make.give(session, shelf, student, make.NAME, at=back)
    assert overview(session, shelf, student, at=back).streak.days == 2


def test_without_them_it_ends(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    back = at + timedelta(days=4)
    assert overview(session, shelf, student, at=back).streak.days == 0


def test_an_answer_at_half_past_one_counts_for_the_day_before(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, time_zone="Europe/Berlin")
    make.give(session, shelf, student, make.LOCATE, at=at)
    night = at.replace(hour=0, minute=30) + timedelta(days=1)
    make.give(session, shelf, student, make.NAME, at=night)
    shown = overview(session, shelf, student, at=night)
    assert (shown.day, shown.today.answers, shown.streak.days) == (TODAY, 2, 1)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, 2, "first_on"), (3, 2, "last_on"), (1, 43, "last_on"), (400, 401, "first_on")],
)
def test_days_that_cannot_be_off_are_refused(session: Session, shelf: Shelf, at: datetime, first: int, last: int, field: str) -> None:
    student = make.student(session, shelf)
    with pytest.raises(Invalid) as refused:
        announce_days_off(session, student, TODAY + first, TODAY + last, at=at)
    assert list(refused.value.fields) == [field]
    assert queries.list_days_off(session, student.id) == []


def test_announced_twice_they_are_there_once(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    one = announce_days_off(session, student, TODAY, TODAY + 2, at=at)
    assert announce_days_off(session, student, TODAY, TODAY + 2, at=at + timedelta(days=1)) is one
    assert len(queries.list_days_off(session, student.id)) == 1


def test_only_so_many_are_announced_a_year(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    for number in range(40):
        announce_days_off(session, student, TODAY + number, TODAY + number, at=at)
    with pytest.raises(Invalid, match="40 times"):
        announce_days_off(session, student, TODAY + 50, TODAY + 50, at=at)


def test_what_lies_ahead_can_be_taken_back_what_has_begun_stays(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    row = announce_days_off(session, student, TODAY + 1, TODAY + 5, at=at)
    take_back_days_off(session, student, row.id, at=at + timedelta(days=3))
    assert (row.first_day, row.last_day) == (TODAY + 1, TODAY + 2)
    with pytest.raises(Invalid, match="over"):
        take_back_days_off(session, student, row.id, at=at + timedelta(days=3))
    later = announce_days_off(session, student, TODAY + 9, TODAY + 9, at=at)
    take_back_days_off(session, student, later.id, at=at)
    assert [each.id for each in queries.list_days_off(session, student.id)] == [row.id]


def test_nobody_takes_back_another_s_days_off(session: Session, shelf: Shelf, at: datetime) -> None:
    student, stranger = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    row = announce_days_off(session, student, TODAY + 1, TODAY + 5, at=at)
    with pytest.raises(NotFound):
        take_back_days_off(session, stranger, row.id, at=at)
    assert row.last_day == TODAY + 5


def test_the_exam_lies_ahead_and_can_be_forgotten(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    choose_exam_day(session, student, TODAY + 21, at=at)
    assert overview(session, shelf, student, at=at).exam_day == TODAY + 21
    choose_exam_day(session, student, TODAY + 30, at=at)
    assert queries.find_exam_day(session, student.id) == TODAY + 30
    assert overview(session, shelf, student, at=at + timedelta(days=30)).exam_day is None
    for wrong in (TODAY, TODAY - 3, TODAY + 4000):
        with pytest.raises(Invalid):
            choose_exam_day(session, student, wrong, at=at)
    choose_exam_day(session, student, None, at=at)
    choose_exam_day(session, student, None, at=at)
    assert queries.find_exam_day(session, student.id) is None
