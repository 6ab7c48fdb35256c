"""Background jobs run, and a broken one does not stop the others."""

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from tests import make
from tests.conftest import Clock
from webapp import jobs, mail
from webapp.accounts import service, signing_in, throttle
from webapp.accounts.models import Invitation, Role, SignInAttempt, UserSession
from webapp.db import reading, transaction


def test_what_has_run_out_is_swept_out_and_nothing_else(app: Flask, clock: Clock, both_engines: str) -> None:
    with app.app_context():
        throttle.count_try("ada@school.example", clock.now)
        with transaction() as session:
            user = make.user(session)
            signing_in.open_session(session, user, device="x", at=clock.now)
            service.invite(session, Role.STUDENT, at=clock.now)
        jobs.run(app, jobs.forget_expired)
        assert [_count(kind) for kind in (SignInAttempt, UserSession, Invitation)] == [1, 1, 1]
        clock.move(minutes=15)
        jobs.run(app, jobs.forget_expired)
        assert [_count(kind) for kind in (SignInAttempt, UserSession, Invitation)] == [0, 1, 1]
        clock.move(days=30)
        jobs.run(app, jobs.forget_expired)
        assert [_count(kind) for kind in (SignInAttempt, UserSession, Invitation)] == [0, 0, 0]


def _count(kind: Any) -> int:
    with reading() as session:
        return session.scalar(sa.select(sa.func.count(kind.id))) or 0


def test_mail_leaves_in_the_background(app: Flask, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with app.app_context(), transaction() as session:
        mail.post(session, "ada@school.example", "Hello", "x", at=clock.now)
    jobs.run(app, jobs.deliver_mail)
    assert "Hello" in capsys.readouterr().err


def test_a_broken_job_is_noted_and_the_loop_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    twice = threading.Event()
    moments: list[datetime] = []

    def broken(_at: datetime) -> None:
        raise ZeroDivisionError

    def working(at: datetime) -> None:
        moments.append(at)
        if len(moments) > 1:
            twice.set()

    monkeypatch.setattr(jobs, "JOBS", [(timedelta(milliseconds=10), broken), (timedelta(milliseconds=10), working)])
    loop = jobs.Jobs(app, tick=timedelta(milliseconds=10))
    loop.start()
    assert twice.wait(5)
    loop.stop()
    assert "job broken failed" in caplog.text


def test_a_slow_job_runs_at_its_interval_only(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[datetime] = []
    often = threading.Event()
    count = iter(range(1000))

    def quick(_at: datetime) -> None:
        if next(count) > 20:
            often.set()

    monkeypatch.setattr(jobs, "JOBS", [(timedelta(hours=1), runs.append), (timedelta(0), quick)])
    loop = jobs.Jobs(app, tick=timedelta(milliseconds=1))
    loop.start()
    assert often.wait(5)
    loop.stop()
    assert len(runs) == 1
