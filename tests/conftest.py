"""What tests share: the app on a data base of its own, the cast, a clock that stands still, a browser without a screen."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.orm import Session

from tests import make, people, postgres
from tests.clients import PageClient
from webapp import migrating
from webapp.accounts.models import User
from webapp.accounts.signing_in import open_session
from webapp.app import create_app
from webapp.config import ROOT, Config
from webapp.content.reader import load_catalogue
from webapp.core.catalogue import Catalogue
from webapp.db import transaction
from webapp.tables import Base

ENGINES = ["sqlite", "postgresql"]


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = make.AT

    def __call__(self) -> datetime:
        return self.now

    def move(self, **amount: float) -> datetime:
        """Goes forward (days=1, hours=2, …) and tells the time."""
        self.now += timedelta(**amount)
        return self.now


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever asks for the service session, or for `both_engines`, runs on SQLite and on PostgreSQL."""
    if {"session", "both_engines"} & set(metafunc.fixturenames):
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Name of the engine under test."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def both_engines(engine: str) -> str:
    """Asked for by tests that should run on both engines."""
    return engine


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped material."""
    return load_catalogue(ROOT / "content")


@pytest.fixture(scope="session")
def started() -> Iterator[ExitStack]:
    """What was started for the whole run and must be stopped at its end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def urls(tmp_path_factory: pytest.TempPathFactory, started: ExitStack) -> Callable[[str], str]:
    """Addresses of the test data bases, by engine; PostgreSQL is started when first asked for."""
    known: dict[str, str] = {"sqlite": f"sqlite:///{tmp_path_factory.mktemp('data') / 'test_palpate.sqlite3'}"}

    def url(engine: str) -> str:
        if engine not in known:
            known[engine] = os.environ.get("TEST_DATABASE_URL") or started.enter_context(postgres.server(_binaries()))
        name = Path(make_url(known[engine]).database or "").name
        assert name.startswith("test_"), f"{name} is not named like a test data base"
        return known[engine]

    return url


def _binaries() -> Path:
    found = postgres.find_binaries()
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("no PostgreSQL found: set TEST_DATABASE_URL or PG_BIN")
    assert found is not None, "no PostgreSQL found"
    return found


@pytest.fixture(scope="session")
def apps(
    urls: Callable[[str], str], catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory, started: ExitStack
) -> Callable[[str], Flask]:
    """One app an engine, made when first asked for."""
    made: dict[str, Flask] = {}

    def app(engine: str) -> Flask:
        if engine not in made:
            environ = {"INSTANCE": str(tmp_path_factory.mktemp("instance")), "DATABASE_URL": urls(engine)}
            migrating.upgrade(urls(engine))
            made[engine] = create_app(Config.from_environment(environ), catalogue)
            made[engine].test_client_class = PageClient
            started.callback(made[engine].extensions["engines"].dispose)
        return made[engine]

    return app


@pytest.fixture
def app(apps: Callable[[str], Flask], engine: str, clock: Clock) -> Iterator[Flask]:
    """The app on an empty data base, with the standing clock."""
    app, committed = apps(engine), []
    real = app.extensions["clock"]

    def remember(_connection: Connection) -> None:
        committed.append(True)

    app.extensions["clock"] = clock
    # Of whatever engine: some tests make an app of their own for the same data base.
    event.listen(Engine, "commit", remember)
    yield app
    event.remove(Engine, "commit", remember)
    app.extensions["clock"] = real
    if committed:
        empty(app)


def empty(app: Flask) -> None:
    """Deletes every row; on PostgreSQL in one statement, for the way there and back is most of it."""
    engine: Engine = app.extensions["engines"].write
    deletes = {table.name: f"DELETE FROM {table.name}" for table in reversed(Base.metadata.sorted_tables)}
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            parts = ", ".join(f"of_{name} AS ({delete})" for name, delete in deletes.items())
            connection.exec_driver_sql(f"WITH {parts} SELECT 1")
        else:
            for delete in deletes.values():
                connection.exec_driver_sql(delete)


@pytest.fixture
def clock() -> Clock:
    """A clock that a test moves."""
    return Clock()


@pytest.fixture
def at(clock: Clock) -> datetime:
    """The moment at which a test begins."""
    return clock.now


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A writing session for tests of services, rolled back at the end; not together with `client_for`."""
    with app.app_context(), Session(app.extensions["engines"].write, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def make_user(app: Flask) -> Callable[..., User]:
    """Makes an account, committed."""

    def made(part: people.Part = people.STUDENT, **values: object) -> User:
        with app.app_context(), transaction() as session:
            return make.user(session, part, **values)

    return made


@pytest.fixture
def student(make_user: Callable[..., User]) -> User:
    """A student."""
    return make_user(people.STUDENT)


@pytest.fixture
def instructor(make_user: Callable[..., User]) -> User:
    """Her instructor."""
    return make_user(people.INSTRUCTOR)


@pytest.fixture
def stranger(make_user: Callable[..., User]) -> User:
    """Somebody from elsewhere."""
    return make_user(people.STRANGER)


@pytest.fixture
def reviewer(make_user: Callable[..., User]) -> User:
    """A clinician who signs facts."""
    return make_user(people.REVIEWER)


@pytest.fixture
def admin(make_user: Callable[..., User]) -> User:
    """Who runs the installation."""
    return make_user(people.ADMIN)


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    browser = app.test_client()
    assert isinstance(browser, PageClient)
    return browser


@pytest.fixture
def client_for(app: Flask, clock: Clock) -> Callable[[User], PageClient]:
    """A browser in which a person is signed in."""

    def client(person: User) -> PageClient:
        with app.app_context(), transaction() as session:
            token = open_session(session, person, device="Test", at=clock.now)
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = token
        assert isinstance(browser, PageClient)
        return browser

    return client
