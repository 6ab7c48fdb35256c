"""Sizes, names and docstrings."""

import ast
import statistics

import pytest

from tests.architecture.sources import ROOT, Source, sources

OURS = [each for each in sources() if not each.name.startswith("webapp.atlas.drawing")]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "data", "info", "stuff", "lib", "tools"}
LONGEST_FILE = 300
LONGEST_TEST = 400
LONGEST_ROUTE = 15


@pytest.mark.parametrize(("folder", "longest"), [("webapp", LONGEST_FILE), ("migrations", LONGEST_FILE), ("tests", LONGEST_TEST)])
def test_no_file_is_long(folder: str, longest: int) -> None:
    assert {str(each.file.relative_to(ROOT)): each.lines for each in sources(ROOT / folder) if each.lines > longest} == {}


def test_most_files_are_short() -> None:
    sizes = sorted(each.lines for each in sources())
    assert statistics.median(sizes) <= 80
    assert sizes[int(len(sizes) * 0.9)] <= 200


def test_functions_are_short() -> None:
    sizes = sorted((each.end_lineno or 0) - each.lineno + 1 for source in OURS for each in source.functions())
    assert sizes[int(len(sizes) * 0.5)] <= 10
    assert sizes[int(len(sizes) * 0.9)] <= 30


@pytest.mark.parametrize("source", [each for each in OURS if each.name.endswith("routes")], ids=str)
def test_views_are_short(source: Source) -> None:
    for each in source.functions():
        if any("blueprint." in ast.unparse(decorator) for decorator in each.decorator_list):
            first = each.body[1] if ast.get_docstring(each) and len(each.body) > 1 else each.body[0]
            assert (each.end_lineno or 0) - first.lineno + 1 <= LONGEST_ROUTE, f"{source}.{each.name}"


def test_no_module_is_a_drawer_for_everything() -> None:
    assert {each.name for each in sources() if each.name.split(".")[-1].lower() in FORBIDDEN_NAMES} == set()


@pytest.mark.parametrize("source", OURS, ids=str)
def test_every_module_class_and_public_function_says_what_it_is(source: Source) -> None:
    assert ast.get_docstring(source.tree), source
    for each in source.tree.body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef) and not each.name.startswith("_"):
            assert ast.get_docstring(each), f"{source}.{each.name}"


@pytest.mark.parametrize("source", OURS, ids=str)
def test_nothing_is_imported_inside_a_function(source: Source) -> None:
    for function in source.functions():
        for each in ast.walk(function):
            assert not isinstance(each, ast.Import | ast.ImportFrom), f"{source}.{function.name}"


def test_tests_are_at_least_as_long_as_what_they_test() -> None:
    tests = [each for each in sources(ROOT / "tests") if "drawing" not in each.name]
    assert sum(each.lines for each in tests) >= sum(each.lines for each in OURS)
