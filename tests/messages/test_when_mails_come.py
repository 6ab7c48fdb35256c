"""Digests and summaries at the edges: odd zones, the same hour twice, whoever leaves, joins late or wants no more."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import make as accounts
from tests import people
from tests.classrooms import make as classes
from tests.insights import make as logs
from tests.messages.conftest import Learn
from tests.people import Part
from webapp.accounts.models import Role, User
from webapp.assignments.models import Assignment
from webapp.classrooms.models import Classroom, ClassroomInstructor, Membership
from webapp.core.assigning import Goal
from webapp.core.letters import local_hour
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail
from webapp.messages import choosing, queries, sending
from webapp.messages.models import MailDay
from webapp.messages.sending import Post
from webapp.messages.tokens import Claim, Kind, read_token

Waiting = Callable[[], list[OutgoingMail]]
SEVEN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""Monday by clocks in Berlin."""
BERLIN = "Europe/Berlin"


def digests(app: Flask, post: Post, at: datetime) -> int:
    with app.app_context():
        return sending.send_digests(post, at=at)


def summaries(app: Flask, post: Post, at: datetime) -> int:
    with app.app_context():
        return sending.send_summaries(post, at=at)


def part(number: int) -> Part:
    return Part(f"s{number}@school.example", f"S {number}", Role.STUDENT)


@pytest.fixture
def room(app: Flask, learn: Learn, instructor: User) -> Callable[..., int]:
    """Makes a class of so many students in Berlin, who all practised nine days before; committed."""

    def made(students: int, **values: object) -> int:
        members = [learn(part(number), time_zone=BERLIN) for number in range(students)]
        with app.app_context(), transaction() as session:
            return classes.classroom(session, instructor, *members, **values).id

    return made


# Clocks go forward at midnight, so that the day has no hour of 0; or lie three quarters of an hour beside the others'.
@pytest.mark.parametrize(
    ("zone", "around", "rollover"),
    [
        ("Asia/Beirut", date(2026, 3, 29), 0), ("America/Santiago", date(2026, 9, 6), 0), ("Africa/Cairo", date(2026, 4, 24), 6),
        ("Pacific/Chatham", date(2026, 4, 5), 4),
    ],
)  # fmt: skip
def test_each_local_date_has_one_at_the_chosen_hour(app: Flask, post: Post, learn: Learn, zone: str, around: date, rollover: int) -> None:
    student = learn(time_zone=zone, answered=False, rollover_hour=rollover)
    with app.app_context(), transaction() as session:
        choosing.change_choice(session, student, digest=True, digest_hour=5, weekly=True)
    begin = datetime(around.year, around.month, around.day, tzinfo=UTC) - timedelta(days=2)
    for hours in range(4 * 24):
        digests(app, post, begin + timedelta(hours=hours))
    with app.app_context(), reading() as session:
        rows = list(session.scalars(sa.select(MailDay).order_by(MailDay.at)))
    found = [row.day for row in rows]
    assert found == list(range(found[0], found[0] + 4))
    assert {local_hour(row.at, zone).hour for row in rows} <= {5}


def test_twice_in_one_hour_is_once_for_whoever_has_nothing_due_too(app: Flask, post: Post, learn: Learn, waiting: Waiting) -> None:
    learn(part(1), time_zone=BERLIN)
    learn(part(2), time_zone=BERLIN, answered=False)
    assert [digests(app, post, SEVEN + timedelta(minutes=minutes)) for minutes in (0, 0, 1, 59)] == [1, 0, 0, 0]
    with app.app_context(), reading() as session:
        assert sorted(session.scalars(sa.select(MailDay.sent))) == [False, True]
    assert [mail.recipient for mail in waiting()] == ["s1@school.example"]


def test_what_becomes_due_after_the_hour_waits_for_the_next_day(app: Flask, post: Post, learn: Learn) -> None:
    student = learn(time_zone=BERLIN, answered=False)
    assert digests(app, post, SEVEN) == 0
    with app.app_context(), transaction() as session:
        choosing.change_choice(session, session.merge(student), digest=True, digest_hour=9, weekly=True)
    learn(part(3), time_zone=BERLIN)
    assert digests(app, post, SEVEN + timedelta(hours=2)) == 1, "the other one alone"


