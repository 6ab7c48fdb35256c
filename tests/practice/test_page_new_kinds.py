"""The kinds that are answered from lists of facts, from the question to the feedback, as a browser sends them."""

from collections.abc import Callable

import pytest

from tests.clients import PageClient
from tests.practice import make, pages
from tests.practice.conftest import Enrol
from webapp.accounts.models import User
from webapp.core.answers import Marked
from webapp.core.items import Differentiate
from webapp.core.questions_pain import NONE
from webapp.library.shelf import Shelf

KINDS = ("attachment", "innervation", "action", "point-words", "caution-locate-words")


@pytest.fixture
def tab(enrol: Enrol, client_for: Callable[[User], PageClient]) -> PageClient:
    """A student of the neck, the pain map and what comes first in safety."""
    return client_for(enrol("neck", "pain-map", "safety-first"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_answer_is_right_and_shows_its_facts(tab: PageClient, shelf: Shelf, kind: str) -> None:
    item = shelf.get_item(f"levator-scapulae/{kind}")
    page = pages.ask(tab, item.key)
    offered = pages.values(page)
    right = make.right(shelf, item)
    if kind == "point-words":
        right = next(pages.chosen(each) for each in offered if each.startswith("levator-scapulae."))
    sent = pages.send(tab, page, **pages.filled(right))
    feedback = tab.get(str(sent.location))
    assert 'data-correct="yes"' in feedback.text
    assert 'class="mark-right"' in feedback.text
    assert "evidence" in pages.words(feedback)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_says_what_it_was(tab: PageClient, shelf: Shelf, kind: str) -> None:
    item = shelf.get_item(f"levator-scapulae/{kind}")
    page = pages.ask(tab, item.key)
    wrong = {name: next(each for each in pages.values(page, name) if "levator-scapulae" not in each) for name in pages.fields(page)}
    sent = pages.send(tab, page, **wrong)
    words = pages.words(tab.get(str(sent.location)))
    said = {
        "attachment": "Not right: the insertion and the origin.",
        "innervation": "Missed nerves:",
        "action": "That is what",
        "point-words": "That is a place of",
        "caution-locate-words": "That is said of",
    }
    assert said[kind] in words


@pytest.mark.parametrize("missing", ["origin", "insertion"])
def test_half_an_attachment_is_asked_for_the_rest_and_not_logged(tab: PageClient, missing: str) -> None:
    page = pages.ask(tab, "scalenes/attachment")
    given = {name: pages.values(page, name)[0] for name in ("origin", "insertion") if name != missing}
    again = pages.send(tab, page, **given)
    assert again.status_code == 422
    assert "Choose an origin and an insertion first" in pages.words(again)


def test_a_differential_counts_what_was_offered(tab: PageClient, shelf: Shelf) -> None:
    item = shelf.get_item("temple/differential")
    assert isinstance(item, Differentiate)
    page = pages.ask(tab, item.key)
    offered = pages.values(page)
    assert NONE.id in offered
    right = (item.core & set(offered)) or {NONE.id}
    sent = pages.send(tab, page, **pages.filled(Marked(frozenset(right))))
    feedback = tab.get(str(sent.location))
    assert 'data-correct="yes"' in feedback.text
    assert "Temporalis" in pages.words(feedback)


def test_a_muscle_that_was_not_offered_is_refused(tab: PageClient, shelf: Shelf) -> None:
    page = pages.ask(tab, "temple/differential")
    other = next(muscle for muscle in shelf.catalogue.muscles if muscle not in pages.values(page))
    assert pages.send(tab, page, ids=[other]).status_code == 422


def test_the_deck_of_safety_holds_only_musts_and_scenarios(shelf: Shelf) -> None:
    items = [shelf.items[key] for key in shelf.decks["safety-first"].item_keys]
    assert all(item.safety for item in items)
    assert {item.subject for item in items} >= {"scalenes", "eight-of-ten"}
    assert all(shelf.catalogue.muscles[item.subject].cautions for item in items if item.kind == "caution")
