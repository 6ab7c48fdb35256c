"""Practice by keys: each has its page, none works while one types, and all can be switched off."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import people
from tests.browser.hands import Keyboard
from tests.browser.log import answers_of, rows_of
from tests.browser.questions import FORM, ask, expect_feedback, question_on
from tests.browser.server import Server
from webapp.core.ratings import Rating
from webapp.library.shelf import Shelf


@pytest.fixture
def learner(laptop: Page) -> str:
    """Somebody who studies the neck and the rules, on the laptop."""
    return people.enrol(laptop, "neck", "rules")


def test_digits_choose_an_option_and_enter_answers(laptop: Page, learner: str, server: Server) -> None:
    asked = ask(laptop, "eight-of-ten/scenario")
    laptop.keyboard.press("2")
    expect(laptop.locator("input[name=option]").nth(1)).to_be_checked()
    laptop.keyboard.press("1")
    expect(laptop.locator("input[name=option]").nth(0)).to_be_checked()
    laptop.keyboard.press("Enter")
    expect_feedback(laptop, asked.key)
    assert len(rows_of(server, learner)) == 1


def test_digits_tick_and_untick_structures(laptop: Page, learner: str) -> None:
    ask(laptop, "scalenes/caution")
    box = laptop.locator("input[name=ids]").first
    laptop.keyboard.press("1")
    expect(box).to_be_checked()
    laptop.keyboard.press("1")
    expect(box).not_to_be_checked()


def test_enter_in_the_field_of_the_name_sends_the_name(laptop: Page, learner: str, server: Server) -> None:
    asked = ask(laptop, "sternocleidomastoid/name")
    laptop.get_by_label("Its name").fill("sternocleidomastoid")
    laptop.get_by_label("Its name").press("Enter")
    expect_feedback(laptop, asked.key, correct=True)
    assert answers_of(server, learner)[0].raw_answer == {"type": "typed", "text": "sternocleidomastoid", "first_try": None}


def test_letters_typed_into_the_name_are_letters(laptop: Page, learner: str, server: Server) -> None:
    ask(laptop, "sternocleidomastoid/name")
    laptop.get_by_label("Its name").press_sequentially("du1?")
    expect(laptop.get_by_label("Its name")).to_have_value("du1?")
    expect(laptop.locator("dialog[open]")).to_have_count(0)
    assert rows_of(server, learner) == []


def test_a_slip_of_spelling_may_be_mended_once(laptop: Page, learner: str, server: Server) -> None:
    asked = ask(laptop, "sternocleidomastoid/name")
    laptop.get_by_label("Its name").fill("sternocleidomastiod")
    laptop.get_by_label("Its name").press("Enter")
    expect(laptop.get_by_text("Almost.")).to_be_visible()
    assert rows_of(server, learner) == []
    laptop.get_by_label("Its name").fill("sternocleidomastoid")
    laptop.get_by_label("Its name").press("Enter")
    expect_feedback(laptop, asked.key, correct=True)
    assert answers_of(server, learner)[0].rating == Rating.HARD


def test_the_help_opens_by_question_mark_and_closes_by_escape(laptop: Page, learner: str, server: Server) -> None:
    ask(laptop, "scalenes/caution")
    laptop.keyboard.press("?")
    expect(laptop.get_by_role("dialog", name="Keys")).to_be_visible()
    laptop.keyboard.press("d")
    expect(laptop.get_by_role("dialog", name="Keys")).to_be_visible()
    laptop.keyboard.press("Escape")
    expect(laptop.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert rows_of(server, learner) == []


def test_digits_rate_an_answer_down_and_the_log_keeps_what_was_proposed(laptop: Page, learner: str, server: Server, shelf: Shelf) -> None:
    asked = ask(laptop, "trapezius-upper/locate")
    Keyboard(laptop, shelf).answer(asked)
    laptop.keyboard.press("2")
    assert question_on(laptop).key != asked.key
    answer = answers_of(server, learner)[-1]
    assert (answer.proposed, answer.rating) == (Rating.GOOD, Rating.HARD)


def test_safety_is_never_rated_up(laptop: Page, learner: str, shelf: Shelf) -> None:
    asked = ask(laptop, "scalenes/caution")
    Keyboard(laptop, shelf).answer(asked)
    expect(laptop.locator('[data-key~="3"]')).to_be_visible()
    expect(laptop.locator('[data-key~="4"]')).to_have_count(0)
    laptop.keyboard.press("4")
    expect_feedback(laptop, asked.key)


def test_space_on_a_focused_option_ticks_it_and_does_not_answer(laptop: Page, learner: str, server: Server, shelf: Shelf) -> None:
    ask(laptop, "scalenes/caution")
    Keyboard(laptop, shelf).walk_to("input[name=ids]")
    laptop.keyboard.press("Space")
    expect(laptop.locator("input[name=ids]").first).to_be_checked()
    expect(laptop.locator(FORM)).to_be_attached()
    assert rows_of(server, learner) == []


def test_switched_off_single_keys_do_nothing_and_enter_still_answers(laptop: Page, learner: str, server: Server, shelf: Shelf) -> None:
    laptop.goto("/accounts/settings")
    laptop.get_by_label("Single-key shortcuts").uncheck()
    laptop.locator("section[aria-labelledby=display] button[type=submit]").click()
    expect(laptop.get_by_text("Saved.")).to_be_visible()
    asked = ask(laptop, "eight-of-ten/scenario")
    for key in ("d", "1", "?", "u"):
        laptop.keyboard.press(key)
    expect(laptop.locator("input:checked")).to_have_count(0)
    expect(laptop.locator("dialog[open]")).to_have_count(0)
    Keyboard(laptop, shelf).walk_to("input[name=option]")
    laptop.keyboard.press("Space")
    laptop.keyboard.press("Enter")
    expect_feedback(laptop, asked.key)
    assert answers_of(server, learner)[0].raw_answer != {"type": "blank"}
