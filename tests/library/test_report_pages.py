"""Reporting a mistake, the reporter's own page, and the queue of the administrators."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.clients import PageClient
from tests.library.test_muscle_page import words
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.facts import facts_of, facts_of_muscle
from webapp.db import reading
from webapp.library import queries
from webapp.library.models import Report
from webapp.library.shelf import Shelf

KEY = "scalenes/caution/brachial-plexus"
FORM = f"/library/reports/new/{KEY}"
WRONG = "It comes out <behind> the middle scalene.\nNot in front."
Browser = Callable[[User], PageClient]


@pytest.fixture
def ada(client_for: Browser, student: User) -> PageClient:
    """A student's browser."""
    return client_for(student)


@pytest.fixture
def adam(client_for: Browser, admin: User) -> PageClient:
    """An administrator's browser."""
    return client_for(admin)


@pytest.fixture
def number(app: Flask, ada: PageClient) -> int:
    """A report of the student, by its number."""
    assert send(ada).status_code == 303
    return reports(app)[0].id


def send(tab: PageClient, wrong: str = WRONG, where_read: str = "Gray, p. 421", path: str = FORM) -> TestResponse:
    return tab.post(path, data={"wrong": wrong, "where_read": where_read})


def reports(app: Flask) -> list[Report]:
    with app.app_context(), reading() as session:
        return [each.report for each in queries.list_open_reports(session)]


def test_every_fact_of_a_page_has_its_link(client: PageClient, catalogue: Catalogue) -> None:
    for muscle in ("scalenes", "masseter", "trapezius-upper"):
        page = client.get(f"/library/muscles/{muscle}").text
        links = re.findall(r'href="/library/reports/new/([^"]+)"', page)
        assert sorted(links) == sorted(fact.key for fact in facts_of_muscle(catalogue.muscles[muscle]))


def test_links_can_be_told_apart_by_ear(client: PageClient) -> None:
    page = words(client.get("/library/muscles/scalenes").text)
    for label in ("Report a mistake in: origin", "Report a mistake in: point 2", "Report a mistake in: caution: brachial plexus"):
        assert label in page


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: PageClient) -> None:
    answer = client.get(FORM)
    assert answer.status_code == 302
    assert answer.location == "/accounts/sign-in?next=%2Flibrary%2Freports%2Fnew%2Fscalenes%2Fcaution%2Fbrachial-plexus"
    assert send(client).status_code == 401


def test_the_form_shows_the_fact(ada: PageClient, catalogue: Catalogue) -> None:
    page = words(ada.get(FORM).text)
    plexus = next(each for each in catalogue.muscles["scalenes"].cautions if each.structure == "brachial-plexus")
    assert plexus.text[1:] in page
    assert plexus.instead in page


def test_there_is_a_form_for_every_fact(ada: PageClient, catalogue: Catalogue) -> None:
    kinds = {type(fact).__name__ + fact.key.split("/")[0] * (fact.key[0] == "r"): fact for fact in facts_of(catalogue)}
    assert len(kinds) >= 8
    for fact in kinds.values():
        answer = ada.get(f"/library/reports/new/{fact.key}")
        assert answer.status_code == 200
        assert fact.text.split("; ")[0].split(" (")[0][1:40] in words(answer.text)


@pytest.mark.parametrize("key", ["ghost/origin", "scalenes/ghost", "scalenes", "scalenes/caution", "..", "%00"])
def test_there_is_no_form_for_what_is_no_fact(ada: PageClient, key: str) -> None:
    assert ada.get(f"/library/reports/new/{key}").status_code in {400, 404}
    assert send(ada, path=f"/library/reports/new/{key}").status_code in {400, 404}


def test_a_report_reaches_the_queue_and_the_reporters_page(app: Flask, ada: PageClient, adam: PageClient) -> None:
    answer = send(ada)
    assert (answer.status_code, answer.location) == (303, "/library/reports")
    assert "Thank you" in ada.get("/library/reports").text
    mine, queue = ada.get("/library/reports").text, adam.get("/library/reports/queue").text
    for page in (mine, queue):
        assert "It comes out &lt;behind&gt; the middle scalene." in page
        assert "caution: brachial plexus" in page
    assert "waiting" in mine
    assert "Ada Student" in queue
    assert send(ada).status_code == 303, "a second press of the button is no second report"
    assert len(reports(app)) == 1


