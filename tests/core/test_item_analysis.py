"""Item analysis: facility and discrimination against values worked out by hand, and rules of health case by case."""

from math import pi, sqrt
from statistics import correlation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.core.geometry import Ring
from webapp.core.intervals import wilson
from webapp.core.item_analysis import (
    FEWEST,
    Flag,
    Health,
    Moments,
    discrimination,
    discrimination_bounds,
    flags,
    hardness,
    is_technically_hard,
    moments,
    px_per_mm,
    thickness_mm,
)
from webapp.core.shares import Share

UPPER_HALF = [(1, 0.9), (1, 0.8), (1, 0.7), (0, 0.4), (0, 0.3), (0, 0.2)]


def test_facility_is_a_share_with_wilson_s_bounds() -> None:
    share = Share(6, 8)
    assert share.value == 0.75
    assert share.bounds == tuple(wilson(6, 8))


def test_discrimination_equals_the_point_biserial_formula() -> None:
    rest = [y for _, y in UPPER_HALF]
    mean, deviation = sum(rest) / 6, sqrt(sum((y - sum(rest) / 6) ** 2 for y in rest) / 6)
    by_hand = (0.8 - mean) / deviation * sqrt(0.5 / 0.5)
    assert discrimination(moments(UPPER_HALF)) == pytest.approx(by_hand)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (UPPER_HALF[:4], None),  # four students
        ([(1, 0.1 * n) for n in range(6)], None),  # everybody right
        ([(0, 0.1 * n) for n in range(6)], None),  # everybody wrong
        ([(n % 2, 0.3) for n in range(7)], None),  # all alike elsewhere, with a value that binary fractions miss
        ([(n % 2, float(n % 2)) for n in range(6)], 1.0),
        ([(n % 2, 1.0 - n % 2) for n in range(6)], -1.0),
        ([], None),
    ],
)
def test_discrimination_at_its_ends(pairs: list[tuple[float, float]], expected: float | None) -> None:
    found = discrimination(moments(pairs))
    assert found is None if expected is None else found == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 20)), min_size=FEWEST, max_size=40))
def test_discrimination_equals_the_correlation_of_the_standard_library(rows: list[tuple[bool, int]]) -> None:
    xs, ys = [float(right) for right, _ in rows], [rest / 20 for _, rest in rows]
    found = discrimination(moments(zip(xs, ys, strict=True)))
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(correlation(xs, ys), abs=1e-9)


def test_the_bounds_of_a_correlation() -> None:
    bounds = discrimination_bounds(0.5, 30)
    assert bounds is not None
    assert (round(bounds.low, 3), round(bounds.high, 3)) == (0.170, 0.729)
    assert discrimination_bounds(0.5, 3) is None
    assert discrimination_bounds(1.0, 30) is None


def test_sums_are_those_of_the_pairs() -> None:
    assert moments([(1, 0.5), (0, 0.25)]) == Moments(2, 1, 0.75, 1, 0.3125, 0.5)


@pytest.mark.parametrize(
    ("click", "named", "expected"),
    [
        ((10, 40), (36, 40), True),  # 25 % against 90 %
        ((30, 40), (36, 40), False),  # a gap of 15 points
        ((1, 4), (3, 4), False),  # a large gap of few answers
        ((36, 40), (10, 40), False),  # naming is the harder part
        ((0, 0), (36, 40), False),
        ((10, 40), (0, 0), False),
        ((20, 40), (28, 40), False),  # exactly at the gap, but the interval reaches 0
        ((100, 200), (140, 200), True),  # the same gap of many
    ],
)
def test_technically_hard(click: tuple[int, int], named: tuple[int, int], expected: bool) -> None:
    assert is_technically_hard(Share(*click), Share(*named)) is expected


def test_hardness_is_the_difference_of_errors() -> None:
    assert hardness(Share(1, 4), Share(3, 4)) == 0.5
    assert hardness(Share(3, 4), Share(1, 4)) == -0.5
    assert hardness(Share(0, 0), Share(1, 4)) is None


CLICKS = {"click": Share(10, 40), "named": Share(36, 40)}


@pytest.mark.parametrize(
    ("health", "expected"),
    [
        (Health(students=20), ()),
        (Health(students=20, target_px=23.9), (Flag.SMALL,)),
        (Health(students=20, target_px=24.0), ()),
        (Health(students=0, target_px=10.0), (Flag.SMALL,)),
        (Health(students=20, **CLICKS), (Flag.CLICK,)),
        (Health(students=4, **CLICKS), ()),
        (Health(students=5, **CLICKS), (Flag.CLICK,)),
        (Health(students=20, misses=10, near=5), (Flag.EDGE,)),
        (Health(students=20, misses=10, near=4), ()),
        (Health(students=20, misses=4, near=4), ()),
        (Health(students=4, misses=10, near=10), ()),
        (Health(students=20, discrimination=0.149), (Flag.POOR,)),
        (Health(students=20, discrimination=0.15), ()),
        (Health(students=20, discrimination=-0.4), (Flag.POOR,)),
        (Health(students=9, discrimination=-0.4), ()),
        (Health(20, 0.0, 10.0, **CLICKS, misses=8, near=8), (Flag.SMALL, Flag.CLICK, Flag.EDGE, Flag.POOR)),
    ],
)
def test_rules_of_health(health: Health, expected: tuple[Flag, ...]) -> None:
    assert flags(health) == expected


def ribbon(length: float, width: float) -> Ring:
    """A band that lies askew."""
    along, across = (0.6, 0.8), (-0.8, 0.6)
    corners = [(0, 0), (length, 0), (length, width), (0, width)]
    return tuple((a * along[0] + b * across[0], a * along[1] + b * across[1]) for a, b in corners)


@pytest.mark.parametrize(("length", "width"), [(300, 8), (40, 20), (30, 30), (5, 1)])
def test_a_band_is_as_thick_as_its_short_side_however_it_lies(length: float, width: float) -> None:
    assert thickness_mm([ribbon(length, width)]) == pytest.approx(width, abs=1e-4)


def test_of_pieces_the_thickest_counts_and_no_piece_is_nothing() -> None:
    assert thickness_mm([ribbon(100, 3), ribbon(20, 9)]) == pytest.approx(9, abs=1e-4)
    assert thickness_mm([]) == 0.0


def test_a_round_target_is_a_little_less_than_its_diameter() -> None:
    circle = tuple((10 * (1 + (1 - t * t) / (1 + t * t)), 10 * 2 * t / (1 + t * t)) for t in (n / 10 for n in range(-100, 101)))
    assert thickness_mm([circle]) == pytest.approx(20 * pi / 4, rel=0.05)


@pytest.mark.parametrize(
    ("window", "screen", "expected"),
    [((0, 0, 358, 100), (358, 472), 1.0), ((0, 0, 100, 944), (358, 472), 0.5), ((-50, 0, 50, 10), (390, 390), 3.9)],
)
def test_the_scale_is_that_of_the_side_that_fills_the_screen(
    window: tuple[float, float, float, float], screen: tuple[float, float], expected: float
) -> None:
    assert px_per_mm(window, screen) == pytest.approx(expected)