def test_sweeping_out_does_not_bring_a_mail_twice(app: Flask, post: Post, room: Callable[..., int]) -> None:
    room(1)
    assert (digests(app, post, SEVEN), summaries(app, post, SEVEN)) == (1, 1)
    for hours in (1, 2, 3):
        with app.app_context(), transaction() as session:
            sending.forget_mail_days(session, at=SEVEN + timedelta(hours=hours))
        at = SEVEN + timedelta(hours=hours)
        assert (digests(app, post, at), summaries(app, post, at)) == (0, 0)
    with app.app_context(), transaction() as session:
        sending.forget_mail_days(session, at=SEVEN + timedelta(days=9))
        assert session.scalar(sa.select(sa.func.count()).select_from(MailDay)) == 0


def test_the_link_in_a_mail_ends_that_kind_and_no_other(app: Flask, post: Post, room: Callable[..., int], waiting: Waiting) -> None:
    room(1)
    digests(app, post, SEVEN)
    summaries(app, post, SEVEN)
    mails = {mail.recipient: mail for mail in waiting()}
    token = (mails[people.INSTRUCTOR.email].unsubscribe or "").rpartition("/")[2]
    claim = read_token(post.config.secrets, token)
    assert claim is not None
    assert claim.kind is Kind.WEEKLY
    with app.app_context(), transaction() as session:
        choosing.end_mails(session, claim)
        choosing.end_mails(session, Claim(10**6, Kind.DIGEST))
    week = SEVEN + timedelta(days=7)
    assert summaries(app, post, week) == 0
    assert digests(app, post, SEVEN + timedelta(days=1)) == 1


def test_whoever_leaves_a_class_hears_no_more_of_its_deadlines(app: Flask, post: Post, learn: Learn, instructor: User) -> None:
    student = learn(time_zone=BERLIN, answered=False)
    about = {"goal": Goal.PRACTICE_DAYS, "deck_id": "neck", "days": 5, "items_a_day": 10, "points": 10, "for_all": True, "made_at": SEVEN}
    with app.app_context(), transaction() as session:
        number = classes.classroom(session, instructor, student).id
        session.add(Assignment(classroom_id=number, title="Neck", first_day=date(2026, 3, 1), due_day=date(2026, 3, 4), **about))
    assert digests(app, post, SEVEN) == 1
    with app.app_context(), transaction() as session:
        session.execute(sa.delete(Membership))
    assert digests(app, post, SEVEN + timedelta(days=1)) == 0


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 23), 6), (date(2026, 3, 30), 5), (date(2026, 10, 26), 6)])
def test_a_summary_is_at_seven_by_the_wall_after_a_change_of_clocks(
    app: Flask, post: Post, room: Callable[..., int], day: date, hour: int
) -> None:
    room(1, last_day=date(2026, 12, 1))
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert [number for number in range(24) if summaries(app, post, begin + timedelta(hours=number))] == [hour]


def test_students_who_come_on_monday_morning_bring_no_second_summary(
    app: Flask, post: Post, learn: Learn, room: Callable[..., int], waiting: Waiting
) -> None:
    number, late = room(0), learn(part(9))
    assert summaries(app, post, SEVEN) == 0
    with app.app_context(), transaction() as session:
        classes.join(session, session.get_one(Classroom, number), late)
    assert [summaries(app, post, SEVEN + timedelta(hours=hours)) for hours in (0, 1, 5)] == [0, 0, 0]
    assert waiting() == []


def test_instructors_who_are_gone_or_disabled_get_none(app: Flask, post: Post, room: Callable[..., int], instructor: User) -> None:
    number = room(1)
    with app.app_context(), transaction() as session:
        session.get_one(User, instructor.id).disabled_at = SEVEN
    assert summaries(app, post, SEVEN) == 0
    with app.app_context(), transaction() as session:
        session.get_one(User, instructor.id).disabled_at = None
        session.execute(sa.delete(ClassroomInstructor).where(ClassroomInstructor.classroom_id == number))
    assert summaries(app, post, SEVEN) == 0


def test_last_week_is_monday_to_sunday_of_present_students_shown_answers(session: Session) -> None:
    teacher = accounts.user(session, people.INSTRUCTOR)
    room, days, monday = classes.classroom(session, teacher), range(9), logs.TODAY
    for number in days:
        student = accounts.user(session, part(number))
        if number != 3:
            classes.join(session, room, student)
        purpose = "private" if number == 5 else "practice"
        logs.answer(session, logs.row(student, "scalenes/name", study_day=monday - number, purpose=purpose))
    assert queries.count_members(session, room.id) == 8
    # Days 1 to 7 before, without who is not in the class and who practised in private.
    assert queries.count_practised(session, room.id, monday - 7, monday - 1) == 5
