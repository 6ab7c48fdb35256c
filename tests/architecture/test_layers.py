"""The one-way rule: nothing points back."""

from functools import cache

import pytest

from tests.architecture.sources import Source, own_imports, sources

LAYERS = [
    {"core"},
    {"content", "kernel"},
    {"accounts"},
    {"atlas"},
    {"library"},
    {"practice"},
    {"authoring"},
    {"selftests"},
    {"classrooms"},
    {"assignments"},
    {"insights"},
    {"messages"},
    {"progress"},
    {"interop"},
    {"demo"},
    {"pages"},
    {"app"},
]
KERNEL = {
    "backups",
    "cells",
    "clock",
    "compressing",
    "config",
    "confined",
    "constraints",
    "db",
    "engines",
    "errors",
    "limits",
    "mail",
    "migrating",
    "open_files",
    "proxy",
    "web",
}
APP = {"app", "cli", "jobs", "tables"}
RANKS = {"models": 0, "queries": 1, "service": 2, "forms": 3, "routes": 4, "commands": 4}
BY_NAME = {each.name: each for each in sources()}


def folder(name: str) -> str:
    """The part of the house that a module belongs to."""
    parts = name.split(".")
    if len(parts) == 1:
        return "core"
    return "kernel" if parts[1] in KERNEL else "app" if parts[1] in APP else parts[1]


def level(name: str) -> int:
    """How high a module stands."""
    found = [number for number, layer in enumerate(LAYERS) if folder(name) in layer]
    assert found, f"{name} belongs to no layer: see LAYERS, KERNEL and APP"
    return found[0]


@cache
def rank(name: str) -> int:
    """Place of a module inside its feature; a file of another name stands as high as what it leans on."""
    last = name.rsplit(".", maxsplit=1)[-1]
    if last.endswith("_routes"):
        last = "routes"
    if last in RANKS:
        return RANKS[last]
    return max((rank(each) for each in neighbours(BY_NAME[name])), default=-1)


def neighbours(source: Source) -> set[str]:
    """What a module imports of its own feature."""
    return {each for each in own_imports(source) if folder(each) == folder(source.name) and each in BY_NAME}


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_module_leans_only_on_what_stands_below(source: Source) -> None:
    for target in own_imports(source):
        if folder(target) == folder(source.name):
            continue
        assert level(target) < level(source.name), f"{source} may not import {target}"


def test_inside_a_feature_models_come_first_and_routes_last() -> None:
    for source in sources():
        if folder(source.name) in {"core", "content", "kernel", "app"} or source.name.startswith("webapp.atlas.drawing"):
            continue
        for target in neighbours(source):
            assert rank(target) <= rank(source.name), f"{source} may not import {target}"


def test_there_are_no_cycles() -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path, name])
        if name in done:
            return
        for target in own_imports(BY_NAME[name]) & set(BY_NAME):
            visit(target, (*path, name))
        done.add(name)

    for name in BY_NAME:
        visit(name, ())


def test_nothing_imports_the_drawing_tool() -> None:
    for source in sources():
        if not source.name.startswith("webapp.atlas.drawing"):
            assert not any(name.startswith("webapp.atlas.drawing") for name in own_imports(source)), source


def test_queries_and_sessions_stay_out_of_forms() -> None:
    for source in sources():
        if source.name.endswith(".forms"):
            assert not {name for name in own_imports(source) if name.endswith((".queries", ".service", "webapp.db"))}, source


def test_the_rule_itself_finds_a_wrong_import() -> None:
    assert level("webapp.accounts.routes") < level("webapp.practice.models") < level("webapp.app")
    assert level("webapp.core.days") < level("webapp.db") == level("webapp.content.reader")
    assert rank("webapp.accounts.tokens") < rank("webapp.accounts.queries") < rank("webapp.accounts.service")
    assert rank("webapp.accounts.settings_routes") == rank("webapp.accounts.routes")
