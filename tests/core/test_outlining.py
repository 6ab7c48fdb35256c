"""Areas drawn by hand: which can be asked for, and what is said about the others."""

from dataclasses import replace
from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import square, view
from webapp.core.outlining import area, faults, sides_of

BODY = replace(view(), skin=(square(-100, 0, 100, 400),))


def test_a_plain_area_has_no_fault() -> None:
    assert faults(square(0, 100, 40, 160), BODY) == ()
    assert area(square(0, 100, 40, 160)) == 2400


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (((0, 0), (50, 0)), "from 3 to 60 corners; this one has 2"),
        (tuple((float(i), float(i % 2)) for i in range(61)), "this one has 61"),
        (((0, 100), (40, 160), (40, 100), (0, 160)), "The side after corner 1 crosses the side after corner 3"),
        (((0, 100), (40, 100), (40, 160), (20, 100), (0, 160)), "crosses"),
        (((0, 100), (40, 100), (20, 100), (20, 150)), "folds back on itself at corner 2"),
        (((0, 100), (40, 100), (40, 100), (20, 150)), "Corners 2 and 3 are the same place"),
        (square(0, 100, 9, 110), "too small to be found: 90 mm²"),
        (((0, 100), (20, 100), (40, 100)), "folds back"),
        (((0, 100), (150, 100), (40, 160)), "Corner 2 lies off the body"),
        (((0, 100), (250, 100), (40, 460)), "Corners 2 and 3 lie outside the picture"),
    ],
)
def test_what_cannot_be_asked_for_is_said_in_words(ring: tuple[tuple[float, float], ...], words: str) -> None:
    assert words in " ".join(faults(ring, BODY))


def test_a_hand_is_not_exact_at_the_edge_of_the_skin() -> None:
    assert faults(square(60, 100, 109, 160), BODY) == ()
    assert faults(square(60, 100, 111, 160), BODY) != ()


@given(st.integers(3, 30), st.floats(10, 90), st.floats(0, 2 * pi))
def test_a_regular_polygon_never_crosses_itself_and_a_star_always_does(corners: int, radius: float, turn: float) -> None:
    angles = [turn + 2 * pi * number / corners for number in range(corners)]
    ring = tuple((radius * cos(angle), 200 + radius * sin(angle)) for angle in angles)
    assert faults(ring, BODY) == ()
    if corners >= 5 and corners % 2:
        star = tuple(ring[2 * number % corners] for number in range(corners))
        assert "crosses" in " ".join(faults(star, BODY))


def test_both_sides_are_the_area_and_its_mirror_image_where_a_view_has_two() -> None:
    ring = square(10, 0, 20, 10)
    assert sides_of(ring, BODY, both_sides=False) == (ring,)
    assert sides_of(ring, BODY, both_sides=True)[1] == ((-10, 0), (-20, 0), (-20, 10), (-10, 10))
    assert sides_of(ring, view(mirror_sum=None), both_sides=True) == (ring,)
