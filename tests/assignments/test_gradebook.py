"""The gradebook: points, and a file that no spreadsheet runs."""

import csv
from io import StringIO

from tests.assignments import make
from tests.assignments.conftest import World
from tests.practice import make as practice
from tests.selftests import make as sittings
from webapp.assignments.gradebook import gradebook, gradebook_csv
from webapp.assignments.setting import withdraw
from webapp.assignments.testing import start_test
from webapp.core.assigning import Goal
from webapp.selftests.submitting import submit

AT = make.day(0)


def told(world: World, *, mark: bool = False) -> str:
    return gradebook_csv(gradebook(world.session, world.shelf, world.room, at=make.day(1)), mark=mark)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_points_days_and_scores_stand_in_the_file(world: World) -> None:
    world.assign(title="Days", items_a_day=1, points=9)
    test = world.assign(Goal.CLASS_TEST, title="Quiz", points=6, student_ids=frozenset({world.ada.id}))
    for number in range(2):
        practice.give(world.session, world.shelf, world.ada, practice.OTHERS[number], at=make.day(number))
    sitting = start_test(world.session, world.shelf, world.ada, test, sittings.uuid4(), device="phone", at=AT)
    sittings.answer_all(world.session, world.shelf, world.ada, sitting, "rrr")
    submit(world.session, world.shelf, world.ada, sitting.id, at=AT)
    ada, tara = rows(told(world))
    assert ada == {
        "name": "Ada Student", "e-mail": "ada@school.example", "practice days": "2", "Days: points of 9": "6.0",
        "Quiz: points of 6": "3.0", "Quiz: right answers": "3", "Quiz: questions": "6", "points": "9.0",
    }  # fmt: skip
    assert (tara["Days: points of 9"], tara["Quiz: points of 6"], tara["Quiz: questions"], tara["points"]) == ("0.0", "", "", "0.0")


def test_names_and_titles_are_never_formulas(world: World) -> None:
    world.assign(title='=HYPERLINK("http://evil.example")')
    world.ada.name, world.tara.name = "=cmd|' /C calc'!A0", "+1+cmd"
    world.session.flush()
    lines = list(csv.reader(StringIO(told(world))))
    assert {row[0] for row in lines[1:]} == {"'=cmd|' /C calc'!A0", "'+1+cmd"}
    assert lines[0][3].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in lines for cell in row)


def test_a_byte_order_mark_is_there_when_asked_for(world: World) -> None:
    assert told(world, mark=True).encode()[:3] == b"\xef\xbb\xbf"
    assert told(world).startswith("name,")


def test_practice_days_are_those_of_the_term(world: World) -> None:
    practice.choose_decks(world.session, world.shelf, world.ada, ["neck"], at=AT)
    practice.give(world.session, world.shelf, world.ada, practice.LOCATE, at=AT)
    assert gradebook(world.session, world.shelf, world.room, at=AT).rows[0].practice_days == 1
    world.room.last_day = make.day(-1).date()
    assert gradebook(world.session, world.shelf, world.room, at=AT).rows[0].practice_days == 0


def test_withdrawn_ones_are_left_out(world: World) -> None:
    withdraw(world.session, world.assign(), at=AT)
    assert gradebook(world.session, world.shelf, world.room, at=AT).assignments == ()
