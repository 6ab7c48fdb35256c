"""What a student is told to do: what is open, how far it is, and what a test allows."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from tests.classrooms import make as rooms
from tests.practice import make as practice
from webapp.assignments.settling import settle_due
from webapp.assignments.tasks import get_task, list_open_tasks, list_tasks
from webapp.assignments.testing import give_time, start_test
from webapp.assignments.wishes import TestWish
from webapp.classrooms.following import after_archiving
from webapp.classrooms.making import archive
from webapp.core.assigning import Goal
from webapp.errors import NotFound
from webapp.selftests.submitting import submit

AT = make.day(0)
MINUTE = timedelta(minutes=1)


def titles(world: World, at=AT, student=None) -> list[str]:  # type: ignore[no-untyped-def]
    return [task.assignment.title for task in list_open_tasks(world.session, world.shelf, student or world.ada, at=at)]


def test_today_holds_what_can_be_done_now_the_one_due_first_first(world: World) -> None:
    world.assign(title="Later", due_day=date(2026, 3, 12))
    world.assign(title="Soon")
    world.assign(title="Not yet", first_day=date(2026, 3, 4), days=1)
    assert titles(world) == ["Soon", "Later"]
    assert titles(world, make.day(2)) == ["Soon", "Not yet", "Later"]
    assert titles(world, make.day(4)) == ["Later"]
    assert titles(world, make.day(40)) == []
    assert titles(world, student=world.stan) == []


def test_the_page_of_the_class_holds_all_of_it(world: World) -> None:
    world.assign(title="Soon")
    world.assign(title="Not yet", first_day=date(2026, 3, 4), days=1)
    other = rooms.classroom(world.session, world.ines, world.ada, name="MT-202")
    make.assignment(world.session, world.shelf, other, title="Elsewhere")
    told = list_tasks(world.session, world.shelf, world.ada, at=make.day(4), classroom_id=world.room.id)
    assert [(task.assignment.title, task.is_over, task.has_begun) for task in told] == [("Soon", True, True), ("Not yet", True, True)]
    assert titles(world) == ["Soon", "Elsewhere"]


def test_an_archived_class_is_gone_from_today_and_keeps_its_page(world: World) -> None:
    world.assign(title="Soon")
    archive(world.session, world.room, then=after_archiving(), at=AT)
    assert titles(world) == []
    assert len(list_tasks(world.session, world.shelf, world.ada, at=AT, classroom_id=world.room.id)) == 1


def test_it_says_how_far_one_is_and_when_it_is_due(world: World) -> None:
    made = world.assign(days=3, items_a_day=1)
    practice.give(world.session, world.shelf, world.tara, practice.OTHERS[0], at=AT)
    task = get_task(world.session, world.shelf, world.tara, world.room.id, made.id, at=AT)
    assert (task.done, task.asks) == ("1/3 days", "3 days with 1 question each")
    assert task.due == "Thursday 23:59 (Berlin), 22:59 (Lisbon)"
    assert get_task(world.session, world.shelf, world.ada, world.room.id, made.id, at=AT).done == "0/3 days"


def test_what_was_done_when_it_was_due_stays(world: World) -> None:
    made = world.assign(days=1, items_a_day=1)
    practice.give(world.session, world.shelf, world.ada, practice.OTHERS[0], at=AT)
    settle_due(world.session, world.shelf, at=make.day(5))
    task = get_task(world.session, world.shelf, world.ada, world.room.id, made.id, at=make.day(5))
    assert (task.done, task.is_over, task.progress.is_met) == ("1/1 days", True, True)


def test_a_test_goes_through_its_states(world: World) -> None:
    made = world.assign(Goal.CLASS_TEST, test=TestWish(6, 40, opens=time(12)))
    noon = AT.replace(hour=11)

    def state(at):  # type: ignore[no-untyped-def]
        task = get_task(world.session, world.shelf, world.ada, world.room.id, made.id, at=at)
        return task.has_begun, task.done, task.is_seated, task.is_over

    assert state(AT) == (False, "not taken", False, False)
    assert state(noon) == (True, "not taken", False, False)
    sitting = start_test(world.session, world.shelf, world.ada, made, uuid4(), device="phone", at=noon)
    assert state(noon + MINUTE) == (True, "begun", True, False)
    submit(world.session, world.shelf, world.ada, sitting.id, at=noon + 2 * MINUTE)
    # No score is told here: it has its own page, once it may be seen.
    assert state(noon + 3 * MINUTE) == (True, "taken", False, False)
    assert state(make.day(5)) == (True, "taken", False, True)


def test_a_test_closes_later_for_who_has_more_time(world: World) -> None:
    made = world.assign(Goal.CLASS_TEST, title="Quiz", test=TestWish(6, 40))
    give_time(world.session, made, world.tara.id, 50, at=AT)
    closes = made.due_at("Europe/Berlin")
    assert titles(world, closes + 10 * MINUTE) == []
    assert titles(world, closes + 10 * MINUTE, world.tara) == ["Quiz"]
    assert titles(world, closes + 20 * MINUTE, world.tara) == []


def test_without_a_limit_more_time_is_a_share_of_the_window(world: World) -> None:
    made = world.assign(Goal.CLASS_TEST, due_day=make.MONDAY, test=TestWish(6, opens=time(12), closes=time(13)))
    give_time(world.session, made, world.tara.id, 50, at=AT)
    task = get_task(world.session, world.shelf, world.tara, world.room.id, made.id, at=AT)
    assert (task.minutes, task.extra_percent) == (None, 50)
    assert task.due == "today 13:30 (Berlin), 12:30 (Lisbon)"
    closes = made.due_at("Europe/Berlin")
    assert [titles(world, closes + wait * MINUTE, world.tara) for wait in (29, 30)] == [[made.title], []]
    assert start_test(world.session, world.shelf, world.tara, made, uuid4(), device="d", at=closes).ends_at == closes + 30 * MINUTE


def test_strangers_find_nothing(world: World) -> None:
    made = world.assign(student_ids=frozenset({world.ada.id}))
    for person in (world.tara, world.stan, world.ines):
        with pytest.raises(NotFound):
            get_task(world.session, world.shelf, person, world.room.id, made.id, at=AT)
    other = rooms.classroom(world.session, world.ines, world.ada, name="MT-202")
    with pytest.raises(NotFound):
        get_task(world.session, world.shelf, world.ada, other.id, made.id, at=AT)
