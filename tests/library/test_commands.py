"""The commands about the material: what they say, and how they end."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.content.make import ENTRY, change, material
from webapp.app import create_app
from webapp.config import Config
from webapp.core.catalogue import Catalogue

Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return material(tmp_path / "content")


@pytest.fixture
def run(tmp_path: Path, root: Path) -> Iterator[Run]:
    """Runs a command of an app that was started on the small material."""
    apps: list[Flask] = []

    def command(*words: str) -> Result:
        apps.append(create_app(Config.from_environment({"INSTANCE": str(tmp_path / "instance"), "CONTENT": str(root)})))
        return apps[-1].test_cli_runner().invoke(args=["content", *words])

    yield command
    for app in apps:
        app.extensions["engines"].dispose()


@pytest.fixture
def stats(app: Flask) -> dict[str, Any]:
    """Figures of the shipped material."""
    result = app.test_cli_runner().invoke(args=["content", "stats", "--json"])
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_material_in_order_ends_well(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "The material is in order.\n", "")


def test_a_mistake_ends_with_one(run: Run, root: Path) -> None:
    change(root, ENTRY, "layer: superficial", "layer: skin")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == f"{ENTRY}:8: layer: should be 'superficial', 'intermediate' or 'deep', not \"skin\"\n"
    assert result.stderr == "Error: 1 mistake.\n"


def test_every_mistake_is_listed_and_counted(run: Run, root: Path) -> None:
    change(root, ENTRY, "{id: p2", "{id: p3")
    change(root, ENTRY, "at: [-50, 100]", "at: [50, 100]")
    change(root, "zones.yaml", "adjacent: []", "adjacent: [temple]")
    result = run("check")
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == [f"{ENTRY}:17:", f"{ENTRY}:18:", "zones.yaml:4:"]
    assert (result.exit_code, result.stderr) == (1, "Error: 3 mistakes.\n")


@pytest.mark.parametrize("missing", ["atlas/views.json", "atlas/muscles/front.json", "atlas/plates/front.webp", "zones.yaml"])
def test_a_missing_file_is_a_mistake_and_no_traceback(run: Run, root: Path, missing: str) -> None:
    (root / missing).unlink()
    result = run("check")
    assert result.exit_code == 1
    assert "missing" in result.stdout or "cannot be read" in result.stdout
    assert isinstance(result.exception, SystemExit)


def test_a_folder_of_nothing_is_a_mistake(run: Run, root: Path) -> None:
    root.rename(root.with_name("moved"))
    result = run("check")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 11)
    assert "atlas/views.json:1:" in result.stdout


def test_figures_of_the_small_material(run: Run) -> None:
    result = run("stats", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["muscles_by_region"] == {"neck": 1}
    assert found["facts_by_evidence"] == {"A": 2, "B": 2, "C": 4, "D": 3, "E": 1}
    assert (found["facts"], found["facts_without_source"], found["facts_reviewed"]) == (12, 1, 1)
    assert found["cautions_by_state"] == {"not-assessed": 0, "none": 0, "listed": 1}
    assert (found["muscles_without_outline"], found["zones_without_outline"]) == ([], ["temple"])
    assert (found["muscles"], found["cautions"], found["sources"], found["scenarios"]) == (1, 1, 4, 1)


def test_figures_in_words(run: Run) -> None:
    lines = run("stats").stdout.splitlines()
    assert "muscles: 1" in lines
    assert "facts by evidence: {'A': 2, 'B': 2, 'C': 4, 'D': 3, 'E': 1}" in lines


def test_there_are_no_figures_of_broken_material(run: Run, root: Path) -> None:
    (root / "zones.yaml").unlink()
    result = run("stats", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: The material has mistakes; see `content check`.\n"


def test_the_shipped_figures_count_every_muscle_once(stats: dict[str, Any], catalogue: Catalogue) -> None:
    assert stats["muscles"] == sum(stats["muscles_by_region"].values()) == sum(stats["cautions_by_state"].values())
    assert stats["muscles"] == len(catalogue.muscles) >= 55
    assert list(stats["muscles_by_region"]) == list(catalogue.regions)


def test_the_shipped_figures_count_every_fact_once(stats: dict[str, Any]) -> None:
    assert stats["facts"] == sum(stats["facts_by_evidence"].values())
    assert stats["facts_by_evidence"]["E"] == stats["facts_without_source"]
    assert stats["items"] == sum(stats["items_by_kind"].values())


def test_every_shipped_muscle_is_drawn_and_asked(stats: dict[str, Any], catalogue: Catalogue) -> None:
    assert stats["muscles_without_outline"] == []
    assert {"locate", "name", "referral", "caution", "scenario", "locate-words"} <= set(stats["items_by_kind"])
    assert stats["items_by_kind"]["locate"] == len(catalogue.muscles)
    assert stats["items_by_kind"]["scenario"] == len(catalogue.scenarios)
