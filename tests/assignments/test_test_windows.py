"""The window of a class test to the second, more time at its end, one attempt whatever happens, and nothing told before it has closed."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from tests.assignments.test_pages import Place, place, text  # noqa: F401
from tests.conftest import Clock
from tests.selftests import make as sittings
from webapp.accounts.models import User
from webapp.assignments import asked
from webapp.assignments.gradebook import gradebook
from webapp.assignments.models import Assignment
from webapp.assignments.testing import give_time, start_test
from webapp.assignments.wishes import TestWish
from webapp.classrooms import consent
from webapp.classrooms.following import after_joining, after_leaving
from webapp.classrooms.joining import add_student, leave
from webapp.core.assigning import Goal
from webapp.db import transaction
from webapp.errors import AppError, Invalid, Stale
from webapp.selftests import queries as tests
from webapp.selftests.models import Sitting
from webapp.selftests.results import result
from webapp.selftests.submitting import submit

AT = make.day(0)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
OPENS, CLOSES = AT + 60 * MINUTE, AT + 120 * MINUTE
NEAR = TestWish(6, 30, opens=time(11), closes=time(12))
"""From 11 to 12 in Berlin, which is 10 to 11 UTC."""


def near(world: World) -> Assignment:
    return world.assign(Goal.CLASS_TEST, due_day=make.MONDAY, test=NEAR)


def begin(world: World, test: Assignment, student: User, at: datetime) -> Sitting:
    return start_test(world.session, world.shelf, student, test, uuid4(), device="phone", at=at)


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        (OPENS - SECOND, None),
        (OPENS, OPENS + 30 * MINUTE),
        (CLOSES - 30 * MINUTE, CLOSES),
        (CLOSES - SECOND, CLOSES),
        (CLOSES, None),
        (CLOSES + timedelta(days=1), None),
    ],
)
def test_it_opens_on_the_second_and_ends_with_its_window(world: World, at: datetime, ends: datetime | None) -> None:
    test = near(world)
    if ends is None:
        with pytest.raises(Invalid, match=r"has not opened|has closed"):
            begin(world, test, world.ada, at)
    else:
        assert begin(world, test, world.ada, at).ends_at == ends


@pytest.mark.parametrize(("late", "counts"), [(-1, True), (0, True), (4, True), (5, False), (60, False)])
def test_an_answer_in_flight_counts_and_a_later_one_does_not(world: World, late: int, counts: bool) -> None:
    sitting = begin(world, near(world), world.ada, CLOSES - 10 * MINUTE)
    at = CLOSES + late * SECOND
    if not counts:
        with pytest.raises(Stale, match="over"):
            sittings.answer(world.session, world.shelf, world.ada, sitting, 1, at=at)
    else:
        sittings.answer(world.session, world.shelf, world.ada, sitting, 1, at=at)
    assert result(world.session, world.shelf, world.ada, sitting.id, at=CLOSES + 2 * MINUTE).total.right == int(counts)


def test_more_time_moves_the_end_and_the_last_start_of_one_student_alone(world: World) -> None:
    test = near(world)
    give_time(world.session, test, world.tara.id, 100, at=AT)
    with pytest.raises(Invalid):
        begin(world, test, world.ada, CLOSES)
    assert begin(world, test, world.tara, CLOSES + 29 * MINUTE).ends_at == CLOSES + 30 * MINUTE


def test_who_has_more_time_and_sits_is_not_yet_without_points(world: World) -> None:
    test = near(world)
    give_time(world.session, test, world.tara.id, 100, at=AT)
    begin(world, test, world.tara, CLOSES - 10 * MINUTE)
    mark = gradebook(world.session, world.shelf, world.room, at=CLOSES + 40 * MINUTE).rows[1].marks[0]
    assert mark is not None
    assert (mark.progress.taken, mark.points) == (True, 0.0)


def test_no_way_leads_to_a_second_attempt(world: World) -> None:
    test = near(world)
    first = begin(world, test, world.ada, OPENS)
    sittings.answer(world.session, world.shelf, world.ada, first, 1, at=OPENS + MINUTE)
    submit(world.session, world.shelf, world.ada, first.id, at=OPENS + 2 * MINUTE)
    leave(world.session, world.room, world.ada, then=after_leaving(), at=OPENS + 3 * MINUTE)
    add_student(world.session, world.room, world.ada, consent.VERSION, then=after_joining(), at=OPENS + 4 * MINUTE)
    with pytest.raises(Invalid, match="already"):
        begin(world, test, world.ada, OPENS + 5 * MINUTE)
    with pytest.raises(Invalid, match="already"):
        give_time(world.session, test, world.ada.id, 100, at=AT)
    assert len(tests.list_sittings(world.session, world.ada.id)) == 1
    mark = gradebook(world.session, world.shelf, world.room, at=OPENS + 6 * MINUTE).rows[0].marks[0]
    assert mark is not None
    assert mark.progress.done == 1


def test_handing_in_again_or_late_changes_neither_end_nor_score(world: World) -> None:
    sitting = begin(world, near(world), world.ada, OPENS)
    submit(world.session, world.shelf, world.ada, sitting.id, at=OPENS + MINUTE)
    for at in (OPENS + 2 * MINUTE, CLOSES + MINUTE):
        submit(world.session, world.shelf, world.ada, sitting.id, at=at)
        with pytest.raises(AppError):
            sittings.answer(world.session, world.shelf, world.ada, sitting, 1, at=at)
    assert sitting.submitted_at == OPENS + MINUTE
    late = begin(world, near(world), world.tara, OPENS)
    submit(world.session, world.shelf, world.tara, late.id, at=CLOSES + timedelta(days=2))
    assert late.submitted_at == late.ends_at == OPENS + 30 * MINUTE


def test_no_page_tells_anything_before_it_has_closed_and_the_result_is_there_after(
    place: Place,  # noqa: F811
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = place.assign(Goal.CLASS_TEST, title="Quiz", points=60, due_day=make.MONDAY, test=NEAR)
    with place.app.app_context(), transaction() as session:
        ada, test = session.get_one(User, place.ada.id), session.get_one(Assignment, made)
        sitting = start_test(session, place.shelf, ada, test, uuid4(), device="phone", at=OPENS)
        sittings.answer_all(session, place.shelf, ada, sitting, "rrwrr")
        submit(session, place.shelf, ada, sitting.id, at=OPENS + 10 * MINUTE)
        number = sitting.id
    clock.now = OPENS + 11 * MINUTE
    browser = place.client_for(place.ada)
    for path in (f"/tests/{number}", f"/tests/{number}/1/answer", f"/tests/compare?earlier={number}&later={number}"):
        answer = browser.get(path, follow_redirects=True)
        assert answer.status_code == 422, path
        assert "Right" not in answer.text, path
    assert browser.post(f"/tests/{number}/practise").status_code == 422
    seen = f"/classes/{place.room}/seen"
    assert "How each question went" not in place.ines.get(place.path(made)).text
    for path in ("/tests", "/practice", "/progress", f"/classes/{place.room}", place.path(), place.path(made), seen):
        page = text(browser.get(path))
        assert not any(words in page for words in ("4 of 6", "4/6 right", "40 points", ">40.0<")), path
    clock.now = CLOSES
    browser = place.client_for(place.ada)
    for path in (f"/tests/{number}", f"/tests/{number}/1/answer"):
        assert browser.get(path).status_code == 200, path
    assert "4 of 6" in text(browser.get(seen))
    told = text(place.ines.get(place.path(made)))
    assert "Fewer than 5 students" in told
    assert "data-item" not in told
    assert "extra_percent" not in told, "more time is offered no more"
    monkeypatch.setattr(asked, "FEWEST", 1)
    told = text(place.ines.get(place.path(made)))
    assert told.count("data-item") == 6
    assert told.count("100&nbsp;%") == 4
