"""The reviewers' pages: read, tick, sign, withdraw; and what everybody sees of it at once."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask

from tests.clients import PageClient
from tests.conftest import Clock
from tests.library.signed import BY, QUALIFICATION, ticked
from tests.library.test_muscle_page import words
from tests.people import INSTRUCTOR
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.core.catalogue import Catalogue
from webapp.core.facts import facts_about
from webapp.db import reading
from webapp.library import queries

ORIGIN, INSERTION = "scalenes/origin", "scalenes/insertion"
PAGE, MUSCLE = "/library/review/scalenes", "/library/muscles/scalenes"
Browser = Callable[[User], PageClient]


@pytest.fixture
def tab(client_for: Browser, reviewer: User) -> PageClient:
    """The reviewer's browser."""
    return client_for(reviewer)


@pytest.fixture
def signed(app: Flask, tab: PageClient, catalogue: Catalogue) -> int:
    """A signature under the origin of the scalenes, by its number."""
    assert sign(tab, ticked(catalogue, ORIGIN)).status_code == 303
    with app.app_context(), reading() as session:
        return queries.list_signatures(session)[-1].signature.id


def sign(tab: PageClient, facts: list[str], qualification: str = QUALIFICATION, page: str = PAGE):  # type: ignore[no-untyped-def]
    return tab.post(page, data={"facts": facts, "qualification": qualification})


def boxes(page: str) -> list[tuple[str, bool]]:
    """The tick boxes of a page: what they send, and whether they are ticked."""
    found = re.findall(r'<input type="checkbox" name="facts" form="sign" value="([^"]*)"( checked)?>', page)
    return [(unescape(value), bool(mark)) for value, mark in found]


def test_regions_show_how_far_they_are_signed(tab: PageClient, catalogue: Catalogue, signed: int) -> None:
    page = tab.get("/library/review").text
    for region in catalogue.regions.values():
        assert region.name in unescape(page)
    for subject in (*catalogue.muscles, "rules", "scenarios"):
        assert f'href="/library/review/{subject}"' in page
    scalenes = len(facts_about(catalogue, "scalenes"))
    assert f"1 of {scalenes} reviewed" in page
    assert f"0 of {len(catalogue.rules)} reviewed" in page


@pytest.mark.parametrize("subject", ["scalenes", "trapezius-upper", "rules", "scenarios"])
def test_every_fact_of_a_subject_can_be_ticked(tab: PageClient, catalogue: Catalogue, subject: str) -> None:
    answer = tab.get(f"/library/review/{subject}")
    facts = facts_about(catalogue, subject)
    assert boxes(answer.text) == [(value, False) for value in ticked(catalogue, *(fact.key for fact in facts))]
    page = words(answer.text)
    for fact in facts:
        assert fact.text[1:] in page or all(each in page for each in getattr(fact, "movements", ())), fact.key
    for key in {key for fact in facts for key in fact.src}:
        assert catalogue.sources[key].title in page


def test_signing_changes_the_badge_for_everybody_at_once(client: PageClient, tab: PageClient, catalogue: Catalogue) -> None:
    assert "reviewed by" not in words(client.get(MUSCLE).text).replace("not reviewed by a clinician", "")
    answer = sign(tab, ticked(catalogue, ORIGIN, INSERTION))
    assert (answer.status_code, answer.location) == (303, PAGE)
    page = words(client.get(MUSCLE).text)
    assert page.count(f"reviewed by {BY}, 2026-03-02") == 2
    assert f"partly reviewed: 2 of {len(facts_about(catalogue, 'scalenes'))} facts" in page
    assert "2 facts signed." in tab.get(PAGE).text


def test_a_muscle_signed_as_a_whole_says_so(client: PageClient, tab: PageClient, catalogue: Catalogue) -> None:
    sign(tab, ticked(catalogue, *(fact.key for fact in facts_about(catalogue, "scalenes"))))
    page = words(client.get(MUSCLE).text)
    assert "reviewed by a clinician" in page
    assert "draft" not in page.split("Education, not medical")[0]


