"""Assigned decks are studied from the first day on, what is needed sooner first, and nobody beyond the own limits."""

from datetime import date, datetime, timedelta

from tests.assignments import make
from tests.assignments.conftest import World
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.assignments.setting import change, withdraw
from webapp.assignments.settling import begin_due, settle_due
from webapp.classrooms import consent
from webapp.classrooms.following import after_archiving, after_joining, after_leaving
from webapp.classrooms.joining import add_student, leave
from webapp.classrooms.making import archive, bring_back
from webapp.core.assigning import Goal
from webapp.practice import queries
from webapp.practice.queueing import queue_of
from webapp.practice.service import set_paused

AT = make.day(0)
NEXT_WEEK = date(2026, 3, 12)


def needs(world: World, student: User) -> dict[str, date | None]:
    rows = queries.list_enrolments(world.session, student.id)
    return {row.deck_id: date.fromordinal(row.needed_by_day) if row.needed_by_day else None for row in rows}


def following(world: World, student: User, at: datetime, most: int = 99) -> list[str]:
    """Keys that come, each answered rightly."""
    keys: list[str] = []
    while len(keys) < most and (planned := queue_of(world.session, world.shelf, student, at=at).plan.next):
        practice.give(world.session, world.shelf, student, planned.key, at=at)
        keys.append(planned.key)
    return keys


def region(world: World, key: str) -> str:
    return world.shelf.items[key].region


def test_assigning_enrols_and_says_by_when(world: World) -> None:
    for goal in (Goal.PRACTICE_DAYS, Goal.LEARN_IT):
        world.assign(goal, deck_id="neck")
    world.assign(deck_id="thigh", due_day=NEXT_WEEK, student_ids=frozenset({world.tara.id}))
    assert needs(world, world.ada) == {"neck": make.THURSDAY}
    assert needs(world, world.tara) == {"neck": make.THURSDAY, "thigh": NEXT_WEEK}
    assert needs(world, world.stan) == {}


def test_new_items_of_what_is_needed_sooner_come_first(world: World) -> None:
    practice.choose_decks(world.session, world.shelf, world.ada, ["head-face-jaw"], at=AT)
    world.assign(deck_id="thigh", due_day=NEXT_WEEK)
    world.assign(deck_id="neck", days=1)
    world.ada.new_per_day = 5
    keys = following(world, world.ada, AT)
    assert len(keys) == 5
    assert {region(world, key) for key in keys} == {"neck"}


def test_when_the_sooner_deck_rests_for_the_day_the_next_one_goes_on(world: World) -> None:
    world.assign(deck_id="thigh", due_day=NEXT_WEEK)
    world.assign(deck_id="neck", days=1)
    world.ada.new_per_day, world.ada.minutes_per_day = 100, 240
    regions = [region(world, key) for key in following(world, world.ada, AT)]
    turn = regions.index("thigh")
    assert set(regions[:turn]) == {"neck"}
    assert set(regions[turn:]) == {"thigh"}


def test_the_students_own_limits_hold(world: World) -> None:
    world.assign(deck_id="neck", items_a_day=20)
    world.ada.new_per_day = 3
    assert len(following(world, world.ada, AT)) == 3


def test_it_begins_on_its_first_day(world: World) -> None:
    made = world.assign(first_day=make.THURSDAY, days=1)
    assert needs(world, world.ada) == {}
    assert begin_due(world.session, at=make.day(2)) == 0
    # Thursday begins in Berlin while it is still Wednesday in UTC.
    assert begin_due(world.session, at=made.starts_at("Europe/Berlin") + timedelta(minutes=1)) == 1
    assert needs(world, world.ada) == {"neck": make.THURSDAY}
    assert begin_due(world.session, at=make.day(3)) == 0


def test_who_joins_later_gets_what_the_whole_class_has_to_do(world: World) -> None:
    world.assign(deck_id="neck")
    world.assign(deck_id="thigh", student_ids=frozenset({world.ada.id}))
    add_student(world.session, world.room, world.stan, consent.version(shows_answers=False), then=after_joining(), at=AT)
    assert needs(world, world.stan) == {"neck": make.THURSDAY}