@pytest.mark.parametrize(
    ("wrong", "where_read", "complaint"),
    [
        ("", "Gray", "Tell us what is wrong."),
        ("no", "Gray", "Tell us what is wrong, in 5 to 2000 letters."),
        ("y" * 2001, "Gray", "cannot be longer than 2000 characters"),
        ("wrong side", "z" * 501, "cannot be longer than 500 characters"),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(app: Flask, ada: PageClient, wrong: str, where_read: str, complaint: str) -> None:
    answer = send(ada, wrong, where_read)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert f">\r\n{wrong}</textarea>" in answer.text
    assert f'value="{where_read}"' in answer.text
    assert reports(app) == []


def test_too_many_are_refused_and_nothing_is_lost(app: Flask, ada: PageClient) -> None:
    for each in range(20):
        assert send(ada, f"mistake number {each}").status_code == 303
    answer = send(ada, "one too many")
    assert answer.status_code == 422
    assert "within a day" in answer.text
    assert "one too many</textarea>" in answer.text
    assert len(reports(app)) == 20


def test_nobody_sees_the_reports_of_another(client_for: Browser, stranger: User, instructor: User, number: int) -> None:
    for person in (stranger, instructor):
        tab = client_for(person)
        assert "middle scalene" not in tab.get("/library/reports").text
        assert tab.get("/library/reports/queue").status_code == 403
        assert tab.get(f"/library/reports/{number}").status_code == 403
        assert tab.post(f"/library/reports/{number}", data={"state": "done"}).status_code == 403


@pytest.mark.parametrize(("state", "note", "shown"), [("done", "", "done"), ("declined", "It does: see\nthe plate.", "declined")])
def test_an_answer_reaches_the_reporter(ada: PageClient, adam: PageClient, number: int, state: str, note: str, shown: str) -> None:
    answer = adam.post(f"/library/reports/{number}", data={"state": state, "note": note})
    assert (answer.status_code, answer.location) == (303, "/library/reports/queue")
    assert "Nothing waits for an answer." in adam.get("/library/reports/queue").text
    page = words(ada.get("/library/reports").text)
    assert f"{shown} reported on 2026-03-02, answered on 2026-03-02" in page
    assert note.split("\n", maxsplit=1)[0] in page
    assert f"{state.capitalize()} on 2026-03-02 by Adam Admin." in words(adam.get(f"/library/reports/{number}").text)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"state": "", "note": "because"}, "Choose done or declined."),
        ({"state": "open", "note": "because"}, "Not a valid choice"),
        ({"state": "declined", "note": ""}, "Tell the reporter why it is declined."),
        ({"state": "done", "note": "x" * 1001}, "cannot be longer than 1000 characters"),
    ],
)
def test_an_answer_that_will_not_do_is_shown_again(app: Flask, adam: PageClient, number: int, data: dict[str, str], complaint: str) -> None:
    answer = adam.post(f"/library/reports/{number}", data=data)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert data["note"] in answer.text
    assert len(reports(app)) == 1


def test_a_report_is_answered_once(adam: PageClient, number: int) -> None:
    assert adam.post(f"/library/reports/{number}", data={"state": "done"}).status_code == 303
    assert adam.post(f"/library/reports/{number}", data={"state": "declined", "note": "no"}).status_code == 409
    assert "Answer</button>" not in adam.get(f"/library/reports/{number}").text


def test_a_report_outlives_its_fact(app: Flask, adam: PageClient, ada: PageClient, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf: Shelf = app.extensions["shelf"]
    without = {name: muscle for name, muscle in shelf.catalogue.muscles.items() if name != "scalenes"}
    monkeypatch.setitem(app.extensions, "shelf", replace(shelf, catalogue=replace(shelf.catalogue, muscles=without)))
    for tab, path in ((adam, "/library/reports/queue"), (adam, f"/library/reports/{number}"), (ada, "/library/reports")):
        answer = tab.get(path)
        assert answer.status_code == 200
        assert "Scalenes, caution: brachial plexus" in answer.text
        assert 'href="/library/muscles/scalenes"' not in answer.text


def test_people_find_their_way(client: PageClient, ada: PageClient, adam: PageClient) -> None:
    for tab, paths in (
        (client, set()),
        (ada, {"/library/reports"}),
        (adam, {"/library/reports", "/library/reports/queue", "/library/reviewers"}),
    ):
        page = tab.get("/library").text
        assert set(re.findall(r'href="(/library/re(?:ports|viewers)[^"]*)"', page)) == paths
