"""One item of a class: its click map without names, what was given instead, whether the question is sound."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from tests.insights.class_log import Log, class_of, remainder
from tests.practice import make
from webapp.accounts.models import User
from webapp.atlas.figures import Ink
from webapp.core.answers import Tap
from webapp.core.click_maps import Came
from webapp.core.item_analysis import Flag
from webapp.core.items import Locate, PointAt
from webapp.errors import NotFound
from webapp.insights.item_page import ItemPage, item_page
from webapp.insights.mix_ups import pairs
from webapp.library.shelf import Shelf

LOCATE, NAME, CAUTION = "infraspinatus/locate", "infraspinatus/name", "scalenes/caution"


def tap_of(tap: Tap) -> dict[str, object]:
    return {"type": "tap", "view": tap.view, "layer": tap.layer, "at": list(tap.at), "target": tap.target}


def taps(session: Session, shelf: Shelf, number: int, key: str = LOCATE) -> tuple[int, User, list[User], Log]:
    """A class in which so many students tapped the right place."""
    room, teacher, students = class_of(session, number)
    log, item = Log(session), shelf.get_item(key)
    for student in students:
        log.answer(student, key, raw_answer=tap_of(make.right(shelf, item)))
    return room.id, teacher, students, log


def wrong_tap(shelf: Shelf, log: Log, student: User, **values: object) -> int:
    item = shelf.get_item(LOCATE)
    assert isinstance(item, Locate)
    return log.answer(student, LOCATE, right=False, raw_answer=tap_of(make.wrong(shelf, item)), **values)


def page(session: Session, shelf: Shelf, teacher: User, room: int, key: str = LOCATE, view: str | None = None) -> ItemPage:
    return item_page(session, shelf, teacher, room, key, view)


@pytest.mark.parametrize(("number", "shown"), [(4, False), (5, True)])
def test_there_is_a_map_only_of_five_students_or_more(session: Session, shelf: Shelf, number: int, shown: bool) -> None:
    room, teacher, students, log = taps(session, shelf, number)
    for _ in range(10):
        wrong_tap(shelf, log, students[0])
    log.shown()
    found = page(session, shelf, teacher, room)
    assert (found.clicks is not None) is shown
    assert found.on_chart
    if not shown:
        assert (found.row.given, found.misses, found.swaps, found.left_out) == ((), 0, [], [])


def test_taps_are_counted_by_what_came_of_them_with_the_most_hit_muscle_outlined(session: Session, shelf: Shelf) -> None:
    room, teacher, students, log = taps(session, shelf, 6)
    wrong_tap(shelf, log, students[0], miss="neighbour", hit="teres-minor", score=0.3)
    wrong_tap(shelf, log, students[1], miss="neighbour", hit="teres-minor", score=0.0)
    wrong_tap(shelf, log, students[1], miss="hazard", hit="subclavian-artery")
    log.answer(students[2], LOCATE, right=False, miss="blank", raw_answer={"type": "blank"})
    undone = wrong_tap(shelf, log, students[2])
    log.undo(students[2], LOCATE, undone)
    wrong_tap(shelf, log, students[3], purpose="private")
    log.shown()
    found = page(session, shelf, teacher, room)
    assert found.clicks is not None
    counts = {each.came: (each.count, each.students) for each in found.clicks.taps}
    assert counts == {Came.RIGHT: (6, 6), Came.NEIGHBOUR: (2, 2), Came.HAZARD: (1, 1)}
    assert (found.clicks.count, found.clicks.students, found.clicks.wrong) == (9, 6, ["teres-minor"])
    assert (found.misses, found.near) == (3, 1)
    assert {mark.ink for mark in found.clicks.figure.marks} == {Ink.RIGHT, Ink.HIT}
    assert {each.given: each.times for each in found.row.given} == {"teres-minor": 2, "subclavian-artery": 1, "blank": 1}


def test_misses_at_the_edge_are_laid_to_the_question(session: Session, shelf: Shelf) -> None:
    room, teacher, students, log = taps(session, shelf, 6)
    for student in students:
        wrong_tap(shelf, log, student, miss="neighbour", hit="teres-minor", score=0.3)
    log.shown()
    assert Flag.EDGE in page(session, shelf, teacher, room).row.flags


def test_students_who_left_take_their_taps_with_them(session: Session, shelf: Shelf) -> None:
    room, teacher, _, log = taps(session, shelf, 5)
    other = make.people_make.user(session)
    wrong_tap(shelf, log, other)
    log.shown()
    found = page(session, shelf, teacher, room)
    assert found.clicks is not None
    assert found.clicks.count == 5


def test_trigger_points_are_numbered_on_the_map(session: Session, shelf: Shelf) -> None:
    key = next(key for key, item in shelf.items.items() if isinstance(item, PointAt))
    room, teacher, _, log = taps(session, shelf, 5, key)
    log.shown()
    found = page(session, shelf, teacher, room, key)
    assert found.clicks is not None
    assert found.clicks.figure.dots


@pytest.mark.parametrize("kind", ["locate", "point", "caution-locate"])
def test_every_shipped_question_on_the_chart_can_be_mapped(session: Session, shelf: Shelf, kind: str) -> None:
    keys = [key for key, item in shelf.items.items() if item.kind == kind][::17]
    room, teacher, students = class_of(session, 5)
    log = Log(session)
    for key in keys:
        answer = make.right(shelf, shelf.get_item(key))
        assert isinstance(answer, Tap)
        for student in students:
            log.answer(student, key, raw_answer=tap_of(answer))
    log.shown()
    for key in keys:
        found = page(session, shelf, teacher, room.id, key)
        assert found.clicks is not None, key
        assert found.clicks.taps[0].d, key
        assert found.row.target_px, key


def test_what_was_left_out_of_several(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 5)
    log, item = Log(session), shelf.get_item(CAUTION)
    first, *rest = sorted(getattr(item, "must", ()) or getattr(item, "listed", ()))
    for student in students:
        log.answer(student, CAUTION, right=False, miss="missed-must", raw_answer={"type": "marked", "ids": [first, "ulnar-nerve"]})
    log.shown()
    found = page(session, shelf, teacher, room.id, CAUTION)
    assert {each.id: (each.times, each.of) for each in found.left_out} == dict.fromkeys(rest, (5, 5))
    assert [each.given for each in found.row.given] == ["ulnar-nerve"]
    assert (found.on_chart, found.clicks) == (False, None)


def swapped(log: Log, students: Sequence[User], one: str, other: str) -> None:
    for student in students:
        log.answer(student, f"{one}/name", right=False, miss="wrong", raw_answer={"type": "chosen", "option": other, "of": 4})


def test_swaps_are_told_both_ways(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 6)
    log = Log(session)
    swapped(log, students[:5], "infraspinatus", "teres-minor")
    swapped(log, students[:3], "teres-minor", "infraspinatus")
    swapped(log, students, "supraspinatus", "deltoid")
    for student in students:
        log.answer(student, "teres-minor/name")
        log.answer(student, "deltoid/name")
    log.shown()
    [swap] = page(session, shelf, teacher, room.id, NAME).swaps
    assert (swap.muscle, swap.given_here, swap.given_there) == ("teres-minor", 5, 3)
    found = pairs(session, shelf, room.id)
    assert [(each.one, each.other, each.forth, each.back) for each in found] == [
        ("infraspinatus", "teres-minor", 5, 3),
        ("deltoid", "supraspinatus", 0, 6),
    ]
    assert (found[0].both_ways, found[0].students, found[0].n) == (3, 5, 5)


def test_pairs_that_four_have_met_are_not_told(session: Session, shelf: Shelf) -> None:
    room, _, students = class_of(session, 4)
    log = Log(session)
    swapped(log, students, "infraspinatus", "teres-minor")
    swapped(log, students, "teres-minor", "infraspinatus")
    log.shown()
    assert pairs(session, shelf, room.id) == []


def test_questions_that_four_have_met_add_nothing_to_the_pair(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 6)
    log = Log(session)
    swapped(log, students[:5], "infraspinatus", "teres-minor")
    swapped(log, students[:4], "teres-minor", "infraspinatus")
    for student in students:
        log.answer(student, "teres-minor/locate")
    log.shown()
    assert [(each.forth, each.back, each.n) for each in pairs(session, shelf, room.id)] == [(5, 0, 5)]
    found = page(session, shelf, teacher, room.id, NAME)
    assert [(swap.muscle, swap.given_there) for swap in found.swaps] == [("teres-minor", None)]
    assert found.back == {}


def test_pairs_of_few_take_no_place_from_others(session: Session, shelf: Shelf) -> None:
    room, _, students = class_of(session, 5)
    log = Log(session)
    swapped(log, students, "infraspinatus", "teres-minor")
    swapped(log, students, "teres-minor", "deltoid")
    for other in ("masseter", "soleus", "temporalis", "scalenes", "supraspinatus"):
        swapped(log, students[:1], "deltoid", other)
        swapped(log, students[:1], other, "deltoid")
    log.shown()
    assert [(each.one, each.other) for each in pairs(session, shelf, room.id, 1)] == [("infraspinatus", "teres-minor")]


def test_an_item_that_is_no_longer_asked_still_has_its_figures(session: Session, shelf: Shelf) -> None:
    room, teacher, _ = class_of(session, 1)
    remainder(session, room, "gone/locate", {"students": 6, "answers": 6, "right": 3, "first_right": 3})
    found = page(session, shelf, teacher, room.id, "gone/locate")
    assert (found.row.item, found.row.facility.value, found.clicks) == (None, 0.5, None)


def test_what_is_no_item_and_another_class_are_not_found(session: Session, shelf: Shelf) -> None:
    room, teacher, students, log = taps(session, shelf, 5)
    log.shown()
    with pytest.raises(NotFound):
        page(session, shelf, teacher, room, "nothing/locate")
    with pytest.raises(NotFound):
        page(session, shelf, students[0], room)
