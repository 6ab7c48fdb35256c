"""A new password by a mailed link."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.clients import PageClient
from tests.conftest import Clock
from webapp.accounts.models import User
from webapp.accounts.service import disable
from webapp.db import reading, transaction
from webapp.mail import OutgoingMail

NEW = {"password": "nine green otters"}


def mails(app: Flask) -> list[OutgoingMail]:
    with app.app_context(), reading() as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def ask(app: Flask, client: PageClient, email: str = "ada@school.example") -> str:
    """Asks for a link and returns its path from the mail."""
    assert client.post("/accounts/forgotten", data={"email": email}).status_code == 200
    found = re.search(r"http://127\.0\.0\.1:8000(/accounts/reset/\S+)", mails(app)[-1].body)
    assert found is not None
    return found.group(1)


def test_the_link_sets_a_password_and_ends_every_session(
    app: Flask, client: PageClient, client_for: Callable[[User], PageClient], student: User
) -> None:
    signed_in = client_for(student)
    link = ask(app, client)
    assert mails(app)[0].recipient == student.email
    assert client.get(link).status_code == 200
    assert client.post(link, data=NEW).location == "/accounts/sign-in"
    assert signed_in.get("/accounts/settings").status_code == 302
    assert client.post("/accounts/sign-in", data={"email": student.email} | NEW).status_code == 303


def test_a_link_works_once(app: Flask, client: PageClient, student: User) -> None:
    link = ask(app, client)
    client.post(link, data=NEW)
    assert client.post(link, data={"password": "four blue badgers"}).status_code == 404
    assert client.get(link).status_code == 404


def test_a_link_dies_after_an_hour(app: Flask, client: PageClient, student: User, clock: Clock) -> None:
    link = ask(app, client)
    clock.move(minutes=59)
    assert client.get(link).status_code == 200
    clock.move(minutes=2)
    assert client.post(link, data=NEW).status_code == 404


def test_an_unknown_address_gets_the_same_answer_and_no_mail(app: Flask, client: PageClient, student: User) -> None:
    known = client.post("/accounts/forgotten", data={"email": student.email})
    unknown = client.post("/accounts/forgotten", data={"email": "eve@school.example"})
    assert known.data == unknown.data
    assert [mail.recipient for mail in mails(app)] == [student.email, ""]


def test_a_disabled_account_gets_no_link(app: Flask, client: PageClient, student: User) -> None:
    link = ask(app, client)
    with app.app_context(), transaction() as session:
        disable(session, session.merge(student), at=student.created_at)
    ask(app, client)
    assert mails(app)[-1].recipient == ""
    assert client.get(link).status_code == 404


def test_nobody_can_be_flooded_with_mails(app: Flask, client: PageClient, student: User) -> None:
    for _ in range(10):
        ask(app, client)
    assert client.post("/accounts/forgotten", data={"email": student.email}).status_code == 429
    assert len(mails(app)) == 10


def test_a_poor_password_leaves_the_link_alive(app: Flask, client: PageClient, student: User) -> None:
    link = ask(app, client)
    assert client.post(link, data={"password": "password1"}).status_code == 422
    assert client.post(link, data=NEW).status_code == 303


@pytest.mark.parametrize("token", ["x", "W10.abc", "a.b.c.d", "\u00e9", "x" * 3000])
def test_bad_tokens_are_not_found(client: PageClient, token: str) -> None:
    assert client.get(f"/accounts/reset/{token}").status_code == 404
    assert client.post(f"/accounts/reset/{token}", data=NEW).status_code == 404


def test_a_link_of_one_account_is_no_use_for_another(app: Flask, client: PageClient, student: User, stranger: User) -> None:
    client.post(ask(app, client), data=NEW)
    assert client.post("/accounts/sign-in", data={"email": stranger.email} | NEW).status_code == 422


def test_links_lead_to_the_configured_address_whatever_the_request_says(app: Flask, client: PageClient, student: User) -> None:
    client.post("/accounts/forgotten", data={"email": student.email}, environ_overrides={"HTTP_X_FORWARDED_HOST": "evil.example"})
    assert "evil" not in mails(app)[0].body
