"""The day an item comes back: in the fuzz range, away from crowds and siblings, the same for the same seed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import DAY
from webapp.core.balancing import day_weight, due_days
from webapp.core.memory import interval_bounds
from webapp.core.ratings import Rating

AGAIN, HARD, GOOD, EASY = Rating
LOADS = st.dictionaries(st.integers(DAY, DAY + 60), st.integers(0, 80), max_size=30)
INTERVALS = st.tuples(st.integers(1, 120), st.integers(1, 60), st.integers(1, 90)).map(
    lambda steps: {AGAIN: 1, HARD: steps[0], GOOD: steps[0] + steps[1], EASY: sum(steps)}
)


def good_day(
    interval: int, *, key: str = "soleus/locate", reps: int = 3, load: dict[int, int] | None = None, siblings: tuple[int, ...] = ()
) -> int:
    intervals = {AGAIN: 1, HARD: 1, GOOD: interval, EASY: interval + 50}
    return due_days(intervals, day=DAY, key=key, reps=reps, load=load or {}, sibling_days=siblings)[GOOD] - DAY


@given(INTERVALS, LOADS, st.integers(0, 50))
def test_a_better_rating_never_comes_sooner_and_nothing_comes_today(intervals: dict[Rating, int], load: dict[int, int], reps: int) -> None:
    days = due_days(intervals, day=DAY, key="a/locate", reps=reps, load=load)
    assert DAY < days[AGAIN] <= days[HARD] < days[GOOD] < days[EASY]


@given(INTERVALS, LOADS, st.integers(0, 50))
def test_safety_items_never_come_later_than_their_interval(intervals: dict[Rating, int], load: dict[int, int], reps: int) -> None:
    days = due_days(intervals, day=DAY, key="a/caution", reps=reps, load=load, stretch=False)
    assert days[AGAIN] <= days[HARD] <= days[GOOD] <= days[EASY]
    assert all(days[rating] <= DAY + intervals[rating] for rating in Rating)


@given(st.integers(4, 200), LOADS, st.integers(0, 50))
def test_the_day_lies_in_the_fuzz_range(interval: int, load: dict[int, int], reps: int) -> None:
    low, high = interval_bounds(interval)
    assert low <= good_day(interval, reps=reps, load=load) <= high


@given(INTERVALS, LOADS, st.integers(0, 50))
def test_the_preview_is_the_result(intervals: dict[Rating, int], load: dict[int, int], reps: int) -> None:
    first, second = (due_days(intervals, day=DAY, key="a/name", reps=reps, load=load) for _ in range(2))
    assert first == second


def test_short_intervals_are_not_moved() -> None:
    days = due_days({AGAIN: 1, HARD: 1, GOOD: 2, EASY: 8}, day=DAY, key="a/locate", reps=0, load={DAY + 1: 99, DAY + 2: 99})
    assert (days[AGAIN], days[HARD], days[GOOD]) == (DAY + 1, DAY + 1, DAY + 2)


def test_a_crowded_day_is_avoided() -> None:
    load = {DAY + length: 40 for length in range(30)} | {DAY + 11: 2}
    chosen = Counter(good_day(10, key=f"m{number}/locate", load=load) for number in range(200))
    assert chosen[11] > 180


def test_a_siblings_day_is_avoided_even_when_it_is_empty() -> None:
    # An empty day must not escape the sibling factor.
    load = {DAY + length: 5 for length in range(30)} | {DAY + 10: 0}
    chosen = {good_day(10, key=f"m{number}/locate", load=load, siblings=(DAY + 10,)) for number in range(300)}
    assert 10 not in chosen
    assert chosen <= {8, 9, 11, 12}


@pytest.mark.parametrize(("apart", "factor"), [(0, 1e-6), (1, 0.2), (2, 0.4), (4, 0.8), (5, 1.0), (9, 1.0)])
def test_the_nearer_a_sibling_the_less_a_day_weighs(apart: int, factor: float) -> None:
    assert day_weight(10, DAY, {}, (DAY + 10 + apart,)) / day_weight(10, DAY, {}, ()) == pytest.approx(factor)


def test_weights_are_ankis() -> None:
    assert day_weight(10, DAY, {DAY + 10: 4}, ()) == pytest.approx(4**-2.15 * 10**-3)


def test_different_items_spread_over_the_range() -> None:
    assert {good_day(10, key=f"m{number}/locate") for number in range(200)} == {8, 9, 10, 11, 12}
    assert len({good_day(200, key=f"m{number}/locate") for number in range(400)}) == 25


def test_the_count_of_answers_changes_the_draw() -> None:
    assert len({good_day(30, reps=reps) for reps in range(40)}) > 3