def test_what_was_signed_is_not_offered_again(tab: PageClient, catalogue: Catalogue, signed: int) -> None:
    page = tab.get(PAGE)
    assert ticked(catalogue, ORIGIN)[0] not in dict(boxes(page.text))
    assert "You signed this on 2026-03-02." in page.text
    assert f'value="{QUALIFICATION}"' in page.text, "the qualification is offered again"


@pytest.mark.parametrize(
    ("qualification", "count", "words_shown"),
    [
        ("", 1, "Say what qualifies you."),
        ("x", 1, "Say what qualifies you, in 2 to 120"),
        (QUALIFICATION, 0, "Tick at least one fact to sign."),
    ],
)
def test_a_wrong_form_is_shown_again_with_what_was_ticked(
    tab: PageClient, catalogue: Catalogue, qualification: str, count: int, words_shown: str
) -> None:
    chosen = ticked(catalogue, INSERTION)[:count]
    answer = sign(tab, chosen, qualification)
    assert answer.status_code == 422
    assert words_shown in words(answer.text)
    assert [value for value, mark in boxes(answer.text) if mark] == chosen
    assert f'value="{qualification}"' in answer.text


def test_material_that_changed_meanwhile_is_not_signed(app: Flask, tab: PageClient) -> None:
    answer = sign(tab, [f"{ORIGIN} 1-0123456789abcdef"])
    assert answer.status_code == 409
    assert "Nothing was signed" in answer.text
    with app.app_context(), reading() as session:
        assert queries.list_signatures(session) == []


def test_a_signature_can_be_withdrawn(client: PageClient, tab: PageClient, signed: int) -> None:
    assert f'action="/library/review/signatures/{signed}/withdraw"' in tab.get(PAGE).text
    for _ in range(2):
        assert tab.post(f"/library/review/signatures/{signed}/withdraw").location == PAGE
    assert BY not in client.get(MUSCLE).text


def test_strangers_reach_neither_page_nor_signature(
    app: Flask, client: PageClient, client_for: Browser, student: User, instructor: User, admin: User, signed: int, catalogue: Catalogue
) -> None:
    for person in (student, instructor, admin):
        browser = client_for(person)
        assert browser.get(PAGE).status_code == 403
        assert sign(browser, ticked(catalogue, INSERTION)).status_code == 403
        assert browser.post(f"/library/review/signatures/{signed}/withdraw").status_code == 403
        assert "Review these facts" not in browser.get(MUSCLE).text
    assert client.get(PAGE).status_code == 302
    assert sign(client, ticked(catalogue, INSERTION)).status_code == 401


def test_another_reviewer_cannot_withdraw_it(make_user: Callable[..., User], client_for: Browser, clock: Clock, signed: int) -> None:
    other = client_for(make_user(INSTRUCTOR, reviewer_since=clock.now))
    assert other.get(PAGE).status_code == 200
    assert BY in other.get(PAGE).text
    assert other.post(f"/library/review/signatures/{signed}/withdraw").status_code == 404


@pytest.mark.parametrize("subject", ["ghost", "neck", "..", "Scalenes"])
def test_an_unknown_subject_is_not_found(tab: PageClient, subject: str) -> None:
    assert tab.get(f"/library/review/{subject}").status_code == 404
    assert sign(tab, ["x"], page=f"/library/review/{subject}").status_code == 404


def test_reviewers_find_their_way(tab: PageClient, client: PageClient) -> None:
    assert f'href="{PAGE}">Review these facts' in tab.get(MUSCLE).text
    assert 'href="/library/review">Review facts' in tab.get("/library").text
    assert "Review facts" not in client.get("/library").text


def test_pages_ask_for_signatures_once(app: Flask, client: PageClient, tab: PageClient, signed: int) -> None:
    with counted(app) as sent:
        client.get(MUSCLE)
    assert len([each for each in sent if "signatures" in each]) == 1
    with counted(app) as sent:
        client.get("/library/basis")
    assert len(sent) == 1
    with counted(app) as sent:
        client.get("/library/muscles/masseter")
        client.get("/library")
    assert len(sent) == 1
