"""Bringing a database to the schema of this program: all steps, or none."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from webapp.engines import make_migration_engine

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
ADVISORY_LOCK = 7_252_831


class SchemaError(RuntimeError):
    """The database's schema and this program do not fit; the message says what to do."""


def upgrade(url: str) -> str:
    """Upgrades the database to the newest schema in one transaction, and returns its revision; raises SchemaError."""
    engine = make_migration_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            refuse_newer(connection)
            command.upgrade(alembic_config(connection), "head")
            _check_foreign_keys(connection)
    finally:
        engine.dispose()
    return head_revision()


def find_revision(connection: sa.Connection) -> str | None:
    """Revision of a database, None where there is no schema yet."""
    return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The newest revision that this program knows."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def refuse_newer(connection: sa.Connection) -> None:
    """Raises SchemaError if the database was written by a newer program."""
    revision = find_revision(connection)
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(f"The database has schema {revision}, which is newer than this program knows. Install the newer program.")


def alembic_config(connection: sa.Connection) -> AlembicConfig:
    """Alembic's settings for a connection whose transaction is ours."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _check_foreign_keys(connection: sa.Connection) -> None:
    # Off while tables are rebuilt, because a dropped table would take its children along; so checked at the end.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise SchemaError("The upgrade would leave rows that point nowhere; nothing was changed.")
