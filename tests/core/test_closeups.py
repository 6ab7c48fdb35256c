from dataclasses import replace

import pytest

from tests.core import make
from webapp.core.charts import Atlas, View
from webapp.core.closeups import closest_view, window_about

MUSCLE = {"target": make.outline(make.square(-80, 50, -20, 200))}
WHOLE = make.view(muscles=MUSCLE)


def close_up(name: str, *window: float, **values: object) -> View:
    return replace(WHOLE, id=name, window=window, base="front", region="neck", **values)


def chart(*views: View) -> Atlas:
    return make.atlas(WHOLE, *views)


def test_the_smallest_close_up_that_shows_the_muscle_is_taken() -> None:
    views = chart(close_up("wide", -150.0, 0.0, 50.0, 300.0), close_up("tight", -100.0, 40.0, 0.0, 210.0))
    assert closest_view(views, "target", "front", "superficial").id == "tight"


def test_a_close_up_that_cuts_the_muscle_off_is_passed_over() -> None:
    assert closest_view(chart(close_up("half", -100.0, 100.0, 0.0, 210.0)), "target", "front", "superficial") is WHOLE


@pytest.mark.parametrize("values", [{"muscles": {}}, {"layers": ("deep",)}, {"base": "back"}])
def test_a_close_up_without_the_muscle_the_layer_or_the_frame_is_passed_over(values: dict[str, object]) -> None:
    other = replace(close_up("tight", -100.0, 40.0, 0.0, 210.0), **values)
    assert closest_view(chart(other), "target", "front", "superficial") is WHOLE


def test_a_muscle_that_is_not_drawn_keeps_its_view() -> None:
    assert closest_view(chart(), "nobody", "front", "superficial") is WHOLE


def test_the_window_about_a_muscle_stays_on_the_view() -> None:
    assert window_about(WHOLE, "target", 70.0) == (-150.0, 0.0, 50.0, 270.0)
