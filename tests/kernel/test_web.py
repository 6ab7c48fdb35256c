"""Safe redirects and static files."""

import pytest
from flask import Flask

from tests.clients import PageClient
from webapp.web import STATIC, safe_next

ELSEWHERE = ["https://evil.example", "http:evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example"]
HIDDEN = ["/\\/evil.example", "/ok//evil.example", "/\tx", "/\n/evil.example", "/x\n", "/\x00", "/\u200b", "/x\\y", "/\u00e9", "/x y"]
NO_PATH = ["javascript:alert(1)", "data:text/html,x", "evil.example", "", " /x", "?x=1", "#x"]
GOOD = ["/", "/practice", "/library?q=a&b=//c", "/a/b-c_d~e.f?x=%20#y", "/practice/next?from=/x"]


@pytest.mark.parametrize("target", [*ELSEWHERE, *HIDDEN, *NO_PATH])
def test_an_address_that_might_lead_elsewhere_is_not_followed(app: Flask, target: str) -> None:
    with app.test_request_context("/"):
        assert safe_next(target, "/home") == "/home"


@pytest.mark.parametrize("target", GOOD)
def test_an_address_of_this_site_is_followed(app: Flask, target: str) -> None:
    with app.test_request_context("/"):
        assert safe_next(target, "/home") == target


def test_no_address_means_the_default(app: Flask) -> None:
    with app.test_request_context("/"):
        assert safe_next(None, "/home") == "/home"


def test_static_files_are_kept_for_ever_under_the_address_of_their_content(app: Flask, client: PageClient) -> None:
    name = next(each for each in sorted(STATIC.rglob("*.css")))
    version = app.extensions["static_version"]
    kept = client.get(f"/static/{version}/{name.relative_to(STATIC)}")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.mimetype == "text/css"
    assert "Set-Cookie" not in kept.headers
    old = client.get(f"/static/000000000000/{name.relative_to(STATIC)}")
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("path", ["../app.py", "%2e%2e/app.py", "..%2fapp.py", "nothing.css", "js/", "/etc/passwd", "css\\..\\..\\app.py"])
def test_nothing_else_is_served(app: Flask, client: PageClient, path: str) -> None:
    assert client.get(f"/static/{app.extensions['static_version']}/{path}").status_code in {404, 308}


def test_pages_are_not_kept_by_anybody(client: PageClient) -> None:
    page = client.get("/accounts/sign-in")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in page.headers["Vary"]


@pytest.mark.parametrize("text", ["\x00", "a\x1b[2J", "\x7f", "\x85", "\ufffe"])
def test_what_cannot_be_shown_is_refused_at_the_door(client: PageClient, text: str) -> None:
    assert client.get("/accounts/sign-in", query_string={"next": text}).status_code == 400
    assert client.post("/accounts/sign-in", data={"email": text, "password": "x"}).status_code == 400
    assert client.get(f"/accounts/join/{text}").status_code in {400, 404}
