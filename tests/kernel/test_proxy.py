"""Behind a proxy, under a path, by https."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.make import PASSWORD
from webapp.accounts.models import User

FreshApp = Callable[..., Flask]


@pytest.mark.parametrize("sent", ["/palpate/accounts/sign-in", "/accounts/sign-in"])
def test_under_a_path_every_address_has_it_whether_or_not_the_proxy_cuts_it(fresh_app: FreshApp, student: User, sent: str) -> None:
    browser = fresh_app(BASE_URL="http://localhost/palpate").test_client()
    page = browser.get(sent)
    assert page.status_code == 200
    assert 'action="/palpate/accounts/sign-in"' in page.text
    assert 'href="/palpate/static/' in page.text
    assert 'href="/accounts' not in page.text
    answer = browser.post("/palpate/accounts/sign-in", data={"email": student.email, "password": PASSWORD})
    assert answer.location == "/palpate/practice"
    assert "Path=/palpate" in answer.headers["Set-Cookie"]
    assert browser.get("/palpate/accounts/settings").status_code == 200
    assert browser.get("/palpate/help").status_code == 200


def test_under_a_path_one_comes_back_to_where_one_wanted(fresh_app: FreshApp) -> None:
    browser = fresh_app(BASE_URL="http://localhost/palpate").test_client()
    assert browser.get("/palpate/accounts/settings").location == "/palpate/accounts/sign-in?next=%2Fpalpate%2Faccounts%2Fsettings"


def test_by_https_the_cookie_is_bound_to_the_host(fresh_app: FreshApp, student: User) -> None:
    browser = fresh_app(BASE_URL="https://localhost").test_client()
    page = browser.get("/accounts/sign-in", base_url="https://localhost")
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-palpate=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_by_https_a_form_from_elsewhere_is_refused_even_with_a_token(fresh_app: FreshApp, student: User) -> None:
    browser = fresh_app(BASE_URL="https://localhost").test_client()
    browser.get("/accounts/sign-in", base_url="https://localhost")
    form = {"email": student.email, "password": PASSWORD}
    for referrer, status in [("https://evil.example/", 400), ("https://localhost/accounts/sign-in", 303)]:
        headers = {"Referer": referrer}
        assert browser.post("/accounts/sign-in", data=form, headers=headers, base_url="https://localhost").status_code == status


def test_under_a_path_by_https_the_cookie_keeps_its_plain_name(fresh_app: FreshApp) -> None:
    page = fresh_app(BASE_URL="https://localhost/palpate").test_client().get("/palpate/accounts/sign-in", base_url="https://localhost")
    assert page.headers["Set-Cookie"].startswith("palpate=")
    assert "Secure" in page.headers["Set-Cookie"]


def test_without_https_nothing_promises_it(fresh_app: FreshApp) -> None:
    page = fresh_app().test_client().get("/accounts/sign-in")
    assert "Strict-Transport-Security" not in page.headers
    assert "Secure" not in page.headers["Set-Cookie"]


def test_forged_proxy_headers_change_nothing(fresh_app: FreshApp) -> None:
    browser = fresh_app().test_client()
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "X-Script-Name": "/evil"}
    page = browser.get("/accounts/sign-in", headers=forged)
    assert "evil" not in page.text
    assert "Secure" not in page.headers["Set-Cookie"]
