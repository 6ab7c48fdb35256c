"""Invitations, and the link that makes the first administrator."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make, people
from tests.clients import PageClient
from tests.conftest import Clock
from webapp.accounts import service
from webapp.accounts.models import Invitation, Role, User
from webapp.accounts.queries import find_user_by_email, list_users
from webapp.accounts.service import NewPerson
from webapp.db import reading, transaction
from webapp.errors import Invalid, NotFound

FORM = {"email": "ines@school.example", "password": "seven quiet herons", "name": "Ines"}
INES = NewPerson("ines@school.example", "seven quiet herons", "Ines")


@pytest.fixture
def link(app: Flask, at: datetime) -> str:
    with app.app_context(), transaction() as session:
        return "/accounts/join/" + service.invite(session, Role.INSTRUCTOR, at=at)


def test_an_invitation_makes_an_account_with_its_role(app: Flask, client: PageClient, link: str) -> None:
    assert "instructor" in client.get(link).text
    assert client.post(link, data=FORM).status_code == 303
    with app.app_context(), reading() as session:
        user = find_user_by_email(session, FORM["email"])
    assert user is not None
    assert user.role is Role.INSTRUCTOR
    assert client.get("/accounts/settings").status_code == 200


def test_an_invitation_works_once(client: PageClient, link: str) -> None:
    client.post(link, data=FORM)
    assert client.get(link).status_code == 404
    assert client.post(link, data=FORM | {"email": "second@school.example"}).status_code == 404


def test_an_invitation_runs_out(client: PageClient, link: str, clock: Clock) -> None:
    clock.move(days=14)
    assert client.post(link, data=FORM).status_code == 404


def test_an_invitation_outlives_a_mistake_in_the_form(client: PageClient, link: str, student: User) -> None:
    assert client.post(link, data=FORM | {"email": student.email}).status_code == 422
    assert client.post(link, data=FORM | {"password": "short"}).status_code == 422
    assert client.post(link, data=FORM).status_code == 303


def test_no_link_no_account(client: PageClient) -> None:
    assert client.post("/accounts/join/nonsense", data=FORM).status_code == 404


def test_the_token_is_kept_as_a_hash_only(session: Session, at: datetime) -> None:
    token = service.invite(session, Role.STUDENT, at=at)
    kept = session.scalars(select(Invitation)).one()
    assert token not in kept.token_hash
    assert len(token) >= 40


def test_the_set_up_link_makes_an_administrator_within_the_hour(session: Session, at: datetime) -> None:
    token = service.make_setup_link(session, at=at)
    assert token is not None
    with pytest.raises(NotFound):
        service.join(session, token, INES, at=at + timedelta(hours=1))
    assert service.join(session, token, INES, at=at + timedelta(minutes=59)).role is Role.ADMINISTRATOR


def test_there_is_no_set_up_link_once_somebody_administers(session: Session, at: datetime) -> None:
    make.user(session, people.ADMIN)
    assert service.make_setup_link(session, at=at) is None


def test_a_new_set_up_link_voids_the_old_one(session: Session, at: datetime) -> None:
    old, new = service.make_setup_link(session, at=at), service.make_setup_link(session, at=at)
    assert old is not None
    assert new is not None
    with pytest.raises(NotFound):
        service.join(session, old, INES, at=at)
    assert service.join(session, new, INES, at=at)


def test_people_can_be_made_and_listed(session: Session, at: datetime) -> None:
    service.make_user(session, INES, role=Role.REVIEWER, at=at)
    make.user(session)
    assert [user.email for user in list_users(session)] == ["ada@school.example", "ines@school.example"]


def test_the_only_administrator_cannot_be_lost(session: Session, at: datetime) -> None:
    admin = make.user(session, people.ADMIN)
    with pytest.raises(Invalid):
        service.disable(session, admin, at=at)
    with pytest.raises(Invalid):
        service.set_role(session, admin, Role.STUDENT)
    make.user(session, people.ADMIN, email="second@school.example")
    service.set_role(session, admin, Role.STUDENT)
    assert admin.role is Role.STUDENT


def test_a_new_role_ends_the_sessions_of_the_old(app: Flask, client_for: Callable[[User], PageClient], student: User) -> None:
    browser = client_for(student)
    with app.app_context(), transaction() as session:
        service.set_role(session, session.merge(student), Role.INSTRUCTOR)
    assert browser.get("/accounts/settings").status_code == 302
