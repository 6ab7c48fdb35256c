"""What classes may be shown is kept with each answer, left alone in private, and summed where it is missing."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.clients import PageClient
from tests.practice import make
from webapp.accounts.models import User
from webapp.db import transaction
from webapp.library.shelf import Shelf
from webapp.practice.models import PrivateDay, Review
from webapp.practice.private import is_private_now, switch_private
from webapp.practice.rating import change_rating
from webapp.practice.showing import find_wrong_shown, list_unshown, show_missing
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake


def items(session: Session, student: User) -> dict[str, tuple[int, int]]:
    """Answers and right ones by item."""
    session.expire_all()
    return {
        row.item_key: (row.answers, row.right) for row in session.scalars(sa.select(ShownItem).where(ShownItem.student_id == student.id))
    }


def test_an_answer_an_undo_and_a_new_rating_are_shown_at_once(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    answered = make.give(session, shelf, student, make.LOCATE, at=at)
    row = session.scalar(sa.select(ShownItem))
    assert row is not None
    assert (row.region, row.subject, row.kind, row.safety, row.relearning) == ("neck", "sternocleidomastoid", "locate", False, False)
    change_rating(session, shelf, student, make.row_of(session, student, answered).id, 1, at=at)
    assert items(session, student) == {make.LOCATE: (1, 1)}
    make.undo(session, student, make.miss(session, shelf, student, make.NAME, at=at), at=at)
    assert items(session, student) == {make.LOCATE: (1, 1)}
    assert list(session.scalars(sa.select(ShownMistake))) == []
    assert [(row.answers, row.right) for row in session.scalars(sa.select(ShownDay))] == [(1, 1)]
    assert find_wrong_shown(session, student.id) == []


def test_on_a_private_day_answers_are_logged_and_not_shown(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    for _ in range(2):
        switch_private(session, student, on=True, at=at)
    make.miss(session, shelf, student, make.NAME, at=at)
    assert [row.purpose for row in make.rows(session, student, make.NAME)] == ["private"]
    assert items(session, student) == {make.LOCATE: (1, 1)}
    assert not is_private_now(session, student, at=at + timedelta(days=1)), "it ends with the study day"
    switch_private(session, student, on=False, at=at)
    make.give(session, shelf, student, make.NAME, at=at)
    assert [row.purpose for row in make.rows(session, student, make.NAME)] == ["private", "practice"]
    assert items(session, student) == {make.LOCATE: (1, 1), make.NAME: (1, 1)}
    assert session.scalar(sa.select(sa.func.count()).select_from(PrivateDay)) == 0


def test_a_private_answer_that_is_rated_anew_or_undone_stays_private(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    switch_private(session, student, on=True, at=at)
    answered = make.give(session, shelf, student, make.LOCATE, at=at)
    change_rating(session, shelf, student, make.row_of(session, student, answered).id, 2, at=at)
    assert {row.purpose for row in session.scalars(sa.select(Review))} == {"private"}
    assert items(session, student) == {}


def test_lost_figures_are_summed_again_by_the_job_or_by_the_next_answer(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.give(session, shelf, student, make.LOCATE, at=at)
    for table in (ShownItem, ShownDay, ShownMistake):
        session.execute(sa.delete(table))
    session.expire_all()
    assert list_unshown(session) == [student.id]
    show_missing(session, student.id)
    assert items(session, student) == {make.LOCATE: (1, 1)}
    assert list_unshown(session) == []
    for table in (ShownItem, ShownDay, ShownMistake):
        session.execute(sa.delete(table))
    session.expire_all()
    make.give(session, shelf, student, make.NAME, at=at)
    assert items(session, student) == {make.LOCATE: (1, 1), make.NAME: (1, 1)}


def test_the_switch_is_on_the_page_of_today_for_students_of_a_class_only(app: Flask, tab: PageClient) -> None:
    assert "Practise in private today" not in tab.get("/practice").text
    tab.post("/practice/private", data={"on": "1"})
    assert "Private practice is on for today" in tab.get("/practice").text
    tab.post("/practice/private", data={})
    assert "Practise in private" not in tab.get("/practice").text
    with app.app_context(), transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(PrivateDay)) == 0
