"""A browser for tests that fails on malformed pages, missing headers and forgotten tokens."""

import secrets
from typing import Any

import html5lib
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from webapp.web import HEADERS


class PageClient(FlaskClient):
    """Parses every HTML answer strictly, checks the security headers, and adds the CSRF token to forms."""

    def open(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:
        method = str(kwargs.get("method", "GET"))
        if csrf and method not in {"GET", "HEAD", "OPTIONS"}:
            kwargs["headers"] = {"X-CSRFToken": self.csrf_token(), **dict(kwargs.get("headers") or {})}
        response = super().open(*args, **({"buffered": True} | kwargs))
        check_response(response)
        return response

    def csrf_token(self) -> str:
        """A token that this browser's cookie vouches for."""
        with self.session_transaction() as cookie:
            raw = cookie.setdefault("csrf_token", secrets.token_hex(20))
        return URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token").dumps(raw)


def check_response(response: TestResponse) -> None:
    """What must hold for every answer, errors included."""
    for name in HEADERS:
        assert name in response.headers, f"{name} is missing"
    assert "Cache-Control" in response.headers
    body = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    if body.strip():
        # Redirects and the like are Werkzeug's own short pages.
        if 300 <= response.status_code < 400:
            return
        tree = parse(body)
        check_page(tree)


def parse(body: str) -> Any:
    """The tree of a page or part of one; a parse error raises."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(body) if "<!doctype" in body[:200].lower() else parser.parseFragment(body)


def check_page(tree: Any) -> None:
    """No id twice, no inline script or style, no form that would lose its token."""
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"ids given twice: {sorted({each for each in ids if ids.count(each) > 1})}"
    for element in tree.iter():
        attributes = set(element.attrib)
        assert "style" not in attributes, f"inline style on {element.tag}"
        assert not any(isinstance(each, str) and each.startswith("on") for each in attributes), f"inline script on {element.tag}"
        if element.tag == "script":
            assert element.get("src") or element.get("type") == "application/json", "inline script"
        if element.tag == "form" and (element.get("method") or "get").lower() == "post":
            assert any(each.get("name") == "csrf_token" for each in element.iter("input")), "form without token"
