"""Whatever goes wrong gets a page, a part of one, or JSON, with a number and a next step, and no traceback."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request

from tests.clients import PageClient
from tests.make import AT
from webapp.accounts.models import User, UserSession
from webapp.constraints import explain, violated
from webapp.db import current_session
from webapp.errors import AppError, Forbidden, Invalid, NextStep, NotFound, SignInNeeded, Stale, TooMany, Unavailable
from webapp.web import MAX_CONTENT_BYTES, csrf

ERRORS = [
    (AppError("no"), 400),
    (SignInNeeded("no"), 401),
    (Forbidden("no"), 403),
    (NotFound(), 404),
    (Stale("no"), 409),
    (Invalid("no", {"name": "short"}), 422),
    (TooMany("no", seconds=9), 429),
    (Unavailable(), 503),
]


@pytest.fixture
def raising(fresh_app: Callable[..., Flask]) -> Callable[..., PageClient]:
    """A browser for an app with a page that does what it is told."""

    def make(act: Callable[[], Any]) -> PageClient:
        app = fresh_app()

        @csrf.exempt
        def view() -> str:
            act()
            return "done"

        app.add_url_rule("/probe", "probe", view, methods=["GET", "POST"])
        explain(app, {"uq_users_email": "This address is taken."})
        browser = app.test_client()
        assert isinstance(browser, PageClient)
        return browser

    return make


def throw(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_each_error_has_its_status_a_number_and_a_next_step(raising: Any, error: AppError, status: int) -> None:
    page = raising(throw(error)).get("/probe")
    assert page.status_code == status
    assert re.search(r"Number [0-9a-f]{8}", page.text)
    assert error.step.label in page.text
    assert error.message in page.text


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_a_script_gets_a_part_of_a_page(raising: Any, error: AppError, status: int) -> None:
    part = raising(throw(error)).get("/probe", headers={"X-Partial": "1"})
    assert part.status_code == status
    assert "<html" not in part.text
    assert error.message in part.text


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_a_program_gets_json(raising: Any, error: AppError, status: int) -> None:
    problem = raising(throw(error)).get("/probe", headers={"Accept": "application/json"})
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")
    assert problem.json["detail"] == error.message
    assert problem.json["status"] == status


def test_faults_are_given_by_field(raising: Any) -> None:
    browser = raising(throw(Invalid("no", {"name": "short"})))
    assert browser.get("/probe", headers={"Accept": "application/json"}).json["fields"] == {"name": "short"}
    assert "short" in browser.get("/probe").text


def test_a_next_step_can_be_named(raising: Any) -> None:
    page = raising(throw(Stale("no", step=NextStep("Onwards", "/help")))).get("/probe")
    assert '<a class="button quiet" href="/help">Onwards</a>' in page.text


def test_too_many_tries_say_when_the_next_is_allowed(raising: Any) -> None:
    assert raising(throw(TooMany("no", seconds=0))).get("/probe").headers["Retry-After"] == "1"


def test_our_own_faults_are_noted_and_not_shown(raising: Any, caplog: pytest.LogCaptureFixture) -> None:
    page = raising(throw(ValueError("the secret is 42"))).get("/probe")
    assert page.status_code == 500
    found = re.search(r"Number ([0-9a-f]{8})", page.text)
    assert found is not None
    assert found.group(1) in caplog.text
    assert "the secret is 42" in caplog.text
    for hidden in ("Traceback", "ValueError", "the secret is 42", "webapp"):
        assert hidden not in page.text


def test_a_missing_page(client: PageClient) -> None:
    page = client.get("/no/such/page")
    assert page.status_code == 404
    assert "nothing at this address" in page.text


def test_the_wrong_method_says_which_are_right(client: PageClient) -> None:
    page = client.post("/privacy")
    assert page.status_code == 405
    assert "GET" in page.headers["Allow"]


def test_a_form_without_its_token_is_refused(client: PageClient) -> None:
    for headers in ({}, {"X-CSRFToken": "forged"}):
        page = client.post("/accounts/sign-in", data={"email": "a@b.example"}, headers=headers, csrf=False)
        assert page.status_code == 400
        assert "Load the page" in page.text


@pytest.mark.parametrize("kind", ["urlencoded", "multipart"])
def test_too_much_at_once_is_refused(client: PageClient, kind: str) -> None:
    form: dict[str, Any] = {"name": "x" * (MAX_CONTENT_BYTES + 1)}
    content_type = "multipart/form-data" if kind == "multipart" else None
    page = client.post("/accounts/sign-up", data=form, content_type=content_type)
    assert page.status_code == 413
    assert "larger than" in page.text


def test_too_many_parts_are_refused(client: PageClient) -> None:
    form = {f"field{number}": "x" for number in range(600)}
    assert client.post("/accounts/sign-up", data=form, content_type="multipart/form-data").status_code == 413


def test_a_broken_constraint_is_told_in_words(raising: Any, student: User) -> None:
    def twice() -> None:
        current_session().add(User(email=student.email, password_hash="x", name="x", created_at=AT))
        current_session().flush()

    page = raising(twice).post("/probe")
    assert page.status_code == 422
    assert "This address is taken." in page.text


def test_a_broken_constraint_that_nobody_expected_is_our_fault(raising: Any, student: User) -> None:
    def nowhere() -> None:
        current_session().add(UserSession(token_hash="x", user_id=-1, created_at=AT, expires_at=AT, device="x"))
        current_session().flush()

    assert raising(nowhere).post("/probe").status_code == 500


@pytest.mark.parametrize(("values", "name"), [({"email": "ada@school.example"}, "uq_users_email"), ({"role": "king"}, "ck_users_role")])
def test_constraints_are_known_by_name_on_both_engines(session: Any, values: dict[str, str], name: str) -> None:
    row = {"email": "ada@school.example", "role": "student"}
    columns = "password_hash, name, created_at, time_zone, rollover_hour, new_per_day, minutes_per_day, desired_retention"
    more = "name_language, theme, shortcuts, in_words, confirm_tap"
    insert = sa.text(
        f"INSERT INTO users (email, role, {columns}, {more}) "
        "VALUES (:email, :role, 'x', 'x', '2026-01-01 00:00:00', 'UTC', 4, 8, 20, 0.9, 'both', 'system', :yes, :yes, :yes)"
    )
    if name.startswith("uq"):
        session.execute(insert, row | {"yes": True})
    with pytest.raises(sa.exc.IntegrityError) as broken:
        session.execute(insert, row | values | {"yes": True})
    assert violated(broken.value) == name


def test_a_busy_database_asks_to_try_again(raising: Any, caplog: pytest.LogCaptureFixture) -> None:
    busy = sa.exc.OperationalError("SELECT secret", {}, Exception("database is locked"))
    page = raising(throw(busy)).post("/probe")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "2"
    assert "secret" not in page.text + caplog.text


def test_an_error_page_needs_no_database(raising: Any, student: User, client_for: Any, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = client_for(student)

    def gone(*_arguments: object) -> None:
        raise sa.exc.OperationalError("x", {}, Exception("gone"))

    monkeypatch.setattr("webapp.accounts.access.find_signed_in", gone)
    assert browser.get("/accounts/settings").status_code == 503
    assert browser.get("/").status_code == 503


def test_an_error_after_a_write_does_not_take_the_writer(raising: Any) -> None:
    def write_and_refuse() -> None:
        current_session().execute(sa.text("DELETE FROM sign_in_attempts"))
        raise Invalid(f"no {request.path}")

    browser = raising(write_and_refuse)
    assert [browser.post("/probe").status_code for _ in range(3)] == [422, 422, 422]
