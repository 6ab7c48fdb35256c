"""One calm digest a day at most, by the student's clock, and nothing when nothing is due."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import people
from tests.classrooms import make as classes
from tests.conftest import Clock
from tests.messages.conftest import Learn
from tests.people import Part
from webapp.accounts.models import Role, User
from webapp.assignments.models import AssignedStudent, Assignment
from webapp.core.assigning import Goal
from webapp.core.letters import local_hour
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail
from webapp.messages import choosing, sending
from webapp.messages.models import MailDay
from webapp.messages.sending import Post

Waiting = Callable[[], list[OutgoingMail]]
MONDAY_AT_SEVEN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""By clocks in Berlin."""
BERLIN, LISBON = "Europe/Berlin", "Europe/Lisbon"


def send(app: Flask, post: Post, at: datetime) -> int:
    with app.app_context():
        return sending.send_digests(post, at=at)


def choose(app: Flask, person: User, *, digest: bool = True, hour: int = 7) -> None:
    with app.app_context(), transaction() as session:
        choosing.change_choice(session, person, digest=digest, digest_hour=hour, weekly=True)


def test_it_comes_at_seven_by_the_students_clock_and_once(
    app: Flask, post: Post, learn: Learn, waiting: Waiting, both_engines: str
) -> None:
    learn(time_zone=BERLIN)
    assert send(app, post, MONDAY_AT_SEVEN - timedelta(minutes=1)) == 0
    assert send(app, post, MONDAY_AT_SEVEN) == 1
    assert [send(app, post, MONDAY_AT_SEVEN + timedelta(hours=hours)) for hours in range(24)] == [0] * 24
    assert send(app, post, MONDAY_AT_SEVEN + timedelta(days=1)) == 1
    mail = waiting()[0]
    assert mail.subject == "Today: 1 question due"
    assert "1 question is due today, about 1 minute." in mail.body
    assert "http://127.0.0.1:8000/practice\n" in mail.body
    assert mail.unsubscribe in mail.body


def test_two_servers_at_once_send_one(app: Flask, post: Post, learn: Learn, waiting: Waiting, both_engines: str) -> None:
    for number in range(7):
        learn(Part(f"s{number}@school.example", f"S {number}", Role.STUDENT), time_zone=BERLIN)
    with ThreadPoolExecutor(3) as pool:
        sent = list(pool.map(lambda _: send(app, post, MONDAY_AT_SEVEN), range(3)))
    assert sum(sent) == 7
    assert len({mail.recipient for mail in waiting()}) == len(waiting()) == 7


def test_nothing_comes_when_nothing_is_due(app: Flask, post: Post, learn: Learn, waiting: Waiting) -> None:
    learn(time_zone=BERLIN, answered=False)
    assert send(app, post, MONDAY_AT_SEVEN) == 0
    assert waiting() == []


def test_nothing_comes_to_whoever_does_not_want_it_or_is_gone(app: Flask, post: Post, learn: Learn) -> None:
    choose(app, learn(time_zone=BERLIN), digest=False)
    learn(people.STRANGER, time_zone=BERLIN, disabled_at=MONDAY_AT_SEVEN)
    assert send(app, post, MONDAY_AT_SEVEN) == 0


def test_new_questions_alone_are_nothing_due_and_are_told_beside_what_is(app: Flask, post: Post, learn: Learn, waiting: Waiting) -> None:
    learn(time_zone=BERLIN, answered=False, new_per_day=5)
    learn(people.STRANGER, time_zone=BERLIN, new_per_day=3)
    assert send(app, post, MONDAY_AT_SEVEN) == 1
    assert "3 new ones are ready too." in waiting()[0].body


def test_the_hour_can_be_chosen_and_a_late_server_does_not_send_at_night(app: Flask, post: Post, learn: Learn) -> None:
    choose(app, learn(time_zone=BERLIN), hour=18)
    assert send(app, post, MONDAY_AT_SEVEN) == 0
    assert send(app, post, MONDAY_AT_SEVEN + timedelta(hours=11)) == 1
    learn(people.STRANGER, time_zone=BERLIN)
    assert send(app, post, MONDAY_AT_SEVEN + timedelta(hours=6)) == 0


