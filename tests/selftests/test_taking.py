"""Starting and taking a test: each answer is kept once, the last one counts, and only the taker gets in."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make as practice_make
from tests.selftests import make
from webapp.core.answers import Blank, Tap, Typed
from webapp.core.items import Kind, MarkCaution
from webapp.core.sittings import Feedback, Oddity
from webapp.errors import Invalid, NotFound, Stale
from webapp.library.shelf import Shelf
from webapp.practice.asking import asked_structure
from webapp.practice.models import Card, Review
from webapp.selftests import queries
from webapp.selftests.explaining import explain
from webapp.selftests.making import Terms, Wish
from webapp.selftests.models import Response, SittingQuestion
from webapp.selftests.starting import start_own_test
from webapp.selftests.submitting import review, submit
from webapp.selftests.taking import asked_in, find_place

AT = make.AT
MINUTE = timedelta(minutes=1)


def count(session: Session, table: type) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def test_a_test_asks_what_was_chosen_and_nothing_twice(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, count=10, regions=("neck", "thigh"), kinds=("locate", "attachment"))
    rows = queries.list_questions(session, sitting.id)
    assert [row.number for row in rows] == list(range(1, 11))
    assert len({row.item_key for row in rows}) == 10
    assert {row.region for row in rows} <= {"neck", "thigh"}
    kinds = [row.item_key.rpartition("/")[2] for row in rows]
    assert (kinds.count("locate"), kinds.count("attachment")) == (5, 5)


def test_the_same_form_sent_twice_starts_one_test(session: Session, shelf: Shelf) -> None:
    student, uuid = make.student(session), uuid4()
    started = [
        start_own_test(session, shelf, student, Wish("safety"), Terms(5), uuid, device=make.PHONE, at=AT + number * MINUTE)
        for number in (0, 1)
    ]
    assert started[0].id == started[1].id
    assert count(session, SittingQuestion) == 5


@pytest.mark.parametrize(
    ("wish", "terms"),
    [
        (Wish("no-such-blueprint"), Terms(5)),
        (Wish("custom"), Terms(5)),
        (Wish("custom", ("no-such-kind",)), Terms(5)),
        (Wish("custom", ("locate",), ("no-such-region",)), Terms(5)),
        (Wish("custom", ("name",), in_words=True), Terms(5)),
        (Wish("safety"), Terms(0)),
        (Wish("safety"), Terms(101)),
        (Wish("safety"), Terms(5, timedelta(0))),
        (Wish("safety"), Terms(5, timedelta(hours=5))),
    ],
)
def test_what_cannot_be_asked_is_refused(session: Session, shelf: Shelf, wish: Wish, terms: Terms) -> None:
    with pytest.raises(Invalid):
        start_own_test(session, shelf, make.student(session), wish, terms, uuid4(), device=make.PHONE, at=AT)


def test_asked_in_words_no_question_needs_the_chart(session: Session, shelf: Shelf) -> None:
    sitting = make.own_test(session, shelf, make.student(session), blueprint="pain", count=12, in_words=True)
    kinds = {row.item_key.rpartition("/")[2] for row in queries.list_questions(session, sitting.id)}
    assert kinds == {"point-words", "referral-words", "differential"}


def test_a_question_is_the_same_whenever_and_wherever_it_is_shown(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, kinds=("caution", "action"), count=6)
    for number in range(1, 7):
        shown = [asked_in(shelf, make.place(session, shelf, student, sitting, number)) for _ in range(2)]
        assert shown[0].options == shown[1].options
        assert len(shown[0].options) > 3


def test_answers_are_kept_as_they_are_given_and_the_last_one_counts(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student)
    assert make.answer(session, shelf, student, sitting, 1, False, sureness=3).following == 2
    assert make.answer(session, shelf, student, sitting, 3, True, sureness=1).following == 4
    kept = queries.list_responses(session, sitting.id)
    assert [(row.correct, row.sureness) for row in kept.values()] == [(False, 3), (True, 1)]
    make.answer(session, shelf, student, sitting, 1, True, sureness=2, at=AT + 9 * MINUTE)
    place = make.place(session, shelf, student, sitting, 1)
    assert place.response
    assert (place.response.correct, place.response.sureness) == (True, 2)
    assert count(session, Response) == 3
    assert make.answer(session, shelf, student, sitting, 4).following == 2
    assert make.answer(session, shelf, student, sitting, 2).following is None


def test_an_answer_sent_again_is_one_answer_and_another_under_its_uuid_none(session: Session, shelf: Shelf) -> None:
    student, uuid = make.student(session), uuid4()
    sitting = make.own_test(session, shelf, student)
    first = make.answer(session, shelf, student, sitting, 1, True, uuid=uuid)
    assert make.answer(session, shelf, student, sitting, 1, True, uuid=uuid) == first
    with pytest.raises(Stale):
        make.answer(session, shelf, student, sitting, 1, False, uuid=uuid)
    assert count(session, Response) == 1


def test_a_stranger_finds_nothing(session: Session, shelf: Shelf) -> None:
    student, stranger = make.student(session), make.student(session, STRANGER)
    sitting = make.own_test(session, shelf, student)
    make.answer(session, shelf, student, sitting, 1)
    for reach in (
        lambda: find_place(session, shelf, stranger, sitting.id, 1),
        lambda: review(session, stranger, sitting.id),
        lambda: submit(session, shelf, stranger, sitting.id, at=AT),
        lambda: explain(session, shelf, stranger, sitting.id, 1, at=AT),
    ):
        with pytest.raises(NotFound):
            reach()
    with pytest.raises(NotFound):
        find_place(session, shelf, student, sitting.id, 5)


def test_the_server_keeps_the_time(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, limit=10 * MINUTE)
    assert sitting.ends_at == AT + 10 * MINUTE
    make.answer(session, shelf, student, sitting, 1, at=AT + 9 * MINUTE)
    make.answer(session, shelf, student, sitting, 2, at=AT + 10 * MINUTE + timedelta(seconds=4))
    with pytest.raises(Stale, match="over"):
        make.answer(session, shelf, student, sitting, 3, at=AT + 11 * MINUTE)
    assert [note.oddity for note in queries.list_notes(session, sitting.id)] == [Oddity.JUST_LATE]
    submit(session, shelf, student, sitting.id, at=AT + 60 * MINUTE)
    assert sitting.submitted_at == sitting.ends_at


def test_after_submitting_nothing_changes(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student)
    submit(session, shelf, student, sitting.id, at=AT + MINUTE)
    submit(session, shelf, student, sitting.id, at=AT + 2 * MINUTE)
    assert sitting.submitted_at == AT + MINUTE
    with pytest.raises(Stale):
        make.answer(session, shelf, student, sitting, 1, at=AT + 3 * MINUTE)


def test_another_device_goes_on_where_the_first_one_left_and_that_is_noted(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, device=make.PHONE)
    make.answer(session, shelf, student, sitting, 1, device=make.PHONE)
    make.answer(session, shelf, student, sitting, 2, device=make.LAPTOP)
    make.answer(session, shelf, student, sitting, 3, device=make.LAPTOP, elapsed_ms=3_600_000)
    make.answer(session, shelf, student, sitting, 4, device=make.LAPTOP, at=AT)
    assert len(queries.list_responses(session, sitting.id)) == 4
    notes = [note.oddity for note in queries.list_notes(session, sitting.id)]
    assert notes == [Oddity.OTHER_DEVICE, Oddity.COUNTED_TOO_MUCH, Oddity.CLOCK_BACK]


def test_open_feedback_explains_at_once_and_then_the_answer_stands(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, feedback=Feedback.OPEN)
    with pytest.raises(Invalid):
        explain(session, shelf, student, sitting.id, 1, at=AT)
    assert make.answer(session, shelf, student, sitting, 1, False).shows_feedback
    assert not explain(session, shelf, student, sitting.id, 1, at=AT).correct
    with pytest.raises(Stale):
        make.answer(session, shelf, student, sitting, 1, True)


def test_closed_feedback_explains_nothing_before_the_end(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student)
    assert not make.answer(session, shelf, student, sitting, 1).shows_feedback
    with pytest.raises(Invalid):
        explain(session, shelf, student, sitting.id, 1, at=AT)
    submit(session, shelf, student, sitting.id, at=AT + MINUTE)
    assert explain(session, shelf, student, sitting.id, 1, at=AT + MINUTE).correct


def test_a_misspelt_name_is_asked_once_and_worth_half(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, kinds=("name",), count=1)
    name = shelf.catalogue.muscles[make.place(session, shelf, student, sitting, 1).item.subject].name.en
    make.answer(session, shelf, student, sitting, 1, Typed(name[:4] + name[5:]))
    (kept,) = queries.list_responses(session, sitting.id).values()
    assert (kept.score, kept.miss) == (0.5, "near")


def test_a_client_cannot_choose_which_structure_is_asked(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, kinds=(Kind.CAUTION_LOCATE.value,), count=8)
    for row in queries.list_questions(session, sitting.id):
        item = shelf.items[row.item_key]
        assert isinstance(item, MarkCaution)
        other = next((each for each in item.structures if each != asked_structure(item, row.showing)), None)
        if other is None:
            continue
        tap = practice_make.right(shelf, item)
        assert isinstance(tap, Tap)
        make.answer(session, shelf, student, sitting, row.number, replace(tap, target=other))
        kept = queries.find_response(session, row.id)
        assert kept
        assert kept.raw_answer["target"] == asked_structure(item, row.showing)
        return
    raise AssertionError("no question with two structures was drawn")


def test_a_test_leaves_the_schedule_alone(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student)
    make.answer_all(session, shelf, student, sitting, "Rwb-")
    submit(session, shelf, student, sitting.id, at=AT + 9 * MINUTE)
    assert (count(session, Review), count(session, Card)) == (0, 0)


def test_asked_for_it_counts_once_each_answer_in_the_schedule(session: Session, shelf: Shelf) -> None:
    student = make.student(session)
    sitting = make.own_test(session, shelf, student, counts_in_schedule=True)
    make.answer(session, shelf, student, sitting, 1, Blank())
    make.answer_all(session, shelf, student, sitting, "RwB-")
    assert count(session, Review) == 0
    for number in (9, 10):
        submit(session, shelf, student, sitting.id, at=AT + number * MINUTE)
    rows = list(session.scalars(sa.select(Review).order_by(Review.id)))
    assert [(row.correct, row.sureness, row.purpose) for row in rows] == [
        (True, 3, "self-test"),
        (False, 1, "self-test"),
        (False, None, "self-test"),
    ]
    assert count(session, Card) == 3
