"""First rows made at once, on both engines: nobody meets a broken key."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import select

from tests.classrooms import make as rooms
from tests.engines.test_at_once import AT_ONCE, at_once
from tests.people import INSTRUCTOR
from webapp.accounts.models import User
from webapp.classrooms.codes import make_code
from webapp.classrooms.models import Classroom, JoinCode
from webapp.db import reading, transaction
from webapp.messages.choosing import change_choice
from webapp.messages.models import MailChoice


def test_of_first_codes_at_once_the_last_one_is_good(app: Flask, make_user: Callable[..., User], at: datetime, both_engines: str) -> None:
    ines = make_user(INSTRUCTOR)
    with app.app_context(), transaction() as session:
        room_id = rooms.classroom(session, ines).id

    def act(_number: int) -> str:
        with transaction() as session:
            return make_code(session, session.get_one(Classroom, room_id), days=7, at=at).code

    codes = at_once(app, act)
    assert len(set(codes)) == AT_ONCE
    with app.app_context(), reading() as session:
        assert session.scalars(select(JoinCode.code)).one() in codes


def test_of_first_choices_at_once_one_is_kept(app: Flask, student: User, both_engines: str) -> None:
    def act(number: int) -> None:
        with transaction() as session:
            change_choice(session, session.get_one(User, student.id), digest=True, digest_hour=6 + number, weekly=True)

    assert at_once(app, act) == [None] * AT_ONCE
    with app.app_context(), reading() as session:
        assert session.scalars(select(MailChoice.digest_hour)).one() - 6 in range(AT_ONCE)
