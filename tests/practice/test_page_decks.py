"""The page of decks, and the forms that choose, pause, suspend and resume."""

from collections.abc import Callable

import pytest

from tests.clients import PageClient, parse
from tests.practice import make, pages
from webapp.accounts.models import User
from webapp.library.shelf import Shelf

Browse = Callable[[User], PageClient]


def ticked(tab: PageClient) -> set[str]:
    boxes = [each for each in parse(tab.get("/practice/start").text).iter("input") if each.get("name") == "decks"]
    return {box.get("value") for box in boxes if "checked" in box.attrib}


def test_nobody_is_sent_to_sign_in(client: PageClient) -> None:
    assert client.get("/practice/start").status_code == 302
    for path in ("/practice/start", "/practice/decks/neck/pause", f"/practice/items/{make.NAME}/suspend"):
        assert client.post(path, data={"decks": "neck"}).status_code == 401


def test_a_beginner_finds_the_neck_ticked_and_starts(client_for: Browse, student: User) -> None:
    tab = client_for(student)
    assert ticked(tab) == {"neck", "rules"}
    answer = tab.post("/practice/start", data={"decks": ["neck", "thigh"]})
    assert (answer.status_code, answer.location) == (303, "/practice")
    assert ticked(tab) == {"neck", "thigh"}
    assert tab.get("/practice/next").status_code == 200


def test_every_shipped_deck_is_offered(tab: PageClient, shelf: Shelf) -> None:
    words = pages.words(tab.get("/practice/start"))
    assert all(deck.title in words for deck in shelf.decks.values())


@pytest.mark.parametrize(("chosen", "status"), [([], 422), (["no-such-deck"], 404), (["neck", "\x00"], 404), (["x" * 500] * 400, 404)])
def test_what_cannot_be_chosen_changes_nothing(tab: PageClient, chosen: list[str], status: int) -> None:
    assert tab.post("/practice/start", data={"decks": chosen}).status_code == status
    assert ticked(tab) == {"neck", "rules"}


def test_decks_are_paused_and_resumed(tab: PageClient, strange_tab: PageClient) -> None:
    for _ in range(2):
        assert tab.post("/practice/decks/neck/pause").location == "/practice/start"
    assert (ticked(tab), ticked(strange_tab)) == ({"rules"}, {"neck", "rules"})
    tab.post("/practice/decks/neck/resume")
    assert ticked(tab) == {"neck", "rules"}


@pytest.mark.parametrize("path", ["decks/thigh/pause", "decks/no-such/pause", "decks/neck/forget", "items/no-such/name/suspend"])
def test_what_is_not_there_is_not_found(tab: PageClient, path: str) -> None:
    assert tab.post(f"/practice/{path}").status_code == 404


def test_how_much_was_met_is_told(tab: PageClient, shelf: Shelf) -> None:
    number = pages.answer(tab, make.NAME, make.right(shelf, shelf.get_item(make.NAME)))
    assert f"1 of {len(shelf.decks['neck'].item_keys)} questions met" in pages.words(tab.get("/practice/start"))
    tab.post(f"/practice/answers/{number}/undo")
    assert "questions met" not in pages.words(tab.get("/practice/start"))


def test_a_question_is_suspended_from_its_page_and_resumed_from_the_decks(tab: PageClient) -> None:
    answer = tab.post(f"/practice/items/{make.NAME}/suspend?next=1")
    assert (answer.status_code, answer.location) == (303, "/practice/next")
    page = tab.get("/practice/start")
    assert "Suspended questions" in pages.words(page)
    assert f"/practice/items/{make.NAME}/resume" in page.text
    assert tab.post(f"/practice/items/{make.NAME}/resume").location == "/practice/start"
    assert "Suspended questions" not in pages.words(tab.get("/practice/start"))


def test_safety_questions_are_not_suspended(tab: PageClient) -> None:
    refused = tab.post(f"/practice/items/{make.CAUTION}/suspend")
    assert refused.status_code == 422
    assert "Safety questions cannot be suspended" in pages.words(refused)
