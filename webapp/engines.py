"""Connections to the database: SQLite with one writer and several readers, or PostgreSQL."""

import importlib
import logging
import sqlite3
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url

SAFE_SQLITE = (3, 51, 3)
"""The first version without the fault by which two connections that write and checkpoint at once can damage the file."""

POOL_TIMEOUT_SECONDS = 20
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "busy_timeout": "15000",
    "cache_size": "-16000",
    "trusted_schema": "OFF",
}
"""FULL: no confirmed answer may be lost in a power cut. secure_delete: what is erased is gone from the file too."""

logger = logging.getLogger("palpate.db")


@dataclass(frozen=True, slots=True)
class Engines:
    """Where reading and where writing requests get their connections."""

    read: Engine
    write: Engine

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.write.dialect.name == "sqlite"

    def dispose(self) -> None:
        """Closes every connection."""
        self.read.dispose()
        self.write.dispose()


def make_engines(url: str) -> Engines:
    """Engines for a database address; nothing is opened yet."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engines(url)
    write = sa.create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=4, pool_timeout=POOL_TIMEOUT_SECONDS)
    return Engines(read=write.execution_options(postgresql_readonly=True), write=write)


def make_migration_engine(url: str) -> Engine:
    """An engine for upgrades: on SQLite without foreign keys, which cannot be switched off later, inside the transaction."""
    if make_url(url).get_backend_name() != "sqlite":
        return sa.create_engine(url)
    engine = sa.create_engine(url, module=sqlite_module(), pool_size=1, max_overflow=0)
    _listen(engine, "BEGIN IMMEDIATE", PRAGMAS | {"foreign_keys": "OFF"})
    return engine


def sqlite_module() -> Any:
    """The newest SQLite at hand: pysqlite3's, else Python's own."""
    try:
        module: Any = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        module = sqlite3
    return module


def _sqlite_engines(url: str) -> Engines:
    module = sqlite_module()
    if module.sqlite_version_info < SAFE_SQLITE:
        logger.warning("SQLite %s has a rare fault that can damage the file; 3.51.3 or newer is better.", module.sqlite_version)
    # One writer: those who wait stand in the pool's queue, in order, instead of asleep in SQLite's busy handler.
    write = sa.create_engine(url, module=module, pool_size=1, max_overflow=0, pool_timeout=POOL_TIMEOUT_SECONDS)
    read = sa.create_engine(url, module=module, pool_size=8, max_overflow=4, pool_timeout=POOL_TIMEOUT_SECONDS)
    for engine, begin, more in ((write, "BEGIN IMMEDIATE", {}), (read, "BEGIN", {"query_only": "ON"})):
        _listen(engine, begin, PRAGMAS | more)
    return Engines(read=read, write=write)


def _listen(engine: Engine, begin: str, pragmas: dict[str, str]) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # Python's own transactions begin late and end early; these begin and end where we say.
        connection.isolation_level = None
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name}={value}").close()

    @event.listens_for(engine, "begin")
    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)
