"""Pages of tests: start, take, review, submit, result; what a stranger gets; and that nothing is told too early."""

from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.clients import PageClient
from tests.conftest import Clock
from tests.practice import pages
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.core.blueprints import KIND_WORDS, OWN_KINDS
from webapp.db import reading
from webapp.library.shelf import Shelf
from webapp.selftests.models import Response, SittingQuestion

ClientFor = Callable[[User], PageClient]

SHIPPED = set(KIND_WORDS) - OWN_KINDS
"""Kinds of which there are questions while the school has written none."""


def started(tab: PageClient, **told: Any) -> int:
    """Start a test by the form; gives its number."""
    answer = tab.post("/tests", data={**form(tab.get("/tests").text.count("/tests/")), **told})
    assert answer.status_code == 303, pages.words(answer)
    assert str(answer.location).endswith("/1")
    return int(str(answer.location).split("/")[-2])


def answer(tab: PageClient, sitting: int, number: int, **fields: Any) -> Any:
    page = tab.get(f"/tests/{sitting}/{number}")
    return tab.post(pages.question_form(page).get("action"), data={**pages.hidden(page), "elapsed_ms": "3000", **fields})


def responses(app: Flask) -> list[Response]:
    with app.app_context(), reading() as session:
        return list(session.scalars(sa.select(Response).order_by(Response.id)))


def keys(app: Flask) -> dict[int, str]:
    with app.app_context(), reading() as session:
        return {row.number: row.item_key for row in session.scalars(sa.select(SittingQuestion))}


def form(number: int = 0) -> dict[str, Any]:
    """A form as somebody fills it in; its UUID decides what is drawn, the same in every run."""
    given = {"client_uuid": str(uuid5(NAMESPACE_URL, f"form {number}")), "blueprint": "custom", "kinds": ["caution"], "regions": ["neck"]}
    return {**given, "count": "3", "feedback": "closed"}


@pytest.fixture
def tab(client_for: ClientFor, student: User) -> PageClient:
    return client_for(student)


def test_nobody_is_sent_to_sign_in(client: PageClient) -> None:
    for path in ("/tests", "/tests/new", "/tests/1", "/tests/1/1"):
        assert client.get(path).status_code == 302
    assert client.post("/tests", data={}).status_code == 401


def test_the_page_of_blueprints_states_pools_and_cites_the_licensing_exam(tab: PageClient) -> None:
    page = tab.get("/tests/new")
    assert "Muscles: location, attachments, actions: 12 of 26 questions" in pages.words(page)
    assert "Areas of caution: 14 of 26 questions" in pages.words(page)
    assert "MBLEx Candidate Handbook, July 2021" in pages.words(page)
    assert {each.get("value") for each in pages.tree_of(page.text).iter("input") if each.get("name") == "kinds"} == SHIPPED


@pytest.mark.parametrize("blueprint", ["whole-body", "licensing", "safety", "pain"])
def test_each_ready_made_test_can_be_started_and_read(tab: PageClient, blueprint: str) -> None:
    sitting = started(tab, blueprint=blueprint, count="12")
    for number in range(1, 13):
        page = tab.get(f"/tests/{sitting}/{number}")
        assert page.status_code == 200
        assert f"Question {number} of 12" in pages.words(page)


@pytest.mark.parametrize(
    "fields",
    [{"count": "0"}, {"count": "x"}, {"minutes": "500"}, {"feedback": "never"}, {"kinds": []}, {"blueprint": ""}, {"client_uuid": "1"}],
)
def test_a_form_that_cannot_be_used_says_why(tab: PageClient, fields: dict[str, Any]) -> None:
    page = tab.post("/tests", data={**form(), **fields})
    assert page.status_code == 422
    assert len(list(pages.tree_of(page.text).iter("form"))) >= 1


