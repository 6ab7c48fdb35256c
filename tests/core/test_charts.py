"""What follows from a view alone: how far a finger may miss, and on which views zones are marked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import area, atlas, danger, outline, square, view
from webapp.core.geometry import in_box

BARE = view(muscles={}, structures={}, zones={"flank": area(square(-70, 0, -20, 60))})


@pytest.mark.parametrize(("width", "slack"), [(800, 12), (400, 12), (200, 6), (100, 3)])
def test_a_finger_may_miss_by_less_on_a_closer_view(width: float, slack: float) -> None:
    assert replace(BARE, window=(-width / 2, 0, width / 2, 50)).slack_mm == pytest.approx(slack)


def test_zones_are_marked_on_the_whole_body_and_where_else_a_new_one_is_shown() -> None:
    sole = replace(BARE, id="sole", base="sole", region="lower-leg", zones={"sole": area(square(0, 0, 9, 9))})
    again = replace(sole, id="again", base="again")
    close_up = replace(BARE, id="close", region="neck", base="front")
    chosen = atlas(BARE, close_up, sole, again).for_zones
    assert [each.id for each in chosen] == [BARE.id, "sole"]


@given(st.tuples(st.integers(-100, 100), st.integers(-100, 100)))
def test_bounds_hold_every_ring(shift: tuple[int, int]) -> None:
    u, v = shift
    silhouette, seen = square(u, v, u + 10, v + 20), square(u - 3, v, u + 4, v + 5)
    muscle = replace(outline(silhouette), visible={"deep": (seen,)})
    assert muscle.bounds == (u - 3, v, u + 10, v + 20)
    assert all(in_box(corner, danger(1, L=seen, R=silhouette).bounds) for corner in (*seen, *silhouette))
