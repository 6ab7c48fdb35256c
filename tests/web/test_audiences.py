"""Each endpoint has one audience, and its door is tried for everybody else."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.web.audiences import ADMINISTRATORS, AUDIENCES, EVERYBODY, INSTRUCTORS, REVIEWERS, SIGNED_IN, STAFF
from tests.web.doors import Door, doors
from webapp.accounts.models import User

REFUSALS = {401, 403}


def knock(browser: PageClient, door: Door) -> int:
    return browser.open(door.path, method=door.method).status_code


def test_every_endpoint_has_exactly_one_audience(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    listed = [endpoint for audience in AUDIENCES.values() for endpoint in audience]
    assert sorted(listed) == sorted(set(listed)), "an endpoint has two audiences"
    assert endpoints - set(listed) == set(), "endpoints without an audience: see tests/web/audiences.py"
    assert set(listed) - endpoints == set(), "audiences of endpoints that are gone"


def test_nobody_gets_through_a_closed_door(app: Flask, client: PageClient) -> None:
    for door in doors(app):
        if door.endpoint in EVERYBODY:
            continue
        answer = client.open(door.path, method=door.method)
        if door.method == "GET":
            assert answer.status_code == 302, door
            assert answer.location.startswith("/accounts/sign-in?next="), door
        else:
            assert answer.status_code == 401, door


def test_nobody_is_asked_to_sign_in_at_an_open_door(app: Flask, client: PageClient) -> None:
    for door in doors(app):
        if door.endpoint in EVERYBODY:
            assert knock(client, door) not in REFUSALS, door


def test_a_student_gets_through_doors_for_the_signed_in_only(app: Flask, client_for: Callable[[User], PageClient], student: User) -> None:
    for door in doors(app):
        status = knock(client_for(student), door)
        if door.endpoint in SIGNED_IN:
            assert status not in REFUSALS, door
        elif door.endpoint in STAFF | INSTRUCTORS | REVIEWERS | ADMINISTRATORS:
            assert status == 403, door


@pytest.mark.parametrize("role", ["instructor", "reviewer", "admin"])
def test_staff_gets_through_its_own_doors(
    app: Flask, client_for: Callable[[User], PageClient], request: pytest.FixtureRequest, role: str
) -> None:
    person: User = request.getfixturevalue(role)
    for door in doors(app):
        status = knock(client_for(person), door)
        if door.endpoint in SIGNED_IN | STAFF:
            assert status not in REFUSALS, door
        elif door.endpoint in INSTRUCTORS:
            assert (status == 403) == (role == "reviewer"), door
        elif door.endpoint in REVIEWERS:
            assert (status == 403) == (role != "reviewer"), door
        elif door.endpoint in ADMINISTRATORS:
            assert (status == 403) == (role != "admin"), door


def test_every_write_needs_its_token(app: Flask, client_for: Callable[[User], PageClient], admin: User) -> None:
    browser = client_for(admin)
    for door in doors(app):
        if door.method != "GET":
            assert browser.open(door.path, method=door.method, csrf=False).status_code == 400, door
