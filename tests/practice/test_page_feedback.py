"""The feedback page: verdict, facts with source and grade, ratings with their days, undo."""

from collections.abc import Callable

import pytest

from tests.clients import PageClient, parse
from tests.conftest import Clock
from tests.practice import make, pages
from tests.practice.conftest import Content
from webapp.core.answers import Blank
from webapp.library.shelf import Shelf
from webapp.practice.models import Review

Log = Callable[[], list[Review]]
KEYS = [f"sternocleidomastoid/{kind}" for kind in ("locate", "locate-words", "name", "referral", "referral-words", "caution")]
KEYS.append("eight-of-ten/scenario")


def right(tab: PageClient, shelf: Shelf, key: str) -> int:
    return pages.answer(tab, key, make.right(shelf, shelf.get_item(key)))


def ratings(tab: PageClient, number: int) -> list[str]:
    """Ratings that the page offers."""
    return [each.get("value") for each in parse(tab.get(f"/practice/answers/{number}").text).iter("input") if each.get("name") == "rating"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("is_right", [True, False])
def test_it_names_verdict_source_and_grade(tab: PageClient, shelf: Shelf, key: str, is_right: bool) -> None:
    item = shelf.get_item(key)
    number = pages.answer(tab, key, make.right(shelf, item) if is_right else pages.wrong(pages.ask(tab, key), shelf, item))
    page = tab.get(f"/practice/answers/{number}")
    words = pages.words(page)
    assert page.status_code == 200
    assert ("Right" if is_right else "Not right") in words
    assert "evidence " in words
    assert any(source.title in words for source in shelf.catalogue.sources.values())
    assert f'data-answered="{key}"' in page.text
    assert f'data-correct="{"yes" if is_right else "no"}"' in page.text


def test_only_who_answered_sees_it(tab: PageClient, strange_tab: PageClient, client: PageClient, shelf: Shelf) -> None:
    number = right(tab, shelf, make.NAME)
    assert tab.get(f"/practice/answers/{number}").status_code == 200
    assert strange_tab.get(f"/practice/answers/{number}").status_code == 404
    assert client.get(f"/practice/answers/{number}").status_code == 302


@pytest.mark.parametrize("act", ["undo", "rating"])
def test_only_who_answered_can_change_it(
    tab: PageClient, strange_tab: PageClient, client: PageClient, shelf: Shelf, log: Log, act: str
) -> None:
    number = right(tab, shelf, make.NAME)
    path = f"/practice/answers/{number}/{act}"
    assert strange_tab.post(path, data={"rating": "1"}).status_code == 404
    assert client.post(path, data={"rating": "1"}).status_code == 401
    assert tab.get(path).status_code == 405
    assert len(log()) == 1


@pytest.mark.parametrize("number", ["0", "987654321", "2147483648", "99999999999999999999999", "-1", "x", "1.0"])
def test_an_answer_that_never_was_is_not_found(tab: PageClient, number: str) -> None:
    assert tab.get(f"/practice/answers/{number}").status_code == 404
    for act in ("undo", "rating"):
        assert tab.post(f"/practice/answers/{number}/{act}", data={"rating": "1"}).status_code == 404


def test_looking_changes_nothing(tab: PageClient, shelf: Shelf, content: Callable[[], Content]) -> None:
    number = right(tab, shelf, make.NAME)
    before = content()
    for _ in range(2):
        tab.get(f"/practice/answers/{number}")
    assert content() == before


@pytest.mark.parametrize("rating", ["0", "5", "x", "", "3.5", "-1", "1e9", "9" * 5000])
def test_a_rating_is_a_number_from_1_to_4(tab: PageClient, shelf: Shelf, log: Log, rating: str) -> None:
    number = right(tab, shelf, make.NAME)
    assert tab.post(f"/practice/answers/{number}/rating", data={"rating": rating}).status_code == 422
    assert tab.post(f"/practice/answers/{number}/rating").status_code == 422
    assert len(log()) == 1


def test_rating_goes_on_to_the_next_question_however_often(tab: PageClient, shelf: Shelf, log: Log) -> None:
    number = right(tab, shelf, make.NAME)
    for _ in range(2):
        answer = tab.post(f"/practice/answers/{number}/rating", data={"rating": "2"})
        assert (answer.status_code, answer.location) == (303, "/practice/next")
    assert [row.rating for row in log()] == [3, None, 2]


def test_safety_is_not_rated_up(tab: PageClient, shelf: Shelf, log: Log) -> None:
    number = right(tab, shelf, make.CAUTION)
    assert tab.post(f"/practice/answers/{number}/rating", data={"rating": "4"}).status_code == 422
    assert ratings(tab, number) == ["1", "2", "3"]
    assert len(log()) == 1


def test_the_days_on_the_buttons_are_the_ones_that_are_stored(tab: PageClient, shelf: Shelf, log: Log) -> None:
    number = right(tab, shelf, make.NAME)
    buttons = [form for form in parse(tab.get(f"/practice/answers/{number}").text).iter("form") if "/rating" in str(form.get("action"))]
    shown = {form.find("input[@name='rating']").get("value"): "".join(form.find("button/small").itertext()) for form in buttons}
    tab.post(f"/practice/answers/{number}/rating", data={"rating": "4"})
    row = log()[-1]
    assert shown["4"] == f"{(row.due_day or 0) - row.study_day} days"
    assert "today" in shown["1"]


def test_undo_asks_the_item_again_however_often(tab: PageClient, shelf: Shelf, log: Log) -> None:
    number = right(tab, shelf, make.NAME)
    for _ in range(2):
        answer = tab.post(f"/practice/answers/{number}/undo")
        assert (answer.status_code, answer.location) == (303, f"/practice/next?item={make.NAME}")
    page = tab.get(f"/practice/next?item={make.NAME}")
    assert pages.item_of(page) == make.NAME
    assert "The answer was taken back" in pages.words(page)
    assert [row.undo_of for row in log()] == [None, number]
    assert "This answer was taken back" in pages.words(tab.get(f"/practice/answers/{number}"))
    assert pages.send(tab, page, blank="y").status_code == 303


def test_only_the_last_answer_offers_undo_and_ratings(tab: PageClient, shelf: Shelf) -> None:
    first = right(tab, shelf, make.NAME)
    second = right(tab, shelf, "scalenes/name")
    assert f"/answers/{first}/rating" not in tab.get(f"/practice/answers/{first}").text
    assert f"/answers/{second}/rating" in tab.get(f"/practice/answers/{second}").text
    refused = tab.post(f"/practice/answers/{first}/undo")
    assert refused.status_code == 409
    assert "Only the last answer can be undone" in pages.words(refused)


def test_an_old_page_shows_the_rating_that_was_given_since(tab: PageClient, shelf: Shelf, log: Log) -> None:
    number = right(tab, shelf, make.NAME)
    tab.post(f"/practice/answers/{number}/rating", data={"rating": "2"})
    page = tab.get(f"/practice/answers/{number}")
    assert "taken back" not in pages.words(page)
    assert f"/answers/{log()[-1].id}/undo" in page.text


def test_yesterdays_answer_can_be_looked_at_but_not_changed(tab: PageClient, shelf: Shelf, clock: Clock) -> None:
    number = right(tab, shelf, make.NAME)
    clock.move(days=1)
    page = tab.get(f"/practice/answers/{number}")
    assert page.status_code == 200
    assert f"/answers/{number}/" not in page.text
    assert tab.post(f"/practice/answers/{number}/undo").status_code == 422
    assert tab.post(f"/practice/answers/{number}/rating", data={"rating": "1"}).status_code == 409


def test_a_wrong_answer_offers_to_go_on_only(tab: PageClient) -> None:
    number = pages.answer(tab, make.NAME, Blank())
    page = tab.get(f"/practice/answers/{number}")
    assert ratings(tab, number) == ["1"]
    assert "Not known yet" in pages.words(page)
