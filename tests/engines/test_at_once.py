"""Many at once, on both engines: nothing is used twice, nothing is counted short."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from tests import make, people
from webapp.accounts import resetting, service, throttle
from webapp.accounts.models import Role, SignInAttempt, User
from webapp.accounts.service import NewPerson
from webapp.accounts.throttle import WRONG_TRIES
from webapp.accounts.tokens import make_reset_token
from webapp.db import current_session, reading, transaction
from webapp.errors import AppError, TooMany

AT_ONCE = 8


def at_once(app: Flask, act: Callable[[int], Any], times: int = AT_ONCE) -> list[Any]:
    """Runs something in many threads, each with its own app context; a refusal is its own result."""

    def run(number: int) -> Any:
        with app.app_context():
            try:
                return act(number)
            except AppError as refused:
                return refused

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def count_users(app: Flask) -> int:
    with app.app_context(), reading() as session:
        return session.scalar(select(func.count(User.id))) or 0


def test_tries_at_once_are_no_way_round_the_limit(app: Flask, at: datetime, both_engines: str) -> None:
    results = at_once(app, lambda _number: throttle.count_try("ada@school.example", at), times=16)
    assert sum(isinstance(each, TooMany) for each in results) == 16 - WRONG_TRIES
    with app.app_context(), reading() as session:
        assert session.scalar(select(func.count(SignInAttempt.id))) == WRONG_TRIES


def test_an_invitation_makes_one_account(app: Flask, at: datetime, both_engines: str) -> None:
    with app.app_context(), transaction() as session:
        token = service.invite(session, Role.INSTRUCTOR, at=at)

    def join(number: int) -> None:
        with transaction() as session:
            service.join(session, token, NewPerson(f"ines{number}@school.example", make.PASSWORD, "Ines"), at=at)

    results = at_once(app, join)
    assert results.count(None) == 1
    assert count_users(app) == 1


def test_a_reset_link_sets_one_password(app: Flask, at: datetime, student: User, both_engines: str) -> None:
    token = make_reset_token("k" * 32, student.id, student.password_hash, at)

    def reset(number: int) -> None:
        with transaction() as session:
            resetting.reset_password(session, token, f"nine green otters {number}", secrets=["k" * 32], at=at)

    assert at_once(app, reset).count(None) == 1


def test_an_address_gets_one_account(app: Flask, both_engines: str) -> None:
    form = {"email": "ada@school.example", "password": make.PASSWORD, "name": "Ada"}

    def sign_up(_number: int) -> int:
        return app.test_client().post("/accounts/sign-up", data=form).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = list(pool.map(sign_up, range(AT_ONCE)))
    assert statuses.count(303) == 1
    assert set(statuses) == {303, 422}
    assert count_users(app) == 1


def test_two_administrators_cannot_switch_each_other_off(
    app: Flask, at: datetime, make_user: Callable[..., User], both_engines: str
) -> None:
    admins = [make_user(people.ADMIN, email=f"admin{number}@school.example") for number in range(2)]

    def disable(number: int) -> None:
        with transaction() as session:
            service.disable(session, session.get_one(User, admins[number].id), at=at)

    assert at_once(app, disable, times=2).count(None) == 1


def test_writers_at_once_all_succeed(app: Flask, student: User, both_engines: str) -> None:
    def rename(number: int) -> None:
        for _ in range(10):
            with transaction() as session:
                session.get_one(User, student.id, with_for_update=True).new_per_day = number

    assert at_once(app, rename) == [None] * AT_ONCE


def test_a_reading_request_cannot_write_on_either_engine(app: Flask, at: datetime, both_engines: str) -> None:
    with app.test_request_context("/"):
        try:
            current_session().execute(SignInAttempt.__table__.insert().values(account_key="x", at=at))  # type: ignore[attr-defined]
        except Exception as refused:  # noqa: BLE001  each engine has its own words
            words = str(refused).lower()
        else:
            words = ""
        assert "read" in words
