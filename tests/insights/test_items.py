"""The table of items: its figures against the log, what is suppressed, filters, orders, pages."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy.orm import Session

from tests.insights import plainly_items as plainly
from tests.insights.class_log import TODAY, Log, class_of, remainder
from webapp.accounts.models import User
from webapp.core.item_analysis import Flag
from webapp.errors import NotFound
from webapp.insights import item_table as module
from webapp.insights.item_table import ItemRow, ItemTable, Look, item_table
from webapp.insights.monday_queries import list_fading
from webapp.library.shelf import Shelf

KEYS = [
    f"{muscle}/{kind}" for muscle, kind in product(("infraspinatus", "supraspinatus", "teres-minor"), ("locate", "name", "locate-words"))
]
LOCATE, NAME, WORDS = KEYS[:3]


def rows(shown: ItemTable) -> dict[str, ItemRow]:
    return {row.key: row for row in shown.rows}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_equals_the_log_and_the_remainder(session: Session, shelf: Shelf, seed: int) -> None:
    room, teacher, students = class_of(session, 9)
    log = Log(session, seed)
    log.by_chance(students, [*KEYS, "retired-muscle/locate"], 350)
    log.shown()
    left = {"students": 3, "answers": 7, "right": 5, "first_right": 2, "hazards": 1, "sure_wrong": 1, "elapsed_ms": 70_000}
    remainder(session, room, LOCATE, left)
    remainder(session, room, NAME, left | {"students": 5})
    remainder(session, room, "masseter/name", left | {"students": 5})
    table = rows(item_table(session, shelf, teacher, room.id, Look()))
    answers = plainly.shown_answers(session, students)
    assert set(table) == {*answers, "masseter/name"}
    for key in answers:
        row, more = table[key], left | {"students": 5} if key == NAME else {}
        wanted = {name: count + more.get(name, 0) for name, count in plainly.counts(answers, key).items()}
        assert row.counts._asdict() == wanted | {"present": len(answers[key])}
        if row.detailed:
            found = plainly.plain_discrimination(answers, key)
            assert row.discrimination == (None if found is None else pytest.approx(found, abs=1e-9))
            assert row.median_ms == pytest.approx(plainly.median_ms(answers, key))
            assert {each.given: each.times for each in row.given} == plainly.wrong_given(answers, key)
    assert table["masseter/name"].counts.students == 5


def test_what_the_class_will_recall_equals_a_replay_of_the_log(session: Session, shelf: Shelf) -> None:
    room, _, students = class_of(session, 6)
    log = Log(session, 4)
    log.by_chance(students, KEYS[:4], 200)
    log.shown()
    answers = plainly.shown_answers(session, students)
    found = list_fading(session, room.id, TODAY + 1, TODAY + 7)
    assert {each.key for each in found} == {key for key in answers if len(answers[key]) >= 5}
    for each in found:
        assert each.today == pytest.approx(plainly.recall_sum(answers, each.key, TODAY + 1))
        assert each.later == pytest.approx(plainly.recall_sum(answers, each.key, TODAY + 7))
        assert each.later < each.today


def given(session: Session, right: dict[str, list[bool]], n: int = 6) -> tuple[int, User, list[User]]:
    """A class whose students gave these first answers, in their order."""
    room, teacher, students = class_of(session, n)
    log = Log(session)
    for key, answers in right.items():
        for student, each in zip(students, answers, strict=False):
            log.answer(student, key, right=each)
    log.shown()
    return room.id, teacher, students


def test_of_fewer_than_five_nothing_is_told_and_they_come_last(session: Session, shelf: Shelf) -> None:
    room, teacher, _ = given(session, {LOCATE: [False] * 4, NAME: [True] * 5})
    shown = item_table(session, shelf, teacher, room, Look())
    assert [row.key for row in shown.rows] == [NAME, LOCATE]
    few = shown.rows[1]
    assert (few.shown, few.given, few.median_ms, few.discrimination, few.hardness) == (False, (), None, None, None)
    assert shown.rows[0].facility.value == 1.0


def test_four_erased_are_not_told_and_five_are_counted_beside_one_present(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 1)
    log = Log(session)
    log.answer(students[0], LOCATE, right=False)
    log.shown()
    remainder(session, room, LOCATE, {"students": 4, "answers": 4, "right": 4, "first_right": 4})
    remainder(session, room, NAME, {"students": 5, "answers": 5, "right": 5, "first_right": 4})
    table = rows(item_table(session, shelf, teacher, room.id, Look()))
    assert (table[LOCATE].shown, table[LOCATE].counts.students) == (False, 1)
    row = table[NAME]
    assert row.shown
    assert row.facility.value == 0.8
    assert (row.detailed, row.given, row.median_ms, row.discrimination) == (False, (), None, None)


def test_who_has_left_is_not_counted_any_more(session: Session, shelf: Shelf) -> None:
    room, teacher, students = given(session, {LOCATE: [True] * 6})
    session.execute(module.queries.Membership.__table__.delete().where(module.queries.Membership.student_id == students[0].id))
    [row] = item_table(session, shelf, teacher, room, Look()).rows
    assert row.counts.students == 5


def test_filters_by_region_and_kind(session: Session, shelf: Shelf) -> None:
    room, teacher, _ = given(session, {LOCATE: [True] * 5, NAME: [True] * 5, "masseter/name": [True] * 5})
    shoulder = shelf.catalogue.muscles["infraspinatus"].region

    def keys(look: Look) -> set[str]:
        return set(rows(item_table(session, shelf, teacher, room, look)))

    assert keys(Look(region=shoulder)) == {LOCATE, NAME}
    assert keys(Look(kind="name")) == {NAME, "masseter/name"}
    assert keys(Look(region=shoulder, kind="name")) == {NAME}
    assert keys(Look(region="nowhere")) == set()


def test_orders(session: Session, shelf: Shelf) -> None:
    room, teacher, students = class_of(session, 12)
    log = Log(session)
    for place, student in enumerate(students):
        good = place < 6
        for key in KEYS[3:]:
            log.answer(student, key, right=good)
        log.answer(student, NAME, right=good)
        log.answer(student, WORDS, right=True)
        log.answer(student, LOCATE, right=place == 11, sureness=3)
    log.shown()

    def order(sort: str) -> list[str]:
        return [row.key for row in item_table(session, shelf, teacher, room.id, Look(sort=sort)).rows]

    assert order("facility")[0] == LOCATE
    assert order("facility")[-1] == WORDS
    assert order("discrimination")[0] == LOCATE, "only the weakest student had it right"
    assert order("discrimination")[-1] == WORDS, "everybody right tells nobody apart"
    assert order("sure")[0] == LOCATE
    assert order("hard")[0] == LOCATE
    assert all(key.endswith("/locate") for key in order("hard"))
    assert order("nonsense") == order("facility")
    row = rows(item_table(session, shelf, teacher, room.id, Look(sort="hard")))[LOCATE]
    assert row.named.of == 12
    assert set(row.flags) - {Flag.SMALL} == {Flag.CLICK, Flag.POOR}


def test_pages_hold_every_row_once(session: Session, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 4)
    room, teacher, _ = given(session, {key: [True] * 5 for key in KEYS})
    pages = [item_table(session, shelf, teacher, room, Look(page=page)) for page in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [4, 4, 1]
    assert sorted(row.key for page in pages for row in page.rows) == sorted(KEYS)
    for beyond in (0, -5, 99):
        shown = item_table(session, shelf, teacher, room, Look(page=beyond))
        assert shown.look == replace(shown.look, page=1 if beyond < 1 else 3)


def test_only_who_teaches_the_class_gets_anything(session: Session, shelf: Shelf) -> None:
    room, _, students = given(session, {LOCATE: [True] * 5})
    with pytest.raises(NotFound):
        item_table(session, shelf, students[0], room, Look())
