"""One transaction a request, committed in one place; reading requests never write."""

import logging
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.kernel.conftest import Probe
from tests.make import AT
from webapp import db
from webapp.accounts.models import SignInAttempt
from webapp.db import Base, UtcDateTime, WriteWhileReading, current_session, separate_transaction, transaction
from webapp.errors import Invalid


def add(session: Session, key: str) -> None:
    session.add(SignInAttempt(account_key=key, at=AT))


def keys(app: Flask) -> list[str]:
    with app.app_context(), db.reading() as session:
        return list(session.scalars(sa.select(SignInAttempt.account_key).order_by(SignInAttempt.account_key)))


def test_a_successful_post_is_committed(app: Flask, probe: Probe, both_engines: str) -> None:
    assert probe(lambda: add(current_session(), "a")) == 200
    assert keys(app) == ["a"]


def test_a_refused_post_leaves_nothing(app: Flask, probe: Probe, both_engines: str) -> None:
    def refuse() -> None:
        add(current_session(), "a")
        current_session().flush()
        raise Invalid("no")

    def answer_badly() -> tuple[str, int]:
        add(current_session(), "b")
        current_session().flush()
        return "no", 422

    assert probe(refuse) == 422
    assert probe(answer_badly) == 422
    assert keys(app) == []


def test_an_exception_leaves_nothing(app: Flask, probe: Probe, both_engines: str, caplog: pytest.LogCaptureFixture) -> None:
    def break_down() -> None:
        add(current_session(), "a")
        current_session().flush()
        raise ZeroDivisionError

    assert probe(break_down) == 500
    assert keys(app) == []
    assert "ZeroDivisionError" in caplog.text


def test_a_count_survives_the_refusal_of_its_request(app: Flask, probe: Probe, both_engines: str) -> None:
    def count_and_refuse() -> None:
        with separate_transaction() as counting:
            add(counting, "counted")
        add(current_session(), "undone")
        current_session().flush()
        raise Invalid("no")

    assert probe(count_and_refuse) == 422
    assert keys(app) == ["counted"]


def test_counting_too_late_is_a_fault_and_no_deadlock(app: Flask, probe: Probe, caplog: pytest.LogCaptureFixture) -> None:
    def count_late() -> None:
        add(current_session(), "a")
        current_session().flush()
        with separate_transaction():
            pass

    assert probe(count_late) == 500
    assert "count before its first query" in caplog.text


def test_counting_while_reading_is_allowed(app: Flask, probe: Probe, both_engines: str) -> None:
    def look_and_note() -> None:
        current_session().scalar(sa.select(sa.func.count(SignInAttempt.id)))
        with separate_transaction() as noting:
            add(noting, "looked")

    assert probe(look_and_note, "GET") == 200
    assert keys(app) == ["looked"]


def test_a_get_that_changes_something_fails(app: Flask, probe: Probe, both_engines: str, caplog: pytest.LogCaptureFixture) -> None:
    def flush() -> None:
        add(current_session(), "a")
        current_session().flush()

    assert probe(lambda: add(current_session(), "a"), "GET") == 500
    assert probe(flush, "GET") == 500
    assert keys(app) == []
    assert "WriteWhileReading" in caplog.text


def test_a_get_that_writes_past_the_session_fails(app: Flask, probe: Probe, both_engines: str, caplog: pytest.LogCaptureFixture) -> None:
    def write() -> None:
        current_session().execute(sa.insert(SignInAttempt).values(account_key="a", at=AT))

    with caplog.at_level(logging.ERROR):
        assert probe(write, "GET") >= 500
    assert keys(app) == []


def test_an_unused_session_opens_no_connection(app: Flask, probe: Probe) -> None:
    with app.extensions["engines"].write.connect():
        assert probe(lambda: None) == 200


def test_a_command_has_a_transaction_of_its_own(app: Flask, both_engines: str) -> None:
    with app.app_context():
        with transaction() as session:
            add(session, "kept")
        with pytest.raises(ZeroDivisionError), transaction() as session:
            add(session, "lost")
            session.flush()
            raise ZeroDivisionError
        with pytest.raises(RuntimeError, match="Only a request has a session"):
            current_session()
    assert keys(app) == ["kept"]


def test_a_reading_session_refuses_to_flush(app: Flask, both_engines: str) -> None:
    with app.app_context(), db.reading() as session, pytest.raises(WriteWhileReading):
        add(session, "a")
        session.flush()


def test_a_moment_comes_back_aware_and_in_utc(session: Session) -> None:
    local = datetime(2026, 3, 2, 10, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    session.add(SignInAttempt(account_key="a", at=local))
    session.flush()
    session.expire_all()
    moment = session.scalar(sa.select(SignInAttempt.at))
    assert moment == local
    assert moment is not None
    assert moment.tzinfo is UTC


def test_moments_are_compared_as_moments(session: Session) -> None:
    add(session, "a")
    session.flush()
    east = timezone(timedelta(hours=13))
    after = sa.select(SignInAttempt.account_key).where(SignInAttempt.at > AT.astimezone(east) - timedelta(seconds=1))
    assert session.scalar(after) == "a"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must say its zone"):
        UtcDateTime().process_bind_param(AT.replace(tzinfo=None), sa.create_engine("sqlite://").dialect)


def test_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"
