"""The end of a test that is moved while students sit: who sits ends by what holds now, and no answer is shown before."""

from datetime import datetime, time, timedelta

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from tests.assignments.test_test_windows import AT, CLOSES, MINUTE, NEAR, OPENS, begin, near
from webapp.assignments.gradebook import gradebook, gradebook_csv
from webapp.assignments.models import Assignment
from webapp.assignments.setting import change
from webapp.assignments.settling import align_tests
from webapp.assignments.testing import give_time, paper_of
from webapp.assignments.wishes import TestWish
from webapp.core.assigning import Goal
from webapp.errors import Invalid
from webapp.selftests.models import Sitting
from webapp.selftests.results import results_from
from webapp.selftests.submitting import submit


def move(world: World, test: Assignment, closes: time, at: datetime, **values: object) -> None:
    wish = make.wish(Goal.CLASS_TEST, due_day=make.MONDAY, test=TestWish(6, NEAR.minutes, opens=time(11), closes=closes), **values)
    change(world.session, world.shelf, world.room, test, wish, version=test.version, at=at)


def shown_from(world: World, test: Assignment) -> datetime | None:
    return results_from(world.session, paper_of(world.session, test))


def both(world: World) -> tuple[Assignment, Sitting, Sitting]:
    """Ada sits with the limit of all, Tara with twice as much; both began ten minutes before the end."""
    test = near(world)
    give_time(world.session, test, world.tara.id, 100, at=AT)
    ada, tara = (begin(world, test, student, CLOSES - 10 * MINUTE) for student in (world.ada, world.tara))
    assert (ada.ends_at, tara.ends_at) == (CLOSES, CLOSES + 30 * MINUTE)
    return test, ada, tara


def test_a_later_end_is_later_for_who_sits(world: World) -> None:
    test, ada, tara = both(world)
    move(world, test, time(12, 15), CLOSES - 5 * MINUTE)
    assert (ada.ends_at, tara.ends_at) == (CLOSES + 15 * MINUTE, CLOSES + 45 * MINUTE)
    move(world, test, time(23), CLOSES - 5 * MINUTE)
    assert (ada.ends_at, tara.ends_at) == (CLOSES + 20 * MINUTE, CLOSES + 50 * MINUTE), "never longer than their own limits"


def test_an_earlier_end_is_earlier_for_who_sits_and_answers_wait_for_them(world: World) -> None:
    test, ada, tara = both(world)
    submit(world.session, world.shelf, world.ada, ada.id, at=CLOSES - 9 * MINUTE)
    move(world, test, time(11, 55), CLOSES - 8 * MINUTE)
    assert ada.ends_at == CLOSES, "what was handed in stays as it was"
    assert tara.ends_at == shown_from(world, test) == CLOSES + 25 * MINUTE
    move(world, test, time(11, 10), CLOSES - 8 * MINUTE)
    assert tara.ends_at == CLOSES - 8 * MINUTE, "it ends now, not before"
    assert shown_from(world, test) == CLOSES - 8 * MINUTE


def test_answers_wait_for_whoever_sits_longest(world: World) -> None:
    test, _, tara = both(world)
    tara.ends_at = CLOSES + 50 * MINUTE
    assert shown_from(world, test) == CLOSES + 50 * MINUTE
    tara.submitted_at = CLOSES
    assert shown_from(world, test) == CLOSES + 30 * MINUTE


def test_another_time_zone_of_the_class_moves_the_end_of_who_sits(world: World) -> None:
    test = near(world)
    sitting = begin(world, test, world.ada, CLOSES - 10 * MINUTE)
    world.room.time_zone = "Europe/Lisbon"
    align_tests(world.session, at=CLOSES - 9 * MINUTE)
    assert sitting.ends_at == CLOSES + 20 * MINUTE


def test_a_test_whose_answers_are_out_does_not_open_again(world: World) -> None:
    test = near(world)
    begin(world, test, world.ada, OPENS)
    with pytest.raises(Invalid, match="shown already"):
        move(world, test, time(14), CLOSES)
    move(world, test, time(12), CLOSES, title="Quiz", points=3)
    world.room.time_zone = "Europe/Lisbon"
    align_tests(world.session, at=CLOSES)
    assert paper_of(world.session, test).closes_at == CLOSES
    with pytest.raises(Invalid, match="closed for everybody"):
        give_time(world.session, test, world.tara.id, 50, at=CLOSES)


def test_more_time_is_given_and_taken_back_while_a_student_sits(world: World) -> None:
    test = near(world)
    ada, tara = (begin(world, test, student, OPENS) for student in (world.ada, world.tara))
    give_time(world.session, test, world.tara.id, 50, at=OPENS + 20 * MINUTE)
    assert (ada.ends_at, tara.ends_at) == (OPENS + 30 * MINUTE, OPENS + 45 * MINUTE)
    give_time(world.session, test, world.tara.id, 0, at=OPENS + 40 * MINUTE)
    assert tara.ends_at == OPENS + 40 * MINUTE, "it ends now, not before"
    for student in (world.ada, world.tara):
        with pytest.raises(Invalid, match="already"):
            give_time(world.session, test, student.id, 100, at=OPENS + 41 * MINUTE)


def test_who_may_still_sit_is_not_yet_without_points(world: World) -> None:
    _, _, tara = both(world)
    for at, points in ((CLOSES, [0.0, None]), (CLOSES + 29 * MINUTE, [0.0, None]), (CLOSES + 30 * MINUTE, [0.0, 0.0])):
        found = gradebook(world.session, world.shelf, world.room, at=at)
        assert [row.marks[0].points for row in found.rows if row.marks[0]] == points, at
        told = gradebook_csv(found, mark=False).splitlines()[2].split(",")
        assert told[3] == ("" if points[1] is None else "0.0")
    assert tara.submitted_at is None
    world.session.delete(tara)
    world.session.flush()
    assert gradebook(world.session, world.shelf, world.room, at=CLOSES + timedelta(minutes=29)).rows[1].marks[0].points is None  # type: ignore[union-attr]
