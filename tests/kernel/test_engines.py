"""Connections keep what was confirmed, and queue for the one writer."""

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from webapp import engines
from webapp.engines import Engines, make_engines, make_migration_engine

EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 15000, "trusted_schema": 0}


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Engines]:
    made = make_engines(f"sqlite:///{tmp_path / 'test_engines.sqlite3'}")
    with made.write.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    yield made
    made.dispose()


def pragmas(connection: sa.Connection) -> dict[str, object]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED}


def test_every_connection_has_the_pragmas(pair: Engines) -> None:
    with pair.write.connect() as connection:
        assert pragmas(connection) == EXPECTED
    opened = [pair.read.connect() for _ in range(5)]
    for connection in opened:
        assert pragmas(connection) == EXPECTED
        assert connection.exec_driver_sql("PRAGMA mmap_size").scalar() == 0
        connection.close()


def test_migrations_are_as_durable_but_may_rebuild_tables(tmp_path: Path) -> None:
    engine = make_migration_engine(f"sqlite:///{tmp_path / 'test_engines.sqlite3'}")
    with engine.connect() as connection:
        assert pragmas(connection) == EXPECTED | {"foreign_keys": 0}
    engine.dispose()


def test_a_reader_cannot_write(pair: Engines) -> None:
    with pair.read.connect() as connection, pytest.raises(sa.exc.OperationalError, match="readonly"):
        connection.exec_driver_sql("INSERT INTO note (text) VALUES ('x')")


def test_a_writing_transaction_holds_the_lock_from_its_beginning(pair: Engines, tmp_path: Path) -> None:
    # Of the same library: two libraries in one process would not see each other's locks.
    module = engines.sqlite_module()
    other = module.connect(str(tmp_path / "test_engines.sqlite3"), timeout=0, isolation_level=None)
    with pair.write.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        with pytest.raises(module.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_readers_read_while_somebody_writes(pair: Engines) -> None:
    with pair.write.begin() as writing:
        writing.exec_driver_sql("INSERT INTO note (text) VALUES ('x')")
        with pair.read.connect() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0


def test_a_rolled_back_transaction_leaves_nothing_not_even_a_table(pair: Engines) -> None:
    with pair.write.connect() as connection:
        connection.exec_driver_sql("INSERT INTO note (text) VALUES ('x')")
        connection.exec_driver_sql("CREATE TABLE more (id INTEGER)")
        connection.rollback()
    with pair.read.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'more'").scalar() == 0


def test_there_is_one_writer(pair: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair.write.pool, "_timeout", 0.05)
    with pair.write.connect(), pytest.raises(sa.exc.TimeoutError):
        pair.write.connect()


def test_a_sqlite_with_the_rare_fault_is_used_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(engines.importlib, "import_module", missing)
    assert engines.sqlite_module() is sqlite3
    monkeypatch.setattr(engines, "SAFE_SQLITE", (99, 0, 0))
    with caplog.at_level(logging.WARNING, "palpate.db"):
        make_engines(f"sqlite:///{tmp_path / 'test_old.sqlite3'}").dispose()
    assert "newer is better" in caplog.text
