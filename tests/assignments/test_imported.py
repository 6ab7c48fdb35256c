"""Answers that somebody brings in from a file never earn credit: neither in assignments nor in the gradebook."""

import io
from pathlib import Path

from tests.assignments import make
from tests.assignments.conftest import World
from tests.people import Part
from tests.practice import make as practice
from webapp.accounts.models import Role
from webapp.assignments.gradebook import gradebook
from webapp.core.assigning import Goal
from webapp.interop.exporting import write_json
from webapp.interop.importing import import_file
from webapp.interop.unpacking import unpacked
from webapp.practice import queries

FRIEND = Part("friend@elsewhere.example", "Fred Friend", Role.STUDENT)
AT = make.day(2)


def test_a_friends_practice_brought_in_is_worth_nothing(world: World, tmp_path: Path) -> None:
    world.assign(items_a_day=1, points=9)
    world.assign(Goal.LEARN_IT, percent=1, recall_percent=70, points=9)
    friend = practice.student(world.session, world.shelf, part=FRIEND)
    for number, key in enumerate(practice.OTHERS):
        practice.give(world.session, world.shelf, friend, key, at=make.day(number % 3))
    file, text = tmp_path / "export.json", io.StringIO()
    write_json(world.session, friend, text, at=AT)
    file.write_text(text.getvalue())
    with unpacked(file) as rows:
        import_file(world.session, world.shelf, world.ada, rows, settings=False, at=AT)
    assert queries.list_cards(world.session, world.ada.id).keys() == set(practice.OTHERS)
    ada, _ = gradebook(world.session, world.shelf, world.room, at=AT).rows
    assert (ada.practice_days, ada.points) == (0, 0.0)
    assert [mark.progress.done for mark in ada.marks if mark] == [0, 0]
    # What is answered in practice from now on counts as anybody's.
    practice.give(world.session, world.shelf, world.ada, "sternocleidomastoid/name", at=AT)
    ada, _ = gradebook(world.session, world.shelf, world.room, at=AT).rows
    assert (ada.practice_days, [mark.progress.done for mark in ada.marks if mark]) == (1, [1, 1])