def test_leaving_clears_it_and_leaves_the_deck(world: World) -> None:
    world.assign()
    leave(world.session, world.room, world.ada, then=after_leaving(), at=AT)
    assert needs(world, world.ada) == {"neck": None}
    assert needs(world, world.tara) == {"neck": make.THURSDAY}


def test_withdrawing_clears_it_and_another_assignment_keeps_it(world: World) -> None:
    first, _ = world.assign(), world.assign(due_day=NEXT_WEEK)
    withdraw(world.session, first, at=AT)
    assert needs(world, world.ada) == {"neck": NEXT_WEEK}


def test_once_it_was_due_the_next_one_counts(world: World) -> None:
    world.assign()
    world.assign(due_day=NEXT_WEEK)
    settle_due(world.session, world.shelf, at=make.day(4))
    assert needs(world, world.ada) == {"neck": NEXT_WEEK}


def test_changing_for_whom_it_is_changes_who_needs_it(world: World) -> None:
    made = world.assign(student_ids=frozenset({world.ada.id}))
    wish = make.wish(student_ids=frozenset({world.tara.id}), deck_id="thigh", due_day=NEXT_WEEK)
    change(world.session, world.shelf, world.room, made, wish, version=1, at=AT)
    assert needs(world, world.ada) == {"neck": None}
    assert needs(world, world.tara) == {"thigh": NEXT_WEEK}


def test_a_day_that_is_over_presses_nobody(world: World) -> None:
    world.assign(deck_id="thigh")
    practice.choose_decks(world.session, world.shelf, world.ada, ["neck", "thigh"], at=AT)
    late = make.day(9)
    assert region(world, following(world, world.ada, late, most=1)[0]) == "thigh"  # begun first
    world.assign(deck_id="neck", due_day=NEXT_WEEK, first_day=date(2026, 3, 11), days=1, at=late)
    assert region(world, following(world, world.ada, late, most=1)[0]) == "neck"


def test_assigning_resumes_a_paused_deck_once(world: World) -> None:
    practice.choose_decks(world.session, world.shelf, world.ada, ["neck"], at=AT)
    set_paused(world.session, world.ada, "neck", True, at=AT)
    made = world.assign()
    row = queries.find_enrolment(world.session, world.ada.id, "neck")
    assert row is not None
    assert row.paused_at is None
    set_paused(world.session, world.ada, "neck", True, at=AT)
    change(world.session, world.shelf, world.room, made, make.wish(title="Again"), version=1, at=AT)
    assert row.paused_at == AT


def test_an_archived_class_asks_for_nothing_new(world: World) -> None:
    world.assign(deck_id="neck")
    archive(world.session, world.room, then=after_archiving(), at=AT)
    assert needs(world, world.ada) == {"neck": None}
    bring_back(world.session, world.room, then=after_archiving(), at=make.day(1))
    assert needs(world, world.ada) == {"neck": make.THURSDAY}


def test_what_would_have_begun_in_an_archived_class_begins_when_it_is_back(world: World) -> None:
    made = world.assign(first_day=make.THURSDAY, due_day=NEXT_WEEK)
    archive(world.session, world.room, then=after_archiving(), at=AT)
    assert begin_due(world.session, at=make.day(4)) == 0
    assert (made.begun_at, needs(world, world.ada)) == (None, {})
    bring_back(world.session, world.room, then=after_archiving(), at=make.day(5))
    assert (made.begun_at, needs(world, world.ada)) == (make.day(5), {"neck": NEXT_WEEK})


def test_a_class_test_fills_nobodys_practice_with_its_deck(world: World) -> None:
    practice.choose_decks(world.session, world.shelf, world.ada, ["neck"], at=AT)
    set_paused(world.session, world.ada, "neck", True, at=AT)
    made = world.assign(Goal.CLASS_TEST)
    assert made.begun_at == AT
    add_student(world.session, world.room, world.stan, consent.version(shows_answers=False), then=after_joining(), at=AT)
    row = queries.find_enrolment(world.session, world.ada.id, "neck")
    assert row is not None
    assert (row.paused_at, row.needed_by_day) == (AT, None)
    assert needs(world, world.tara) == needs(world, world.stan) == {}
