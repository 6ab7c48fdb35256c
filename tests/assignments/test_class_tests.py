"""Class tests: which questions, on which terms, more time, what is noted, and what they are worth."""

from datetime import time, timedelta
from uuid import uuid4

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from tests.selftests import make as sittings
from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.gradebook import gradebook
from webapp.assignments.models import Assignment
from webapp.assignments.overseeing import oversee
from webapp.assignments.progress import list_progress
from webapp.assignments.setting import change, wish_of
from webapp.assignments.settling import align_tests
from webapp.assignments.tasks import get_task
from webapp.assignments.testing import blueprint_of, give_time, held, paper_of, preview, questions_in, start_test
from webapp.assignments.wishes import TestWish
from webapp.core.assigning import Goal
from webapp.core.candidates import CHART_KINDS
from webapp.core.entries import Evidence
from webapp.core.sittings import Oddity
from webapp.errors import Invalid, NotFound
from webapp.selftests.models import Sitting
from webapp.selftests.results import result
from webapp.selftests.submitting import submit

AT = make.day(0)
MINUTE = timedelta(minutes=1)
GRADES = {Evidence.A, Evidence.B, Evidence.C}


def begin(world: World, test: Assignment, student: User, at=AT) -> Sitting:  # type: ignore[no-untyped-def]
    return start_test(world.session, world.shelf, student, test, uuid4(), device="phone", at=at)


def keys(world: World, test: Assignment) -> list[str]:
    return [item.key for item in questions_in(world.shelf, blueprint_of(paper_of(world.session, test)))]


def test_it_asks_of_the_deck_and_of_graded_facts_only(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(100))
    asked = keys(world, test)
    assert set(asked) <= set(world.shelf.decks["neck"].item_keys)
    assert {world.shelf.items[key].evidence for key in asked} <= GRADES
    assert any(world.shelf.items[key].evidence not in GRADES for key in world.shelf.decks["neck"].item_keys)
    assert set(asked) <= {item.key for item in held(world.shelf, world.shelf.decks["neck"], in_words=False)}
    assert len(asked) == len(set(asked)) == 100
    assert not any(key.endswith("-words") for key in asked)


def test_everybody_is_asked_what_the_instructor_looked_at(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST)
    looked = [each.item.key for each in preview(world.shelf, blueprint_of(paper_of(world.session, test)))]
    orders = []
    for student in (world.ada, world.tara):
        sitting = begin(world, test, student)
        orders.append([row.item_key for row in sittings.queries.list_questions(world.session, sitting.id)])
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(looked)
    assert orders[0] != orders[1]
    assert len(looked) == 6


def test_other_numbers_draw_other_questions_and_the_same_the_same(world: World) -> None:
    one, same, other = (world.assign(Goal.CLASS_TEST, test=TestWish(6, seed=seed)) for seed in (5, 5, 6))
    assert keys(world, one) == keys(world, same) != keys(world, other)


def test_in_words_nothing_needs_the_chart(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(40, in_words=True))
    kinds = {world.shelf.items[key].kind for key in keys(world, test)}
    assert kinds
    assert not kinds & CHART_KINDS
    sitting = begin(world, test, world.ada)
    assert len(sittings.queries.list_questions(world.session, sitting.id)) == len(keys(world, test))


def test_each_question_has_its_facts_for_the_badge(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(100))
    for each in preview(world.shelf, blueprint_of(paper_of(world.session, test))):
        assert each.facts, each.item.key
        assert each.right


def test_it_opens_and_closes_by_the_clocks_of_the_class(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 30, opens=time(14), closes=time(15, 30)))
    paper = paper_of(world.session, test)
    assert paper.opens_at is not None
    assert paper.opens_at.hour == 13  # UTC
    for at in (paper.opens_at - MINUTE, paper.closes_at):
        with pytest.raises(Invalid):
            begin(world, test, world.ada, at)
    assert begin(world, test, world.ada, paper.opens_at).attempt == 1
    assert test.due_at("Europe/Berlin") == paper.closes_at


def test_it_follows_the_time_zone_of_its_class(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 30, opens=time(14)))
    world.room.time_zone = "Europe/Lisbon"
    align_tests(world.session, at=AT)
    paper = paper_of(world.session, test)
    assert (paper.opens_at, paper.closes_at) == (make.AT.replace(hour=14), test.due_at("Europe/Lisbon"))


def test_there_is_one_attempt(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST)
    sitting = begin(world, test, world.ada)
    assert begin(world, test, world.ada, AT + MINUTE).id == sitting.id
    submit(world.session, world.shelf, world.ada, sitting.id, at=AT + MINUTE)
    with pytest.raises(Invalid, match="already"):
        begin(world, test, world.ada, AT + 2 * MINUTE)


def test_only_those_it_is_for_find_it(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, student_ids=frozenset({world.ada.id}))
    for person in (world.tara, world.stan, world.ines):
        with pytest.raises(NotFound):
            queries.get_for_student(world.session, person.id, world.room.id, test.id)
    assert queries.get_for_student(world.session, world.ada.id, world.room.id, test.id)[0] is test


