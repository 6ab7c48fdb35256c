"""A student without a browser: signs up, and answers one question after the other, sending again whatever was not confirmed."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any, TypeVar
from urllib.parse import urlencode

from tests.make import PASSWORD

Given = TypeVar("Given")

TIMEOUT_SECONDS = 60
CONFIRMED = 303
ANSWER_PATH = re.compile(r"/practice/answers/(\d+)")


class NotAnswered(Exception):
    """The server was gone before it had answered."""


@dataclass
class Form:
    """A form as a client sees it."""

    action: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


class Student:
    """One account; `confirmed` holds what the server has confirmed: client UUID → number of the answer."""

    def __init__(self, url: str, email: str, when_gone: Callable[[], None]) -> None:
        self.url = url
        self.email = email
        self.when_gone = when_gone
        self.confirmed: dict[str, int] = {}
        self.repeated = 0
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _NoRedirects)

    def sign_up(self, decks: list[str]) -> None:
        """Makes the account and chooses decks."""
        form = self._form_of("/accounts/sign-up", lambda form: form.action.endswith("/accounts/sign-up"))
        self._post(form, {**form.fields, "email": self.email, "password": PASSWORD, "name": "Sam Student"})
        form = self._form_of("/practice/start", lambda form: form.action.endswith("/practice/start"))
        self._post(form, [("csrf_token", form.fields["csrf_token"]), *(("decks", deck) for deck in decks)])

    def answer(self) -> None:
        """Asks for the next question and says "I do not know" until that is confirmed, always under the same UUID."""
        form = self._patiently(lambda: self._form_of("/practice/next", lambda form: "data-item" in form.attributes))
        sent = {name: form.fields[name] for name in ("csrf_token", "reps", "client_uuid")} | {"blank": "y"}
        target = self._patiently(lambda: self._post(form, sent))
        found = ANSWER_PATH.search(target)
        assert found, f"led to {target!r}"
        self.confirmed[sent["client_uuid"]] = int(found[1])

    def _patiently(self, act: Callable[[], Given]) -> Given:
        while True:
            try:
                return act()
            except NotAnswered:
                self.repeated += 1
                self.when_gone()

    def _form_of(self, path: str, wanted: Callable[[Form], bool]) -> Form:
        status, body, _ = self._request(path)
        assert status == 200, f"{path}: {status}"
        return next(form for form in forms_in(body) if wanted(form))

    def _post(self, form: Form, values: Any) -> str:
        status, body, target = self._request(form.action, urlencode(values).encode())
        assert status == CONFIRMED, f"{form.action}: {status} {body[:300]}"
        return target

    def _request(self, path: str, data: bytes | None = None) -> tuple[int, str, str]:
        """Status, body and target of a redirect."""
        request = urllib.request.Request(self.url + path, data=data, headers={"Referer": self.url + path})
        try:
            answer = self._open(request)
            with answer:
                return answer.code, answer.read().decode(), answer.headers.get("Location", "")
        except (urllib.error.URLError, HTTPException, ConnectionError, TimeoutError) as gone:
            raise NotAnswered from gone

    def _open(self, request: urllib.request.Request) -> Any:
        """The answer, whatever its status: redirects and refusals are answers too."""
        try:
            return self._opener.open(request, timeout=TIMEOUT_SECONDS)
        except urllib.error.HTTPError as answer:
            return answer


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to the client: it is the confirmation."""

    def redirect_request(self, *_: Any) -> None:
        return None


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = True
            self.found.append(Form(attributes.get("action", ""), attributes))
        elif tag == "input" and self.inside and attributes.get("type") == "hidden":
            self.found[-1].fields[attributes["name"]] = attributes.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def forms_in(body: str) -> list[Form]:
    """The forms of a page with their hidden fields."""
    parser = _Forms()
    parser.feed(body)
    return parser.found
