"""The shelf with what the school published: current in every process and thread, and cheap while nothing changes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.authoring import make
from tests.authoring.conftest import Committed
from tests.clients import PageClient
from tests.web.test_query_counts import counted
from webapp.accounts.models import User
from webapp.authoring.publishing import archive_deck, retire_item
from webapp.authoring.queries import get_item
from webapp.core.entries import CautionState
from webapp.core.owned import deck_id_of
from webapp.db import reading, transaction
from webapp.library.shelf import Keeper, Shelf, shelf, with_school


def test_only_what_is_published_and_shared_is_on_it(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    make.item(session, base, ines)
    make.deck(session, ines, "scalenes/name")
    assert with_school(base, session).items == base.items
    assert with_school(base, session).decks == base.decks
    text, choice, area = (make.published(session, base, ines, answer) for answer in (make.TEXT, make.CHOICE, make.AREA))
    deck = make.shared(session, with_school(base, session), ines, make.key(area), "scalenes/locate", make.key(text), title="Both")
    found = with_school(base, session)
    assert found.items.keys() - base.items.keys() == {make.key(each) for each in (text, choice, area)}
    assert {found.items[make.key(each)].region for each in (text, choice, area)} == {"shoulder-chest-upper-back"}
    assert found.decks[deck_id_of(deck.id)].item_keys == (make.key(area), "scalenes/locate", "scalenes/locate-words", make.key(text))
    assert list(found.decks)[: len(base.decks)] == list(base.decks)
    assert [source.title for source in found.sources_of(found.items[make.key(text)].fact.src)] == ["Platzer 2018, Atlas, p. 152"]  # type: ignore[attr-defined]
    assert found.decks["shoulder-chest-upper-back"] == base.decks["shoulder-chest-upper-back"], "shipped decks stay as shipped"


def test_what_is_retired_or_archived_stays_known(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made = make.published(session, base, ines)
    deck = make.shared(session, with_school(base, session), ines, make.key(made), "scalenes/name")
    retire_item(session, ines, made.id, made.revision, at=make.AT)
    found = with_school(base, session)
    assert make.key(made) not in found.items
    assert found.get_item(make.key(made)).about == make.MUSCLE
    assert found.about(f"school-{made.id}") == make.MUSCLE
    assert found.decks[deck_id_of(deck.id)].item_keys == ("scalenes/name",)
    archive_deck(session, ines, deck.id, deck.revision, at=make.AT)
    found = with_school(base, session)
    assert deck_id_of(deck.id) not in found.decks
    assert found.get_deck(deck_id_of(deck.id)).item_keys == ("scalenes/name",)


def test_what_the_material_no_longer_bears_is_asked_no_more_and_breaks_nothing(session: Session, base: Shelf) -> None:
    ines = make.teacher(session)
    made, area = make.published(session, base, ines), make.published(session, base, ines, make.AREA)
    muscle = base.catalogue.muscles[make.MUSCLE]
    left = {name: entry for name, entry in base.catalogue.muscles.items() if name != make.MUSCLE}
    doubtful = {**left, make.MUSCLE: replace(muscle, caution_state=CautionState.NOT_ASSESSED)}
    for muscles in (left, doubtful):
        found = with_school(replace(base, catalogue=replace(base.catalogue, muscles=muscles)), session)
        assert {make.key(made), make.key(area)} <= found.retired.keys()
        assert not {make.key(made), make.key(area)} & found.items.keys()
    views = {name: view for name, view in base.atlas.views.items() if name != "front"}
    found = with_school(replace(base, atlas=replace(base.atlas, views=views)), session)
    assert make.key(made) in found.items
    assert make.key(area) in found.retired


def test_another_process_sees_it_at_its_next_look(
    app: Flask, both_engines: str, base: Shelf, committed: Committed[str], instructor: User
) -> None:
    mine, theirs = Keeper(base), Keeper(base)
    with app.app_context(), reading() as look:
        assert mine.shelf_at(look) is base
    key = committed(lambda session: make.key(make.published(session, base, session.get_one(User, instructor.id))))
    with app.app_context():
        with reading() as look:
            first = mine.shelf_at(look)
            assert mine.shelf_at(look) is first
        assert key in first.items
        with reading() as look:
            assert key in theirs.shelf_at(look).items
        with transaction() as session:
            item = get_item(session, session.get_one(User, instructor.id), int(key.split("/")[0].removeprefix("school-")))
            retire_item(session, session.get_one(User, instructor.id), item.id, item.revision, at=make.AT)
        with reading() as look:
            assert key not in theirs.shelf_at(look).items


def test_what_is_not_committed_is_nobodys(app: Flask, base: Shelf, instructor: User) -> None:
    with app.app_context(), Session(app.extensions["engines"].write) as session:
        key = make.key(make.published(session, base, session.get_one(User, instructor.id)))
        assert key not in shelf().items
        session.rollback()
        assert key not in shelf().items


def test_many_threads_get_one_shelf(
    app: Flask, base: Shelf, committed: Committed[str], instructor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = committed(lambda session: make.key(make.published(session, base, session.get_one(User, instructor.id))))
    made: list[int] = []

    def counting(found: Shelf, session: Session) -> Shelf:
        made.append(1)
        return with_school(found, session)

    monkeypatch.setattr("webapp.library.shelf.with_school", counting)
    keeper = Keeper(base)

    def look(_: int) -> Shelf:
        with app.app_context(), reading() as session:
            return keeper.shelf_at(session)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(look, range(32)))
    assert all(each is found[0] for each in found)
    assert key in found[0].items
    assert len(made) == 1


def test_publishing_between_two_queries_is_noticed(
    app: Flask, base: Shelf, committed: Committed[str], instructor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(lambda session: make.key(make.published(session, base, session.get_one(User, instructor.id))))
    stamps = iter(["one", "two", "two"])
    monkeypatch.setattr("webapp.library.school_queries.find_stamp", lambda _: next(stamps))
    keeper = Keeper(base)
    with app.app_context(), reading() as session:
        keeper.shelf_at(session)
    assert keeper._kept is not None
    assert keeper._kept[0] == "two"


def test_visitors_see_the_shipped_material_and_ask_nothing_more(
    app: Flask,
    base: Shelf,
    client: PageClient,
    client_for: Callable[[User], PageClient],
    student: User,
    committed: Committed[str],
    instructor: User,
) -> None:
    committed(lambda session: make.key(make.published(session, base, session.get_one(User, instructor.id))))
    with counted(app) as sent:
        client.get("/atlas")
    assert sent == []
    tab = client_for(student)
    tab.get("/library")
    with counted(app) as sent:
        tab.get("/library")
    assert sum("shelf_stamps" in each for each in sent) == 1
    assert not any("school_items" in each for each in sent), "nothing has changed"
