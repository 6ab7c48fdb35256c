"""The download: everything is in it, nothing of anybody else, and no cell runs as a formula."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from tests import make as people
from tests.assignments import make as assignments
from tests.classrooms import make as classes
from tests.interop import make
from tests.people import ADMIN, INSTRUCTOR, STRANGER
from tests.practice import make as practice
from tests.practice.conftest import Enrol
from webapp.accounts.models import Invitation, Role, User
from webapp.accounts.service import invite
from webapp.cells import FORMULA_STARTS, cell
from webapp.classrooms.looking import add_look
from webapp.config import ROOT
from webapp.db import transaction
from webapp.interop.exporting import README_NAME, write_json
from webapp.interop.parts import Part
from webapp.interop.registry import PARTS
from webapp.interop.shapes import REVIEW_COLUMNS, SETTINGS
from webapp.library.models import Report, SchoolDeck, SchoolItem, Signature, Withdrawal
from webapp.library.shelf import Shelf
from webapp.messages.models import MailChoice, Notice
from webapp.practice.models import PrivateDay, Review, WantedItem
from webapp.progress.models import DaysOff, ExamDay
from webapp.selftests.models import Paper, Response, Sitting, SittingQuestion
from webapp.tables import Base

DEVIL = '=HYPERLINK("http://x";"y")'


@pytest.fixture
def full(app: Flask, shelf: Shelf, enrol: Enrol, at: datetime) -> User:
    """A student of whom every part has a row."""
    with app.app_context(), transaction() as session:
        student = session.merge(enrol(name=DEVIL))
        later = make.study(session, shelf, student, days=4, at=at)
        make.settle(session, shelf, student, at=later)
        session.add_all(_rest(student, later))
        session.flush()
        _in_class(session, shelf, student)
        _sat(session, student, at, submitted=True)
        return student


def _in_class(session: Session, shelf: Shelf, student: User) -> None:
    room = classes.classroom(session, people.user(session, INSTRUCTOR), student)
    classes.invitation(session, room, student.email)
    assignments.assignment(session, shelf, room, at=people.AT)
    add_look(session, room, student, people.user(session, ADMIN), "Your figures", at=people.AT)


def _rest(student: User, at: datetime) -> Iterator[Base]:
    about = {"fact_key": "scalenes/origin", "fact_version": 1}
    yield Report(reporter_id=student.id, **about, fact_text="x", wrong="@SUM(1)", where_read="", reported_at=at)
    signature = Signature(
        reviewer_id=student.id, **about, fact_hash="0" * 64, name="A", qualification="PT", signed_at=at, signed_on=at.date()
    )
    yield signature
    yield WantedItem(student_id=student.id, item_key=practice.NAME, place=1, wanted_at=at)
    yield DaysOff(student_id=student.id, first_day=739700, last_day=739702, announced_at=at)
    yield ExamDay(student_id=student.id, day=739800, set_at=at)
    yield PrivateDay(student_id=student.id, study_day=739700, since=at)
    yield MailChoice(person_id=student.id)
    yield Notice(person_id=student.id, key="x", text="=1+1", path="/classes", made_at=at)
    made = {"author_id": student.id, "made_at": at, "changed_at": at}
    yield SchoolDeck(id=100_000_001, title="First week", about="", **made)
    asked = {"question": "Which nerve?", "answer": {"accepted": ["x"]}, "explanation": "", "source_keys": "", "citation": ""}
    yield SchoolItem(id=100_000_001, kind="own-text", muscle_id="scalenes", **asked, evidence="C", safety=False, **made)


def _sat(session: Session, student: User, at: datetime, *, submitted: bool, closes_at: datetime | None = None) -> None:
    terms = {
        "blueprint": {"pools": []},
        "likeness": "x",
        "question_count": 1,
        "feedback": "closed",
        "counts_in_schedule": False,
        "seed": "1",
    }
    paper = Paper(student_id=student.id, title="Neck", **terms, closes_at=closes_at, made_at=at)
    session.add(paper)
    session.flush()
    times = {"started_at": at, "last_seen_at": at, "submitted_at": at if submitted else None, "study_day": 739677}
    sitting = Sitting(paper_id=paper.id, student_id=student.id, client_uuid=make.UUID, attempt=1, seed="1", device="x", **times)
    session.add(sitting)
    session.flush()
    drawn = {"pool": "all", "region": "neck", "evidence": "A", "fact_version": 1, "safety": False, "showing": 1}
    question = SittingQuestion(sitting_id=sitting.id, number=1, item_key=practice.NAME, **drawn)
    session.add(question)
    session.flush()
    graded = {"grading_version": 2, "score": 1.0, "correct": True}
    typed = {"type": "typed", "text": "=1+1", "first_try": None}
    session.add(Response(question_id=question.id, client_uuid=make.UUID, answered_at=at, raw_answer=typed, **graded))
    session.flush()


def test_every_part_has_its_rows_with_exactly_its_columns(full: User, at: datetime, downloaded: Callable[..., str]) -> None:
    whole = json.loads(downloaded(full, at + timedelta(days=9)))
    assert list(whole) == ["format", "version", "program", "exported_at", *(part.name for part in PARTS)]
    for part in PARTS:
        rows = [whole[part.name]] if part.single else whole[part.name]
        assert rows or part.name == "sign_ins", part.name
        assert all(list(row) == list(part.columns) or set(row) == set(part.columns) for row in rows), part.name
    assert whole["account"]["name"] == DEVIL
    assert whole["sitting_answers"][0]["correct"] is True


def test_an_invitation_to_another_address_is_told_too(app: Flask, student: User, at: datetime, downloaded: Callable[..., str]) -> None:
    with app.app_context(), transaction() as session:
        invite(session, Role.STUDENT, at=at)
        used = session.scalars(sa.select(Invitation)).one()
        used.used_at, used.used_by_id = at, student.id
        room = classes.classroom(session, people.user(session, INSTRUCTOR))
        classes.invitation(session, room, "other@roster.example", sign_up_id=used.id)
    assert [row["email"] for row in json.loads(downloaded(student, at))["class_invitations"]] == ["other@roster.example"]


def test_the_log_is_there_row_by_row_and_column_by_column(full: User, app: Flask, at: datetime, downloaded: Callable[..., str]) -> None:
    with app.app_context(), transaction() as session:
        stored = list(session.scalars(sa.select(Review).order_by(Review.id)))
    rows = json.loads(downloaded(full, at))["reviews"]
    uuids = {row.id: row.client_uuid for row in stored}
    assert len(rows) == len(stored) > 10
    for told, row in zip(rows, stored, strict=True):
        assert datetime.fromisoformat(told["answered_at"]) == row.answered_at
        assert told["undoes"] == uuids.get(row.undo_of or 0)
        for name in set(REVIEW_COLUMNS) - {"answered_at", "undoes"}:
            assert told[name] == getattr(row, name), name


def test_no_column_of_a_person_is_forgotten() -> None:
    parts = {part.name: set(part.columns) for part in PARTS}
    assert {column.name for column in Review.__table__.columns} - parts["reviews"] == {"id", "student_id", "undo_of"}
    assert set(REVIEW_COLUMNS) == parts["reviews"]
    users = {column.name for column in User.__table__.columns}
    assert users - parts["account"] - parts["settings"] == {"id", "password_hash"}
    assert {field.name for field in SETTINGS.fields} == parts["settings"]


def test_csv_files_hold_the_same_and_begin_no_formula(full: User, at: datetime, zipped: Callable[..., zipfile.ZipFile]) -> None:
    archive = zipped(full, at)
    whole = json.loads(archive.read("palpate.json"))
    assert archive.testzip() is None
    for part in PARTS:
        raw = archive.read(f"{part.name}.csv").decode("utf-8")
        header, *lines = list(csv.reader(io.StringIO(raw, newline="")))
        rows = [whole[part.name]] if part.single else whole[part.name]
        assert header == list(part.columns)
        assert lines == [[str(cell(row[name])) for name in header] for row in rows]
        assert not [text for line in lines for text in line if text.startswith(FORMULA_STARTS)], part.name
    assert "'=HYPERLINK" in archive.read("account.csv").decode()
    assert "'@SUM(1)" in archive.read("reports.csv").decode()
    assert "study_day" in archive.read(README_NAME).decode()


def test_a_byte_order_mark_is_there_where_wanted(full: User, at: datetime, zipped: Callable[..., zipfile.ZipFile]) -> None:
    plain, marked = zipped(full, at), zipped(full, at, mark=True)
    for part in PARTS:
        name = f"{part.name}.csv"
        assert not plain.read(name).startswith(b"\xef\xbb\xbf")
        assert marked.read(name) == b"\xef\xbb\xbf" + plain.read(name)
    assert marked.read("palpate.json") == plain.read("palpate.json")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "  =1", "\u00a0=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, -3),
        (0.5, 0.5),
        ("a=1", "a=1"),
        ("", ""),
        ({"b": 1, "a": [2]}, '{"a": [2], "b": 1}'),
    ],
)
def test_other_values_stay_what_they_are(value: Any, told: Any) -> None:
    assert cell(value) == told


def test_nothing_of_anybody_else_is_in_it(full: User, at: datetime, enrol: Enrol, downloaded: Callable[..., str]) -> None:
    stranger = enrol(part=STRANGER)
    text = downloaded(stranger, at)
    assert full.email not in text
    assert "HYPERLINK" not in text
    whole = json.loads(text)
    assert [part.name for part in PARTS if whole[part.name] and not part.single] == ["enrolments"]


@pytest.mark.parametrize(
    ("submitted", "closes", "told"), [(True, None, True), (False, None, False), (True, timedelta(days=1), False), (True, timedelta(), True)]
)
def test_grades_of_a_test_that_is_still_open_are_not_told(
    session: Session, shelf: Shelf, at: datetime, submitted: bool, closes: timedelta | None, told: bool
) -> None:
    student = practice.student(session, shelf)
    _sat(session, student, at, submitted=submitted, closes_at=None if closes is None else at + closes)
    to = io.StringIO()
    write_json(session, student, to, at=at)
    row = json.loads(to.getvalue())["sitting_answers"][0]
    assert row["raw_answer"]["text"] == "=1+1"
    assert (row["score"], row["correct"]) == ((1.0, True) if told else (None, None))


def test_a_withdrawn_signature_says_so(full: User, app: Flask, at: datetime, downloaded: Callable[..., str]) -> None:
    with app.app_context(), transaction() as session:
        signature = session.scalars(sa.select(Signature)).one()
        session.add(Withdrawal(signature_id=signature.id, withdrawn_by_id=full.id, withdrawn_at=at))
    assert json.loads(downloaded(full, at))["signatures"][0]["withdrawn_at"] == at.isoformat()


def test_a_feature_adds_a_part_by_one_function(session: Session, shelf: Shelf, at: datetime) -> None:
    student = practice.student(session, shelf)
    part = Part("songs", "Songs.", {"title": "Its title."}, lambda _session, user, _at: iter([{"title": user.name}]))
    to = io.StringIO()
    write_json(session, student, to, at=at, parts=[part])
    assert json.loads(to.getvalue())["songs"] == [{"title": student.name}]


def test_the_text_about_the_format_names_every_part_and_column() -> None:
    text = (ROOT / "webapp/interop/README.md").read_text(encoding="utf-8")
    for part in PARTS:
        section = text.partition(f"### {part.name}\n")[2].partition("\n#")[0]
        assert part.about in section, part.name
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(part.columns), part.name
        assert all(meaning in section for meaning in part.columns.values()), part.name
