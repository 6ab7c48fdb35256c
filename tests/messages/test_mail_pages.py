"""What comes by mail is chosen on a page, and ended by a link without signing in."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask

from tests import people
from tests.clients import PageClient
from tests.conftest import Clock
from webapp import jobs, mail
from webapp.accounts import service
from webapp.accounts.models import User
from webapp.db import reading, transaction
from webapp.messages.choosing import choice_of
from webapp.messages.models import MailChoice
from webapp.messages.tokens import Claim, Kind, make_token, read_token

Browser = Callable[[User], PageClient]


def chosen(app: Flask, person: User) -> tuple[bool, int, bool]:
    with app.app_context(), reading() as session:
        choice = choice_of(session, person)
        return choice.digest, choice.digest_hour, choice.weekly


def link(app: Flask, person: User, kind: Kind = Kind.DIGEST) -> str:
    return f"/messages/unsubscribe/{make_token(app.extensions['config'].secret_key, person.id, kind)}"


def test_everybody_gets_the_digest_at_seven_until_another_is_chosen(app: Flask, student: User, client_for: Browser) -> None:
    assert chosen(app, student) == (True, 7, True)
    tab = client_for(student)
    assert "A summary of each" not in tab.get("/messages").text
    assert tab.post("/messages", data={"digest": "y", "digest_hour": "18"}).status_code == 303
    assert chosen(app, student) == (True, 18, True)
    assert tab.post("/messages", data={"digest_hour": "6"}).status_code == 303
    assert chosen(app, student) == (False, 6, True)


@pytest.mark.parametrize("hour", ["4", "23", "", "x", "99999999999"])
def test_an_hour_that_is_none_is_refused(app: Flask, student: User, client_for: Browser, hour: str) -> None:
    assert client_for(student).post("/messages", data={"digest": "y", "digest_hour": hour}).status_code == 422
    assert chosen(app, student) == (True, 7, True)


@pytest.mark.parametrize("part", [people.INSTRUCTOR, people.ADMIN])
def test_who_may_teach_chooses_about_summaries(app: Flask, make_user: Callable[..., User], client_for: Browser, part: people.Part) -> None:
    teacher = make_user(part)
    tab = client_for(teacher)
    assert "A summary of each" in tab.get("/messages").text
    tab.post("/messages", data={"digest_hour": "7"})
    assert chosen(app, teacher) == (False, 7, False)
    tab.post("/messages", data={"digest_hour": "7", "weekly": "y"})
    assert chosen(app, teacher) == (False, 7, True)


def test_one_press_ends_a_mail_without_signing_in(app: Flask, client: PageClient, student: User) -> None:
    path = link(app, student)
    page = client.get(path).text
    assert "One press ends" in page
    assert student.email not in page
    assert student.name not in page
    assert chosen(app, student)[0]
    assert client.post(path).status_code == 200
    assert chosen(app, student) == (False, 7, True)


def test_a_mail_program_ends_a_mail_without_the_token_of_a_form(app: Flask, client: PageClient, instructor: User) -> None:
    sent = client.post(link(app, instructor, Kind.WEEKLY), data={"List-Unsubscribe": "One-Click"}, csrf=False)
    assert sent.status_code == 200
    assert chosen(app, instructor) == (True, 7, False)
    assert client.post(link(app, instructor, Kind.WEEKLY), csrf=False).status_code == 200


def test_a_damaged_link_ends_nothing(app: Flask, client: PageClient, student: User) -> None:
    path = link(app, student)
    for damaged in (f"{path[:-1]}{'A' if path[-1] != 'A' else 'B'}", "/messages/unsubscribe/no-such-token"):
        assert client.get(damaged).status_code == 400
        assert client.post(damaged, csrf=False).status_code == 400
    assert chosen(app, student)[0]


def test_a_link_of_an_erased_account_looks_like_any_other(app: Flask, client: PageClient, student: User) -> None:
    path = link(app, student)
    with app.app_context(), transaction() as session:
        service.erase(session, session.get_one(User, student.id))
    assert client.post(path, csrf=False).status_code == 200
    with app.app_context(), reading() as session:
        assert session.get(MailChoice, student.id) is None


def test_a_link_is_good_for_its_purpose_only_and_outlives_a_change_of_secret() -> None:
    token = make_token("old secret", 7, Kind.DIGEST)
    assert read_token(["old secret", "new secret"], token) == Claim(7, Kind.DIGEST)
    assert read_token(["new secret"], token) is None


def test_the_mail_says_how_to_end_it_in_headers_of_one_line(
    app: Flask, clock: Clock, student: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://school.example/a-long-way/behind/a-proxy" + link(app, student)
    with app.app_context(), transaction() as session:
        mail.post(session, student.email, "Today", "x", at=clock.now, unsubscribe=url)
        mail.post(session, student.email, "Other", "x", at=clock.now)
    sent: list[EmailMessage] = []
    monkeypatch.setattr(mail, "_print", sent.append)
    jobs.run(app, jobs.deliver_mail)
    lines = sent[0].as_bytes().decode().splitlines()
    assert f"List-Unsubscribe: <{url}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert "List-Unsubscribe" not in sent[1]
