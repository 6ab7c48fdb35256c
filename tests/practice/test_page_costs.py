"""How often the pages of practice ask the database: as often for many cards as for few."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests import make as people_make
from tests.clients import PageClient
from tests.practice import make, pages
from tests.practice.conftest import Enrol
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.library.shelf import Shelf

FEW, MANY = 3, 40


@pytest.fixture
def costs(app: Flask, enrol: Enrol, client_for: Callable[[User], PageClient], shelf: Shelf) -> Callable[[int], dict[str, int]]:
    """Tells the number of statements of each page for a student with some cards."""

    def told(cards: int) -> dict[str, int]:
        student = enrol("neck", "head-face-jaw", new_per_day=100, minutes_per_day=240)
        with app.app_context(), transaction() as session:
            for key in shelf.decks["head-face-jaw"].item_keys[:cards]:
                make.give(session, shelf, student, key, at=people_make.AT - timedelta(days=9))
                make.miss(session, shelf, student, key, at=people_make.AT)
        tab = client_for(student)
        page = pages.ask(tab, make.NAME)
        fields = {**pages.hidden(page), **pages.filled(make.right(shelf, shelf.get_item(make.NAME)))}
        spent: dict[str, int] = {}

        def spend(name: str, ask: Callable[[], object]) -> object:
            with counted(app) as sent:
                answer = ask()
            spent[name] = len(sent)
            return answer

        spend("today", lambda: tab.get("/practice"))
        spend("next", lambda: tab.get("/practice/next"))
        spend("decks", lambda: tab.get("/practice/start"))
        answered = spend("answer", lambda: tab.post(f"/practice/items/{make.NAME}", data=fields))
        location = str(getattr(answered, "location", ""))
        spend("feedback", lambda: tab.get(location))
        spend("rate", lambda: tab.post(f"{location}/rating", data={"rating": "2"}))
        spend("undo", lambda: tab.post(f"{location}/undo"))
        return spent

    return told


MOST = {"today": 14, "next": 9, "decks": 6, "answer": 23, "feedback": 15, "rate": 18, "undo": 20}


@pytest.mark.parametrize("cards", [FEW, MANY])
def test_a_page_asks_no_more_than_this(costs: Callable[[int], dict[str, int]], cards: int) -> None:
    spent = costs(cards)
    assert {name: (number, MOST[name]) for name, number in spent.items() if number > MOST[name]} == {}
    assert spent.keys() == MOST.keys()
