"""Setting, changing and withdrawing: what makes no sense is refused, and nobody's change is lost."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.assignments import make
from tests.assignments.conftest import World
from webapp.assignments import queries
from webapp.assignments.drafting import differences, first_wish, look_at
from webapp.assignments.models import AssignmentResult
from webapp.assignments.setting import ChangedMeanwhile, assign, change, wish_of, withdraw
from webapp.assignments.settling import settle_due
from webapp.assignments.wishes import NotAssessed, TestWish
from webapp.core.assigning import Goal
from webapp.core.catalogue import frozen
from webapp.core.entries import CautionState
from webapp.errors import Invalid
from webapp.library.shelf import Shelf

AT = make.day(0)


def unassessed(shelf: Shelf, *muscles: str) -> Shelf:
    """The material as if nobody had looked at what can be harmed near some muscles."""
    changed = {key: replace(shelf.catalogue.muscles[key], caution_state=CautionState.NOT_ASSESSED, cautions=()) for key in muscles}
    catalogue = replace(shelf.catalogue, muscles=frozen({**shelf.catalogue.muscles, **changed}))
    return replace(shelf, catalogue=catalogue)


def test_what_is_set_is_what_was_asked_for(world: World) -> None:
    for goal in Goal:
        wish = make.wish(goal, title="  Neck   again ", student_ids=frozenset({world.ada.id}))
        made = assign(world.session, world.shelf, world.room, wish, at=AT)
        assert wish_of(world.session, made) == replace(wish, title="Neck again")
        assert queries.get_assignment(world.session, world.room.id, made.id) is made
    assert len(queries.list_assignments(world.session, world.room.id)) == 3


@pytest.mark.parametrize(
    ("goal", "field", "values"),
    [
        (Goal.PRACTICE_DAYS, "title", {"title": " "}),
        (Goal.PRACTICE_DAYS, "deck_id", {"deck_id": "no-such-deck"}),
        (Goal.PRACTICE_DAYS, "due_day", {"due_day": date(2026, 3, 1)}),
        (Goal.PRACTICE_DAYS, "due_day", {"first_day": date(2026, 2, 23), "due_day": date(2026, 3, 1)}),
        (Goal.PRACTICE_DAYS, "due_day", {"due_day": date(2028, 3, 1)}),
        (Goal.PRACTICE_DAYS, "days", {"days": 5}),
        (Goal.PRACTICE_DAYS, "days", {"days": None}),
        (Goal.PRACTICE_DAYS, "items_a_day", {"items_a_day": 0}),
        (Goal.PRACTICE_DAYS, "points", {"points": -1}),
        (Goal.PRACTICE_DAYS, "student_ids", {"student_ids": frozenset()}),
        (Goal.PRACTICE_DAYS, "student_ids", {"student_ids": frozenset({987654})}),
        (Goal.LEARN_IT, "percent", {"percent": 101}),
        (Goal.LEARN_IT, "recall_percent", {"recall_percent": 99}),
        (Goal.CLASS_TEST, "count", {"test": TestWish(101)}),
        (Goal.CLASS_TEST, "minutes", {"test": TestWish(6, 241)}),
        (Goal.CLASS_TEST, "closes", {"due_day": make.MONDAY, "test": TestWish(6, opens=time(12), closes=time(12))}),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(world: World, goal: Goal, field: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        world.assign(goal, **values)
    assert field in refused.value.fields
    assert queries.list_assignments(world.session, world.room.id) == []


@pytest.mark.parametrize("goal", Goal)
def test_nothing_is_set_about_muscles_whose_cautions_nobody_assessed(world: World, goal: Goal) -> None:
    shelf = unassessed(world.shelf, "scalenes", "sternocleidomastoid", "gracilis")
    with pytest.raises(NotAssessed) as refused:
        assign(world.session, shelf, world.room, make.wish(goal), at=AT)
    assert {muscle.id for muscle in refused.value.muscles} == {"scalenes", "sternocleidomastoid"}
    assert "Sternocleidomastoid" in refused.value.message
    assert "Gracilis" not in refused.value.message
    assert queries.list_assignments(world.session, world.room.id) == []


def test_nothing_is_set_in_an_archived_class(world: World) -> None:
    world.room.archived_at = AT
    with pytest.raises(Invalid):
        world.assign()


def test_two_who_change_at_once_lose_nothing(world: World) -> None:
    made = world.assign()
    hers, his = make.wish(points=20), make.wish(title="Neck, second try", days=4)
    assert change(world.session, world.shelf, world.room, made, hers, version=1, at=AT)
    with pytest.raises(ChangedMeanwhile) as told:
        change(world.session, world.shelf, world.room, made, his, version=1, at=AT)
    assert (told.value.theirs, told.value.version) == (hers, 2)
    assert differences(his, told.value.theirs, {}) == [
        ("Title", "Neck, second try", "Neck & nape"), ("Points", "10", "20"), ("Days", "4", "3")
    ]  # fmt: skip
    assert wish_of(world.session, made) == hers
    assert change(world.session, world.shelf, world.room, made, his, version=2, at=AT)
    assert (made.title, made.points, made.version) == ("Neck, second try", 10, 3)


def test_other_students_are_a_difference_though_as_many(world: World) -> None:
    names = {each.id: each.name for each in (world.ada, world.tara)}
    mine, theirs = (make.wish(student_ids=frozenset({each.id})) for each in (world.ada, world.tara))
    assert differences(mine, theirs, names) == [("For", "Ada Student", "Tara Traveller")]
    assert differences(mine, make.wish(), names) == [("For", "Ada Student", "the whole class")]
    assert differences(mine, mine, names) == []


def test_saving_what_is_there_changes_nothing(world: World) -> None:
    made = world.assign()
    assert not change(world.session, world.shelf, world.room, made, make.wish(), version=1, at=AT)
    assert made.version == 1


def test_what_is_over_can_be_renamed_but_not_begun_anew_in_the_past(world: World) -> None:
    made, later = world.assign(), make.day(10)
    settle_due(world.session, world.shelf, at=later)
    assert change(world.session, world.shelf, world.room, made, make.wish(title="Neck"), version=1, at=later)
    assert made.settled_at == later
    assert queries.list_results(world.session, made.id).keys() == {world.ada.id, world.tara.id}
    with pytest.raises(Invalid):
        change(world.session, world.shelf, world.room, made, make.wish(due_day=date(2026, 3, 6)), version=2, at=later)


def test_more_days_open_it_again(world: World) -> None:
    made, later = world.assign(), make.day(10)
    settle_due(world.session, world.shelf, at=later)
    change(world.session, world.shelf, world.room, made, make.wish(due_day=date(2026, 3, 20)), version=1, at=later)
    assert made.settled_at is None
    assert queries.list_results(world.session, made.id) == {}
    assert [row for row in world.session.identity_map.values() if isinstance(row, AssignmentResult)] == []


def test_a_withdrawn_one_is_gone_for_students_and_stays_for_instructors(world: World) -> None:
    made = world.assign()
    withdraw(world.session, made, at=AT)
    withdraw(world.session, made, at=AT + timedelta(days=1))
    assert made.withdrawn_at == AT
    assert queries.list_for_student(world.session, world.ada.id) == []
    assert queries.list_assignments(world.session, world.room.id) == []
    assert queries.list_assignments(world.session, world.room.id, withdrawn=True) == [made]
    with pytest.raises(Invalid):
        change(world.session, world.shelf, world.room, made, make.wish(title="Neck"), version=2, at=AT)


@pytest.mark.parametrize("goal", Goal)
def test_looking_saves_nothing_and_the_first_form_can_be_sent(world: World, goal: Goal) -> None:
    wish = replace(first_wish(world.shelf, world.room, goal, at=AT), title="A week")
    draft = look_at(world.session, world.shelf, world.room, wish, at=AT)
    assert (draft.fit is None) == (goal is Goal.CLASS_TEST)
    assert len(draft.questions) == (20 if goal is Goal.CLASS_TEST else 0)
    assert not world.session.new
    assert queries.list_assignments(world.session, world.room.id) == []
