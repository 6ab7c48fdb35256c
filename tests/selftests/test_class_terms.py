"""What tests that are set for others need: a window, one attempt, an order for each, no feedback before closing, extra time."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.people import INSTRUCTOR, STRANGER
from tests.selftests import make
from webapp.core.entries import Evidence
from webapp.core.sittings import Feedback, Window
from webapp.errors import Invalid
from webapp.library.shelf import Shelf
from webapp.selftests import queries
from webapp.selftests.explaining import explain
from webapp.selftests.history import history
from webapp.selftests.making import Terms, make_paper
from webapp.selftests.models import Allowance
from webapp.selftests.results import result
from webapp.selftests.submitting import practise_missed, submit
from webapp.selftests.taking import asked_in

AT = make.AT
MINUTE = timedelta(minutes=1)
WINDOW = Window(AT, AT + 60 * MINUTE)


def test_it_can_be_started_in_its_window_only(session: Session, shelf: Shelf) -> None:
    student, paper = make.student(session), make.class_test(session, shelf, window=WINDOW)
    for at in (AT - MINUTE, AT + 60 * MINUTE):
        with pytest.raises(Invalid):
            make.sit(session, shelf, student, paper, at=at)
    assert make.sit(session, shelf, student, paper, at=AT + 59 * MINUTE).ends_at == WINDOW.closes_at


def test_there_is_one_attempt_and_coming_back_goes_on_with_it(session: Session, shelf: Shelf) -> None:
    student, paper = make.student(session), make.class_test(session, shelf)
    first = make.sit(session, shelf, student, paper)
    assert make.sit(session, shelf, student, paper, at=AT + MINUTE).id == first.id
    submit(session, shelf, student, first.id, at=AT + 2 * MINUTE)
    with pytest.raises(Invalid, match="already"):
        make.sit(session, shelf, student, paper, at=AT + 3 * MINUTE)
    assert make.sit(session, shelf, make.student(session, STRANGER), paper).attempt == 1


def test_everybody_gets_the_same_questions_in_an_order_and_with_options_of_their_own(session: Session, shelf: Shelf) -> None:
    paper = make.class_test(session, shelf, count=12)
    people = [make.student(session), make.student(session, STRANGER)]
    sittings = [make.sit(session, shelf, person, paper) for person in people]
    keys = [[row.item_key for row in queries.list_questions(session, sitting.id)] for sitting in sittings]
    assert sorted(keys[0]) == sorted(keys[1])
    assert keys[0] != keys[1]
    options = []
    for person, sitting in zip(people, sittings, strict=True):
        shown = (asked_in(shelf, make.place(session, shelf, person, sitting, number)) for number in range(1, 13))
        options.append({question.item.key: [option.id for option in question.options] for question in shown if question.options})
    assert options[0] != options[1]
    acts = [key for key in keys[0] if key.endswith("/scenario")]
    assert all(sorted(options[0][key]) == sorted(options[1][key]) for key in acts)


def test_nothing_is_told_before_it_has_closed_for_everybody(session: Session, shelf: Shelf) -> None:
    student, slow = make.student(session), make.student(session, STRANGER)
    paper = make.class_test(session, shelf, window=WINDOW, limit=30 * MINUTE)
    session.add(Allowance(paper_id=paper.id, student_id=slow.id, extra_percent=50))
    session.flush()
    sitting = make.sit(session, shelf, student, paper)
    make.answer_all(session, shelf, student, sitting, "rw")
    submit(session, shelf, student, sitting.id, at=AT + 5 * MINUTE)
    for at in (AT + 6 * MINUTE, AT + 60 * MINUTE, AT + 74 * MINUTE):
        with pytest.raises(Invalid):
            result(session, shelf, student, sitting.id, at=at)
        with pytest.raises(Invalid):
            explain(session, shelf, student, sitting.id, 1, at=at)
        with pytest.raises(Invalid):
            practise_missed(session, shelf, student, sitting.id, at=at)
        assert not history(session, student, at=at).taken[0].is_visible
    assert result(session, shelf, student, sitting.id, at=AT + 75 * MINUTE).total.right == 1


def test_extra_time_is_one_students_alone(session: Session, shelf: Shelf) -> None:
    student, slow = make.student(session), make.student(session, STRANGER)
    paper = make.class_test(session, shelf, limit=40 * MINUTE, window=WINDOW)
    session.add(Allowance(paper_id=paper.id, student_id=slow.id, extra_percent=25))
    session.flush()
    assert make.sit(session, shelf, student, paper).ends_at == AT + 40 * MINUTE
    assert make.sit(session, shelf, slow, paper).ends_at == AT + 50 * MINUTE
    assert make.sit(session, shelf, make.student(session, INSTRUCTOR), paper, at=AT + 40 * MINUTE).ends_at == AT + 60 * MINUTE


def test_open_feedback_and_a_closing_time_do_not_go_together(session: Session, shelf: Shelf) -> None:
    with pytest.raises(Invalid):
        make.class_test(session, shelf, window=WINDOW, feedback=Feedback.OPEN)
    with pytest.raises(Invalid):
        make.class_test(session, shelf, window=Window(AT, AT))


def test_weak_facts_stay_out_where_only_graded_ones_count(session: Session, shelf: Shelf) -> None:
    blueprint = make.MIXED
    strict = type(blueprint)(blueprint.pools, graded_only=True)
    paper = make_paper(session, shelf, "Class test", strict, Terms(40), 7, at=AT)
    sitting = make.sit(session, shelf, make.student(session), paper)
    assert {row.evidence for row in queries.list_questions(session, sitting.id)} <= {Evidence.A, Evidence.B, Evidence.C}
