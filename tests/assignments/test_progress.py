"""How far students are: from shown practice only, to the end of the due day, and nothing takes it away."""

from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa

from tests.assignments import make
from tests.assignments.conftest import World
from tests.classrooms import make as rooms
from tests.practice import make as practice
from webapp.accounts.models import User
from webapp.assignments import queries
from webapp.assignments.gradebook import gradebook
from webapp.assignments.models import Assignment
from webapp.assignments.progress import list_progress
from webapp.assignments.setting import change
from webapp.assignments.settling import settle_due
from webapp.assignments.tasks import list_tasks
from webapp.assignments.testing import start_test
from webapp.classrooms.following import after_leaving
from webapp.classrooms.joining import leave
from webapp.core.assigning import Goal, Progress
from webapp.practice.models import Review
from webapp.practice.showing import rebuild_shown

AT = make.day(0)
NECK = (practice.LOCATE, *practice.OTHERS)


def progress(world: World, assignment: Assignment, student: User, at: datetime = AT) -> Progress:
    return list_progress(world.session, world.shelf, world.room, [assignment], at=at)[assignment.id][student.id]


def answer(world: World, student: User, *keys: str, at: datetime, wrongly: bool = False) -> None:
    for key in keys:
        (practice.miss if wrongly else practice.give)(world.session, world.shelf, student, key, at=at)


def test_a_day_counts_once_enough_questions_of_the_deck_are_answered(world: World) -> None:
    made = world.assign(days=3, items_a_day=2)
    assert progress(world, made, world.ada) == Progress(0, 3)
    answer(world, world.ada, NECK[0], at=AT)
    assert progress(world, made, world.ada).done == 0
    answer(world, world.ada, NECK[1], at=AT, wrongly=True)
    assert progress(world, made, world.ada).done == 1
    answer(world, world.ada, *NECK[2:5], at=make.day(1))
    assert progress(world, made, world.ada) == Progress(2, 3)
    assert progress(world, made, world.tara) == Progress(0, 3)


def test_the_same_question_twice_is_one(world: World) -> None:
    made = world.assign(items_a_day=2)
    answer(world, world.ada, NECK[0], at=AT, wrongly=True)
    answer(world, world.ada, NECK[0], at=AT + timedelta(minutes=20))
    assert progress(world, made, world.ada).done == 0


def test_other_decks_count_for_nothing(world: World) -> None:
    made = world.assign(items_a_day=1)
    world.assign(deck_id="thigh", items_a_day=1)
    answer(world, world.ada, "gracilis/locate", at=AT)
    assert progress(world, made, world.ada).done == 0


def test_what_was_taken_back_counts_for_nothing(world: World) -> None:
    made = world.assign(items_a_day=1)
    given = practice.give(world.session, world.shelf, world.ada, NECK[0], at=AT)
    assert progress(world, made, world.ada).done == 1
    practice.undo(world.session, world.ada, given, at=AT)
    assert progress(world, made, world.ada).done == 0


def test_only_practice_earns_credit(world: World) -> None:
    days, learnt = world.assign(items_a_day=1), world.assign(Goal.LEARN_IT, percent=1, recall_percent=70)
    answer(world, world.ada, *NECK, at=AT)
    assert (progress(world, days, world.ada).done, progress(world, learnt, world.ada).is_met) == (1, True)
    for purpose in ("imported", "self-test", "private"):
        world.session.execute(sa.update(Review).values(purpose=purpose))
        rebuild_shown(world.session, world.ada.id)
        assert progress(world, days, world.ada).done == 0, purpose
        assert progress(world, learnt, world.ada).done == 0, purpose


def test_the_due_day_counts_to_its_end_by_the_clocks_of_the_class(world: World) -> None:
    made = world.assign(items_a_day=1, days=1)
    answer(world, world.ada, NECK[0], at=made.due_at("Europe/Berlin") - timedelta(minutes=1))
    answer(world, world.tara, NECK[0], at=made.due_at("Europe/Berlin"))
    assert progress(world, made, world.ada).done == 1
    assert progress(world, made, world.tara).done == 0


def test_days_before_the_first_do_not_count(world: World) -> None:
    made = world.assign(items_a_day=1, first_day=make.THURSDAY, days=1)
    made.begun_at = AT
    practice.choose_decks(world.session, world.shelf, world.ada, ["neck"], at=AT)
    answer(world, world.ada, NECK[0], at=AT)
    assert progress(world, made, world.ada).done == 0
    answer(world, world.ada, NECK[1], at=make.day(3))
    assert progress(world, made, world.ada).done == 1


def test_learning_counts_what_will_be_remembered_on_the_due_day(world: World) -> None:
    made = world.assign(Goal.LEARN_IT, percent=1, recall_percent=90)
    answer(world, world.ada, NECK[0], at=AT)
    # One right answer holds to 0.9 for two days, and it is due in three.
    assert progress(world, made, world.ada).done == 0
    answer(world, world.ada, NECK[1], at=make.day(1))
    assert progress(world, made, world.ada).done == 1
    answer(world, world.ada, NECK[0], at=make.day(2))
    assert progress(world, made, world.ada).done == 2
    answer(world, world.ada, NECK[2], at=make.day(3), wrongly=True)
    assert progress(world, made, world.ada).done == 2


