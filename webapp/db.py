"""The database session of a request, and the only place where anything is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Session

from webapp.config import Config
from webapp.engines import Engines, make_engines

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Base(DeclarativeBase):
    """Parent of every table; constraints get predictable names."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment: aware and in UTC, in Python and on both engines."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Refuses a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment must say its zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Gives back what was stored, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def one_of(kind: type[StrEnum], name: str) -> sa.Enum:
    """Column type for a member of an enumeration: its value as text, with a check constraint `ck_<table>_<name>`."""
    return sa.Enum(kind, name=name, native_enum=False, create_constraint=True, length=20, values_callable=list)


class WriteWhileReading(RuntimeError):
    """A request that only reads tried to change something: a fault of the program."""


class ReadSession(Session):
    """A session that refuses to write."""


@event.listens_for(ReadSession, "before_flush")
def _refuse(session: Session, _context: Any, _instances: Any) -> None:
    if _is_dirty(session):
        raise WriteWhileReading(f"new {list(session.new)}, changed {list(session.dirty)}, deleted {list(session.deleted)}")


def init(app: Flask, config: Config) -> None:
    """Gives the app its engines, and closes each request's session."""
    app.extensions["engines"] = make_engines(config.database_url)
    app.teardown_appcontext(_close)


def engines() -> Engines:
    """The engines of the current app."""
    found: Engines = current_app.extensions["engines"]
    return found


def current_session() -> Session:
    """The session of this request: reading for GET and HEAD, else writing; opened when first used."""
    if not has_request_context():
        raise RuntimeError("Only a request has a session; commands and jobs open a transaction.")
    if "session" not in g:
        g.session = _open_reading() if request.method in SAFE_METHODS else _open_writing()
    session: Session = g.session
    return session


def finish_request(response: Response) -> None:
    """Commits what a successful request wrote; called once, after the view and before the answer leaves."""
    session: Session | None = g.get("session")
    if session is None or response.status_code >= 400:
        return
    if not isinstance(session, ReadSession):
        _commit(session)
    elif _is_dirty(session):
        raise WriteWhileReading(request.endpoint)


def abandon_request() -> None:
    """Forgets what the request has written so far; what follows (the error page) may only read."""
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()
    g.session = _open_reading()


@contextmanager
def transaction() -> Iterator[Session]:
    """A transaction of its own, for commands and jobs: committed at the end, rolled back on an exception."""
    with _open_writing() as session:
        yield session
        _commit(session)


@contextmanager
def separate_transaction() -> Iterator[Session]:
    """A short transaction that survives a refusal of the request (counters, audit lines); before the request's own writing begins."""
    session: Session | None = g.get("session")
    if session is not None and session.in_transaction() and not isinstance(session, ReadSession) and engines().is_sqlite:
        raise RuntimeError("The request already holds the only writer; count before its first query.")
    with transaction() as separate:
        yield separate


def take_turn(session: Session, matter: str) -> None:
    """Until the end of the transaction, whoever else takes a turn in the same matter waits. On SQLite every writer waits anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(matter, 0))))


@contextmanager
def reading() -> Iterator[Session]:
    """A short look at the database that does not take the writer."""
    with _open_reading() as session:
        yield session


def _commit(session: Session) -> None:
    session.commit()


def _open_reading() -> ReadSession:
    return ReadSession(engines().read, expire_on_commit=False)


def _open_writing() -> Session:
    return Session(engines().write, expire_on_commit=False)


def _is_dirty(session: Session) -> bool:
    return bool(session.new or session.deleted or any(session.is_modified(each) for each in session.dirty))


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()
