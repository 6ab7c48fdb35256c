"""Answering a card: graded, logged whole, once, and only when it is its turn."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.core import make as core_make
from tests.people import STRANGER
from tests.practice import make
from webapp.core.answers import Blank, Chosen, Marked, Tap, Typed
from webapp.core.grading import GRADING_VERSION, Rating
from webapp.core.items import Locate
from webapp.core.memory import PARAMETER_SET, SCHEDULER_VERSION
from webapp.errors import Invalid, NotFound, Stale
from webapp.library.shelf import Shelf
from webapp.practice import queries
from webapp.practice.answering import answer_card
from webapp.practice.models import Review
from webapp.practice.service import set_paused, set_suspended

KINDS = ("locate", "locate-words", "name", "referral", "referral-words", "caution")
KEYS = [*(f"sternocleidomastoid/{kind}" for kind in KINDS), "eight-of-ten/scenario"]


def count(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count(Review.id))) or 0


@pytest.mark.parametrize("key", KEYS)
def test_a_right_answer_of_each_kind_is_good_and_comes_back_later(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf, "neck", "rules")
    answered = make.give(session, shelf, student, key, at=at)
    row = make.row_of(session, student, answered)
    card = queries.find_card(session, student.id, key)
    assert (answered.grade.correct, row.correct, row.score, row.miss, row.rating) == (True, True, 1.0, None, Rating.GOOD)
    assert card is not None
    assert (card.reps, card.lapses, card.relearning, card.due_day) == (1, 0, False, row.due_day)
    assert (row.due_day or 0) > row.study_day


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_answer_of_each_kind_is_again_and_comes_back_tomorrow_at_the_latest(
    session: Session, shelf: Shelf, at: datetime, key: str
) -> None:
    student = make.student(session, shelf, "neck", "rules")
    row = make.row_of(session, student, make.miss(session, shelf, student, key, at=at))
    card = queries.find_card(session, student.id, key)
    assert (row.correct, row.rating, row.due_day) == (False, Rating.AGAIN, row.study_day + 1)
    assert row.miss is not None
    assert card is not None
    assert card.relearning


@pytest.mark.parametrize("key", KEYS)
def test_not_knowing_is_an_answer_to_each_kind(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf, "neck", "rules")
    row = make.row_of(session, student, make.give(session, shelf, student, key, Blank(), at=at))
    assert (row.raw_answer, row.miss, row.rating) == ({"type": "blank"}, "blank", Rating.AGAIN)


def test_a_tap_on_what_can_be_harmed_is_logged_as_a_hazard_with_its_name(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    item = shelf.get_item(make.LOCATE)
    assert isinstance(item, Locate)
    row = make.row_of(session, student, make.give(session, shelf, student, item.key, make.hazard(shelf, item), at=at))
    assert (row.miss, row.score, row.rating) == ("hazard", 0.0, Rating.AGAIN)
    assert row.hit in shelf.catalogue.structures


def test_a_missed_must_is_wrong_however_much_else_was_named(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    item = shelf.get_item(make.CAUTION)
    named = frozenset(sorted(item.listed)) - {min(item.must)}  # type: ignore[attr-defined]
    row = make.row_of(session, student, make.give(session, shelf, student, item.key, Marked(named), at=at))
    assert (row.miss, row.score, row.rating) == ("missed-must", 0.0, Rating.AGAIN)


def test_an_almost_right_name_may_be_tried_again_and_is_logged_only_then(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = make.give(session, shelf, student, make.NAME, Typed("sternocleidomastoyd"), at=at)
    assert (first.review_id, first.grade.near_miss, count(session)) == (None, True, 0)
    second = make.give(session, shelf, student, make.NAME, Typed("sternocleidomastoid", "sternocleidomastoyd"), at=at)
    row = make.row_of(session, student, second)
    assert (row.correct, row.rating, row.score) == (True, Rating.HARD, 0.8)
    assert row.raw_answer == {"type": "typed", "text": "sternocleidomastoid", "first_try": "sternocleidomastoyd"}


def test_the_row_of_an_answer_is_whole(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, time_zone="Europe/Berlin", rollover_hour=3, desired_retention=0.85)
    answer = make.right(shelf, shelf.get_item(make.LOCATE))
    assert isinstance(answer, Tap)
    filled = make.sent(answer, elapsed_ms=1234)
    answered = answer_card(session, shelf, student, shelf.get_item(make.LOCATE), filled, at=at)
    session.expire_all()
    row = make.row_of(session, student, answered)
    assert row.stability_after is not None
    assert row.difficulty_after is not None
    stored = {column.key: getattr(row, column.key) for column in sa.inspect(Review).columns}
    assert stored == {
        "id": answered.review_id,
        "student_id": student.id,
        "item_key": make.LOCATE,
        "client_uuid": str(filled.client_uuid),
        "undo_of": None,
        "answered_at": at,
        "time_zone": "Europe/Berlin",
        "rollover_hour": 3,
        "study_day": core_make.DAY,
        "purpose": "practice",
        "fact_version": 1,
        "raw_answer": {"type": "tap", "view": answer.view, "layer": answer.layer, "at": list(answer.at), "target": None},
        "choices": None,
        "grading_version": GRADING_VERSION,
        "score": 1.0,
        "correct": True,
        "miss": None,
        "hit": "sternocleidomastoid",
        "proposed": Rating.GOOD,
        "rating": Rating.GOOD,
        "sureness": None,
        "elapsed_ms": 1234,
        "scheduler_version": SCHEDULER_VERSION,
        "parameter_set": PARAMETER_SET,
        "retention": 0.85,
        "stability_before": None,
        "difficulty_before": None,
        "stability_after": row.stability_after,
        "difficulty_after": row.difficulty_after,
        "due_day": row.due_day,
    }


def test_the_next_row_begins_where_the_last_one_ended(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    first = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=at))
    later = at + timedelta(days=(first.due_day or 0) - first.study_day)
    second = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=later))
    assert (second.stability_before, second.difficulty_before) == (first.stability_after, first.difficulty_after)
    assert (second.stability_after or 0) > (first.stability_after or 0)


def test_safety_items_are_kept_at_their_own_floor(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, desired_retention=0.80)
    safe = make.row_of(session, student, make.give(session, shelf, student, make.CAUTION, at=at))
    other = make.row_of(session, student, make.give(session, shelf, student, make.NAME, at=at))
    assert (safe.retention, other.retention) == (0.97, 0.80)
    assert (safe.due_day or 0) < (other.due_day or 0)


def test_chosen_answers_log_how_many_options_there_were(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    answered = make.give(session, shelf, student, make.NAME, Chosen("sternocleidomastoid", 4), choices=4, at=at)
    row = make.row_of(session, student, answered)
    assert (row.choices, row.raw_answer) == (4, {"type": "chosen", "option": "sternocleidomastoid", "of": 4})


def test_the_same_answer_sent_again_gives_the_same_result_and_costs_nothing(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    item = shelf.get_item(make.LOCATE)
    filled = make.sent(make.wrong(shelf, item))
    once = answer_card(session, shelf, student, item, filled, at=at)
    state = queries.list_cards(session, student.id)[item.key].state()
    again = answer_card(session, shelf, student, item, filled, at=at + timedelta(days=3))
    assert (again.review_id, again.grade.correct, again.grade.miss) == (once.review_id, once.grade.correct, once.grade.miss)
    assert count(session) == 1
    assert queries.list_cards(session, student.id)[item.key].state() == state


@pytest.mark.parametrize("key", [make.LOCATE, make.NAME])
def test_the_same_uuid_with_another_content_is_refused(session: Session, shelf: Shelf, at: datetime, key: str) -> None:
    student = make.student(session, shelf)
    uuid = uuid4()
    make.give(session, shelf, student, make.LOCATE, client_uuid=uuid, at=at)
    with pytest.raises(Stale, match="another content"):
        make.give(session, shelf, student, key, Blank(), client_uuid=uuid, at=at)
    assert count(session) == 1


def test_two_students_may_use_the_same_uuid(session: Session, shelf: Shelf, at: datetime) -> None:
    uuid = uuid4()
    for student in (make.student(session, shelf), make.student(session, shelf, part=STRANGER)):
        make.give(session, shelf, student, make.LOCATE, client_uuid=uuid, at=at)
    assert count(session) == 2


@pytest.mark.parametrize("reps", [0, 2, 7])
def test_an_answer_shown_at_another_count_is_stale(session: Session, shelf: Shelf, at: datetime, reps: int) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    with pytest.raises(Stale, match="answered elsewhere"):
        make.give(session, shelf, student, make.LOCATE, reps=reps, at=at)
    assert count(session) == 1


def test_an_item_of_no_deck_that_one_studies_is_not_found(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck")
    with pytest.raises(NotFound):
        make.give(session, shelf, student, "masseter/locate", at=at)


def test_an_item_is_not_answered_before_its_day(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    row = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=at))
    days = (row.due_day or 0) - row.study_day
    for early in (0, days - 1):
        with pytest.raises(Stale, match="not asked now"):
            make.give(session, shelf, student, make.LOCATE, at=at + timedelta(days=early))
    assert make.give(session, shelf, student, make.LOCATE, at=at + timedelta(days=days)).review_id


def test_a_wrong_item_may_be_answered_again_on_the_same_day(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    make.give(session, shelf, student, make.LOCATE, at=at)
    card = queries.list_cards(session, student.id)[make.LOCATE]
    assert (card.reps, card.relearning, card.lapses) == (2, False, 0)


def test_suspended_items_and_paused_decks_are_not_answered(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, "neck", "thigh")
    make.miss(session, shelf, student, make.LOCATE, at=at)
    set_suspended(session, shelf, student, make.NAME, True, at=at)
    set_paused(session, student, "thigh", True, at=at)
    for key in (make.NAME, "gracilis/locate"):
        with pytest.raises(Stale, match="not asked now"):
            make.give(session, shelf, student, key, at=at)
    set_paused(session, student, "neck", True, at=at)
    with pytest.raises(Stale, match="not asked now"):
        make.give(session, shelf, student, make.LOCATE, at=at)
    assert count(session) == 1


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (make.REFERRAL, Marked(frozenset({"no-such-zone"}))),
        (make.CAUTION, Marked(frozenset({"no-such-structure"}))),
        (make.NAME, Chosen("no-such-muscle", 4)),
        (make.NAME, Marked(frozenset())),
        (make.LOCATE, Tap("no-such-view", "deep", (0.0, 0.0))),
        (make.LOCATE, Tap("front", "no-such-layer", (0.0, 0.0))),
        (make.LOCATE, Typed("here")),
        ("eight-of-ten/scenario", Chosen("no-such-act", 4)),
    ],
)
def test_an_answer_that_cannot_be_graded_is_refused(session: Session, shelf: Shelf, at: datetime, key: str, answer: object) -> None:
    student = make.student(session, shelf, "neck", "rules")
    with pytest.raises(Invalid, match="could not be graded"):
        make.give(session, shelf, student, key, answer, at=at)  # type: ignore[arg-type]
    assert count(session) == 0


def test_no_answer_takes_less_than_no_time() -> None:
    with pytest.raises(Invalid):
        make.sent(Blank(), elapsed_ms=-1)


def test_an_answer_never_stands_before_the_one_it_follows_though_the_clock_was_set_back(
    session: Session, shelf: Shelf, at: datetime
) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    row = make.row_of(session, student, make.give(session, shelf, student, make.LOCATE, at=at - timedelta(hours=1)))
    assert row.answered_at == at
    assert not queries.list_cards(session, student.id)[make.LOCATE].relearning
