"""Pages of own decks: list, pick, order, preview, share; and who may open them."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.authoring import pages
from tests.clients import PageClient
from tests.web.test_query_counts import counted
from webapp.accounts.models import Role, User

NECK = ["scalenes/name", "scalenes/caution", "splenius-capitis/locate"]


@pytest.fixture
def ines(client_for: Callable[[User], PageClient], instructor: User) -> PageClient:
    """The instructor's browser."""
    return client_for(instructor)


def made(tab: PageClient, *keys: str, title: str = "First week") -> str:
    """Makes a deck of questions about the neck; gives its path."""
    path = f"/school/decks/{pages.number_of(tab.post('/school/decks', data={'title': title, 'about': 'x'}))}"
    if keys:
        assert tab.post(f"{path}/pick?region=neck", data={"keys": list(keys), "revision": "1"}).status_code == 303
    return path


def about(page_text: str, *words: str) -> list[int]:
    return [page_text.index(each) for each in words]


def test_shipped_decks_can_be_looked_at_and_copied(ines: PageClient) -> None:
    page = ines.get("/school/decks")
    assert page.text.count("/school/decks/look/") == 13
    look = ines.get("/school/decks/look/neck?item=scalenes/caution")
    assert "All 142 questions" in pages.words(look)
    assert 'data-preview="scalenes/caution"' in look.text
    copy = f"/school/decks/{pages.number_of(ines.post('/school/decks/copy/neck'))}"
    assert "142 questions" in pages.words(ines.get(copy))
    for path in ("/school/decks/look/nothing", "/school/decks/7", "/school/decks/99999999999999"):
        assert ines.get(path).status_code == 404, path
    assert ines.post("/school/decks/copy/nothing").status_code == 404


def test_questions_are_picked_from_the_table_of_a_region(ines: PageClient) -> None:
    path = made(ines, *NECK)
    assert pages.values(ines.get(f"{path}/pick?region=neck"), "keys", checked=True) == NECK
    assert pages.values(ines.get(f"{path}/pick?region=rules"), "keys", checked=True) == []
    assert ines.get(f"{path}/pick?region=nowhere").status_code == 404


def test_of_two_who_pick_at_once_neither_loses_a_tick(ines: PageClient) -> None:
    path = f"{made(ines, *NECK)}/pick?region=neck"
    held = pages.value(ines.get(path), "held")
    hers = {"keys": [NECK[0], NECK[2], "sternocleidomastoid/name"], "revision": "2", "held": held}
    assert ines.post(path, data=hers).status_code == 303
    late = ines.post(path, data={"keys": [*NECK[1:], "scalenes/locate"], "revision": "2", "held": held})
    assert late.status_code == 409
    ticked = pages.values(late, "keys", checked=True)
    assert set(ticked) == {"sternocleidomastoid/name", NECK[2], "scalenes/locate"}, "both added, both took out"
    assert "<dt>Added</dt><dd>Sternocleidomastoid: Name a marked muscle</dd>" in late.text
    assert "<dt>Taken out</dt><dd>Scalenes (anterior, middle, posterior): Structures at risk</dd>" in late.text
    again = {"keys": ticked, "revision": pages.value(late, "revision"), "held": pages.value(late, "held")}
    assert ines.post(path, data=again).status_code == 303
    assert pages.values(ines.get(path), "keys", checked=True) == ticked


def test_muscles_are_picked_from_the_atlas_or_its_list(ines: PageClient) -> None:
    path = made(ines)
    page = ines.get(f"{path}/atlas?view=back&layer=superficial")
    assert 'data-zone="infraspinatus"' in page.text
    assert "infraspinatus" in pages.values(page, "ids")
    picked = {"ids": ["infraspinatus", "teres-minor"], "kinds": ["name", "locate"], "revision": "1"}
    assert ines.post(f"{path}/atlas?view=back&layer=superficial", data=picked).status_code == 303
    assert "4 questions" in pages.words(ines.get(path))
    assert ines.post(f"{path}/atlas", data={"revision": "2"}).status_code == 422
    late = ines.post(f"{path}/atlas?view=back&layer=superficial", data=picked)
    assert late.status_code == 409
    assert pages.values(late, "ids", checked=True) == ["infraspinatus", "teres-minor"], "the ticks are still there"
    assert pages.values(late, "kinds", checked=True) == ["locate", "name"]


