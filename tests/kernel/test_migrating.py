"""An upgrade leaves the old schema or the new one, and the new one is what the tables say."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import event

from tests.conftest import ENGINES
from webapp import migrating
from webapp.engines import make_migration_engine
from webapp.tables import Base

SMALL = {"allowances.student_id", "reports.settled_by_id", "signature_withdrawals.withdrawn_by_id"}
"""References of tables that stay so small that reading them whole costs nothing."""


@pytest.fixture
def empty(urls: Callable[[str], str], engine: str, tmp_path: Path) -> Iterator[str]:
    """The address of an empty data base."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'test_empty.sqlite3'}"
        return
    base = sa.make_url(urls(engine))
    server = sa.create_engine(base, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS test_empty WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE test_empty")
        yield base.set(database="test_empty").render_as_string(hide_password=False)
        connection.exec_driver_sql("DROP DATABASE test_empty WITH (FORCE)")
    server.dispose()


on_both = pytest.mark.parametrize("engine", ENGINES, indirect=True)


def look(url: str, see: Callable[[sa.Connection], Any]) -> Any:
    engine = make_migration_engine(url)
    with engine.begin() as connection:
        seen = see(connection)
    engine.dispose()
    return seen


def shape(connection: sa.Connection) -> dict[str, Any]:
    """Everything that a schema says, in an order of its own."""
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)},
            "primary": inspector.get_pk_constraint(table)["name"],
            "unique": sorted((c["name"], c["column_names"]) for c in inspector.get_unique_constraints(table)),
            "check": sorted((c["name"], _bare(c["sqltext"])) for c in inspector.get_check_constraints(table)),
            "foreign": sorted((c["name"], c["referred_table"], str(c["options"])) for c in inspector.get_foreign_keys(table)),
            "index": sorted((c["name"], c["column_names"], c["unique"]) for c in inspector.get_indexes(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _bare(text: str) -> str:
    return "".join(each for each in text if each not in " ()")


@on_both
def test_the_newest_schema_is_what_the_tables_say(empty: str) -> None:
    migrating.upgrade(empty)
    differences = look(empty, lambda c: compare_metadata(MigrationContext.configure(c, opts={"compare_type": True}), Base.metadata))
    assert differences == []
    migrated = look(empty, shape)
    assert len(migrated) == len(Base.metadata.tables)

    def anew(connection: sa.Connection) -> dict[str, Any]:
        Base.metadata.drop_all(connection)
        Base.metadata.create_all(connection)
        return shape(connection)

    assert look(empty, anew) == migrated


@on_both
def test_upgrading_twice_changes_nothing(empty: str) -> None:
    assert migrating.upgrade(empty) == migrating.head_revision()
    before = look(empty, shape)
    assert migrating.upgrade(empty) == migrating.head_revision()
    assert look(empty, shape) == before
    assert look(empty, migrating.find_revision) == migrating.head_revision()


@on_both
def test_there_is_a_way_down_and_up_again(empty: str) -> None:
    migrating.upgrade(empty)
    before = look(empty, shape)
    look(empty, lambda connection: command.downgrade(migrating.alembic_config(connection), "base"))
    assert look(empty, shape) == {}
    migrating.upgrade(empty)
    assert look(empty, shape) == before


def test_an_upgrade_killed_at_any_statement_leaves_nothing_of_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, seen = f"sqlite:///{tmp_path / 'test_killed.sqlite3'}", 0

    def killing_after(limit: int) -> Callable[[str], sa.Engine]:
        def make(address: str) -> sa.Engine:
            engine, run = make_migration_engine(address), 0

            @event.listens_for(engine, "after_cursor_execute")
            def count(*_arguments: object) -> None:
                nonlocal run
                run += 1
                if run > limit:
                    raise KeyboardInterrupt

            return engine

        return make

    for limit in range(500):
        monkeypatch.setattr(migrating, "make_migration_engine", killing_after(limit))
        try:
            migrating.upgrade(url)
        except KeyboardInterrupt:
            assert look(url, lambda c: sa.inspect(c).get_table_names()) == [], f"killed after {limit} statements"
            seen += 1
        else:
            break
    assert seen > 10
    assert look(url, migrating.find_revision) == migrating.head_revision()


@on_both
def test_a_database_of_a_newer_program_is_refused_and_left_alone(empty: str) -> None:
    migrating.upgrade(empty)
    look(empty, lambda c: c.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'"))
    before = look(empty, shape)
    with pytest.raises(migrating.SchemaError, match="newer than this program"):
        migrating.upgrade(empty)
    assert look(empty, shape) == before
    assert look(empty, migrating.find_revision) == "9999"


def test_an_upgrade_that_would_orphan_rows_is_undone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'test_orphans.sqlite3'}"
    migrating.upgrade(url)
    values = "('x', 77, '2026-01-01', '2026-01-01', 'x')"
    look(
        url, lambda c: c.exec_driver_sql(f"INSERT INTO user_sessions (token_hash, user_id, created_at, expires_at, device) VALUES {values}")
    )
    with pytest.raises(migrating.SchemaError, match="point nowhere"):
        migrating.upgrade(url)


def test_every_reference_to_another_row_is_found_by_an_index() -> None:
    """Else erasing one account reads whole tables."""
    bare = set()
    for table in Base.metadata.tables.values():
        unique = [each for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
        led = {next(iter(each.columns)).name for each in (table.primary_key, *unique, *table.indexes)}
        bare |= {f"{table.name}.{key.parent.name}" for key in table.foreign_keys if key.parent.name not in led}
    assert bare <= SMALL, bare - SMALL


def test_migrations_are_numbered_in_one_line() -> None:
    files = sorted(each.name for each in (migrating.MIGRATIONS / "versions").glob("*.py"))
    assert [name[:4] for name in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    assert migrating.head_revision() == f"{len(files):04}"


def test_migrations_do_not_lean_on_the_app() -> None:
    for file in (migrating.MIGRATIONS / "versions").glob("*.py"):
        assert "webapp" not in file.read_text(encoding="utf-8"), file.name
