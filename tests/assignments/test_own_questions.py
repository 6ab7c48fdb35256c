"""The school's own questions in a class test: they stay as they are until it has closed for everybody."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

import pytest
import sqlalchemy as sa

from tests.assignments import make
from tests.assignments.conftest import World
from tests.assignments.test_pages import Place, place  # noqa: F401
from tests.assignments.test_test_windows import CLOSES, OPENS, begin
from tests.authoring import make as own
from tests.authoring.pages import text_form
from tests.people import INSTRUCTOR
from webapp.accounts.models import User
from webapp.assignments.guarding import keep_asked
from webapp.assignments.models import Assignment
from webapp.assignments.setting import assign, withdraw
from webapp.assignments.testing import give_time
from webapp.assignments.wishes import TestWish
from webapp.authoring.publishing import retire_item
from webapp.authoring.writing import change_item
from webapp.classrooms.models import Classroom
from webapp.core.assigning import Goal
from webapp.core.owned import deck_id_of
from webapp.db import transaction
from webapp.errors import Invalid
from webapp.library.models import ItemState, SchoolItem
from webapp.library.shelf import with_school

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Asked:
    """A question of the school, and a class test of an hour that asks it."""

    world: World
    item: SchoolItem
    test: Assignment

    def retire(self, at: datetime) -> None:
        retire_item(self.world.session, self.world.ines, self.item.id, self.item.revision, guards=[keep_asked], at=at)

    def change(self, at: datetime, **values: object) -> None:
        session, draft = self.world.session, own.draft(**values)  # type: ignore[arg-type]
        change_item(session, self.world.shelf, self.world.ines, self.item.id, draft, self.item.revision, guards=[keep_asked], at=at)


@pytest.fixture
def asked(world: World) -> Asked:
    item = own.published(world.session, world.shelf, world.ines)
    deck = own.shared(world.session, with_school(world.shelf, world.session), world.ines, own.key(item))
    shelf = with_school(world.shelf, world.session)
    test = TestWish(6, 30, opens=time(11), closes=time(12))
    wish = make.wish(Goal.CLASS_TEST, deck_id=deck_id_of(deck.id), due_day=make.MONDAY, test=test, title="Quiz")
    return Asked(replace(world, shelf=shelf), item, assign(world.session, shelf, world.room, wish, at=make.day(0)))


def test_it_is_neither_retired_nor_asked_otherwise_before_the_test_has_closed_for_everybody(asked: Asked) -> None:
    give_time(asked.world.session, asked.test, asked.world.tara.id, 100, at=make.day(0))
    for at in (make.day(0), OPENS, CLOSES + 29 * MINUTE):
        with pytest.raises(Invalid, match="“Quiz” of MT-101"):
            asked.retire(at)
        with pytest.raises(Invalid, match="“Quiz” of MT-101"):
            asked.change(at, question="Which nerve?")
    asked.change(OPENS, explanation="What is read after the answer may change.")
    asked.change(CLOSES + 30 * MINUTE, question="Which nerve?")
    asked.retire(CLOSES + 30 * MINUTE)
    assert asked.item.state is ItemState.RETIRED


def test_a_withdrawn_test_holds_it_for_who_had_begun(asked: Asked) -> None:
    begin(asked.world, asked.test, asked.world.ada, OPENS)
    withdraw(asked.world.session, asked.test, at=OPENS + MINUTE)
    with pytest.raises(Invalid):
        asked.retire(OPENS + 2 * MINUTE)
    asked.retire(CLOSES)


def test_a_withdrawn_test_that_nobody_began_holds_nothing(asked: Asked) -> None:
    withdraw(asked.world.session, asked.test, at=make.day(0))
    asked.retire(make.day(0))


def test_its_pages_refuse_with_words(place: Place) -> None:  # noqa: F811
    with place.app.app_context(), transaction() as session:
        ines = session.scalars(sa.select(User).where(User.email == INSTRUCTOR.email)).one()
        item = own.published(session, place.shelf, ines)
        deck = own.shared(session, with_school(place.shelf, session), ines, own.key(item))
        wish = make.wish(Goal.CLASS_TEST, deck_id=deck_id_of(deck.id), title="Quiz")
        assign(session, with_school(place.shelf, session), session.get_one(Classroom, place.room), wish, at=make.day(0))
        path, revision = f"/school/items/{item.id}", item.revision
    for answer in (
        place.ines.post(f"{path}/retire", data={"revision": revision}),
        place.ines.post(path, data=text_form(question="Which one?", revision=revision)),
    ):
        assert answer.status_code == 422
        assert "The class test “Quiz” of MT-101 asks this question." in answer.text
