"""A mail leaves if and only if its cause was committed, at least once, and known as one when twice."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any, Self

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from flask import Flask

from tests.conftest import Clock
from webapp import mail
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail

ADDRESS = "ada@school.example"


class Inbox:
    """A mail server that remembers what it was given, and refuses as often as told."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.refuse = 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            self.refuse -= 1
            return "451 later"
        self.received.append(envelope.content.decode())
        return "250 ok"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


def post(app: Flask, clock: Clock, recipient: str = ADDRESS, subject: str = "Hello", body: str = "Grüße\n") -> None:
    with app.app_context(), transaction() as session:
        mail.post(session, recipient, subject, body, at=clock.now)


def deliver(app: Flask, clock: Clock, url: str) -> int:
    with app.app_context():
        return mail.deliver_due(replace(app.extensions["config"], mail=url), at=clock.now)


def waiting(app: Flask) -> int:
    with app.app_context(), reading() as session:
        return session.scalar(sa.select(sa.func.count(OutgoingMail.id))) or 0


def test_a_mail_leaves_once_and_is_forgotten(app: Flask, clock: Clock, inbox: Inbox, both_engines: str) -> None:
    post(app, clock)
    url = f"smtp://127.0.0.1:{inbox.port}"
    assert deliver(app, clock, url) == 1
    assert deliver(app, clock, url) == 0
    assert waiting(app) == 0
    assert "To: ada@school.example" in inbox.received[0]
    assert "Subject: Hello" in inbox.received[0]


def test_a_mail_of_a_transaction_that_failed_never_leaves(app: Flask, clock: Clock) -> None:
    with app.app_context(), pytest.raises(ZeroDivisionError), transaction() as session:
        mail.post(session, ADDRESS, "Hello", "x", at=clock.now)
        raise ZeroDivisionError
    assert waiting(app) == 0


def test_a_refused_mail_is_tried_again_later_under_the_same_number(app: Flask, clock: Clock, inbox: Inbox) -> None:
    post(app, clock)
    inbox.refuse = 2
    url = f"smtp://127.0.0.1:{inbox.port}"
    with app.app_context(), reading() as session:
        number = session.scalar(sa.select(OutgoingMail.message_id))
    assert deliver(app, clock, url) == 0
    assert deliver(app, clock, url) == 0
    clock.move(minutes=1)
    assert deliver(app, clock, url) == 0
    clock.move(minutes=2)
    assert deliver(app, clock, url) == 1
    assert f"Message-ID: {number}" in inbox.received[0]


def test_a_server_that_is_away_delays_mail_only(app: Flask, clock: Clock) -> None:
    post(app, clock)
    assert deliver(app, clock, "smtp://127.0.0.1:9") == 0
    assert waiting(app) == 1


def test_after_a_day_a_mail_is_given_up(app: Flask, clock: Clock) -> None:
    post(app, clock)
    for _ in range(3):
        clock.move(hours=9)
        deliver(app, clock, "smtp://127.0.0.1:9")
    assert waiting(app) == 0


def test_a_mail_to_nobody_is_dropped(app: Flask, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    post(app, clock, recipient="")
    assert deliver(app, clock, "console") == 0
    assert waiting(app) == 0
    assert capsys.readouterr().err == ""


def test_the_console_shows_the_mail(app: Flask, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    post(app, clock)
    assert deliver(app, clock, "console") == 1
    assert "Grüße" in capsys.readouterr().err


def test_a_subject_cannot_smuggle_headers(app: Flask, clock: Clock, inbox: Inbox) -> None:
    post(app, clock, subject="Hello\r\nBcc: eve@elsewhere.example")
    post(app, clock)
    assert deliver(app, clock, f"smtp://127.0.0.1:{inbox.port}") == 1
    assert len(inbox.received) == 1
    assert "Bcc" not in inbox.received[0]


def test_the_way_to_send_follows_the_setting(monkeypatch: pytest.MonkeyPatch, app: Flask) -> None:
    said: list[tuple[str, object]] = []

    class Server:
        def __init__(self, host: str, port: int, **_more: object) -> None:
            said.append((host, port))

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_error: object) -> None:
            said.append(("closed", None))

        def starttls(self, **_more: object) -> None:
            said.append(("starttls", None))

        def login(self, user: str, password: str) -> None:
            said.append((user, password))

        def send_message(self, _message: EmailMessage) -> None:
            said.append(("sent", None))

    monkeypatch.setattr(mail.smtplib, "SMTP", Server)
    monkeypatch.setattr(mail.smtplib, "SMTP_SSL", Server)
    for url in ("smtp+starttls://ada:p%40ss@mx.example:587", "smtps://mx.example"):
        mail.sender(replace(app.extensions["config"], mail=url))(EmailMessage())
    assert said == [
        *[("mx.example", 587), ("starttls", None), ("ada", "p@ss"), ("sent", None), ("closed", None)],
        *[("mx.example", 465), ("sent", None), ("closed", None)],
    ]
