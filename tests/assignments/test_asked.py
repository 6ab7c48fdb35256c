"""How each question of a class test went: shown once its answers are out, without names, of five students or more."""

from datetime import timedelta

import pytest

from tests.assignments.conftest import World
from tests.assignments.test_test_windows import CLOSES, OPENS, begin, near
from tests.classrooms import make as rooms
from tests.make import user
from tests.people import Part
from tests.selftests import make as sittings
from webapp.accounts.models import Role, User
from webapp.assignments.asked import Asked, list_asked
from webapp.assignments.models import Assignment
from webapp.assignments.overseeing import oversee
from webapp.classrooms.following import after_leaving
from webapp.classrooms.joining import leave
from webapp.core.shares import Share
from webapp.core.shown import FEWEST

MINUTE = timedelta(minutes=1)


@pytest.fixture
def taken(world: World) -> tuple[Assignment, list[User], str]:
    """A test that five students take: three of them answer their first question, one wrongly at first; and the key of that question."""
    more = [user(world.session, Part(f"s{number}@school.example", f"S {number}", Role.STUDENT)) for number in range(3)]
    students, test = [world.ada, world.tara, *more], near(world)
    for student in more:
        rooms.join(world.session, world.room, student)
    for student in students:
        begin(world, test, student, OPENS)
    key = sittings.queries.list_questions(world.session, sittings.queries.list_sittings(world.session, world.ada.id)[0][0].id)[0].item_key
    for student, answers in zip(students, ("fr", "rf", "r"), strict=False):
        sitting = sittings.queries.list_sittings(world.session, student.id)[0][0]
        number = next(row.number for row in sittings.queries.list_questions(world.session, sitting.id) if row.item_key == key)
        for wait, letter in enumerate(answers, start=1):
            sittings.answer(world.session, world.shelf, student, sitting, number, letter == "r", at=OPENS + wait * MINUTE)
    return test, students, key


def asked_of(world: World, test: Assignment, key: str) -> Asked:
    found = list_asked(world.session, world.shelf, test)
    assert len(found) == 6
    return next(row for row in found if row.key == key)


def test_the_last_answer_counts_and_none_is_wrong(world: World, taken: tuple[Assignment, list[User], str]) -> None:
    test, _, key = taken
    row = asked_of(world, test, key)
    assert (row.students, row.right) == (FEWEST, Share(2, 5))
    assert row.subject
    others = [each for each in list_asked(world.session, world.shelf, test) if each.key != key]
    assert {each.right for each in others} == {Share(0, 5)}
    assert list_asked(world.session, world.shelf, test)[-1].key == key, "hardest first"


def test_fewer_than_five_have_no_figures(world: World, taken: tuple[Assignment, list[User], str]) -> None:
    test, students, key = taken
    leave(world.session, world.room, students[-1], then=after_leaving(), at=CLOSES)
    row = asked_of(world, test, key)
    assert (row.students, row.right) == (FEWEST - 1, None)


def test_nothing_is_told_before_the_answers_are_out(world: World, taken: tuple[Assignment, list[User], str]) -> None:
    for at, count in ((CLOSES - MINUTE, 0), (CLOSES, 6)):
        seen = oversee(world.session, world.shelf, world.room, taken[0], world.ines, at=at)
        assert (seen.is_out, len(seen.asked)) == (count > 0, count)
