"""Pages of a large class on either engine, at half of its log and at all of it: rows put in at once, and the real roll-ups made of them."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from random import Random
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests import make, postgres
from tests.classrooms import make as classes
from tests.people import INSTRUCTOR
from webapp import migrating
from webapp.accounts.models import User
from webapp.accounts.signing_in import open_session
from webapp.app import create_app
from webapp.classrooms.consent import VERSION
from webapp.classrooms.models import Membership
from webapp.config import Config
from webapp.db import transaction
from webapp.practice.models import Review
from webapp.practice.showing import rebuild_shown
from webapp.practice.shown_models import ShownItem

STUDENTS, ITEMS, ANSWERS = 1000, 800, 500
DAYS = 60
MET = 160
"""Items that each student begins within the days."""
OFFSETS = (0, 2, 8, 25)
"""Days after its first answer on which an item is answered."""
WORDS = {
    "time_zone": "UTC",
    "rollover_hour": 4,
    "purpose": "practice",
    "fact_version": 1,
    "grading_version": 1,
    "scheduler_version": "bench",
}
BARS_MS = {"sqlite": 1000, "postgresql": 300}
PAGES = ("overview", "overview?order=recall&page=7", "items", "items?sort=discrimination", "items/mixed-up", "monday")
FILE = "items.csv"
"""All figures of all items at once: a download, which may take longer than a page."""
ROUNDS = 5


def measure() -> None:
    """Prints the time of each page for each engine and each size of the log."""
    with ExitStack() as stack:
        for engine, url in _databases(stack):
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            config = Config.from_environment({"INSTANCE": folder, "DATABASE_URL": url} if url else {"INSTANCE": folder})
            migrating.upgrade(config.database_url)
            app = create_app(config)
            _class(engine, app)
            app.extensions["engines"].dispose()


def _databases(stack: ExitStack) -> Iterator[tuple[str, str | None]]:
    yield "sqlite", None
    binaries = postgres.find_binaries()
    if binaries is None:
        print("no PostgreSQL found: set PG_BIN")
    else:
        yield "postgresql", stack.enter_context(postgres.server(binaries))


def _class(engine: str, app: Flask) -> None:
    at: datetime = app.extensions["clock"]()
    room_id, ids, client = _people(app, at)
    keys = _keys(app)
    half: dict[str, float] = {}
    for share in (2, 1):
        # Half of the term first: what comes later is added to it.
        reviews = _fill(app, {student_id: partial(_log, student_id, keys, at) for student_id in ids}, ANSWERS // share)
        with app.app_context(), transaction() as session:
            met = session.scalar(sa.select(sa.func.count()).select_from(ShownItem))
        print(f"{engine}: {STUDENTS:,} students, {len(keys)} items, {reviews:,} reviews, {met:,} items met")
        for page in (*PAGES, FILE):
            taken = _time(engine, client, f"/classes/{room_id}/{page}")
            verdict = ", no bar" if page == FILE else f", {'over' if taken > BARS_MS[engine] else 'within'} {BARS_MS[engine]} ms"
            growth = f", {taken / half[page]:.2f} times that of half the log" if page in half else ""
            half.setdefault(page, taken)
            name = f"{engine}: page {page}, {reviews:,} reviews"
            print(f"{name:72} {taken:10.1f} ms{verdict}{growth}")


def _time(engine: str, client: FlaskClient, path: str) -> float:
    """The best of some rounds, in ms; on SQLite, which works in this process, in processor time, which other work does not stretch."""
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    clock = process_time if engine == "sqlite" else perf_counter
    return 1000 * min(_seconds(lambda: client.get(path), clock) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def _people(app: Flask, at: datetime) -> tuple[int, list[int], FlaskClient]:
    """A class of many students, and the browser of its instructor."""
    with app.app_context(), transaction() as session:
        instructor = make.user(session, INSTRUCTOR)
        room = classes.classroom(session, instructor, exam_day=(at + timedelta(days=21)).date())
        about = {"role": "student", "password_hash": make.password_hash(), "created_at": at}
        rows = [{"email": f"s{number}@school.example", "name": f"Student {number:04}", **about} for number in range(STUDENTS)]
        session.execute(sa.insert(User), rows)
        ids = list(session.scalars(sa.select(User.id).where(User.id != instructor.id).order_by(User.id)))
        joined = [{"classroom_id": room.id, "student_id": each, "joined_at": at, "consented_to": VERSION} for each in ids]
        session.execute(sa.insert(Membership), joined)
        token = open_session(session, instructor, device="Bench", at=at)
    client: FlaskClient = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return room.id, ids, client


def _keys(app: Flask) -> list[str]:
    """Items of every region, as evenly as there are."""
    keys = sorted(app.extensions["shelf"].items)
    Random(0).shuffle(keys)
    return sorted(keys[:ITEMS])


def _log(student_id: int, keys: list[str], at: datetime) -> list[dict[str, Any]]:
    """The answers of one student, oldest first: items one after the other, each at growing intervals; one in five is wrong."""
    chance, first = Random(student_id), at.date().toordinal() - DAYS
    mine = chance.sample(keys, MET)
    answers = sorted(
        (first + place * DAYS // MET + offset, place, key)
        for place, key in enumerate(mine)
        for offset in OFFSETS
        if place * DAYS // MET + offset <= DAYS
    )
    return [_row(student_id, day, key, chance, at) for day, _, key in answers[:ANSWERS]]


def _row(student_id: int, day: int, key: str, chance: Random, at: datetime) -> dict[str, Any]:
    right = chance.random() < 0.8
    moment = at - timedelta(days=at.date().toordinal() - day, seconds=chance.randrange(3600))
    outcome = {"score": float(right), "correct": right, "rating": 3 if right else 1, "proposed": 3 if right else 1}
    miss = (
        {} if right else {"miss": chance.choice(["neighbour", "hazard", "wrong"]), "hit": chance.choice(["masseter", "scalenes", "soleus"])}
    )
    about = {"student_id": student_id, "item_key": key, "client_uuid": str(UUID(int=chance.getrandbits(128), version=4)), "undo_of": None}
    told = {"raw_answer": {"type": "blank"}, "elapsed_ms": chance.randrange(1500, 20_000), "due_day": day + 3, "study_day": day}
    return WORDS | about | {"miss": None, "hit": None} | miss | outcome | told | {"answered_at": moment}


def _fill(app: Flask, logs: Mapping[int, Callable[[], list[dict[str, Any]]]], each: int) -> int:
    """Brings every student's log to so many answers, and makes the shown figures what it comes to; gives the number of rows."""
    with app.app_context():
        for student_id, log in logs.items():
            with transaction() as session:
                stored = session.scalar(sa.select(sa.func.count()).select_from(Review).where(Review.student_id == student_id)) or 0
                session.execute(sa.insert(Review), log()[stored:each])
                rebuild_shown(session, student_id)
        engine = app.extensions["engines"].write
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                # What its autovacuum would have done by then; nobody does it for SQLite.
                connection.exec_driver_sql("VACUUM ANALYZE")
        with transaction() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(Review)) or 0
