"""Assignments at the edges: days without a next day, hours that are skipped, forms with more than was asked, two classes with one deck."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from tests.assignments.test_pages import FORM, Place, place  # noqa: F401
from tests.classrooms import make as rooms
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.drafting import look_at
from webapp.assignments.gradebook import gradebook
from webapp.assignments.progress import list_progress
from webapp.assignments.setting import assign, change, wish_of
from webapp.assignments.settling import begin_due, settle_due
from webapp.assignments.tasks import list_open_tasks, list_tasks
from webapp.assignments.wishes import TestWish
from webapp.classrooms import consent
from webapp.classrooms.following import after_archiving, after_joining, after_leaving
from webapp.classrooms.joining import add_student, leave
from webapp.classrooms.making import archive, bring_back
from webapp.core.assigning import Goal
from webapp.errors import Invalid
from webapp.practice import queries as practised
from webapp.practice.service import set_paused

AT = make.day(0)
FIRST, LAST = date.min, date.max
NEXT_WEEK = date(2026, 3, 12)
PLAIN = consent.version(shows_answers=False)


def needed(world: World, student: User) -> dict[str, int | None]:
    return {row.deck_id: row.needed_by_day for row in practised.list_enrolments(world.session, student.id)}


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_days_at_the_ends_of_the_calendar_are_refused_in_words(world: World, zone: str) -> None:
    world.room.time_zone = zone
    for goal in Goal:
        for first, due in ((FIRST, FIRST), (LAST, LAST), (FIRST, LAST), (LAST, FIRST), (LAST - timedelta(days=5), LAST)):
            for act in (assign, look_at):
                with pytest.raises(Invalid) as wrong:
                    act(world.session, world.shelf, world.room, make.wish(goal, first_day=first, due_day=due), at=AT)
                assert "due_day" in wrong.value.fields
    assert queries.list_assignments(world.session, world.room.id) == []


@pytest.mark.parametrize(
    ("first", "due", "opens", "closes", "fits"),
    [
        (date(2026, 3, 29), date(2026, 3, 29), time(1, 59), time(3, 0), True),
        (date(2026, 3, 29), date(2026, 3, 29), time(2, 30), time(3, 15), False),
        (date(2026, 10, 25), date(2026, 10, 25), time(2, 0), time(3, 0), True),
        (date(2026, 3, 5), date(2026, 3, 5), time(23, 59), None, True),
        (date(2026, 3, 5), date(2026, 3, 5), None, time(0, 0), False),
        (date(2026, 3, 5), date(2026, 3, 6), time(23, 59), time(0, 0), True),
    ],
)
def test_a_window_is_as_long_as_clocks_make_it(
    world: World, first: date, due: date, opens: time | None, closes: time | None, *, fits: bool
) -> None:
    wish = make.wish(Goal.CLASS_TEST, first_day=first, due_day=due, test=TestWish(6, 30, opens=opens, closes=closes))
    if not fits:
        with pytest.raises(Invalid) as wrong:
            assign(world.session, world.shelf, world.room, wish, at=AT)
        assert list(wrong.value.fields) == ["closes"]
        return
    made = assign(world.session, world.shelf, world.room, wish, at=AT)
    assert made.starts_at("Europe/Berlin") < made.due_at("Europe/Berlin")
    assert wish_of(world.session, made) == wish


def test_what_is_due_today_can_be_set_to_the_last_second_of_the_day(world: World) -> None:
    due = make.wish(days=1, due_day=make.MONDAY)
    last = AT.replace(hour=22, minute=59, second=59)
    assert assign(world.session, world.shelf, world.room, due, at=last).begun_at == last
    with pytest.raises(Invalid, match="marked"):
        assign(world.session, world.shelf, world.room, due, at=last + timedelta(seconds=1))


@pytest.mark.parametrize(("zone", "hour"), [("Pacific/Kiritimati", -14), ("Pacific/Pago_Pago", 11), ("Asia/Kathmandu", -5.75)])
def test_it_begins_and_is_settled_by_the_clocks_of_its_class(world: World, zone: str, hour: float) -> None:
    world.room.time_zone = zone
    made = world.assign(first_day=make.THURSDAY, due_day=make.THURSDAY, days=1)
    begins = AT.replace(hour=0) + timedelta(days=3, hours=hour)
    assert begin_due(world.session, at=begins - timedelta(seconds=1)) == 0
    assert begin_due(world.session, at=begins) == 1
    ends = begins + timedelta(days=1)
    assert settle_due(world.session, world.shelf, at=ends - timedelta(seconds=1)) == 0
    assert settle_due(world.session, world.shelf, at=ends) == 1
    assert made.settled_at == ends
    assert settle_due(world.session, world.shelf, at=ends) == 0


def test_one_deck_in_two_classes_is_needed_by_the_sooner_day(world: World) -> None:
    other = rooms.classroom(world.session, world.ines, world.ada, name="MT-202")
    make.assignment(world.session, world.shelf, other, due_day=NEXT_WEEK)
    world.assign()
    assert needed(world, world.ada) == {"neck": make.THURSDAY.toordinal()}
    leave(world.session, world.room, world.ada, then=after_leaving(), at=AT)
    assert needed(world, world.ada) == {"neck": NEXT_WEEK.toordinal()}
    add_student(world.session, world.room, world.ada, PLAIN, then=after_joining(), at=AT)
    assert needed(world, world.ada) == {"neck": make.THURSDAY.toordinal()}


def test_one_answer_counts_in_both_classes_and_leaving_one_takes_nothing_from_the_other(world: World) -> None:
    other = rooms.classroom(world.session, world.ines, world.ada, name="MT-202")
    there, here = make.assignment(world.session, world.shelf, other, items_a_day=1), world.assign(items_a_day=1)
    practice.give(world.session, world.shelf, world.ada, practice.OTHERS[0], at=AT)
    settle_due(world.session, world.shelf, at=make.day(4))
    leave(world.session, world.room, world.ada, then=after_leaving(), at=make.day(4))
    found = list_progress(world.session, world.shelf, other, [there], at=make.day(5))
    assert found[there.id][world.ada.id].done == 1
    assert world.ada.id not in list_progress(world.session, world.shelf, world.room, [here], at=make.day(5))[here.id]
    assert [row.student.id for row in gradebook(world.session, world.shelf, world.room, at=make.day(5)).rows] == [world.tara.id]


def test_who_leaves_and_joins_again_before_it_is_due_loses_nothing(world: World) -> None:
    made = world.assign(items_a_day=1)
    practice.give(world.session, world.shelf, world.ada, practice.OTHERS[0], at=AT)
    leave(world.session, world.room, world.ada, then=after_leaving(), at=AT)
    add_student(world.session, world.room, world.ada, PLAIN, then=after_joining(), at=make.day(1))
    assert list_progress(world.session, world.shelf, world.room, [made], at=make.day(1))[made.id][world.ada.id].done == 1


def test_who_was_chosen_and_left_is_chosen_no_more(world: World) -> None:
    made = world.assign(student_ids=frozenset({world.ada.id}))
    leave(world.session, world.room, world.ada, then=after_leaving(), at=AT)
    add_student(world.session, world.room, world.ada, PLAIN, then=after_joining(), at=AT)
    assert list_tasks(world.session, world.shelf, world.ada, at=AT) == []
    assert queries.list_member_ids(world.session, made) == []
    assert needed(world, world.ada) == {"neck": None}


def test_joining_after_the_due_day_presses_nothing_and_resumes_nothing(world: World) -> None:
    world.assign(days=1)
    practice.choose_decks(world.session, world.shelf, world.stan, ["neck"], at=AT)
    set_paused(world.session, world.stan, "neck", True, at=AT)
    add_student(world.session, world.room, world.stan, PLAIN, then=after_joining(), at=make.day(4))
    row = practised.find_enrolment(world.session, world.stan.id, "neck")
    assert row is not None
    assert (row.paused_at, row.needed_by_day) == (AT, None)


def test_an_archived_class_shows_students_nothing_to_do_until_it_is_back(world: World) -> None:
    made = world.assign()
    archive(world.session, world.room, then=after_archiving(), at=AT)
    assert list_open_tasks(world.session, world.shelf, world.ada, at=AT) == []
    for act in (
        lambda: assign(world.session, world.shelf, world.room, make.wish(), at=AT),
        lambda: change(world.session, world.shelf, world.room, made, make.wish(title="Other"), version=1, at=AT),
    ):
        with pytest.raises(Invalid, match="archived"):
            act()
    bring_back(world.session, world.room, then=after_archiving(), at=AT)
    assert [task.assignment for task in list_open_tasks(world.session, world.shelf, world.ada, at=AT)] == [made]


@pytest.mark.parametrize("fields", [
    {"due_day": "9999-12-31", "first_day": "9999-12-31"}, {"first_day": "0001-01-01", "due_day": "0001-01-01"}, {"due_day": "10000-01-01"},
    {"points": "99999999999999999999"}, {"days": "1e3"}, {"items_a_day": "-1"}, {"points": "٣١٤١٥"}, {"title": "x" * 101},
    {"whom": "nobody"}, {"whom": "some", "student_ids": ["99999999999999999999", "-1", "0"]},
    {"whom": "some", "student_ids": "x"}, {"deck_id": "../neck"}, {"seed": "0"}, {"version": "x"},
])  # fmt: skip
def test_a_form_that_nobody_can_mean_is_refused_beside_its_fields(place: Place, fields: dict[str, Any]) -> None:  # noqa: F811
    for act in ("save", "look"):
        assert place.ines.post(place.path("new"), data={**FORM, **fields, "act": act}).status_code == 422, act
    assert place.all() == []


def test_fields_that_no_form_has_are_not_taken(place: Place) -> None:  # noqa: F811
    more = {"id": "77", "classroom_id": "77", "paper_id": "1", "goal": "class-test", "made_at": "2020-01-01", "for_all": "",
            "settled_at": "2020-01-01", "withdrawn_at": "2020-01-01", "begun_at": "", "extra_percent": "300"}  # fmt: skip
    assert place.ines.post(place.path("new"), data={**FORM, **more, "act": "save"}).status_code == 303
    (made,) = place.all()
    assert (made.goal, made.classroom_id, made.paper_id, made.for_all) == (Goal.PRACTICE_DAYS, place.room, None, True)
    assert (made.settled_at, made.withdrawn_at, made.begun_at == made.made_at, made.version) == (None, None, True, 1)
    path = place.path(f"{made.id}/edit?goal=class-test")
    assert place.ines.post(path, data={**FORM, **more, "title": "Changed", "act": "save"}).status_code == 303
    (kept,) = place.all()
    assert (kept.goal, kept.title, kept.paper_id, kept.question_count) == (Goal.PRACTICE_DAYS, "Changed", None, None)
