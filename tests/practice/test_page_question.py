"""The question page: asks each kind, and nothing on it says what the answer is."""

import re
from collections.abc import Callable

import pytest

from tests.clients import PageClient, parse
from tests.practice import make, pages
from tests.practice.conftest import Enrol
from webapp.accounts.models import User
from webapp.atlas.figures import path
from webapp.core.charts import View
from webapp.core.items import Item, Kind
from webapp.core.text import name_forms
from webapp.library.shelf import Shelf

KINDS = ("locate", "locate-words", "name", "referral", "referral-words", "caution")
# Attributes that hold the item's key: the form's own, which scripted clients need, and the addresses it is sent to.
KEYED = {"action", "data-item"}


def attributes(tree: object) -> str:
    """All attribute values but those that hold the item's key."""
    return " ".join(str(value) for each in tree.iter() for name, value in each.attrib.items() if name not in KEYED)  # type: ignore[attr-defined]


def without_options(page: str) -> object:
    """The page without the list of names to choose from."""
    tree = parse(page)
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == "label" and any(each.get("name") == "option" for each in child.iter("input")):
                parent.remove(child)
    return tree


def neck(shelf: Shelf, kind: str) -> list[Item]:
    return [shelf.items[key] for key in shelf.decks["neck"].item_keys if key.endswith(f"/{kind}")]


def test_nobody_is_sent_to_sign_in(client: PageClient) -> None:
    assert client.get("/practice/next").status_code == 302


def test_without_a_deck_there_is_no_question(client_for: Callable[[User], PageClient], student: User) -> None:
    assert client_for(student).get("/practice/next").location == "/practice"


@pytest.mark.parametrize("key", [*(f"sternocleidomastoid/{kind}" for kind in KINDS), "eight-of-ten/scenario"])
def test_each_kind_is_asked_with_what_its_form_needs(tab: PageClient, key: str) -> None:
    page = pages.ask(tab, key)
    form = pages.question_form(page)
    assert form.get("data-kind") == key.rpartition("/")[2]
    assert form.get("action") == f"/practice/items/{key}"
    assert {"reps", "client_uuid", "elapsed_ms"} <= pages.hidden(page).keys()
    assert pages.hidden(page)["reps"] == "0"


def test_each_showing_has_a_uuid_of_its_own_but_the_same_options(tab: PageClient) -> None:
    shown = [pages.ask(tab, "sternocleidomastoid/locate-words") for _ in range(2)]
    uuids = {pages.hidden(page)["client_uuid"] for page in shown}
    options = [[each.get("value") for each in pages.question_form(page).iter("input") if each.get("name") == "option"] for page in shown]
    assert len(uuids) == 2
    assert options[0] == options[1]


def test_a_name_question_does_not_say_the_name(tab: PageClient, shelf: Shelf) -> None:
    for item in neck(shelf, "name"):
        page = pages.ask(tab, item.key)
        tree = without_options(page.text)
        muscle = shelf.catalogue.muscles[item.subject]
        told = (attributes(tree) + " ".join(tree.itertext())).lower()  # type: ignore[attr-defined]
        for name in (muscle.id, muscle.name.en, muscle.name.latin or muscle.id, *muscle.name.synonyms):
            assert name.lower() not in told, item.key
        assert not any(" ".join(form) in told for form in name_forms(muscle)), item.key


def test_the_options_of_a_name_question_do_not_tell_which_is_right(tab: PageClient, shelf: Shelf) -> None:
    places = set()
    for item in neck(shelf, "name"):
        options = [each for each in pages.question_form(pages.ask(tab, item.key)).iter("input") if each.get("name") == "option"]
        assert [set(option.attrib) for option in options] == [{"type", "name", "value"}] * 4
        places.add([option.get("value") for option in options].index(item.subject))
    assert len(places) > 1


def test_a_locate_question_does_not_say_where(tab: PageClient, shelf: Shelf) -> None:
    for item in neck(shelf, "locate"):
        page = pages.ask(tab, item.key)
        muscle, view = shelf.catalogue.muscles[item.subject], view_shown(shelf, page.text)
        outline = view.muscles[item.subject]
        rings = (*outline.silhouette, *(ring for seen in outline.visible.values() for ring in seen))
        assert not any(path([ring])[1:-1] in page.text for ring in rings)
        assert f"{outline.inside[0]:g} {-outline.inside[1]:g}" not in page.text
        assert not [each for each in parse(page.text).iter() if str(each.get("class") or "").startswith("mark-")]
        words = pages.words(page)
        for fact in (muscle.landmarks, muscle.palpate, muscle.origin, muscle.insertion):
            assert fact.text not in words


