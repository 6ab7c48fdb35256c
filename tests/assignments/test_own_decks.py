"""Assignments of decks that the school made itself: an archived one stays theirs."""

from dataclasses import replace

import sqlalchemy as sa

from tests.assignments import make
from tests.assignments.conftest import World
from tests.assignments.test_pages import FORM, Place, place, text  # noqa: F401
from tests.authoring import make as authoring
from tests.people import INSTRUCTOR
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.assignments.planning import fit_of
from webapp.assignments.setting import assign, change, wish_of, withdraw
from webapp.authoring.publishing import archive_deck
from webapp.classrooms.models import Classroom
from webapp.core.owned import deck_id_of
from webapp.db import transaction
from webapp.library.shelf import with_school

AT = make.day(0)
KEYS = (practice.LOCATE, *practice.OTHERS)


def test_the_form_offers_the_archived_deck_of_an_assignment_and_keeps_it(place: Place) -> None:  # noqa: F811
    with place.app.app_context(), transaction() as session:
        ines = session.scalars(sa.select(User).where(User.email == INSTRUCTOR.email)).one()
        deck = authoring.shared(session, place.shelf, ines, *KEYS, title="Beside the throat")
        deck_id, shelf = deck_id_of(deck.id), with_school(place.shelf, session)
        room = session.get_one(Classroom, place.room)
        number = assign(session, shelf, room, make.wish(deck_id=deck_id), at=AT).id
        archive_deck(session, ines, deck.id, deck.revision, at=AT)
    shown = text(place.ines.get(place.path(f"{number}/edit")))
    assert f'<option selected value="{deck_id}">Beside the throat (archived)</option>' in shown
    assert f'value="{deck_id}"' not in text(place.ines.get(place.path("new")))
    sent = {**FORM, "deck_id": deck_id, "due_day": "2026-03-06", "act": "save"}
    assert place.ines.post(place.path(f"{number}/edit"), data=sent).status_code == 303
    assert [(each.deck_id, each.due_day.day) for each in place.all()] == [(deck_id, 6)]
    for page in (place.ines.get(place.path(number)), place.client_for(place.ada).get(place.path(number))):
        assert "Beside the throat (archived)" in text(page)
    other = place.assign()
    assert "Choose a deck." in text(place.ines.post(place.path(f"{other}/edit"), data=sent))


def test_a_deck_that_an_assignment_names_is_not_deleted(place: Place) -> None:  # noqa: F811
    with place.app.app_context(), transaction() as session:
        ines = session.scalars(sa.select(User).where(User.email == INSTRUCTOR.email)).one()
        named, free = (authoring.shared(session, place.shelf, ines, *KEYS, title=title) for title in ("Named", "Free"))
        room, shelf = session.get_one(Classroom, place.room), with_school(place.shelf, session)
        wish = make.wish(deck_id=deck_id_of(named.id), first_day=make.THURSDAY, days=1)
        withdraw(session, assign(session, shelf, room, wish, at=AT), at=AT)
    for deck, goes in ((named, False), (free, True)):
        path = f"/school/decks/{deck.id}"
        assert ("Delete</button>" in text(place.ines.get(path))) == goes
        gone = place.ines.post(f"{path}/delete", data={"revision": deck.revision})
        assert (gone.status_code, "An assignment is about this deck." in text(gone)) == ((303, False) if goes else (422, True))


def test_there_is_a_plan_for_an_archived_deck(world: World) -> None:
    deck = authoring.shared(world.session, world.shelf, world.ines, *KEYS)
    shelf = with_school(world.shelf, world.session)
    made = assign(world.session, shelf, world.room, make.wish(deck_id=deck_id_of(deck.id)), at=AT)
    archive_deck(world.session, world.ines, deck.id, deck.revision, at=AT)
    shelf = with_school(world.shelf, world.session)
    wish = wish_of(world.session, made)
    assert fit_of(world.session, shelf, world.room, wish, at=AT, assignment=made) is not None
    assert change(world.session, shelf, world.room, made, replace(wish, points=3), version=1, at=AT)
