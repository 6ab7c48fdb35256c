"""The plan: from shown practice and the students' own limits, with decks that are needed sooner."""

from datetime import date

from tests.assignments import make
from tests.assignments.conftest import World
from tests.practice import make as practice
from webapp.assignments.planning import fit_of
from webapp.core.assigning import Goal, questions_of
from webapp.core.fitting import Fit

AT = make.day(0)
LEARN = {"percent": 100, "recall_percent": 80}


def found(world: World, goal: Goal = Goal.LEARN_IT, **values: object) -> Fit | None:
    return fit_of(world.session, world.shelf, world.room, make.wish(goal, **{**(LEARN if goal is Goal.LEARN_IT else {}), **values}), at=AT)


def test_a_deck_of_more_than_the_days_hold_does_not_fit(world: World) -> None:
    items = len(questions_of(world.shelf.decks["neck"].item_keys))
    world.ada.new_per_day, world.tara.new_per_day = 5, 100
    world.tara.minutes_per_day = 240
    subjects = len({key.rpartition("/")[0] for key in questions_of(world.shelf.decks["neck"].item_keys)})
    fit = found(world)
    assert fit is not None
    assert (fit.students, fit.misfits, fit.items) == (2, 2, items)
    # Ada meets five new ones on each of four days, Tara one of each muscle.
    assert fit.most_left == items - 20
    fit = found(world, student_ids=frozenset({world.tara.id}))
    assert fit is not None
    assert fit.most_left == items - 4 * subjects
    assert fit.others == 1


def test_what_was_answered_in_practice_is_seen_already(world: World) -> None:
    world.assign()
    before = found(world, student_ids=frozenset({world.ada.id}))
    for key in (practice.LOCATE, *practice.OTHERS):
        practice.give(world.session, world.shelf, world.ada, key, at=AT)
    after = found(world, student_ids=frozenset({world.ada.id}))
    assert before is not None
    assert after is not None
    assert before.most_left - after.most_left == 5


def test_what_is_needed_sooner_takes_the_place(world: World) -> None:
    world.assign(deck_id="thigh", due_day=date(2026, 3, 4))
    later = found(world, due_day=date(2026, 3, 6))
    items = len(questions_of(world.shelf.decks["neck"].item_keys))
    assert later is not None
    assert later.most_left == items


def test_practice_days_ask_for_what_comes_a_day(world: World) -> None:
    world.ada.new_per_day = world.tara.new_per_day = 8
    assert found(world, Goal.PRACTICE_DAYS, days=4, items_a_day=8) == Fit(2, 0, 0, len(questions_of(world.shelf.decks["neck"].item_keys)))
    tight = found(world, Goal.PRACTICE_DAYS, days=4, items_a_day=9)
    assert tight is not None
    assert not tight.fits


def test_there_is_no_plan_for_tests_and_for_what_is_over(world: World) -> None:
    assert found(world, Goal.CLASS_TEST) is None
    assert found(world, first_day=date(2026, 2, 1), due_day=date(2026, 2, 3)) is None
    assert found(world, student_ids=frozenset({world.stan.id})) is None
