"""Recall as the data base works it out is recall as the memory model has it, on either engine."""

from datetime import timedelta
from itertools import product

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests import make as accounts
from tests.classrooms import make as classes
from tests.insights import make
from tests.people import INSTRUCTOR, STRANGER, STUDENT
from webapp.accounts.models import User
from webapp.core.memory import Memory, retrievability
from webapp.insights.figures import class_figures, span_of, student_figures
from webapp.insights.queries import recall_on
from webapp.library.shelf import Shelf
from webapp.practice.shown_models import ShownItem

DAY = make.TODAY
SAFE = "scalenes/caution"
OTHER = "scalenes/name"


def met(session: Session, student: User, key: str, **values: object) -> None:
    """An item that was met, with the memory that a test wants."""
    given = {
        "region": "neck", "subject": "scalenes", "kind": "name", "safety": False, "answers": 1, "right": 1, "first_right": 1, "hazards": 0,
        "missed_musts": 0, "sure_wrong": 0, "elapsed_ms": 1000, "stability": 5.0, "difficulty": 5.0, "first_day": DAY, "last_day": DAY,
        "relearning": False,
    }  # fmt: skip
    session.add(ShownItem(student_id=student.id, item_key=key, **(given | values)))
    session.flush()


def test_the_curve_is_the_memory_models(session: Session) -> None:
    student = accounts.user(session)
    cases = list(product((0.01, 0.4, 3.7, 90.0, 36_500.0), (1, 2, 14, 400)))
    for number, (stability, ago) in enumerate(cases):
        met(session, student, f"item-{number:02}/name", stability=stability, last_day=DAY - ago)
    found = session.scalars(sa.select(recall_on(DAY)).order_by(ShownItem.item_key))
    wanted = [retrievability(Memory(stability, 5.0, DAY - ago), DAY) for stability, ago in cases]
    assert list(found) == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize(("relearning", "recall"), [(False, 1.0), (True, 0.0)])
def test_on_the_day_of_an_answer_what_came_out_stands_for_it(session: Session, relearning: bool, recall: float) -> None:
    student = accounts.user(session)
    met(session, student, OTHER, relearning=relearning)
    assert session.scalar(sa.select(recall_on(DAY))) == recall
    assert session.scalar(sa.select(recall_on(DAY - 1))) == recall, "a traveller's day can be ahead of the class's"
    assert 0 < (session.scalar(sa.select(recall_on(DAY + 1))) or 0) < 1


def test_safety_is_apart(session: Session) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, student)
    met(session, student, SAFE, safety=True, relearning=True)
    met(session, student, OTHER)
    total = student_figures(session, room.id, student, span_of(DAY, DAY + 7)).total
    assert (total.seen, total.safety_seen, total.mean_recall, total.mean_safety) == (2, 1, 0.5, 0.0)
    assert total.safety_later == pytest.approx(total.later / 2)


def test_who_has_met_no_safety_item_has_no_figure_of_it(session: Session) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, student)
    met(session, student, OTHER)
    figures = class_figures(session, room.id, span_of(DAY, DAY + 7))
    assert (figures.students[0].total.mean_safety, figures.regions["neck"].mean_safety_later) == (None, None)


def test_figures_are_of_the_class_asked_for_alone(session: Session) -> None:
    teacher = accounts.user(session, INSTRUCTOR)
    ada, stan = accounts.user(session, STUDENT), accounts.user(session, STRANGER)
    mine, other = classes.classroom(session, teacher, ada), classes.classroom(session, teacher, stan)
    for student in (ada, stan):
        make.answer(session, make.row(student, OTHER))
    span = span_of(DAY, DAY + 7)
    assert [each.id for each in class_figures(session, mine.id, span).students] == [ada.id]
    assert class_figures(session, mine.id, span).regions["neck"].seen == 1
    assert student_figures(session, other.id, ada, span).total.seen == 0, "nor by asking for somebody of another class"


def test_days_lately_are_the_last_fourteen(session: Session) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, student)
    make.answer(session, *(make.row(student, OTHER, days_ago=ago) for ago in (30, 14, 13, 13.01, 2)))
    span = span_of(DAY, DAY + 7)
    assert tuple(student_figures(session, room.id, student, span).lately) == (2, 3, 12_000)
    assert tuple(class_figures(session, room.id, span).students[0].lately) == (2, 3, 12_000)
    assert class_figures(session, room.id, span).students[0].quiet_days(DAY + 1) == 3


def test_an_item_that_moved_to_another_region_is_in_one_only(session: Session, shelf: Shelf) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, student)
    make.answer(session, make.row(student, OTHER, days_ago=4))
    session.execute(sa.update(ShownItem).values(region="thigh"))
    session.expire_all()
    make.answer(session, make.row(student, OTHER))
    figures = class_figures(session, room.id, span_of(DAY, DAY + 7))
    assert {region: sums.answers for region, sums in figures.regions.items()} == {shelf.items[OTHER].region: 2}


def test_a_retired_item_keeps_its_answers_apart(session: Session) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    room = classes.classroom(session, teacher, student)
    make.answer(session, make.row(student, "no-such-muscle/name"))
    assert class_figures(session, room.id, span_of(DAY, DAY + 7)).regions["other"].seen == 1


def test_figures_begin_at_the_first_practice_even_before_joining(session: Session) -> None:
    teacher, student = accounts.user(session, INSTRUCTOR), accounts.user(session, STUDENT)
    make.answer(session, make.row(student, OTHER, days_ago=60))
    room = classes.classroom(session, teacher, student, made_at=accounts.AT - timedelta(days=1))
    assert class_figures(session, room.id, span_of(DAY, DAY + 7)).students[0].total.last_day == DAY - 60