def test_how_much_is_wanted_counts_both_ways_of_asking_once(world: World) -> None:
    made = world.assign(Goal.LEARN_IT, percent=100)
    keys = {key.removesuffix("-words") for key in world.shelf.decks["neck"].item_keys}
    assert progress(world, made, world.ada).wanted == len(keys)


def test_the_same_share_in_words_is_the_same(world: World) -> None:
    made = world.assign(Goal.LEARN_IT, percent=100, recall_percent=70)
    world.ada.in_words = True
    keys = world.shelf.decks["neck"].item_keys
    in_words = [key for key in keys if key.rpartition("/")[2] in {"locate-words", "caution", "attachment"}]
    answer(world, world.ada, *in_words[:6], at=AT)
    found = progress(world, made, world.ada)
    assert 6 <= found.done < found.wanted


def test_what_is_over_is_written_down_and_later_practice_changes_nothing(world: World) -> None:
    made = world.assign(Goal.LEARN_IT, percent=5, recall_percent=80)
    answer(world, world.ada, *NECK, at=AT)
    before = progress(world, made, world.ada)
    assert settle_due(world.session, world.shelf, at=make.day(3)) == 0
    late = make.day(9)
    assert settle_due(world.session, world.shelf, at=late) == 1
    assert settle_due(world.session, world.shelf, at=late) == 0
    answer(world, world.ada, *NECK[:3], at=late, wrongly=True)
    assert progress(world, made, world.ada) == before
    assert before.done > 0


def test_who_joins_when_it_is_over_is_not_asked(world: World) -> None:
    days, test = world.assign(Goal.PRACTICE_DAYS), world.assign(Goal.CLASS_TEST)
    due = days.due_at("Europe/Berlin")
    rooms.join(world.session, world.room, world.stan, at=due)
    for at in (due, make.day(9)):
        settle_due(world.session, world.shelf, at=at)
        found = list_progress(world.session, world.shelf, world.room, [days, test], at=at)
        assert [set(each) for each in found.values()] == [{world.ada.id, world.tara.id}] * 2
    assert queries.list_results(world.session, days.id).keys() == {world.ada.id, world.tara.id}
    row = gradebook(world.session, world.shelf, world.room, at=make.day(9)).rows[1]
    assert (row.student, row.marks, row.points) == (world.stan, (None, None), 0)
    tasks = list_tasks(world.session, world.shelf, world.stan, at=make.day(9))
    assert [(task.done, task.is_asked, task.progress.is_met) for task in tasks] == [("not asked", False, False)] * 2


def test_who_joins_a_second_before_it_is_over_is_asked(world: World) -> None:
    made = world.assign(items_a_day=1)
    rooms.join(world.session, world.room, world.stan, at=made.due_at("Europe/Berlin") - timedelta(seconds=1))
    settle_due(world.session, world.shelf, at=make.day(9))
    assert progress(world, made, world.stan) == Progress(0, 3)


def test_what_was_not_written_down_is_measured_from_the_log(world: World) -> None:
    made = world.assign(items_a_day=1, student_ids=frozenset({world.ada.id}))
    practice.choose_decks(world.session, world.shelf, world.tara, ["neck"], at=AT)
    answer(world, world.tara, NECK[0], at=AT)
    settle_due(world.session, world.shelf, at=make.day(9))
    wish = make.wish(items_a_day=1, student_ids=frozenset({world.ada.id, world.tara.id}))
    change(world.session, world.shelf, world.room, made, wish, version=1, at=make.day(9))
    assert made.settled_at is not None
    assert progress(world, made, world.tara) == Progress(1, 3)


def test_who_leaves_and_joins_again_when_it_is_over_keeps_the_test_and_is_asked_nothing_else(world: World) -> None:
    days, test = world.assign(items_a_day=1), world.assign(Goal.CLASS_TEST)
    answer(world, world.ada, NECK[0], at=AT)
    start_test(world.session, world.shelf, world.ada, test, uuid4(), device="phone", at=AT)
    settle_due(world.session, world.shelf, at=make.day(9))
    leave(world.session, world.room, world.ada, then=after_leaving(), at=make.day(10))
    rooms.join(world.session, world.room, world.ada, at=make.day(10))
    found = list_progress(world.session, world.shelf, world.room, [days, test], at=make.day(10))
    assert world.ada.id not in found[days.id]
    assert found[test.id][world.ada.id].taken


def test_leaving_takes_the_figures_along(world: World) -> None:
    made = world.assign(items_a_day=1, student_ids=frozenset({world.ada.id}))
    answer(world, world.ada, NECK[0], at=AT)
    settle_due(world.session, world.shelf, at=make.day(9))
    assert list_progress(world.session, world.shelf, world.room, [made], at=AT)[made.id].keys() == {world.ada.id}
    leave(world.session, world.room, world.ada, then=after_leaving(), at=make.day(10))
    assert list_progress(world.session, world.shelf, world.room, [made], at=AT)[made.id] == {}
    rooms.join(world.session, world.room, world.ada)
    assert list_progress(world.session, world.shelf, world.room, [made], at=AT)[made.id] == {}
