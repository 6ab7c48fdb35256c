"""Answers, ratings and undos that arrive at the same moment: one of each is logged, on both engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.clients import PageClient
from tests.practice import make, pages
from webapp.accounts.models import User
from webapp.db import reading, transaction
from webapp.library.shelf import Shelf
from webapp.practice.models import Review
from webapp.practice.rebuilding import find_differences
from webapp.practice.service import choose_decks

AT_ONCE = 4
Browse = Callable[[User], PageClient]
Status = tuple[int, str | None]


@pytest.fixture
def shelf(both_engines: str, app: Flask, student: User, clock: Callable[[], object]) -> Shelf:
    """The material, with the neck chosen by the student."""
    found: Shelf = app.extensions["shelf"]
    with app.app_context(), transaction() as session:
        choose_decks(session, found, student, ["neck"], at=make.AT)
    return found


def at_once(browsers: list[PageClient], path: str, fields: list[dict[str, object]]) -> list[Status]:
    """The same form from several browsers at the same moment."""
    barrier = Barrier(len(browsers))

    def post(browser: PageClient, data: dict[str, object]) -> Status:
        barrier.wait()
        answer = browser.post(path, data=data)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(post, browsers, fields))


def rows(app: Flask) -> list[Review]:
    with app.app_context(), reading() as session:
        assert find_differences(session).is_clean
        return list(session.scalars(sa.select(Review).order_by(Review.id)))


def test_one_answer_sent_several_times_at_once_is_logged_once(app: Flask, client_for: Browse, student: User, shelf: Shelf) -> None:
    browsers = [client_for(student) for _ in range(AT_ONCE)]
    fields: dict[str, object] = {**pages.hidden(pages.ask(browsers[0], make.NAME)), "text": "masseter"}
    answers = at_once(browsers, f"/practice/items/{make.NAME}", [fields] * AT_ONCE)
    log = rows(app)
    assert len(log) == 1
    assert answers == [(303, f"/practice/answers/{log[0].id}")] * AT_ONCE


def test_of_several_tabs_that_answer_at_once_one_counts(app: Flask, client_for: Browse, student: User, shelf: Shelf) -> None:
    browsers = [client_for(student) for _ in range(AT_ONCE)]
    fields: list[dict[str, object]] = [{**pages.hidden(pages.ask(each, make.NAME)), "blank": "y"} for each in browsers]
    answers = at_once(browsers, f"/practice/items/{make.NAME}", fields)
    assert sorted(status for status, _ in answers) == [303, 409, 409, 409]
    assert len(rows(app)) == 1


@pytest.mark.parametrize(("act", "kept"), [("undo", 2), ("rating", 3)])
def test_a_double_click_on_undo_or_a_rating_counts_once(
    app: Flask, client_for: Browse, student: User, shelf: Shelf, act: str, kept: int
) -> None:
    browsers = [client_for(student) for _ in range(AT_ONCE)]
    number = pages.answer(browsers[0], make.NAME, make.right(shelf, shelf.get_item(make.NAME)))
    answers = at_once(browsers, f"/practice/answers/{number}/{act}", [{"rating": "2"}] * AT_ONCE)
    assert {status for status, _ in answers} == {303}
    assert len(rows(app)) == kept


def test_a_double_click_on_start_begins_each_deck_once(app: Flask, client_for: Browse, stranger: User, shelf: Shelf) -> None:
    browsers = [client_for(stranger) for _ in range(AT_ONCE)]
    answers = at_once(browsers, "/practice/start", [{"decks": ["neck", "rules"]}] * AT_ONCE)
    assert {status for status, _ in answers} == {303}
