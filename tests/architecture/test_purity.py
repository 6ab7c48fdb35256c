"""The core knows no web, no data base, no clock, no chance, no files: not even at second hand."""

import ast
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT, Source, imported, sources

CORE = [each for each in sources() if each.name.startswith("webapp.core")]
ALLOWED = {
    *("abc", "bisect", "collections", "dataclasses", "datetime", "enum", "fractions", "functools", "hashlib", "heapq", "itertools"),
    *("math", "operator", "re", "statistics", "string", "types", "typing", "unicodedata", "webapp", "zoneinfo"),
}
FORBIDDEN_CALLS = {"open", "print", "input", "eval", "exec", "__import__"}
CLOCKS = {"now", "utcnow", "today"}
OUTSIDE = (
    "flask",
    "werkzeug",
    "jinja2",
    "sqlalchemy",
    "wtforms",
    "alembic",
    "yaml",
    "pydantic",
    "requests",
    "pysqlite3",
    "sqlite3",
    "socket",
)


@pytest.mark.parametrize("source", CORE, ids=str)
def test_a_core_module_imports_the_standard_library_only(source: Source) -> None:
    allowed = ALLOWED | ({"fsrs"} if source.name == "webapp.core.memory" else set())
    assert {name.split(".")[0] for name in imported(source)} <= allowed
    assert all(name.startswith("webapp.core") for name in imported(source) if name.startswith("webapp"))


@pytest.mark.parametrize("source", CORE, ids=str)
def test_a_core_module_asks_neither_clock_nor_chance_nor_disk(source: Source) -> None:
    for called, line in source.calls():
        assert called not in FORBIDDEN_CALLS, f"{source}:{line}: {called}()"
        assert called.split(".")[-1] not in CLOCKS, f"{source}:{line}: {called}()"
    for each in ast.walk(source.tree):
        assert not isinstance(each, ast.Global | ast.Nonlocal | ast.Await), f"{source}:{each.lineno}"


def test_the_core_is_pure_at_second_hand_too() -> None:
    names = [each.name for each in CORE if each.name != "webapp.core.memory"]
    done = subprocess.run(
        [sys.executable, "-c", f"import {', '.join(names)}, sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & set(OUTSIDE) == set()
    assert "fsrs" not in loaded or any("memory" in "".join(imported(each)) for each in CORE)
