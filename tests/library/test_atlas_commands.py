"""The command that tells what the atlas holds."""

import json
from typing import Any

import pytest
from flask import Flask

from webapp.library.atlas_stats import deliveries
from webapp.library.shelf import Shelf

MOST_OUTLINES_GZ = 70_000


@pytest.fixture
def told(app: Flask) -> dict[str, Any]:
    """What `atlas stats --json` prints."""
    result = app.test_cli_runner().invoke(args=["atlas", "stats", "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_everything_is_outlined(told: dict[str, Any], shelf: Shelf) -> None:
    for part, total in (("muscles", 136), ("zones", 109), ("structures", 83)):
        assert (told[part]["total"], told[part]["outlined"], told[part]["absent"]) == (total, total, []), part
    assert sum(map(len, told["structures"]["how"].values())) == len(shelf.catalogue.structures)


def test_errors_are_within_bounds(told: dict[str, Any]) -> None:
    assert 0 < told["worst_error_mm"]["whole_body"] <= 2
    assert 0 < told["worst_error_mm"]["regional"] <= 1


def test_every_plate_is_small_enough_in_both_sizes(told: dict[str, Any], shelf: Shelf) -> None:
    assert told["plates"].keys() == shelf.atlas.views.keys()
    sizes = [plate for layers in told["plates"].values() for plate in layers.values()]
    assert all(0 < plate["small"] <= 60_000 and 0 < plate["large"] <= 200_000 for plate in sizes)


def test_no_page_sends_more_outlines_than_it_may(told: dict[str, Any], shelf: Shelf) -> None:
    sizes = dict(deliveries(shelf))
    assert max(sizes.values()) == told["largest_delivery_gz"] <= MOST_OUTLINES_GZ
    assert {"referral question", "library/muscles/scalenes", "atlas/zones/temple"} <= sizes.keys()


def test_without_json_it_says_the_same_in_short(app: Flask) -> None:
    words = app.test_cli_runner().invoke(args=["atlas", "stats"]).stdout
    assert "muscles: 136 of 136 outlined" in words
    assert "plates:" in words
