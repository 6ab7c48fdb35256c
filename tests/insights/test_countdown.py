"""How many days are left until the exam, by the student's own day, and what will probably be remembered then."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.classrooms import make as rooms
from tests.make import user
from tests.people import INSTRUCTOR, STRANGER
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.classrooms.making import archive
from webapp.insights.countdown import countdowns
from webapp.library.shelf import Shelf

EXAM = date(2026, 3, 23)


@pytest.fixture
def ada(session: Session, shelf: Shelf) -> User:
    """A student of a class whose exam is in three weeks."""
    student = practice.student(session, shelf, "neck")
    rooms.classroom(session, user(session, INSTRUCTOR), student, exam_day=EXAM)
    return student


def days(session: Session, student: User, at: datetime) -> list[int]:
    return [each.days for each in countdowns(session, student, at=at)]


def test_days_are_counted_to_the_exam_and_not_beyond(session: Session, ada: User, at: datetime) -> None:
    assert days(session, ada, at) == [21]
    assert days(session, ada, at + timedelta(days=21)) == [0]
    assert days(session, ada, at + timedelta(days=22)) == []
    assert days(session, user(session, STRANGER), at) == []


def test_the_day_is_the_students_own(session: Session, ada: User, at: datetime) -> None:
    late = at.replace(hour=2)  # before the rollover it is still yesterday
    assert days(session, ada, late) == [22]
    ada.time_zone = "Asia/Tokyo"
    assert days(session, ada, late) == [21]


def test_the_next_exam_comes_first_and_archived_classes_have_none(session: Session, ada: User, at: datetime) -> None:
    ines = session.get_one(User, ada.id + 1)
    other = rooms.classroom(session, ines, ada, name="MT-202", exam_day=date(2026, 3, 9))
    rooms.classroom(session, ines, ada, name="No exam", exam_day=None)
    assert [(each.classroom.name, each.days) for each in countdowns(session, ada, at=at)] == [("MT-202", 7), ("MT-101", 21)]
    archive(session, other, then=(), at=at)
    assert days(session, ada, at) == [21]


def test_without_practice_there_is_nothing_to_forecast(session: Session, ada: User, at: datetime) -> None:
    found = countdowns(session, ada, at=at)[0].forecast
    assert found is not None
    assert found.recall is None


def test_more_practice_is_a_better_forecast(session: Session, shelf: Shelf, ada: User, at: datetime) -> None:
    practice.give(session, shelf, ada, practice.CAUTION, at=at)
    one = countdowns(session, ada, at=at + timedelta(days=1))[0].forecast
    practice.give(session, shelf, ada, practice.CAUTION, at=at + timedelta(days=5))
    two = countdowns(session, ada, at=at + timedelta(days=6))[0].forecast
    assert one is not None
    assert two is not None
    assert one.safety_recall is not None
    assert two.safety_recall is not None
    assert 0 < one.safety_recall < two.safety_recall <= 1


def test_on_the_day_itself_nothing_is_forecast(session: Session, shelf: Shelf, ada: User, at: datetime) -> None:
    practice.give(session, shelf, ada, practice.CAUTION, at=at)
    assert countdowns(session, ada, at=at + timedelta(days=21))[0].forecast is None
