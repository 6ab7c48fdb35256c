"""Making an account, on its page."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.clients import PageClient
from webapp.accounts.models import User
from webapp.accounts.queries import find_user_by_email
from webapp.config import SignUp
from webapp.db import reading

FORM = {"email": "Ada@School.example", "password": "seven quiet herons", "name": "Ada  Student", "time_zone": "Europe/Vienna"}


def find(app: Flask, email: str = "ada@school.example") -> User | None:
    with app.app_context(), reading() as session:
        return find_user_by_email(session, email)


def test_a_student_signs_up_and_is_signed_in(app: Flask, client: PageClient) -> None:
    response = client.post("/accounts/sign-up", data=FORM)
    assert (response.status_code, response.location) == (303, "/practice/start")
    user = find(app)
    assert user is not None
    assert (user.email, user.name, user.role, user.time_zone) == ("ada@school.example", "Ada Student", "student", "Europe/Vienna")
    assert client.get("/accounts/settings").status_code == 200


def test_a_newcomer_who_followed_a_link_comes_to_it_in_the_end(client: PageClient) -> None:
    asked = client.get(client.get("/classes/join/ABCD2345").location).text
    links = re.findall(r'href="(/accounts/sign-up[^"]*)"', asked)
    assert links == ["/accounts/sign-up?next=/classes/join/ABCD2345"]
    page = client.get(links[0]).text
    assert "/accounts/sign-in?next=/classes/join/ABCD2345" in page
    (path,) = re.findall(r'action="(/accounts/sign-up[^"]*)"', page)
    assert client.post(path, data=FORM | {"name": " "}).status_code == 422
    assert client.post(path, data=FORM).location == "/classes/join/ABCD2345"


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_after_signing_up_nobody_is_sent_elsewhere(client: PageClient, target: str) -> None:
    sent = client.post("/accounts/sign-up", query_string={"next": target}, data=FORM)
    assert sent.location == "/practice/start"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "nobody"}, "look like an e-mail address"),
        ({"email": ""}, "Type your e-mail address"),
        ({"email": "a" * 250 + "@b.example"}, "longer than"),
        ({"password": "short"}, "at least 8 characters"),
        ({"password": "Password123"}, "first that anybody would try"),
        ({"password": "ada@school.example"}, "first that anybody would try"),
        ({"password": "aaaaaaaaaa"}, "first that anybody would try"),
        ({"password": "x" * 1025}, "longer than 1024"),
        ({"name": " "}, "Tell us a name"),
        ({"name": "x" * 101}, "longer than 100"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(app: Flask, client: PageClient, change: dict[str, Any], words: str) -> None:
    response = client.post("/accounts/sign-up", data=FORM | change)
    assert response.status_code == 422
    assert words in response.text
    assert 'class="field-error"' in response.text
    assert find(app) is None


def test_an_address_has_one_account_in_whatever_case(client: PageClient, student: User) -> None:
    response = client.post("/accounts/sign-up", data=FORM | {"email": "ADA@school.example"})
    assert response.status_code == 422
    assert "already" in response.text


def test_an_unknown_time_zone_becomes_utc(app: Flask, client: PageClient) -> None:
    client.post("/accounts/sign-up", data=FORM | {"time_zone": "Mars/Olympus"})
    user = find(app)
    assert user is not None
    assert user.time_zone == "UTC"


def test_columns_that_are_not_in_the_form_cannot_be_set(app: Flask, client: PageClient) -> None:
    client.post("/accounts/sign-up", data=FORM | {"role": "administrator", "id": "77", "new_per_day": "99", "disabled_at": "x"})
    user = find(app)
    assert user is not None
    assert (user.role, user.new_per_day) == ("student", 8)
    assert user.id != 77


@pytest.mark.parametrize("mode", [SignUp.INVITATION, SignUp.CLOSED])
def test_nobody_signs_up_where_it_is_not_open(app: Flask, client: PageClient, mode: SignUp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, "config", replace(app.extensions["config"], sign_up=mode))
    assert "by invitation" in client.get("/accounts/sign-up").text
    assert client.post("/accounts/sign-up", data=FORM).status_code == 403
    assert find(app) is None


def test_the_password_is_kept_as_argon2id_only(make_user: Callable[..., User]) -> None:
    assert make_user().password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_what_cannot_be_seen_is_left_out_of_names(app: Flask, client: PageClient) -> None:
    client.post("/accounts/sign-up", data=FORM | {"name": " A\u202ed\u200ba\r\nBcc: x "})
    user = find(app)
    assert user is not None
    assert user.name == "AdaBcc: x"
