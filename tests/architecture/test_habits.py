"""Rules of the house that a machine can judge."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, Source, own_imports, sources
from webapp.tables import Base

PROGRAM = [*sources(), *(each for each in sources(ROOT / "migrations"))]
MAY_ASK_THE_CLOCK = re.compile(r"(routes|commands|jobs|access|wsgi|clock)$")
DANGEROUS = {"eval", "exec", "render_template_string", "pickle.load", "pickle.loads", "yaml.load", "os.system", "executescript", "Markup"}
TEMPLATES = sorted(PACKAGE.rglob("*.html"))


def test_there_is_one_place_that_commits() -> None:
    found = {each.name for each in PROGRAM for called, _ in each.calls() if called.endswith(".commit")}
    assert found == {"webapp.db"}
    assert sum(called.endswith(".commit") for each in PROGRAM if each.name == "webapp.db" for called, _ in each.calls()) == 1


@pytest.mark.parametrize("source", [each for each in sources() if each.name.endswith(("routes", "forms"))], ids=str)
def test_pages_do_not_ask_the_database_themselves(source: Source) -> None:
    for called, line in source.calls():
        assert called.split(".")[-1] not in {"select", "execute", "scalar", "scalars", "query", "flush"}, f"{source}:{line}: {called}"


def test_nobody_uses_the_old_query_interface() -> None:
    for source in sources():
        assert not [line for called, line in source.calls() if called.endswith("session.query")], source


@pytest.mark.parametrize("source", sources(), ids=str)
def test_time_is_handed_in(source: Source) -> None:
    if source.name.startswith("webapp.atlas.drawing"):
        return
    if "webapp.clock" in own_imports(source):
        assert MAY_ASK_THE_CLOCK.search(source.name) or source.name == "webapp.app", f"{source} asks the clock"
    for called, line in source.calls():
        if called in {"datetime.now", "datetime.utcnow", "date.today", "time.time"}:
            assert source.name in {"webapp.clock", "webapp.backups"}, f"{source}:{line}"


@pytest.mark.parametrize("source", PROGRAM, ids=str)
def test_nothing_dangerous_is_called(source: Source) -> None:
    for called, line in source.calls():
        assert called not in DANGEROUS, f"{source}:{line}: {called}"
        assert called.split(".")[-1] != "executescript", f"{source}:{line}"
    for each in ast.walk(source.tree):
        if isinstance(each, ast.keyword) and each.arg == "shell":
            raise AssertionError(f"{source}:{each.value.lineno}: shell")


def test_chance_for_secrets_comes_from_the_right_place() -> None:
    for source in sources():
        if source.name.startswith("webapp.atlas.drawing"):
            continue
        for each in ast.walk(source.tree):
            if isinstance(each, ast.Import):
                assert "random" not in {alias.name for alias in each.names}, source
            if isinstance(each, ast.ImportFrom):
                assert each.module != "random", source


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_templates_escape_everything_and_hold_no_script_or_style(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text)


def test_every_column_says_its_type() -> None:
    for source in sources():
        if source.name.endswith(".models") or source.name == "webapp.mail":
            for each in ast.walk(source.tree):
                if isinstance(each, ast.Assign) and isinstance(each.value, ast.Call):
                    assert ast.unparse(each.value.func) not in {"mapped_column", "sa.Column", "Column", "relationship"}, (
                        f"{source}:{each.lineno}"
                    )


def test_enumerations_are_kept_as_text() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert not getattr(column.type, "native_enum", False), f"{table.name}.{column.name}"


def test_foreign_keys_point_down_the_order_of_features() -> None:
    order = [
        "accounts",
        "atlas",
        "library",
        "practice",
        "authoring",
        "selftests",
        "classrooms",
        "assignments",
        "insights",
        "messages",
        "progress",
        "interop",
    ]
    home = {mapper.local_table.name: mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            here, there = home[table.name], home[key.column.table.name]
            assert order.index(there) <= order.index(here), f"{table.name} → {key.column.table.name}"
