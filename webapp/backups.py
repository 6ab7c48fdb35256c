"""A copy of the embedded database that is consistent while in use, and the way back from it."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from webapp.engines import sqlite_module
from webapp.migrating import find_revision, head_revision, refuse_newer

LEFTOVERS = ("-wal", "-shm", "-journal")


class BackupError(RuntimeError):
    """It was not done, and nothing was changed; the message says why."""


def backup(url: str, target: Path) -> dict[str, int]:
    """Copies the database to a new file, checks the copy, and returns its rows by table; raises BackupError."""
    source = _file_of(url)
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    if target.exists():
        raise BackupError(f"{target} exists already; name a new file.")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _copy(source, part)
        counted = _check(part)
        os.link(part, target)
    except FileExistsError:
        raise BackupError(f"{target} exists already; name a new file.") from None
    except OSError as wrong:
        raise BackupError(f"The copy could not be written: {wrong.strerror}: {target}") from None
    finally:
        part.unlink(missing_ok=True)
    return counted


def keep_before_upgrade(url: str) -> Path | None:
    """A checked copy beside an embedded database that is about to be upgraded; None where there is nothing to lose."""
    if make_url(url).get_backend_name() != "sqlite" or not _file_of(url).exists():
        return None
    source = _file_of(url)
    with _engine(source) as engine, engine.connect() as connection:
        revision = find_revision(connection)
    if revision in {None, head_revision()}:
        return None
    kept = source.with_name(f"{source.name}.schema-{revision}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
    backup(url, kept)
    return kept


def restore(url: str, copy: Path) -> Path | None:
    """Puts a checked copy in the database's place and returns where the old one is kept; raises BackupError or SchemaError."""
    target = _file_of(url)
    _check(copy)
    with _engine(copy) as engine, engine.connect() as connection:
        refuse_newer(connection)
    kept = _keep_old(target) if target.exists() else None
    part = target.with_name(target.name + ".restoring")
    part.unlink(missing_ok=True)
    _copy(copy, part)
    # The old log must never be replayed into the restored file.
    for ending in LEFTOVERS:
        target.with_name(target.name + ending).unlink(missing_ok=True)
    part.replace(target)
    return kept


def _keep_old(target: Path) -> Path:
    with closing(_connect(target, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE").close()
            connection.execute("BEGIN EXCLUSIVE").close()
            connection.execute("ROLLBACK").close()
        except sqlite_module().OperationalError:
            raise BackupError("The database is in use. Stop the app first.") from None
        kept = target.with_name(f"{target.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}")
        connection.execute("VACUUM INTO ?", (str(kept),)).close()
    return kept


def _copy(source: Path, target: Path) -> None:
    with closing(_connect(source)) as connection:
        try:
            connection.execute("VACUUM INTO ?", (str(target),)).close()
        except sqlite_module().Error as wrong:
            raise BackupError(f"The copy could not be made: {wrong}") from None
    with target.open("rb+") as written:
        target.chmod(0o600)
        os.fsync(written.fileno())


def _check(file: Path) -> dict[str, int]:
    """Rows by table of a sound copy; raises BackupError for a damaged one, or one that is no Palpate database."""
    with closing(_connect(file)) as connection:
        try:
            verdict = connection.execute("PRAGMA quick_check").fetchone()[0]
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            counted = {name: connection.execute(_count_all(name)).fetchone()[0] for name in names}
        except sqlite_module().Error:
            raise BackupError(f"{file} is damaged, or no database.") from None
    if verdict != "ok" or "alembic_version" not in counted:
        raise BackupError(f"{file} is damaged, or not a database of Palpate.")
    return counted


def _count_all(table: str) -> str:
    return str(sa.select(sa.func.count()).select_from(sa.table(table)))


def _connect(file: Path, timeout: float = 15) -> Any:
    connection = sqlite_module().connect(str(file), timeout=timeout, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF").close()
    return connection


@contextmanager
def _engine(file: Path) -> Iterator[sa.Engine]:
    engine = sa.create_engine(f"sqlite:///{file}", module=sqlite_module(), poolclass=NullPool)
    yield engine
    engine.dispose()


def _file_of(url: str) -> Path:
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        raise BackupError("This installation uses PostgreSQL: use pg_dump and pg_restore.")
    return Path(parts.database)