def test_from_start_to_result(tab: PageClient, app: Flask, shelf: Shelf, clock: Clock) -> None:
    sitting = started(tab)
    right = sorted(shelf.items[keys(app)[1]].listed)  # type: ignore[attr-defined]
    first = answer(tab, sitting, 1, ids=right, sureness="3")
    assert first.location == f"/tests/{sitting}/2"
    clock.move(minutes=1)
    answer(tab, sitting, 2, blank="y", sureness="3")
    review = tab.get(f"/tests/{sitting}")
    assert "2 of 3 answered" in pages.words(review)
    assert "Not answered yet: 3" in pages.words(review)
    assert "I do not know" in pages.words(review)
    assert "I do not know (sure)" not in pages.words(review)
    assert tab.post(f"/tests/{sitting}/submit").location == f"/tests/{sitting}"
    page = tab.get(f"/tests/{sitting}")
    assert "1 of 3 right" in pages.words(page)
    assert "6 to 79 %" in pages.words(page)
    assert "Sure and wrong" not in pages.words(page)
    assert "Nothing in your schedule has changed." in pages.words(page)
    for number in (1, 2, 3):
        shown = tab.get(f"/tests/{sitting}/{number}/answer")
        assert shown.status_code == 200
        assert tab.get(f"/tests/{sitting}/{number}").location == f"/tests/{sitting}"
    assert answer_refused(tab, sitting) == 409
    practised = tab.post(f"/tests/{sitting}/practise")
    assert practised.location == "/practice"
    assert pages.item_of(tab.get("/practice/next")) == keys(app)[2]
    assert [row.correct for row in responses(app)] == [True, False]


def answer_refused(tab: PageClient, sitting: int) -> int:
    fields = {"reps": "0", "client_uuid": str(uuid4()), "blank": "y"}
    return tab.post(f"/tests/{sitting}/3", data=fields).status_code


def test_another_browser_of_the_student_goes_on(tab: PageClient, client_for: ClientFor, student: User, app: Flask) -> None:
    sitting = started(tab)
    answer(tab, sitting, 1, blank="y")
    other = client_for(student)
    assert f'href="/tests/{sitting}"' in other.get("/tests").text
    assert "1 of 3 answered" in pages.words(other.get(f"/tests/{sitting}"))
    assert "Your answer so far: I do not know" in pages.words(other.get(f"/tests/{sitting}/1"))
    answer(other, sitting, 2, blank="y")
    assert len(responses(app)) == 2


def test_a_stranger_gets_404_at_every_door(tab: PageClient, client_for: ClientFor, stranger: User, instructor: User) -> None:
    sitting = started(tab)
    answer(tab, sitting, 1, blank="y")
    for person in (stranger, instructor):
        other = client_for(person)
        for path in (
            f"/tests/{sitting}",
            f"/tests/{sitting}/1",
            f"/tests/{sitting}/1/answer",
            f"/tests/compare?earlier={sitting}&later={sitting}",
        ):
            assert other.get(path).status_code == 404, path
        for path in (f"/tests/{sitting}/submit", f"/tests/{sitting}/practise"):
            assert other.post(path).status_code == 404, path
        assert other.post(f"/tests/{sitting}/1", data={"reps": "0", "client_uuid": str(uuid4()), "blank": "y"}).status_code == 404
        assert f"/tests/{sitting}" not in other.get("/tests").text


def test_with_closed_feedback_nothing_tells_right_from_wrong_before_the_end(tab: PageClient, shelf: Shelf, app: Flask) -> None:
    texts = []
    for choice in ("right", "wrong"):
        sitting = started(tab, kinds=["locate"], count="1")
        item = shelf.items[next(iter(keys(app).values()))]
        at = shelf.atlas.views[item.view].muscles[item.subject].inside  # type: ignore[attr-defined]
        u = at[0] if choice == "right" else at[0] + 4000
        assert answer(tab, sitting, 1, u=str(u), v=str(at[1]), sureness="2").location == f"/tests/{sitting}"
        texts.append(pages.words(tab.get(f"/tests/{sitting}")))
        assert tab.get(f"/tests/{sitting}/1/answer").status_code == 422
    assert texts[0] == texts[1]


