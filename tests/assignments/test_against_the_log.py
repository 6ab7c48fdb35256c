"""How far students are equals a plain recomputation from the log, for random practice at odd hours in odd places."""

from random import Random

import pytest

from tests.assignments import make, plainly
from tests.assignments.conftest import World
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.assignments.progress import list_progress
from webapp.core.assigning import Goal
from webapp.errors import Stale

KEYS = [
    f"{muscle}/{kind}" for muscle in ("scalenes", "sternocleidomastoid", "splenius-capitis") for kind in ("attachment", "caution", "name")
]
ZONES = ("Europe/Berlin", "Europe/Lisbon", "America/Los_Angeles", "Asia/Tokyo")


def practise(world: World, student: User, chance: Random) -> None:
    """Answers, some of them wrong, some taken back, some not shown."""
    for at in plainly.moments(make.AT):
        for key in chance.sample(KEYS, chance.randint(0, 3)):
            answer = chance.choice([practice.right, practice.right, practice.wrong])(world.shelf, world.shelf.get_item(key))
            try:
                given = practice.give(world.session, world.shelf, student, key, answer, at=at)
            except Stale:
                continue  # not due yet
            if chance.random() < 0.15:
                practice.undo(world.session, student, given, at=at)


@pytest.mark.parametrize("seed", range(3))
def test_days_and_items_are_what_the_log_says(world: World, seed: int) -> None:
    chance = Random(seed)
    students = [world.ada, world.tara]
    for student in students:
        student.time_zone = chance.choice(ZONES)
    made = [world.assign(days=3, items_a_day=number) for number in (1, 2)]
    learn = [world.assign(Goal.LEARN_IT, percent=50, recall_percent=percent) for percent in (70, 80, 90, 95)]
    for student in students:
        practise(world, student, chance)
    found = list_progress(world.session, world.shelf, world.room, [*made, *learn], at=make.day(9))
    for student in students:
        for each in made:
            assert found[each.id][student.id].done == plainly.days(world.session, world.shelf, world.room, each, student.id)
        for each in learn:
            assert found[each.id][student.id].done == plainly.learnt(world.session, world.shelf, each, student.id)
    assert sum(one.done for each in found.values() for one in each.values()) > 0
