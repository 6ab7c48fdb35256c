"""The size of what has to be tapped on a phone."""

import pytest
from flask import Flask

from webapp.core.item_analysis import LEAST_PX
from webapp.core.items import Kind
from webapp.insights.item_targets import opened_on, target_px
from webapp.library.shelf import Shelf
from webapp.practice.asking import question

ON_CHART = (Kind.LOCATE, Kind.POINT, Kind.CAUTION_LOCATE)


def test_each_question_on_the_chart_has_a_target_and_no_other_has(shelf: Shelf) -> None:
    for item in shelf.items.values():
        size = target_px(shelf, item)
        assert (size is not None) is (item.kind in ON_CHART), item.key
        assert size is None or 0 < size < 400, item.key
    assert target_px(shelf, None) is None


@pytest.mark.parametrize("kind", ON_CHART)
def test_the_window_is_the_one_that_the_question_opens_on(app: Flask, shelf: Shelf, kind: Kind) -> None:
    for item in [each for each in shelf.items.values() if each.kind == kind][::9]:
        [shown] = question(shelf, item, 0).figures
        x, y, width, height = map(float, shown.box.split())
        u0, v0, u1, v1 = opened_on(shelf, item, shelf.atlas.views[shown.view])  # type: ignore[arg-type]
        assert (u0, v1, u1 - u0, v1 - v0) == pytest.approx((x, -y, width, height), abs=0.01, rel=1e-4)


def test_a_large_muscle_is_a_large_target_and_a_small_one_is_small(shelf: Shelf) -> None:
    sizes = {subject: target_px(shelf, shelf.items[f"{subject}/locate"]) or 0 for subject in ("gluteus-maximus", "scalenes")}
    assert sizes["gluteus-maximus"] > 2 * LEAST_PX
    assert sizes["scalenes"] < LEAST_PX