def test_a_marked_muscle_is_not_named_while_the_test_goes_on(tab: PageClient, shelf: Shelf, app: Flask) -> None:
    sitting = started(tab, kinds=["name"], count="5")
    for number, key in keys(app).items():
        muscle = shelf.catalogue.muscles[shelf.items[key].subject]
        page = tab.get(f"/tests/{sitting}/{number}")
        before = page.text.partition("<details>")[0]
        assert muscle.id not in before
        assert muscle.name.en.lower() not in before.lower()
    review = tab.get(f"/tests/{sitting}").text
    assert not any(shelf.items[key].subject in review for key in keys(app).values())


def test_open_feedback_shows_the_answer_and_goes_on(tab: PageClient) -> None:
    sitting = started(tab, feedback="open")
    assert tab.get(f"/tests/{sitting}/1/answer").status_code == 422
    assert answer(tab, sitting, 1, blank="y").location == f"/tests/{sitting}/1/answer"
    assert f'href="/tests/{sitting}/2"' in tab.get(f"/tests/{sitting}/1/answer").text
    assert tab.get(f"/tests/{sitting}/1").location == f"/tests/{sitting}/1/answer"


@pytest.mark.parametrize("in_words", ["", "y"])
def test_every_kind_is_asked_and_explained_on_a_page(tab: PageClient, app: Flask, in_words: str) -> None:
    sitting = started(tab, kinds=sorted(SHIPPED), regions=[], count="22", in_words=in_words)
    kinds = {key.rpartition("/")[2] for key in keys(app).values()}
    assert len(kinds) == len(SHIPPED) - bool(in_words)
    for number in range(1, 23):
        assert pages.question_form(tab.get(f"/tests/{sitting}/{number}")).get("data-kind") in kinds
        answer(tab, sitting, number, blank="y")
    tab.post(f"/tests/{sitting}/submit")
    for number in range(1, 23):
        page = tab.get(f"/tests/{sitting}/{number}/answer")
        assert page.status_code == 200
        assert "I do not know" in pages.words(page)


def test_an_answer_without_content_is_asked_for_again(tab: PageClient, app: Flask) -> None:
    sitting = started(tab, kinds=["action"])
    page = answer(tab, sitting, 1)
    assert page.status_code == 422
    assert "Choose one of the options first" in pages.words(page)
    assert answer(tab, sitting, 1, blank="y", sureness="7").status_code == 422
    assert responses(app) == []


def test_the_time_left_is_the_servers(tab: PageClient, clock: Clock) -> None:
    sitting = started(tab, minutes="10")
    clock.move(minutes=4, seconds=30)
    assert 'data-seconds-left="330"' in tab.get(f"/tests/{sitting}/1").text
    clock.move(minutes=6)
    assert tab.get(f"/tests/{sitting}/1").location == f"/tests/{sitting}"
    assert "The time ran out" in pages.words(tab.get(f"/tests/{sitting}"))


def test_history_and_comparison(tab: PageClient) -> None:
    ids = []
    for count in (2, 3):
        sitting = started(tab, count=str(count))
        for number in range(1, count + 1):
            answer(tab, sitting, number, blank="y")
        tab.post(f"/tests/{sitting}/submit")
        ids.append(sitting)
    page = tab.get("/tests")
    assert "That is no clear change" in pages.words(page)
    assert "0 to 66 %" in pages.words(page)
    found = tab.get(f"/tests/compare?earlier={ids[0]}&later={ids[1]}")
    assert "No clear change" in pages.words(found)
    assert "They differ in the number of questions" in pages.words(found)
    assert tab.get("/tests/compare?earlier=x&later=y").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/tests", 8), ("/tests/new", 3), ("/tests/{}", 9), ("/tests/{}/1", 8)])
def test_a_page_asks_little(tab: PageClient, app: Flask, path: str, most: int) -> None:
    sitting = started(tab, count="30", blueprint="safety")
    with counted(app) as sent:
        assert tab.get(path.format(sitting)).status_code == 200
    assert len(sent) <= most, sent
