"""What instructors see of assignments: how many have done them, who how far, what was withdrawn."""

from datetime import date
from uuid import uuid4

from tests.assignments import make
from tests.assignments.conftest import World
from tests.practice import make as practice
from webapp.assignments.overseeing import oversee, oversee_all
from webapp.assignments.setting import withdraw
from webapp.assignments.testing import give_time, start_test
from webapp.assignments.wishes import TestWish
from webapp.core.assigning import Goal

AT = make.day(0)


def test_the_list_counts_who_has_done_it(world: World) -> None:
    world.assign(title="Days", days=1, items_a_day=1)
    world.assign(title="Ada alone", days=1, items_a_day=1, student_ids=frozenset({world.ada.id}), due_day=date(2026, 3, 6))
    practice.give(world.session, world.shelf, world.ada, practice.OTHERS[0], at=AT)
    seen = oversee_all(world.session, world.shelf, world.room, world.ines, at=AT)
    assert [(row.assignment.title, row.met, row.of, row.deck) for row in seen.open] == [
        ("Days", 1, 2, "Neck and nape"),
        ("Ada alone", 1, 1, "Neck and nape"),
    ]
    assert (seen.over, seen.withdrawn) == ((), ())


def test_what_is_over_comes_latest_first_and_what_is_withdrawn_apart(world: World) -> None:
    first, second, third = (world.assign(title=title, due_day=date(2026, 3, day)) for title, day in (("A", 5), ("B", 6), ("C", 7)))
    withdraw(world.session, third, at=AT)
    seen = oversee_all(world.session, world.shelf, world.room, world.ines, at=make.day(9))
    assert [row.assignment for row in seen.over] == [second, first]
    assert (seen.open, seen.withdrawn) == ((), (third,))


def test_each_student_stands_with_progress_and_points(world: World) -> None:
    made = world.assign(days=2, items_a_day=1, points=7)
    practice.give(world.session, world.shelf, world.tara, practice.OTHERS[0], at=AT)
    seen = oversee(world.session, world.shelf, world.room, made, world.ines, at=AT)
    assert [(line.student.name, line.done, line.mark.points) for line in seen.lines] == [
        ("Ada Student", "0/2 days", 0.0),
        ("Tara Traveller", "1/2 days", 3.5),
    ]
    assert seen.fit is not None
    assert seen.fit.fits
    assert (seen.paper, seen.has_begun) == (None, True)


def test_the_plan_counts_what_is_done_already(world: World) -> None:
    made = world.assign(days=4, items_a_day=1)
    assert oversee(world.session, world.shelf, world.room, made, world.ines, at=AT).fit.fits  # type: ignore[union-attr]
    late = oversee(world.session, world.shelf, world.room, made, world.ines, at=make.day(2))
    assert late.fit is not None
    assert late.fit.misfits == 2
    for student in (world.ada, world.tara):
        for number in range(2):
            practice.give(world.session, world.shelf, student, practice.OTHERS[number], at=make.day(number))
    assert oversee(world.session, world.shelf, world.room, made, world.ines, at=make.day(2)).fit.fits  # type: ignore[union-attr]


def test_a_withdrawn_one_has_no_plan(world: World) -> None:
    made = world.assign()
    withdraw(world.session, made, at=AT)
    seen = oversee(world.session, world.shelf, world.room, made, world.ines, at=AT)
    assert seen.fit is None


def test_of_a_test_one_sees_who_sits_and_who_has_more_time(world: World) -> None:
    made = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40))
    give_time(world.session, made, world.tara.id, 25, at=AT)
    start_test(world.session, world.shelf, world.ada, made, uuid4(), device="phone", at=AT)
    seen = oversee(world.session, world.shelf, world.room, made, world.ines, at=AT)
    assert [(line.is_seated, line.extra_percent, line.done, line.mark.points) for line in seen.lines] == [
        (True, 0, "not taken", None),
        (False, 25, "not taken", None),
    ]
    assert seen.paper is not None
    assert seen.paper.question_count == 6
    assert (seen.summary.met, seen.summary.of, seen.fit) == (0, 2, None)
    over = oversee(world.session, world.shelf, world.room, made, world.ines, at=make.day(9))
    # Whose time ran out has taken it; who never came has nothing.
    assert [(line.done, line.mark.points) for line in over.lines] == [("0/6 right", 0.0), ("not taken", 0.0)]
    assert over.summary.met == 1
