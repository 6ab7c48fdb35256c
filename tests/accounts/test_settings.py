"""The settings page, section by section."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.make import PASSWORD
from webapp.accounts.models import User
from webapp.db import reading

Browser = Callable[[User], PageClient]
PROFILE = {"name": "Ada L.", "time_zone": "America/St_Johns", "rollover_hour": "3"}
STUDY = {"new_per_day": "5", "minutes_per_day": "30", "desired_retention": "0.93", "in_words": "y"}
DISPLAY = {"name_language": "latin", "theme": "dark"}


def again(app: Flask, user: User) -> User:
    with app.app_context(), reading() as session:
        found = session.get(User, user.id)
    assert found is not None
    return found


def test_everything_has_the_agreed_default(student: User) -> None:
    assert (student.rollover_hour, student.new_per_day, student.minutes_per_day, student.desired_retention) == (4, 8, 20, 0.90)
    assert (student.name_language, student.theme, student.shortcuts) == ("both", "system", True)
    assert (student.in_words, student.confirm_tap) == (False, True)


def test_each_section_is_saved(app: Flask, client_for: Browser, student: User) -> None:
    browser = client_for(student)
    for section, form in {"profile": PROFILE, "study": STUDY, "display": DISPLAY}.items():
        response = browser.post(f"/accounts/settings/{section}", data=form)
        assert (response.status_code, response.location) == (303, "/accounts/settings")
    user = again(app, student)
    assert (user.name, user.time_zone, user.rollover_hour) == ("Ada L.", "America/St_Johns", 3)
    assert (user.new_per_day, user.minutes_per_day, user.desired_retention) == (5, 30, 0.93)
    assert (user.in_words, user.confirm_tap, user.shortcuts) == (True, False, False)
    assert (user.name_language, user.theme) == ("latin", "dark")
    page = browser.get("/accounts/settings").text
    assert 'data-theme="dark"' in page
    assert "Saved." in page


@pytest.mark.parametrize(
    ("section", "change"),
    [
        ("profile", {"name": ""}),
        ("profile", {"name": "\u202e"}),
        ("profile", {"time_zone": "Mars/Olympus"}),
        ("profile", {"time_zone": "../../etc/passwd"}),
        ("profile", {"rollover_hour": "24"}),
        ("profile", {"rollover_hour": "four"}),
        ("study", {"new_per_day": "-1"}),
        ("study", {"new_per_day": "101"}),
        ("study", {"new_per_day": "9" * 400}),
        ("study", {"minutes_per_day": "0"}),
        ("study", {"desired_retention": "0.98"}),
        ("study", {"desired_retention": "0.79"}),
        ("study", {"desired_retention": "NaN"}),
        ("study", {"desired_retention": ""}),
        ("display", {"theme": "pink"}),
        ("display", {"name_language": ""}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_saved(
    app: Flask, client_for: Browser, student: User, section: str, change: dict[str, Any]
) -> None:
    full = {"profile": PROFILE, "study": STUDY, "display": DISPLAY}[section]
    response = client_for(student).post(f"/accounts/settings/{section}", data=full | change)
    assert response.status_code == 422
    assert 'class="field-error"' in response.text
    user = again(app, student)
    assert (user.name, user.new_per_day, user.theme) == ("Ada Student", 8, "system")


def test_a_new_password_ends_the_other_browsers_only(client_for: Browser, client: PageClient, student: User) -> None:
    here, there = client_for(student), client_for(student)
    response = here.post("/accounts/settings/password", data={"present_password": PASSWORD, "password": "nine green otters"})
    assert response.status_code == 303
    assert here.get("/accounts/settings").status_code == 200
    assert there.get("/accounts/settings").status_code == 302
    assert client.post("/accounts/sign-in", data={"email": student.email, "password": "nine green otters"}).status_code == 303


def test_a_poor_new_password_is_refused(client_for: Browser, student: User) -> None:
    response = client_for(student).post("/accounts/settings/password", data={"present_password": PASSWORD, "password": "12345678"})
    assert response.status_code == 422
    assert "first that anybody would try" in response.text


def test_all_other_sessions_can_be_ended(client_for: Browser, student: User, stranger: User) -> None:
    here, there, elsewhere = client_for(student), client_for(student), client_for(stranger)
    assert here.get("/accounts/settings").text.count("Test, since") == 2
    here.post("/accounts/settings/sessions/end")
    assert here.get("/accounts/settings").status_code == 200
    assert there.get("/accounts/settings").status_code == 302
    assert elsewhere.get("/accounts/settings").status_code == 200


def test_names_are_shown_as_text(client_for: Browser, student: User) -> None:
    browser = client_for(student)
    browser.post("/accounts/settings/profile", data=PROFILE | {"name": "<script>{{7*7}}</script>"})
    page = browser.get("/accounts/settings").text
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_one_stays_who_one_is_whatever_is_posted(app: Flask, client_for: Browser, student: User) -> None:
    client_for(student).post("/accounts/settings/profile", data=PROFILE | {"role": "administrator", "email": "x@y.example", "id": "9"})
    user = again(app, student)
    assert (user.role, user.email) == ("student", "ada@school.example")
