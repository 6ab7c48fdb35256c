"""The administrators' page of who may sign, and the command beside it."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.library.signed import BY, ticked
from tests.library.test_muscle_page import words
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue

PAGE = "/library/reviewers"
Browser = Callable[[User], PageClient]


@pytest.fixture
def adam(client_for: Browser, admin: User) -> PageClient:
    return client_for(admin)


def may_sign(tab: PageClient) -> bool:
    return tab.get("/library/review").status_code == 200


def test_nobody_may_sign_at_first(adam: PageClient) -> None:
    assert "Nobody may sign yet." in adam.get(PAGE).text
    assert not may_sign(adam)


def test_the_right_is_given_beside_the_role_and_taken_away(adam: PageClient, client_for: Browser, instructor: User) -> None:
    tab = client_for(instructor)
    assert not may_sign(tab)
    assert adam.post(PAGE, data={"email": " Ines@school.example "}).location == PAGE
    assert may_sign(tab), "without signing in again"
    assert "instructor · may sign · 0 signatures stand" in words(adam.get(PAGE).text)
    assert adam.post(f"{PAGE}/{instructor.id}/stop").location == PAGE
    assert not may_sign(tab)


def test_an_administrator_may_be_a_reviewer_too(adam: PageClient, admin: User) -> None:
    adam.post(PAGE, data={"email": admin.email})
    assert may_sign(adam)


def test_a_reviewer_by_role_stays_one(adam: PageClient, client_for: Browser, reviewer: User) -> None:
    page = adam.get(PAGE).text
    assert "Rita Reviewer" in page
    assert "/stop" not in page
    assert adam.post(f"{PAGE}/{reviewer.id}/stop").status_code == 422
    assert may_sign(client_for(reviewer))


@pytest.mark.parametrize(
    ("email", "complaint"),
    [("", "Type the e-mail address."), ("ghost@school.example", "Nobody here has the address"), ("x" * 300, "longer than")],
)
def test_a_wrong_address_is_said_and_kept(adam: PageClient, email: str, complaint: str) -> None:
    answer = adam.post(PAGE, data={"email": email})
    assert answer.status_code == 422
    assert complaint in answer.text
    assert f'value="{email}"' in answer.text


def test_a_disabled_account_may_not_sign(adam: PageClient, make_user: Callable[..., User], at: object) -> None:
    off = make_user(disabled_at=at)
    assert adam.post(PAGE, data={"email": off.email}).status_code == 422


def test_signatures_outlive_the_right_until_they_are_withdrawn(
    client: PageClient, adam: PageClient, client_for: Browser, instructor: User, catalogue: Catalogue
) -> None:
    adam.post(PAGE, data={"email": instructor.email})
    facts = ticked(catalogue, "scalenes/origin")
    client_for(instructor).post("/library/review/scalenes", data={"facts": facts, "qualification": "osteopath"})
    adam.post(f"{PAGE}/{instructor.id}/stop")
    by = BY.replace("Rita Reviewer, physiotherapist, MSc", "Ines Instructor, osteopath")
    assert by in client.get("/library/muscles/scalenes").text
    assert "may no longer sign · 1 signature stands" in words(adam.get(PAGE).text)
    assert adam.post(f"{PAGE}/{instructor.id}/withdraw").location == PAGE
    assert by not in client.get("/library/muscles/scalenes").text
    assert "1 signature of Ines Instructor withdrawn." in adam.get(PAGE).text


def test_unknown_people_are_not_found(adam: PageClient) -> None:
    for act in ("stop", "withdraw"):
        assert adam.post(f"{PAGE}/987654321/{act}").status_code == 404


def test_only_administrators_come_in(client: PageClient, client_for: Browser, student: User, instructor: User, reviewer: User) -> None:
    assert client.get(PAGE).status_code == 302
    for person in (student, instructor, reviewer):
        tab = client_for(person)
        assert tab.get(PAGE).status_code == 403
        assert tab.post(PAGE, data={"email": person.email}).status_code == 403
        assert tab.post(f"{PAGE}/{reviewer.id}/withdraw").status_code == 403


def test_the_command_gives_the_right_and_takes_it_away(app: Flask, client_for: Browser, instructor: User, reviewer: User) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["people", "reviewer", "ines@school.example"]).output == "ines@school.example may review.\n"
    assert "ines@school.example\tinstructor\tInes Instructor\tmay review\n" in run(args=["people", "list"]).output
    assert may_sign(client_for(instructor))
    assert run(args=["people", "reviewer", "ines@school.example", "--stop"]).output == "ines@school.example may no longer review.\n"
    assert not may_sign(client_for(instructor))
    for words_of_it in (["rita@school.example", "--stop"], ["ghost@school.example"]):
        refused = run(args=["people", "reviewer", *words_of_it])
        assert refused.exit_code == 1
        assert "Traceback" not in refused.output
