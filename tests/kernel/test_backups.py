"""A backup is what can be restored."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from webapp import backups, migrating
from webapp.backups import BackupError
from webapp.engines import Engines, make_engines, sqlite_module

ADD = "INSERT INTO sign_in_attempts (account_key, at) VALUES (hex(randomblob(32)), '2026-01-01 00:00:00')"


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'test_live.sqlite3'}"
    migrating.upgrade(made)
    return made


@pytest.fixture
def live(url: str) -> Iterator[Engines]:
    made = make_engines(url)
    yield made
    made.dispose()


def add(live: Engines, times: int = 1) -> None:
    for _ in range(times):
        with live.write.begin() as connection:
            connection.exec_driver_sql(ADD)


def count(file: Path) -> int:
    connection = sqlite_module().connect(str(file))
    number = connection.execute("SELECT count(*) FROM sign_in_attempts").fetchone()[0]
    connection.close()
    return int(number)


def test_a_backup_holds_what_was_committed(url: str, live: Engines, tmp_path: Path) -> None:
    add(live, 3)
    counted = backups.backup(url, tmp_path / "copy")
    assert counted["sign_in_attempts"] == 3
    assert counted["alembic_version"] == 1
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600


def test_backups_made_under_writing_are_sound(url: str, live: Engines, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            add(live)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        counts = [backups.backup(url, tmp_path / f"copy{number}")["sign_in_attempts"] for number in range(8)]
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert counts[-1] > 0


def test_a_backup_never_replaces_a_file(url: str, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("precious")
    with pytest.raises(BackupError, match="exists already"):
        backups.backup(url, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "precious"


def test_a_backup_that_cannot_be_written_leaves_nothing(url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError):
        backups.backup(url, tmp_path / "no" / "such" / "folder")
    with pytest.raises(BackupError, match="no database"):
        backups.backup(f"sqlite:///{tmp_path / 'missing'}", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_restoring_brings_back_exactly_what_was_saved(url: str, live: Engines, tmp_path: Path) -> None:
    add(live, 2)
    backups.backup(url, tmp_path / "copy")
    add(live, 5)
    live.dispose()
    kept = backups.restore(url, tmp_path / "copy")
    assert count(tmp_path / "test_live.sqlite3") == 2
    assert kept is not None
    assert count(kept) == 7
    add(live)
    assert count(tmp_path / "test_live.sqlite3") == 3


def test_restoring_into_nothing_works(url: str, tmp_path: Path) -> None:
    backups.backup(url, tmp_path / "copy")
    assert backups.restore(f"sqlite:///{tmp_path / 'test_new.sqlite3'}", tmp_path / "copy") is None
    assert count(tmp_path / "test_new.sqlite3") == 0


def test_restoring_while_the_app_runs_is_refused(url: str, live: Engines, tmp_path: Path) -> None:
    add(live)
    backups.backup(url, tmp_path / "copy")
    with live.read.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM users")
        restore = f"from pathlib import Path; from webapp.backups import restore; restore({url!r}, Path({str(tmp_path / 'copy')!r}))"
        done = subprocess.run([sys.executable, "-c", restore], capture_output=True, text=True, check=False)
    assert "in use" in done.stderr
    assert count(tmp_path / "test_live.sqlite3") == 1


@pytest.mark.parametrize("damage", ["not a database", "cut", "other", "flipped"])
def test_a_damaged_copy_is_refused_and_nothing_changed(url: str, live: Engines, tmp_path: Path, damage: str) -> None:
    add(live, 200)
    copy = tmp_path / "copy"
    backups.backup(url, copy)
    live.dispose()
    content = bytearray(copy.read_bytes())
    if damage == "other":
        copy.unlink()
        other = sqlite_module().connect(str(copy))
        other.execute("CREATE TABLE something (id INTEGER)")
        other.close()
    elif damage == "flipped":
        content[4096 * 8 : 4096 * 9] = bytes(4096)
        copy.write_bytes(content)
    else:
        copy.write_bytes(b"hello" * 1000 if damage == "not a database" else content[: len(content) // 2])
    with pytest.raises(BackupError, match="damaged"):
        backups.restore(url, copy)
    assert count(tmp_path / "test_live.sqlite3") == 200


def test_a_copy_of_a_newer_program_is_refused(url: str, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "test_live.sqlite3", tmp_path / "copy")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'copy'}", module=sqlite_module())
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(migrating.SchemaError, match="newer"):
        backups.restore(url, tmp_path / "copy")
    assert not list(tmp_path.glob("*before-restore*"))


def test_before_an_upgrade_a_copy_is_kept(url: str, live: Engines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(live, 3)
    assert backups.keep_before_upgrade(url) is None
    assert backups.keep_before_upgrade(f"sqlite:///{tmp_path / 'missing'}") is None
    assert backups.keep_before_upgrade("postgresql+psycopg://palpate@/palpate") is None
    monkeypatch.setattr(backups, "head_revision", lambda: "9999")
    kept = backups.keep_before_upgrade(url)
    assert kept is not None
    assert count(kept) == 3


def test_on_postgresql_its_own_tools_are_named(tmp_path: Path) -> None:
    for act in (backups.backup, backups.restore):
        with pytest.raises(BackupError, match="pg_dump"):
            act("postgresql+psycopg://palpate@/palpate", tmp_path / "copy")