def test_questions_are_moved_by_button_and_by_number_and_taken_out(ines: PageClient) -> None:
    path = made(ines, *NECK)
    order = lambda: [each.split('"')[0] for each in ines.get(path).text.split('aria-label="Place of ')[1:]]  # noqa: E731
    first = order()
    assert ines.post(f"{path}/order", data={"move": "down-1", "place": ["1", "2", "3"], "revision": "2"}).location == f"{path}?at=2#place-2"
    assert order() == [first[1], first[0], first[2]]
    ines.post(f"{path}/order", data={"place": ["3", "2", "3"], "revision": "3"})
    assert order() == [first[0], first[2], first[1]]
    ines.post(f"{path}/order", data={"move": "out-2", "revision": "4"})
    assert order() == [first[0], first[1]]
    late = ines.post(f"{path}/order", data={"move": "up-2", "revision": "4"})
    assert late.status_code == 409
    assert "Somebody changed this" in pages.words(late)
    assert ines.post(f"{path}/order", data={"place": ["1", "x"], "revision": "5"}).status_code == 422


def test_a_shared_deck_is_students_and_a_late_title_is_not_lost(
    ines: PageClient, client_for: Callable[[User], PageClient], admin: User, student: User
) -> None:
    path = made(ines, *NECK)
    adam, ada = client_for(admin), client_for(student)
    assert adam.get(path).status_code == 404, "a draft is its author's"
    assert "First week" not in ada.get("/practice/start").text
    assert pages.act(ines, path, "share").status_code == 303
    assert "First week" in ada.get("/practice/start").text
    revision = pages.value(adam.get(path), "revision")
    assert ines.post(path, data={"title": "Hers", "revision": revision}).status_code == 303
    late = adam.post(path, data={"title": "His", "revision": revision})
    assert late.status_code == 409
    assert pages.value(late, "title") == "His"
    assert 'data-preview="scalenes/name"' in adam.get(f"{path}/preview").text
    assert pages.act(adam, path, "archive").status_code == 303
    assert "Hers" not in ada.get("/practice/start").text
    assert pages.act(adam, path, "delete").location == "/school/decks"


def test_an_empty_deck_is_not_shared(ines: PageClient) -> None:
    refused = pages.act(ines, made(ines), "share")
    assert refused.status_code == 422
    assert "it holds no question" in pages.words(refused)
    assert ines.post("/school/decks", data={"title": ""}).status_code == 422


@pytest.mark.parametrize("who", ["owner", "colleague", "administrator", "student", "reviewer", "nobody"])
def test_drafts_are_the_owners_and_the_school_is_the_instructors(
    ines: PageClient,
    client: PageClient,
    client_for: Callable[[User], PageClient],
    make_user: Callable[..., User],
    instructor: User,
    who: str,
) -> None:
    roles = {"colleague": Role.INSTRUCTOR, "administrator": Role.ADMINISTRATOR, "student": Role.STUDENT, "reviewer": Role.REVIEWER}
    tab = ines if who == "owner" else client if who == "nobody" else client_for(make_user(role=roles[who]))
    draft_deck, draft_item = made(ines, *NECK), f"/school/items/{pages.write(ines)}"
    shared, item = made(ines, *NECK, title="Shared"), f"/school/items/{pages.write(ines)}"
    pages.act(ines, shared, "share")
    pages.act(ines, item, "publish")
    teaches = who in ("owner", "colleague", "administrator")
    drafts = 200 if who == "owner" else 404 if teaches else 302 if who == "nobody" else 403
    public = 200 if teaches else drafts
    for path in ("", "/pick", "/atlas", "/preview"):
        assert tab.get(f"{draft_deck}{path}").status_code == drafts, path
        assert tab.get(f"{shared}{path}").status_code == public, path
    for path in ("", "/preview"):
        assert tab.get(f"{draft_item}{path}").status_code == drafts, path
        assert tab.get(f"{item}{path}").status_code == public, path
    writes = [f"{draft_deck}{path}" for path in ("/order", "/pick", "/atlas", "/share", "/archive", "/delete")] + [draft_deck]
    writes += [draft_item, *(f"{draft_item}/{act}" for act in ("publish", "retire", "delete"))]
    refused = {"colleague": 404, "administrator": 404, "student": 403, "reviewer": 403, "nobody": 401}
    for path in writes:
        status = tab.post(path, data={"revision": "999", "title": "x", **pages.text_form(revision="999")}).status_code
        assert status == refused.get(who, status), path
        assert who != "owner" or status in {409, 422}, path
    for path in ("/school/decks", "/school/items/new/text", "/school/decks/copy/neck"):
        assert (tab.post(path, data={"title": "x"}).status_code in {303, 404, 422}) == teaches


def test_the_list_asks_as_often_for_many_decks_as_for_few(ines: PageClient, app: Flask) -> None:
    spent = []
    for _ in range(2):
        for number in range(4):
            made(ines, *NECK, title=f"Deck {number}")
            pages.write(ines)
        counts = []
        for path in ("/school/decks", "/school/items"):
            with counted(app) as sent:
                ines.get(path)
            counts.append(len(sent))
        spent.append(counts)
    assert spent[0] == spent[1]
    assert max(spent[1]) <= 8
