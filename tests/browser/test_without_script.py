"""Without scripts: everything but the chart can be answered, and the chart offers its question in words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import knowing, people
from tests.browser.conftest import PHONE
from tests.browser.log import answers_of
from tests.browser.questions import ask, expect_feedback, offered, question_on
from tests.browser.server import Server
from webapp.library.shelf import Shelf


@pytest.fixture
def plain(open_page: Callable[..., Page]) -> Page:
    """A phone that runs no scripts."""
    return open_page(**PHONE, java_script_enabled=False)


@pytest.fixture
def learner(plain: Page) -> str:
    """Somebody who studies the neck, the rules and the pain map, without scripts from the first page on."""
    email = people.sign_up(plain)
    people.choose_decks(plain, ["neck", "rules", "pain-map"])
    return email


WORDS = [
    f"scalenes/{kind}"
    for kind in ("locate-words", "referral-words", "point-words", "caution-locate-words", "caution", "attachment", "innervation", "action")
]


@pytest.mark.parametrize("key", [*WORDS, "eight-of-ten/scenario", "temple/differential"])
def test_a_question_in_words_is_answered(plain: Page, learner: str, shelf: Shelf, key: str) -> None:
    asked = ask(plain, key)
    for right in knowing.right_ids(shelf.items[key], offered(plain)):
        plain.locator(f'input[value="{right}"]').check()
    plain.get_by_role("button", name="Answer").click()
    expect_feedback(plain, asked.key, correct=True)
    plain.locator('.answer-bar [data-key~="go"]').click()
    assert question_on(plain).key != key


def test_a_name_is_typed_and_sent_by_enter(plain: Page, learner: str) -> None:
    asked = ask(plain, "scalenes/name")
    plain.get_by_label("Its name").fill("scalenes")
    plain.get_by_label("Its name").press("Enter")
    expect_feedback(plain, asked.key, correct=True)


def test_a_name_is_chosen_from_the_list(plain: Page, learner: str) -> None:
    asked = ask(plain, "scalenes/name")
    plain.get_by_text("Choose from a list instead").click()
    plain.locator('input[name=option][value="scalenes"]').check()
    plain.get_by_role("button", name="Answer").click()
    expect_feedback(plain, asked.key, correct=True)


def test_zones_are_chosen_from_the_list(plain: Page, learner: str, shelf: Shelf, server: Server) -> None:
    asked = ask(plain, "scalenes/referral")
    plain.get_by_text("Choose from a list").click()
    for right in knowing.right_ids(shelf.items[asked.key]):
        plain.locator(f'[data-zone-list] input[value="{right}"]').check()
    plain.get_by_role("button", name="Answer").click()
    expect_feedback(plain, asked.key, correct=True)
    assert answers_of(server, learner)[0].score == 1


@pytest.mark.parametrize("muscle", ["scalenes", "trapezius-lower"])
def test_the_chart_offers_the_same_question_in_words(plain: Page, learner: str, muscle: str) -> None:
    ask(plain, f"{muscle}/locate")
    assert "The chart needs scripts." in plain.content()
    plain.get_by_role("link", name="Ask me in words").last.click()
    assert question_on(plain).key == f"{muscle}/locate-words"


def test_not_knowing_and_undoing_work(plain: Page, learner: str, server: Server) -> None:
    asked = ask(plain, "scalenes/locate")
    plain.get_by_role("button", name="I do not know").click()
    expect_feedback(plain, asked.key, correct=False)
    plain.get_by_role("button", name="Undo").click()
    assert question_on(plain).key == asked.key
    assert answers_of(server, learner) == []
