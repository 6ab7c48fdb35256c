"""Wilson's and Newcombe's intervals against published figures and against what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.intervals import difference, wilson

COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        # Newcombe 1998 (Stat. Med. 17: 857-872), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_figures(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == pytest.approx((low, high), abs=5e-5)


def test_nothing_asked_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("right", "n"), [(-1, 3), (4, 3), (1, 0)])
def test_impossible_counts_are_refused(right: int, n: int) -> None:
    with pytest.raises(ValueError, match="impossible"):
        wilson(right, n)


@given(COUNTS)
def test_an_interval_holds_its_share_and_mirrors(counts: tuple[int, int]) -> None:
    right, n = counts
    low, high = wilson(right, n)
    assert 0 <= low <= right / n <= high <= 1
    assert wilson(n - right, n) == pytest.approx((1 - high, 1 - low))


@given(COUNTS)
def test_more_questions_say_it_more_exactly(counts: tuple[int, int]) -> None:
    few, many = wilson(*counts), wilson(counts[0] * 4, counts[1] * 4)
    assert many.high - many.low < few.high - few.low


def test_newcombe_gives_the_published_figures() -> None:
    # Newcombe 1998 (Stat. Med. 17: 873-890), table II, method 10: 56/70 - 48/80 and 9/10 - 3/10.
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert difference(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)


@given(COUNTS, COUNTS)
def test_a_difference_turns_its_sign_with_the_order(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = difference(*one, *other)
    assert -1 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1
    assert difference(*other, *one) == pytest.approx((-high, -low))


def test_a_share_of_nothing_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="nothing"):
        difference(1, 2, 0, 0)