def test_two_are_never_close_whatever_somebody_does_to_hour_and_zone(app: Flask, post: Post, learn: Learn) -> None:
    student = learn(time_zone="Pacific/Honolulu")
    at = MONDAY_AT_SEVEN + timedelta(hours=11)
    assert send(app, post, at) == 1
    with app.app_context(), transaction() as session:
        session.get_one(User, student.id).time_zone = "Pacific/Auckland"
    moments = [at + timedelta(hours=hours) for hours in range(60)]
    sent = [moment for moment in moments if send(app, post, moment)]
    assert all(later - earlier >= timedelta(hours=20) for earlier, later in zip([at, *sent], sent, strict=False))
    assert sent


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
@pytest.mark.parametrize("around", [date(2026, 3, 8), date(2026, 3, 29), date(2026, 10, 25)])
def test_a_change_of_clocks_costs_no_digest_and_adds_none(app: Flask, post: Post, learn: Learn, zone: str, around: date) -> None:
    student = learn(time_zone=zone, answered=False)
    choose(app, student, hour=5)
    begin = datetime(around.year, around.month, around.day, tzinfo=UTC) - timedelta(days=2)
    for hour in range(4 * 24):
        send(app, post, begin + timedelta(hours=hour))
    with app.app_context(), reading() as session:
        rows = list(session.scalars(sa.select(MailDay).order_by(MailDay.at)))
    assert len(rows) == len({row.day for row in rows}) == 4
    assert {local_hour(row.at, zone).hour for row in rows} == {5}


def test_a_mail_before_the_study_day_begins_tells_of_that_day(app: Flask, post: Post, learn: Learn, waiting: Waiting) -> None:
    student = learn(time_zone=BERLIN, rollover_hour=12)
    assert send(app, post, MONDAY_AT_SEVEN) == 1
    assert waiting()[0].recipient == student.email


def test_whoever_stays_away_for_two_weeks_is_left_alone(app: Flask, post: Post, learn: Learn) -> None:
    learn(time_zone=BERLIN)
    days = [day for day in range(20) if send(app, post, MONDAY_AT_SEVEN + timedelta(days=day))]
    assert days == list(range(6))  # the answer was nine days before


@pytest.fixture
def room(app: Flask, clock: Clock, learn: Learn, make_user: Callable[..., User]) -> tuple[int, User]:
    """The number of a class in Berlin, and its student in Lisbon, who has nothing due."""
    student, teacher = learn(time_zone=LISBON, answered=False), make_user(people.INSTRUCTOR)
    with app.app_context(), transaction() as session:
        return classes.classroom(session, teacher, student).id, student


def assign(app: Flask, room: tuple[int, User], **values: object) -> None:
    given = {"title": "Neck & nape", "first_day": date(2026, 3, 2), "due_day": date(2026, 3, 5), "for_all": True}
    more = {"goal": Goal.PRACTICE_DAYS, "deck_id": "neck", "days": 5, "items_a_day": 10, "points": 10, "made_at": MONDAY_AT_SEVEN}
    with app.app_context(), transaction() as session:
        session.add(Assignment(classroom_id=room[0], **(given | more | values)))


def test_a_deadline_is_told_in_the_last_three_days(app: Flask, post: Post, room: tuple[int, User], waiting: Waiting) -> None:
    assign(app, room)
    assert [send(app, post, MONDAY_AT_SEVEN + timedelta(hours=1, days=day)) for day in range(5)] == [0, 1, 1, 1, 0]
    mail = waiting()[0]
    assert mail.subject == "Due soon: Neck & nape"
    assert "due Thursday 5 March, 23:59 (Berlin), that is Thursday 5 March, 22:59 where you are" in mail.body


def test_a_test_is_due_when_it_closes(app: Flask, post: Post, room: tuple[int, User], waiting: Waiting) -> None:
    assign(app, room, closes=time(10), goal=Goal.CLASS_TEST)
    assert send(app, post, MONDAY_AT_SEVEN + timedelta(hours=1, days=2)) == 1
    assert "due Thursday 5 March, 10:00 (Berlin), that is Thursday 5 March, 09:00 where you are" in waiting()[0].body


def test_what_is_withdrawn_or_for_others_is_not_told(app: Flask, post: Post, room: tuple[int, User]) -> None:
    assign(app, room, for_all=False)
    assign(app, room, withdrawn_at=MONDAY_AT_SEVEN)
    tuesday = MONDAY_AT_SEVEN + timedelta(hours=1, days=1)
    assert send(app, post, tuesday) == 0
    with app.app_context(), transaction() as session:
        first = session.scalars(sa.select(Assignment.id).order_by(Assignment.id)).first()
        session.add(AssignedStudent(assignment_id=first, student_id=room[1].id))
    assert send(app, post, tuesday + timedelta(days=1)) == 1


def test_the_subject_and_the_log_hold_no_address(
    app: Flask, post: Post, learn: Learn, waiting: Waiting, caplog: pytest.LogCaptureFixture
) -> None:
    student = learn(time_zone=BERLIN)
    with caplog.at_level("DEBUG"):
        send(app, post, MONDAY_AT_SEVEN)
    assert student.email not in caplog.text
    assert "unsubscribe" not in caplog.text
