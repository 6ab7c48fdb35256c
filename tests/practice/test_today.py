"""The study day of a student who travels, or whose clock is wrong."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from webapp.library.shelf import Shelf
from webapp.practice.queueing import queue_of
from webapp.practice.today import today_of
from webapp.practice.undoing import undo_answer

AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"


def test_a_day_that_has_begun_never_unbegins_on_a_journey(session: Session, shelf: Shelf) -> None:
    student = make.student(session, shelf, time_zone=AUCKLAND, new_per_day=3)
    at = datetime(2026, 3, 3, 8, 0, tzinfo=ZoneInfo(AUCKLAND))
    day = at.toordinal()
    first = make.give(session, shelf, student, make.LOCATE, at=at)
    student.time_zone = HONOLULU
    assert at.astimezone(ZoneInfo(HONOLULU)).toordinal() == day - 1
    assert today_of(session, student, at=at) == day
    assert queue_of(session, shelf, student, at=at).done_today == 1
    second = make.row_of(session, student, make.give(session, shelf, student, "scalenes/locate", at=at + timedelta(hours=1)))
    assert (second.study_day, second.time_zone) == (day, HONOLULU)
    undo_answer(session, student, second.id, at=at + timedelta(hours=2))
    assert queue_of(session, shelf, student, at=at + timedelta(hours=3)).plan.counts.new == 2
    assert first.review_id


def test_the_day_goes_on_when_the_new_place_has_caught_up(session: Session, shelf: Shelf) -> None:
    student = make.student(session, shelf, time_zone=AUCKLAND)
    at = datetime(2026, 3, 3, 8, 0, tzinfo=ZoneInfo(AUCKLAND))
    make.give(session, shelf, student, make.LOCATE, at=at)
    student.time_zone = HONOLULU
    days = [today_of(session, student, at=at + timedelta(hours=hours)) - at.toordinal() for hours in range(0, 72, 3)]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (0, 2)


def test_moving_the_rollover_does_not_give_yesterday_back(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, rollover_hour=0)
    night = at.replace(hour=2)
    make.give(session, shelf, student, make.LOCATE, at=night)
    student.rollover_hour = 4
    assert today_of(session, student, at=night) == night.toordinal()


def test_a_day_logged_by_a_wrong_clock_does_not_hold_the_student_up(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at + timedelta(days=365))
    assert today_of(session, student, at=at) == at.toordinal()
    row = make.row_of(session, student, make.give(session, shelf, student, "scalenes/locate", at=at))
    assert row.study_day == at.toordinal()


def test_another_students_days_do_not_matter(session: Session, shelf: Shelf, at: datetime) -> None:
    ahead, student = make.student(session, shelf), make.student(session, shelf, part=STRANGER)
    make.give(session, shelf, ahead, make.LOCATE, at=at + timedelta(days=1))
    assert today_of(session, student, at=at) == at.toordinal()
