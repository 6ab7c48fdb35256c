"""Today's page: what the day holds, and why nothing is left where nothing is."""

from collections.abc import Callable

from tests.clients import PageClient
from tests.conftest import Clock
from tests.practice import make, pages
from tests.practice.conftest import Content, Enrol
from webapp.accounts.models import User
from webapp.library.shelf import Shelf

Browse = Callable[[User], PageClient]


def finish(tab: PageClient, shelf: Shelf) -> None:
    """Answer rightly until nothing is asked."""
    while (page := tab.get("/practice/next")).status_code == 200:
        key = pages.item_of(page)
        assert pages.send(tab, page, **pages.filled(make.right(shelf, shelf.get_item(key)))).status_code == 303


def test_nobody_is_sent_to_sign_in(client: PageClient) -> None:
    answer = client.get("/practice")
    assert (answer.status_code, answer.location) == (302, "/accounts/sign-in?next=%2Fpractice")


def test_who_has_no_deck_yet_is_sent_to_choose_one(client_for: Browse, student: User) -> None:
    answer = client_for(student).get("/practice")
    assert (answer.status_code, answer.location) == (302, "/practice/start")


def test_it_tells_what_the_day_holds(enrol: Enrol, client_for: Browse) -> None:
    words = pages.words(client_for(enrol(new_per_day=5)).get("/practice"))
    assert "5 new" in words.replace("5new", "5 new")
    assert "5 questions, about 2 min." in words


def test_it_changes_nothing(tab: PageClient, content: Callable[[], Content]) -> None:
    before = content()
    for path in ("/practice", "/practice/next", "/practice/next?more=1", "/practice/next?item=scalenes/locate-words", "/practice/start"):
        assert tab.get(path).status_code == 200
    assert content() == before


def test_when_done_it_says_so_and_when_the_next_questions_come(enrol: Enrol, client_for: Browse, shelf: Shelf) -> None:
    tab = client_for(enrol("neck", new_per_day=2))
    finish(tab, shelf)
    assert tab.get("/practice/next").location == "/practice"
    words = pages.words(tab.get("/practice"))
    assert "Done for today. 2 answered." in words
    assert "The next questions come tomorrow" in words
    assert "New ones are limited to 2 a day" in words


def test_when_nothing_is_due_it_says_when_something_is(enrol: Enrol, client_for: Browse, shelf: Shelf, clock: Clock) -> None:
    tab = client_for(enrol("neck", new_per_day=0))
    pages.answer(tab, make.NAME, make.right(shelf, shelf.get_item(make.NAME)))
    clock.move(days=1)
    words = pages.words(tab.get("/practice"))
    assert "Nothing is due today. The next questions come tomorrow." in words
    assert "New ones are limited to 0 a day" in words


def test_who_wants_no_new_ones_is_told_that_this_is_why_there_are_none(enrol: Enrol, client_for: Browse) -> None:
    words = pages.words(client_for(enrol("neck", new_per_day=0)).get("/practice"))
    assert "Nothing is due today. New ones are limited to 0 a day" in words
    assert "suspended or learnt ahead" not in words


def test_when_all_decks_are_paused_it_says_so(tab: PageClient, shelf: Shelf) -> None:
    pages.answer(tab, make.LOCATE, make.right(shelf, shelf.get_item(make.LOCATE)))
    for deck in ("neck", "rules"):
        tab.post(f"/practice/decks/{deck}/pause")
    assert "All your decks are paused" in pages.words(tab.get("/practice"))


def test_past_the_minutes_it_says_so_and_more_goes_on(enrol: Enrol, client_for: Browse, shelf: Shelf, clock: Clock) -> None:
    tab = client_for(enrol("neck", "rules", new_per_day=40, minutes_per_day=1))
    for key in shelf.decks["rules"].item_keys[:12]:
        pages.answer(tab, key, make.right(shelf, shelf.get_item(key)))
    clock.move(days=25)
    page = tab.get("/practice")
    assert "more are due, but would take longer than the 1 minutes a day" in pages.words(page)
    finish(tab, shelf)
    assert tab.get("/practice/next").status_code == 302
    page = tab.get("/practice/next?more=1")
    assert page.status_code == 200
    answered = pages.send(tab, page, **pages.filled(make.right(shelf, shelf.get_item(pages.item_of(page)))))
    assert str(answered.location).endswith("?more=1")
    feedback = tab.get(str(answered.location))
    assert "/rating?more=1" in feedback.text


def test_others_siblings_are_said_to_wait(tab: PageClient, shelf: Shelf, clock: Clock) -> None:
    for key in (make.LOCATE, make.NAME, make.REFERRAL):
        pages.answer(tab, key, make.right(shelf, shelf.get_item(key)))
    clock.move(days=25)
    assert "wait for another day, because the same muscle is already asked today" in pages.words(tab.get("/practice"))
