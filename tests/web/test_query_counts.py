"""How often pages ask the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from tests.clients import PageClient
from tests.make import PASSWORD
from webapp.accounts.models import User


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collects the statements that the app sends, without BEGIN and COMMIT."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            sent.append(statement)

    engines = app.extensions["engines"]
    for engine in (engines.read, engines.write):
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in (engines.read, engines.write):
            event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("path", "queries"), [("/", 3), ("/privacy", 2), ("/accounts/settings", 3), ("/healthz", 2)])
def test_a_page_asks_no_more_than_this(
    app: Flask, client_for: Callable[[User], PageClient], student: User, path: str, queries: int
) -> None:
    browser = client_for(student)
    with counted(app) as sent:
        assert browser.get(path).status_code == 200
    assert len(sent) <= queries, sent


def test_pages_for_everybody_ask_nothing(app: Flask, client: PageClient) -> None:
    with counted(app) as sent:
        for path in ("/", "/privacy", "/help", "/accounts/sign-in", "/accounts/sign-up", "/no-such-page"):
            client.get(path)
    assert sent == []


def test_signing_in_asks_little(app: Flask, client: PageClient, student: User) -> None:
    with counted(app) as sent:
        client.post("/accounts/sign-in", data={"email": student.email, "password": PASSWORD})
    assert len(sent) <= 7, sent
