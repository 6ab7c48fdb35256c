"""Shown figures on other ways than answering: commands, the job after an upgrade, and files that are brought in."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from tests.practice.conftest import Enrol
from webapp import jobs
from webapp.accounts.models import User
from webapp.db import reading, transaction
from webapp.interop.exporting import write_json
from webapp.interop.importing import import_file
from webapp.interop.unpacking import unpacked
from webapp.library.shelf import Shelf
from webapp.practice.showing import find_wrong_shown
from webapp.practice.shown_models import ShownDay, ShownItem, ShownMistake

TABLES = (ShownItem, ShownMistake, ShownDay)


def shown(session: Session, student: User) -> dict[str, int]:
    """Answers by item."""
    session.expire_all()
    return {row.item_key: row.answers for row in session.scalars(sa.select(ShownItem).where(ShownItem.student_id == student.id))}


@pytest.fixture
def practised(app: Flask, shelf: Shelf, enrol: Enrol, at: datetime) -> User:
    """A student with a right and a wrong answer, committed."""
    student = enrol()
    with app.app_context(), transaction() as session:
        mine = session.merge(student)
        make.give(session, shelf, mine, make.LOCATE, at=at)
        make.miss(session, shelf, mine, make.NAME, at=at)
    return student


@pytest.mark.parametrize("table", TABLES)
def test_the_command_finds_and_mends_each_of_the_roll_ups(app: Flask, practised: User, table: type[Any]) -> None:
    run = app.test_cli_runner()
    assert run.invoke(args=["practice", "rebuild", "--check"]).exit_code == 0
    with app.app_context(), transaction() as session:
        session.execute(sa.delete(table))
    found = run.invoke(args=["practice", "rebuild", "--check"])
    assert found.exit_code == 1
    assert f"student {practised.id}, {table.__tablename__}" in found.output
    assert run.invoke(args=["practice", "rebuild"]).exit_code == 0
    assert run.invoke(args=["practice", "rebuild", "--check"]).exit_code == 0


def test_the_job_sums_what_was_there_before_the_upgrade(app: Flask, practised: User, at: datetime) -> None:
    with app.app_context():
        with transaction() as session:
            for table in TABLES:
                session.execute(sa.delete(table))
        jobs.sum_missing(at)
        with reading() as session:
            assert find_wrong_shown(session, practised.id) == []
            assert len(shown(session, practised)) == 2


def test_the_job_lets_others_write_after_each_student(app: Flask, shelf: Shelf, practised: User, enrol: Enrol, at: datetime) -> None:
    done: list[int] = []
    with app.app_context():
        with transaction() as session:
            make.give(session, shelf, session.merge(enrol(part=STRANGER)), make.LOCATE, at=at)
        with transaction() as session:
            for table in TABLES:
                session.execute(sa.delete(table))

        def note(_connection: sa.Connection) -> None:
            with reading() as session:
                done.append(session.scalar(sa.select(sa.func.count(ShownDay.student_id.distinct()))) or 0)

        writer = app.extensions["engines"].write
        sa.event.listen(writer, "commit", note)
        jobs.sum_missing(at)
        sa.event.remove(writer, "commit", note)
    assert done == [0, 1], "how many were summed before each commit"


def exported(session: Session, student: User, at: datetime) -> dict[str, Any]:
    """The student's download."""
    text = io.StringIO()
    write_json(session, student, text, at=at)
    return dict(json.loads(text.getvalue()))


def bring(session: Session, shelf: Shelf, student: User, content: dict[str, Any], folder: Path, at: datetime) -> None:
    """Brings a file in."""
    file = folder / "file.json"
    file.write_text(json.dumps(content))
    with unpacked(file) as rows:
        import_file(session, shelf, student, rows, settings=False, at=at)


def test_what_is_brought_in_is_shown_to_nobody(session: Session, shelf: Shelf, at: datetime, tmp_path: Path) -> None:
    friend, student = make.student(session, shelf, part=STRANGER), make.student(session, shelf)
    for key in (make.LOCATE, make.NAME):
        make.give(session, shelf, friend, key, at=at)
    make.give(session, shelf, student, make.NAME, at=at)
    bring(session, shelf, student, exported(session, friend, at), tmp_path, at + timedelta(hours=1))
    assert shown(session, student) == {make.NAME: 1}
    assert find_wrong_shown(session, student.id) == []
    make.give(session, shelf, student, make.NAME, at=at + timedelta(days=40))
    assert shown(session, student) == {make.NAME: 2}
    assert find_wrong_shown(session, student.id) == []


def test_an_undo_that_is_brought_in_takes_back_what_was_shown(session: Session, shelf: Shelf, at: datetime, tmp_path: Path) -> None:
    student = make.student(session, shelf)
    answered = make.give(session, shelf, student, make.LOCATE, at=at)
    with_undo = _with_undo(session, student, answered, at)
    assert shown(session, student) == {make.LOCATE: 1}
    bring(session, shelf, student, with_undo, tmp_path, at + timedelta(hours=1))
    assert shown(session, student) == {}
    assert find_wrong_shown(session, student.id) == []


def _with_undo(session: Session, student: User, answered: Any, at: datetime) -> dict[str, Any]:
    """The download as it would be had the answer been taken back on another device."""
    held = session.begin_nested()
    make.undo(session, student, answered, at=at + timedelta(minutes=1))
    content = exported(session, student, at)
    held.rollback()
    session.expire_all()
    return content


def test_erasing_a_person_erases_the_figures(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf)
    make.miss(session, shelf, student, make.LOCATE, at=at)
    session.execute(sa.delete(User).where(User.id == student.id))
    session.expire_all()
    for table in TABLES:
        assert session.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table


def test_private_days_are_in_the_download(client_for: Callable[[User], Any], enrol: Enrol) -> None:
    tab = client_for(enrol())
    tab.post("/practice/private", data={"on": "1"})
    assert len(json.loads(tab.get("/own-data/palpate.json").data)["private_days"]) == 1
