"""Sending an answer: once, in time, from one tab or two."""

from collections.abc import Callable

import pytest

from tests.clients import PageClient, parse
from tests.conftest import Clock
from tests.practice import make, pages
from webapp.core.answers import Blank, Typed
from webapp.library.shelf import Shelf
from webapp.practice.models import Review

Log = Callable[[], list[Review]]
KINDS = ("locate", "locate-words", "name", "referral", "referral-words", "caution")


@pytest.mark.parametrize("key", [*(f"sternocleidomastoid/{kind}" for kind in KINDS), "eight-of-ten/scenario"])
def test_an_answer_of_each_kind_leads_to_its_feedback(tab: PageClient, shelf: Shelf, log: Log, key: str) -> None:
    answered = pages.send(tab, pages.ask(tab, key), **pages.filled(make.right(shelf, shelf.get_item(key))))
    row = log()[-1]
    assert (answered.status_code, answered.location) == (303, f"/practice/answers/{row.id}")
    assert (row.item_key, row.correct, row.elapsed_ms) == (key, True, 3000)
    assert tab.get(str(answered.location)).status_code == 200


@pytest.mark.parametrize(
    ("key", "asked"), [(make.CAUTION, True), ("eight-of-ten/scenario", True), (make.NAME, False), (make.LOCATE, False)]
)
def test_how_sure_one_is_may_be_said_of_what_is_about_safety(tab: PageClient, shelf: Shelf, log: Log, key: str, asked: bool) -> None:
    page = pages.ask(tab, key)
    assert any(each.get("name") == "sureness" for each in parse(page.text).iter("input")) is asked
    pages.send(tab, page, **pages.filled(make.right(shelf, shelf.get_item(key))), **({"sureness": "3"} if asked else {}))
    assert log()[-1].sureness == (3 if asked else None)


def test_nobody_is_sure_of_not_knowing(tab: PageClient, log: Log) -> None:
    assert pages.send(tab, pages.ask(tab, make.CAUTION), blank="y", sureness="3").status_code == 303
    assert log()[-1].sureness is None


def test_sureness_has_three_steps(tab: PageClient, log: Log) -> None:
    assert pages.send(tab, pages.ask(tab, make.CAUTION), blank="y", sureness="4").status_code == 422
    assert log() == []


def test_nobody_answers(client: PageClient, tab: PageClient, log: Log) -> None:
    fields = pages.hidden(pages.ask(tab, make.NAME))
    assert client.post(f"/practice/items/{make.NAME}", data={**fields, "blank": "y"}).status_code == 401
    assert log() == []


def test_a_stranger_answers_for_herself_only(tab: PageClient, strange_tab: PageClient, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    assert pages.send(strange_tab, page, blank="y").status_code == 303
    assert pages.send(tab, page, blank="y").status_code == 303
    assert len({row.student_id for row in log()}) == 2


def test_an_item_of_another_deck_is_not_found(tab: PageClient, log: Log) -> None:
    fields = pages.hidden(pages.ask(tab, make.NAME))
    assert tab.post("/practice/items/masseter/name", data={**fields, "blank": "y"}).status_code == 404
    assert log() == []


def test_a_double_click_costs_nothing(tab: PageClient, shelf: Shelf, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    answered = [pages.send(tab, page, **pages.filled(make.right(shelf, shelf.get_item(make.NAME)))) for _ in range(3)]
    assert len({each.location for each in answered}) == 1
    assert [each.status_code for each in answered] == [303] * 3
    assert len(log()) == 1


def test_another_answer_under_the_same_uuid_is_refused(tab: PageClient, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    assert pages.send(tab, page, text="masseter").status_code == 303
    again = pages.send(tab, page, text="sternocleidomastoid")
    assert again.status_code == 409
    assert "already sent with another content" in pages.words(again)
    assert len(log()) == 1


def test_a_second_tab_gets_the_next_question_and_a_word_of_explanation(tab: PageClient, shelf: Shelf, log: Log) -> None:
    first, second = pages.ask(tab, make.NAME), pages.ask(tab, make.NAME)
    pages.send(tab, first, **pages.filled(make.right(shelf, shelf.get_item(make.NAME))))
    stale = pages.send(tab, second, text="masseter")
    assert stale.status_code == 409
    assert "This card was answered elsewhere in the meantime" in pages.words(stale)
    assert pages.item_of(stale) == pages.item_of(tab.get("/practice/next")) != make.NAME
    assert len(log()) == 1
    answered = pages.send(tab, stale, **pages.filled(make.right(shelf, shelf.get_item(pages.item_of(stale)))))
    assert answered.status_code == 303


def test_a_stale_answer_says_so_even_when_nothing_is_left(tab: PageClient, log: Log) -> None:
    page = pages.ask(tab, make.NAME)
    for deck in ("neck", "rules"):
        tab.post(f"/practice/decks/{deck}/pause")
    stale = pages.send(tab, page, blank="y")
    assert stale.status_code == 409
    assert "its deck is paused" in pages.words(stale)
    assert log() == []


def test_an_answer_ahead_of_its_day_is_not_logged(tab: PageClient, shelf: Shelf, log: Log) -> None:
    pages.answer(tab, make.NAME, make.right(shelf, shelf.get_item(make.NAME)))
    fields = pages.hidden(pages.ask(tab, "scalenes/name"))
    early = tab.post(f"/practice/items/{make.NAME}", data={**fields, "reps": "1", "text": "x"})
    assert early.status_code == 409
    assert "not due yet" in pages.words(early)
    assert len(log()) == 1


def test_an_almost_right_name_is_asked_again_with_what_was_typed(tab: PageClient, log: Log) -> None:
    again = pages.send(tab, pages.ask(tab, make.NAME), text="sternocleidomastoyd")
    assert again.status_code == 200
    assert "Almost. Check the spelling" in pages.words(again)
    assert pages.hidden(again)["first_try"] == "sternocleidomastoyd"
    assert log() == []
    answered = pages.send(tab, again, text="sternocleidomastoid")
    assert answered.status_code == 303
    assert log()[-1].rating == 2
    assert "Right at the second try" in pages.words(tab.get(str(answered.location)))


def test_what_was_typed_is_shown_as_text(tab: PageClient) -> None:
    again = pages.send(tab, pages.ask(tab, make.NAME), text='sternocleidomastoyd"><script>')
    tree = parse(again.text if again.status_code == 200 else tab.get(str(again.location)).text)
    assert all(each.get("src") for each in tree.iter("script"))


def test_the_client_does_not_decide_what_an_answer_is_worth(tab: PageClient, log: Log) -> None:
    pages.send(
        tab,
        pages.ask(tab, make.NAME),
        text="masseter",
        score="1",
        correct="y",
        rating="4",
        due_day="999999",
        student_id="1",
        retention="0.99",
    )
    row = log()[-1]
    assert (row.score, row.correct, row.rating, row.retention) == (0.0, False, 1, 0.9)


def test_a_wrong_item_is_asked_again_in_the_same_run(tab: PageClient, shelf: Shelf, clock: Clock) -> None:
    pages.answer(tab, make.NAME, Blank())
    clock.move(minutes=11)
    page = tab.get("/practice/next")
    assert pages.item_of(page) == make.NAME
    assert pages.hidden(page)["reps"] == "1"
    pages.send(tab, page, **pages.filled(Typed("sternocleidomastoid")))
    assert pages.item_of(tab.get("/practice/next")) != make.NAME