def test_more_time_is_one_students(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40))
    give_time(world.session, test, world.tara.id, 50, at=AT)
    give_time(world.session, test, world.tara.id, 25, at=AT)
    assert begin(world, test, world.tara).ends_at == AT + 50 * MINUTE
    assert begin(world, test, world.ada).ends_at == AT + 40 * MINUTE
    assert get_task(world.session, world.shelf, world.tara, world.room.id, test.id, at=AT).minutes == 50
    for wrong in (-1, 301):
        with pytest.raises(Invalid):
            give_time(world.session, world.assign(Goal.CLASS_TEST), world.ada.id, wrong, at=AT)
    with pytest.raises(NotFound):
        give_time(world.session, test, world.stan.id, 25, at=AT)


def test_time_that_is_taken_back_is_gone(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40))
    give_time(world.session, test, world.ada.id, 50, at=AT)
    give_time(world.session, test, world.ada.id, 0, at=AT)
    assert begin(world, test, world.ada).ends_at == AT + 40 * MINUTE


def test_no_answer_is_shown_before_it_has_closed_for_everybody(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40))
    give_time(world.session, test, world.tara.id, 50, at=AT)
    sitting = begin(world, test, world.ada)
    sittings.answer_all(world.session, world.shelf, world.ada, sitting, "rrw")
    submit(world.session, world.shelf, world.ada, sitting.id, at=AT + 10 * MINUTE)
    closes = test.due_at("Europe/Berlin")
    for at in (AT + 11 * MINUTE, closes, closes + 19 * MINUTE):
        with pytest.raises(Invalid):
            result(world.session, world.shelf, world.ada, sitting.id, at=at)
    assert result(world.session, world.shelf, world.ada, sitting.id, at=closes + 20 * MINUTE).total.right == 2


def test_the_result_goes_to_the_gradebook_and_stays_out_of_practice(world: World) -> None:
    test, days = world.assign(Goal.CLASS_TEST, points=12), world.assign(items_a_day=1)
    sitting = begin(world, test, world.ada)
    sittings.answer_all(world.session, world.shelf, world.ada, sitting, "rrwb")
    at = AT + 10 * MINUTE
    assert gradebook(world.session, world.shelf, world.room, at=at).rows[0].marks[0].points is None  # type: ignore[union-attr]
    submit(world.session, world.shelf, world.ada, sitting.id, at=at)
    found = list_progress(world.session, world.shelf, world.room, [test, days], at=at)
    assert (found[test.id][world.ada.id].done, found[test.id][world.ada.id].wanted) == (2, 6)
    assert not found[test.id][world.tara.id].taken
    assert found[days.id][world.ada.id].done == 0
    ada, tara = gradebook(world.session, world.shelf, world.room, at=make.day(9)).rows
    assert (ada.points, tara.points) == (4.0, 0.0)


def test_what_is_odd_is_noted_beside_the_name(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST)
    sitting = begin(world, test, world.ada)
    sittings.answer(world.session, world.shelf, world.ada, sitting, 1, device="phone")
    for number in (2, 3):
        sittings.answer(world.session, world.shelf, world.ada, sitting, number, device=f"laptop {number}")
    lines = oversee(world.session, world.shelf, world.room, test, world.ines, at=AT + 5 * MINUTE).lines
    assert [dict(line.notes) for line in lines] == [{Oddity.OTHER_DEVICE: 2}, {}]
    assert [line.is_seated for line in lines] == [True, False]


def test_once_begun_only_its_end_its_title_and_its_points_change(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST)
    before = keys(world, test)
    assert change(world.session, world.shelf, world.room, test, make.wish(Goal.CLASS_TEST, test=TestWish(8, 30)), version=1, at=AT)
    assert len(keys(world, test)) == 8
    begin(world, test, world.ada)
    with pytest.raises(Invalid):
        change(world.session, world.shelf, world.room, test, make.wish(Goal.CLASS_TEST, test=TestWish(9, 30)), version=2, at=AT)
    later = make.wish(Goal.CLASS_TEST, test=TestWish(8, 30), title="Longer", due_day=make.day(9).date(), points=5)
    version = test.version
    assert change(world.session, world.shelf, world.room, test, later, version=version, at=AT)
    assert paper_of(world.session, test).closes_at == test.due_at("Europe/Berlin")
    assert wish_of(world.session, test) == later
    assert len(keys(world, test)) == 8 != len(before)


def test_more_time_outlasts_other_questions(world: World) -> None:
    test = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40))
    give_time(world.session, test, world.ada.id, 50, at=AT)
    change(world.session, world.shelf, world.room, test, make.wish(Goal.CLASS_TEST, test=TestWish(7, 40)), version=1, at=AT)
    assert begin(world, test, world.ada).ends_at == AT + 60 * MINUTE


def test_what_is_no_test_has_no_paper(world: World) -> None:
    with pytest.raises(NotFound):
        paper_of(world.session, world.assign())