def test_the_window_of_a_locate_question_is_that_of_a_region_not_of_the_muscle(tab: PageClient, shelf: Shelf) -> None:
    for item in neck(shelf, "locate"):
        page = pages.ask(tab, item.key)
        view = view_shown(shelf, page.text)
        u0, v0, u1, v1 = view.window if view.is_close_up else shelf.catalogue.regions[item.region].focus[view.id]
        assert f'viewBox="{u0:g} {-v1:g} {u1 - u0:g} {v1 - v0:g}"' in page.text
        shown = [outline.inside for outline in view.muscles.values() if u0 < outline.inside[0] < u1 and v0 < outline.inside[1] < v1]
        assert len(shown) >= 10, "many muscles could be meant"


def view_shown(shelf: Shelf, page: str) -> View:
    """The view on which a question is asked."""
    found = re.search(r'data-view="([^"]+)"', page)
    assert found
    return shelf.atlas.views[found[1]]


@pytest.mark.parametrize("kind", ["referral", "caution", "referral-words"])
def test_nothing_is_ticked_or_marked_beforehand(tab: PageClient, shelf: Shelf, kind: str) -> None:
    page = pages.ask(tab, f"sternocleidomastoid/{kind}")
    ticked = [each for each in parse(page.text).iter() if "checked" in each.attrib or each.get("aria-checked") == "true"]
    assert ticked == []
    muscle = shelf.catalogue.muscles["sternocleidomastoid"]
    words = pages.words(page)
    assert not any(point.text in words for point in muscle.points)
    assert not any(caution.text in words for caution in muscle.cautions)


def test_a_scenario_does_not_say_why(tab: PageClient, shelf: Shelf) -> None:
    for key in shelf.decks["rules"].item_keys[:8]:
        scenario = shelf.catalogue.scenarios[shelf.items[key].subject]
        words = pages.words(pages.ask(tab, key))
        assert scenario.says in words
        assert scenario.text not in words
        assert shelf.catalogue.rules[scenario.rule].text not in words


def test_a_question_on_the_chart_can_be_asked_in_words(enrol: Enrol, client_for: Callable[[User], PageClient], shelf: Shelf) -> None:
    tab = client_for(enrol("neck", new_per_day=50))
    page = tab.get("/practice/next")
    while pages.item_of(page).rpartition("/")[2] not in ("locate", "referral"):
        pages.send(tab, page, **pages.filled(make.right(shelf, shelf.get_item(pages.item_of(page)))))
        page = tab.get("/practice/next")
    twin = f"{pages.item_of(page)}-words"
    assert f'href="/practice/next?item={twin}"' in page.text
    in_words = tab.get(f"/practice/next?item={twin}")
    assert pages.item_of(in_words) == twin
    pages.send(tab, in_words, **pages.filled(make.right(shelf, shelf.get_item(pages.item_of(in_words)))))
    # Asked in words already, the twin is not open again; what comes next has its own.
    assert pages.item_of(tab.get(f"/practice/next?item={twin}")) != twin


def test_who_is_asked_in_words_gets_no_chart(enrol: Enrol, client_for: Callable[[User], PageClient]) -> None:
    page = client_for(enrol("neck", in_words=True)).get("/practice/next")
    assert pages.question_form(page).get("data-kind") in {Kind.LOCATE_WORDS, Kind.REFERRAL_WORDS, Kind.CAUTION}
    assert "data-chart" not in page.text


@pytest.mark.parametrize("wanted", ["no-such/thing", "masseter/locate", "x" * 5000, "eight-of-ten/scenario/"])
def test_an_item_that_is_not_open_is_not_asked(tab: PageClient, wanted: str) -> None:
    following = pages.item_of(tab.get("/practice/next"))
    assert pages.item_of(tab.get(f"/practice/next?item={wanted}")) == following


def test_safety_questions_offer_no_suspending(tab: PageClient) -> None:
    assert "Suspend this question" not in pages.words(pages.ask(tab, make.CAUTION))
    assert "Suspend this question" in pages.words(pages.ask(tab, make.NAME))
