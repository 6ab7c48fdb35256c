"""What comes next for a student: limits, siblings, wrong items, minutes, and why the queue is empty."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from tests import make as people_make
from tests.practice import make
from webapp.accounts.models import User
from webapp.core.items import Kind
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.queueing import Queue, queue_of
from webapp.practice.service import set_paused

CHART = {Kind.LOCATE, Kind.NAME, Kind.REFERRAL}


def study(session: Session, shelf: Shelf, student: User, at: datetime, *, most: int = 100, wrong: bool = False) -> list[str]:
    """Answer what comes next until nothing does; gives the keys in order."""
    asked: list[str] = []
    while len(asked) < most and (key := following(session, shelf, student, at)):
        (make.miss if wrong else make.give)(session, shelf, student, key, at=at)
        asked.append(key)
    return asked


def following(session: Session, shelf: Shelf, student: User, at: datetime) -> str | None:
    planned = queue_of(session, shelf, student, at=at).plan.next
    return planned.key if planned else None


def subjects(keys: list[str]) -> list[str]:
    return [key.rpartition("/")[0] for key in keys]


def in_thirty_days(session: Session, shelf: Shelf, student: User, at: datetime) -> datetime:
    """Everything new is met over some days; then nothing for a month."""
    for day in range(5):
        study(session, shelf, student, at + timedelta(days=day))
    return at + timedelta(days=38)


def test_a_new_student_meets_as_many_new_items_as_wanted(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh", new_per_day=5)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 5
    assert len(study(session, shelf, student, at)) == 5
    queue = queue_of(session, shelf, student, at=at)
    assert (queue.plan.next, queue.plan.counts.new, queue.done_today) == (None, 0, 5)
    assert queue.plan.new_held_back > 0
    assert queue.plan.next_due_day == queue.day + 1


def test_the_limit_counts_new_items_and_not_answers(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, new_per_day=3)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    make.give(session, shelf, student, make.LOCATE, at=at)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 2
    assert queue_of(session, shelf, student, at=at + timedelta(days=1)).plan.counts.new == 3


def test_no_new_items_when_none_are_wanted(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, new_per_day=0)
    queue = queue_of(session, shelf, student, at=at)
    assert (queue.plan.next, queue.plan.next_due_day) == (None, None)


def test_siblings_are_not_asked_on_one_study_day(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, new_per_day=50)
    for day in range(7):
        asked = subjects(study(session, shelf, student, at + timedelta(days=day)))
        assert len(asked) == len(set(asked)), f"day {day}: {asked}"


def test_the_first_run_has_several_kinds(session: Session, shelf: Shelf, at: datetime) -> None:
    asked = study(session, shelf, make.student(session, shelf), at)
    assert len({key.rpartition("/")[2] for key in asked}) >= 4


@pytest.mark.parametrize("others", range(4))
def test_a_wrong_item_returns_after_three_others(session: Session, shelf: Shelf, at: datetime, others: int) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    for key in make.OTHERS[:others]:
        make.give(session, shelf, student, key, at=at)
    assert (following(session, shelf, student, at) == make.LOCATE) == (others == 3)


def test_a_wrong_item_returns_after_ten_minutes(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    queue = queue_of(session, shelf, student, at=at)
    assert queue.plan.waiting_until == at + timedelta(minutes=10)
    assert following(session, shelf, student, at + timedelta(minutes=9, seconds=59)) != make.LOCATE
    assert following(session, shelf, student, at + timedelta(minutes=10)) == make.LOCATE


def test_a_wrong_item_returns_at_once_when_nothing_else_is_left(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, new_per_day=1)
    key = following(session, shelf, student, at)
    assert key
    make.miss(session, shelf, student, key, at=at)
    assert following(session, shelf, student, at) == key


def test_an_answer_that_was_taken_back_is_no_other_in_between(session: Session, shelf: Shelf, at: datetime) -> None:
    from_undo = make.student(session, shelf)
    make.miss(session, shelf, from_undo, make.LOCATE, at=at)
    for key in make.OTHERS[:3]:
        make.undo(session, from_undo, make.give(session, shelf, from_undo, key, at=at), at=at)
    assert following(session, shelf, from_undo, at) != make.LOCATE


def test_what_stayed_wrong_is_the_first_thing_on_the_next_day(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    tomorrow = at + timedelta(days=1)
    assert following(session, shelf, student, tomorrow) == make.LOCATE
    assert queue_of(session, shelf, student, at=tomorrow).plan.counts.learning == 1


def test_items_come_back_on_the_day_they_are_due(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, new_per_day=1)
    key = following(session, shelf, student, at)
    assert key
    row = make.row_of(session, student, make.give(session, shelf, student, key, at=at))
    student.new_per_day = 0
    for day in range(1, (row.due_day or 0) - row.study_day):
        queue = queue_of(session, shelf, student, at=at + timedelta(days=day))
        assert (queue.plan.next, queue.plan.next_due_day) == (None, row.due_day)
    assert following(session, shelf, student, at + timedelta(days=(row.due_day or 0) - row.study_day)) == key


def test_half_past_one_in_berlin_counts_for_yesterday(session: Session, shelf: Shelf) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    student = make.student(session, shelf, time_zone="Europe/Berlin", new_per_day=2)
    evening = datetime(2026, 3, 2, 23, 0, tzinfo=berlin)
    study(session, shelf, student, evening)
    for hour, minute, left in ((1, 30, 0), (3, 59, 0), (4, 0, 2)):
        night = datetime(2026, 3, 3, hour, minute, tzinfo=berlin)
        assert queue_of(session, shelf, student, at=night).plan.counts.new == left, night
    late = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=datetime(2026, 3, 3, 1, 30, tzinfo=berlin)))
    early = make.row_of(session, student, make.give(session, shelf, student, make.REFERRAL, at=datetime(2026, 3, 3, 4, 0, tzinfo=berlin)))
    assert (late.study_day, early.study_day) == (evening.toordinal(), evening.toordinal() + 1)


def test_after_days_away_the_minutes_cap_the_queue_and_it_says_so(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "rules", new_per_day=20, minutes_per_day=240)
    at = in_thirty_days(session, shelf, student, at)
    student.minutes_per_day = 2
    capped, all_of_it = queue_of(session, shelf, student, at=at), queue_of(session, shelf, student, at=at, capped=False)
    assert (capped.plan.counts.due, capped.plan.capped, all_of_it.plan.capped) == (6, True, False)
    assert capped.plan.put_off == all_of_it.plan.counts.due - 6
    assert capped.minutes_left <= 2
    assert len(study(session, shelf, student, at)) < all_of_it.plan.counts.due
    done, more = queue_of(session, shelf, student, at=at), queue_of(session, shelf, student, at=at, capped=False)
    assert done.plan.next is None
    assert done.plan.capped
    assert more.plan.next is not None
    assert more.plan.next.safety, "the most urgent first"


def test_minutes_spent_count_and_a_tab_left_open_does_not(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "rules", new_per_day=100, minutes_per_day=2)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 6
    make.give(session, shelf, student, make.LOCATE, elapsed_ms=20_000_000, at=at)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 3
    make.give(session, shelf, student, "scalenes/locate", elapsed_ms=None, at=at)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 2
    make.give(session, shelf, student, "suboccipitals/locate", elapsed_ms=0, at=at)
    assert queue_of(session, shelf, student, at=at).plan.counts.new == 2


def test_the_pace_of_today_says_how_long_the_rest_takes(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "rules", new_per_day=30, minutes_per_day=240)
    for count, key in enumerate(shelf.decks["rules"].item_keys[:6]):
        assert queue_of(session, shelf, student, at=at).pace == (20.0 if count < 5 else 8.0)
        make.give(session, shelf, student, key, elapsed_ms=8000, at=at)


@pytest.mark.parametrize("in_words", [False, True])
def test_a_student_who_is_asked_in_words_needs_no_chart(session: Session, shelf: Shelf, at: datetime, in_words: bool) -> None:
    student = make.student(session, shelf, in_words=in_words, new_per_day=50)
    kinds = {shelf.get_item(key).kind for day in range(6) for key in study(session, shelf, student, at + timedelta(days=day))}
    assert bool(kinds & CHART) == (not in_words)
    assert bool(kinds & {Kind.LOCATE_WORDS, Kind.REFERRAL_WORDS}) == in_words


def test_the_setting_can_be_overridden(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, in_words=True, new_per_day=50)
    assert queue_of(session, shelf, student, at=at).plan != queue_of(session, shelf, student, at=at, in_words=False).plan


def test_without_decks_there_is_nothing_and_it_says_why(session: Session, shelf: Shelf, at: datetime) -> None:
    nobody = queue_of(session, shelf, people_make.user(session), at=at)
    assert (nobody.has_decks, nobody.plan.next, nobody.plan.next_due_day, nobody.remaining) == (False, None, None, 0)


def test_with_every_deck_paused_nothing_is_asked(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    set_paused(session, student, "neck", True, at=at)
    queue = queue_of(session, shelf, student, at=at)
    assert (queue.has_decks, queue.plan.next) == (False, None)


def test_the_same_moment_gives_the_same_queue(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "rules", "thigh")
    study(session, shelf, student, at, most=4)

    def told(queue: Queue) -> object:
        return queue.plan, queue.open_keys, queue.done_today

    assert told(queue_of(session, shelf, student, at=at)) == told(queue_of(session, shelf, student, at=at))


def test_a_retired_deck_and_retired_items_do_no_harm(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh")
    make.miss(session, shelf, student, "gracilis/locate", at=at)
    queue = queue_of(session, make.without_deck(shelf, "thigh"), student, at=at)
    assert (queue.has_decks, queue.plan.counts.learning, queue.done_today) == (True, 0, 1)
    assert queries.list_cards(session, student.id).keys() == {"gracilis/locate"}
