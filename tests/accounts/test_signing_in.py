"""Signing in and out, on its page."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask

from tests.clients import PageClient
from tests.conftest import Clock
from tests.make import PASSWORD
from webapp.accounts.models import User
from webapp.accounts.queries import find_user_by_email
from webapp.accounts.service import disable
from webapp.db import reading, transaction

EMAIL = "ada@school.example"
RIGHT = {"email": EMAIL, "password": PASSWORD}
WRONG = {"email": EMAIL, "password": "seven loud herons"}


def test_the_right_password_opens_the_door(client: PageClient, student: User) -> None:
    response = client.post("/accounts/sign-in", data=RIGHT)
    assert (response.status_code, response.location) == (303, "/practice")
    assert client.get("/accounts/settings").status_code == 200


def test_the_address_may_be_typed_in_any_case(client: PageClient, student: User) -> None:
    assert client.post("/accounts/sign-in", data=RIGHT | {"email": " Ada@School.Example "}).status_code == 303


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: PageClient, student: User) -> None:
    wrong = client.post("/accounts/sign-in", data=WRONG)
    unknown = client.post("/accounts/sign-in", data=WRONG | {"email": "eve@school.example"})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "That is not the right e-mail address and password." in wrong.text
    for text in (wrong.text, unknown.text):
        assert 'class="field-error"' in text
    token = client.csrf_token()
    assert _bare(wrong.text, token, EMAIL) == _bare(unknown.text, token, "eve@school.example")


def _bare(text: str, _token: str, email: str) -> str:
    lines = (line for line in text.splitlines() if "csrf" not in line)
    return "\n".join(lines).replace(email, "-")


def test_the_eleventh_wrong_try_is_refused_even_with_the_right_password(client: PageClient, student: User, clock: Clock) -> None:
    for _ in range(10):
        assert client.post("/accounts/sign-in", data=WRONG).status_code == 422
    refused = client.post("/accounts/sign-in", data=RIGHT)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == 15 * 60 + 1
    assert "/accounts/forgotten" in refused.text
    clock.move(minutes=15, seconds=1)
    assert client.post("/accounts/sign-in", data=RIGHT).status_code == 303


def test_unknown_addresses_are_counted_alike(client: PageClient) -> None:
    for _ in range(10):
        client.post("/accounts/sign-in", data=WRONG | {"email": "eve@school.example"})
    assert client.post("/accounts/sign-in", data=WRONG | {"email": "EVE@school.example"}).status_code == 429


def test_wrong_tries_of_one_account_do_not_hinder_another(client: PageClient, student: User, stranger: User) -> None:
    for _ in range(11):
        client.post("/accounts/sign-in", data=WRONG)
    assert client.post("/accounts/sign-in", data=RIGHT | {"email": stranger.email}).status_code == 303


def test_a_right_password_starts_the_count_again(client: PageClient, student: User) -> None:
    for _ in range(3):
        for _ in range(9):
            client.post("/accounts/sign-in", data=WRONG)
        assert client.post("/accounts/sign-in", data=RIGHT).status_code == 303


def test_the_settings_page_counts_wrong_passwords_too(client_for: Callable[[User], PageClient], client: PageClient, student: User) -> None:
    browser = client_for(student)
    form = {"present_password": "seven loud herons", "password": "nine green otters"}
    for _ in range(10):
        assert browser.post("/accounts/settings/password", data=form).status_code == 422
    assert browser.post("/accounts/settings/password", data=form | {"present_password": PASSWORD}).status_code == 429
    assert client.post("/accounts/sign-in", data=RIGHT).status_code == 429


def test_a_disabled_account_stays_outside(app: Flask, client: PageClient, client_for: Callable[[User], PageClient], student: User) -> None:
    browser = client_for(student)
    with app.app_context(), transaction() as session:
        disable(session, session.merge(student), at=student.created_at)
    assert client.post("/accounts/sign-in", data=RIGHT).status_code == 403
    assert browser.get("/accounts/settings").status_code == 302


def test_an_old_hash_is_renewed(app: Flask, client: PageClient, make_user: Callable[..., User]) -> None:
    make_user(password_hash=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD))
    assert client.post("/accounts/sign-in", data=RIGHT).status_code == 303
    with app.app_context(), reading() as session:
        user = find_user_by_email(session, EMAIL)
    assert user is not None
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_signing_out_kills_a_copied_cookie(client: PageClient, app: Flask, student: User) -> None:
    client.post("/accounts/sign-in", data=RIGHT)
    copied = client.get_cookie("palpate")
    assert copied is not None
    response = client.post("/accounts/sign-out")
    assert (response.status_code, response.location) == (303, "/")
    thief = app.test_client()
    thief.set_cookie("palpate", copied.value)
    assert thief.get("/accounts/settings").status_code == 302


def test_signing_out_twice_is_no_error(client: PageClient) -> None:
    assert client.post("/accounts/sign-out").status_code == 303


def test_a_sign_in_ends_after_thirty_days_whatever_the_cookie_says(client: PageClient, student: User, clock: Clock) -> None:
    client.post("/accounts/sign-in", data=RIGHT | {"remember": "y"})
    clock.move(days=29, hours=23)
    assert client.get("/accounts/settings").status_code == 200
    clock.move(hours=1)
    assert client.get("/accounts/settings").status_code == 302


def test_the_cookie_lasts_only_where_that_was_wished(client: PageClient, student: User) -> None:
    brief = client.post("/accounts/sign-in", data=RIGHT).headers["Set-Cookie"]
    long = client.post("/accounts/sign-in", data=RIGHT | {"remember": "y"}).headers["Set-Cookie"]
    assert "Expires" not in brief
    assert "Expires" in long
    for cookie in (brief, long):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


def test_a_stolen_cookie_of_before_is_worth_nothing_after(client: PageClient, student: User) -> None:
    client.get("/accounts/sign-in")
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    client.post("/accounts/sign-in", data=RIGHT)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


@pytest.mark.parametrize("target", ["/library?q=a//b", "/accounts/settings", "/practice/next"])
def test_one_goes_on_to_where_one_wanted(client: PageClient, student: User, target: str) -> None:
    response = client.post("/accounts/sign-in", query_string={"next": target}, data=RIGHT)
    assert response.location == target


def test_a_closed_page_sends_to_the_sign_in_page_and_back(client: PageClient, student: User) -> None:
    response = client.get("/accounts/settings?x=1")
    assert response.location == "/accounts/sign-in?next=%2Faccounts%2Fsettings%3Fx%3D1"
    assert client.post(response.location, data=RIGHT).location == "/accounts/settings?x=1"
