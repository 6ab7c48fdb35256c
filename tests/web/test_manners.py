"""What holds for every page: headers, markup, no write on GET, no error of ours."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.clients import PageClient, check_page, parse
from tests.web.doors import doors
from webapp.accounts.models import User
from webapp.db import reading
from webapp.tables import Base
from webapp.web import CONTENT_SECURITY

JUNK = {"name": "x" * 2000, "email": "\x00", "password": "\ud83d".encode("utf-16", "surrogatepass").decode("latin-1"), "q": "'\"><script>"}


def content(app: Flask) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
    """Every row of every table."""
    with app.app_context(), reading() as session:
        return {name: list(session.execute(sa.select(table))) for name, table in Base.metadata.tables.items()}


@pytest.fixture
def browsers(client: PageClient, client_for: Callable[[User], PageClient], student: User, admin: User) -> list[PageClient]:
    """Nobody, a student, an administrator."""
    return [client, client_for(student), client_for(admin)]


def test_reading_changes_nothing(app: Flask, browsers: list[PageClient]) -> None:
    before = content(app)
    for browser in browsers:
        for door in doors(app):
            if door.method == "GET":
                browser.get(door.path)
                browser.head(door.path)
    assert content(app) == before


def test_no_door_breaks_whatever_is_sent(app: Flask, browsers: list[PageClient]) -> None:
    for browser in browsers:
        for door in doors(app):
            for extra in (
                {"data": JUNK},
                {"data": b"\xff\xfe", "content_type": "application/json"},
                {"query_string": {"next": "//x", "q": "\x00"}},
            ):
                answer = browser.open(door.path, method=door.method, **extra)
                assert answer.status_code < 500, f"{door}: {extra}"
                assert "Traceback" not in answer.get_data(as_text=True)


def test_other_methods_are_refused_politely(app: Flask, client: PageClient) -> None:
    for door in doors(app):
        for method in ("PUT", "PATCH", "DELETE", "TRACE"):
            assert client.open(door.path, method=method).status_code in {404, 405}, door


def test_no_script_or_style_may_stand_in_a_page(client: PageClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy == CONTENT_SECURITY
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<!doctype html><html lang=en><head><title>x</title></head><body><p>x</span></body></html>", "no corresponding start tag|end tag"),
        ("<!doctype html><html lang=en><head><title>x</title></head><body><div></body></html>", "expected"),
        ("<div><p id=a></p><p id=a></p></div>", "given twice"),
        ("<p style='color:red'>x</p>", "inline style"),
        ("<p onclick='x()'>x</p>", "inline script"),
        ("<script>x()</script>", "inline script"),
        ("<form method=post></form>", "form without token"),
    ],
)
def test_the_test_browser_itself_finds_what_is_wrong(markup: str, complaint: str) -> None:
    with pytest.raises(Exception, match=complaint):
        check_page(parse(markup))


def test_every_page_has_a_heading_a_language_and_the_line_on_medical_advice(app: Flask, browsers: list[PageClient]) -> None:
    for browser in browsers:
        for door in doors(app):
            answer = browser.open(door.path, method="GET") if door.method == "GET" else None
            if answer is None or answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
                continue
            tree = parse(answer.text)
            assert tree.get("lang") == "en", door
            assert len(list(tree.iter("h1"))) == 1, door
            assert "not medical advice" in answer.text, door
