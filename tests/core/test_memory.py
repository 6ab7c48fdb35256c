"""The memory model: the package's figures, day counting, ranges, and the order of the ratings."""

from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import DAY
from webapp.core.memory import (
    DEFAULT_PARAMETERS,
    SCHEDULER_VERSION,
    Memory,
    check_parameters,
    check_retention,
    interval_bounds,
    interval_days,
    next_intervals,
    retrievability,
    review,
)
from webapp.core.ratings import Rating, proposed

RATINGS = st.sampled_from(Rating)
MEMORIES = st.builds(Memory, st.floats(0.01, 3000), st.floats(1, 10), st.just(DAY))
RETENTIONS = st.floats(0.70, 0.99)
AGAIN, HARD, GOOD, EASY = Rating


def test_a_known_run_of_ratings_gives_the_packages_intervals() -> None:
    memory, day, intervals = None, DAY, []
    for rating in (GOOD, GOOD, GOOD, GOOD, AGAIN, GOOD, GOOD, HARD, EASY, GOOD):
        memory = review(memory, rating, day)
        intervals.append(max(1, round(interval_days(memory, 0.9))))
        day += intervals[-1]
    assert intervals == [2, 11, 46, 163, 5, 12, 28, 47, 115, 210]


def test_the_version_names_the_installed_package() -> None:
    assert f"fsrs-{version('fsrs')}/" in SCHEDULER_VERSION


@pytest.mark.parametrize(("rating", "stability"), list(zip(Rating, DEFAULT_PARAMETERS, strict=False)))
def test_a_first_answer_sets_the_initial_stability(rating: Rating, stability: float) -> None:
    assert review(None, rating, DAY).stability == stability


def test_five_to_nine_the_next_morning_counts_as_a_day() -> None:
    first = review(None, GOOD, DAY)
    assert review(first, GOOD, DAY).stability == pytest.approx(2.3065)
    assert review(first, GOOD, DAY + 1).stability == pytest.approx(7.3153, abs=1e-3)


def test_a_study_day_that_steps_back_counts_as_the_same_day() -> None:
    first = review(None, GOOD, DAY)
    assert review(first, GOOD, DAY - 1) == review(first, GOOD, DAY)


def test_nothing_is_predicted_for_the_day_of_the_last_answer() -> None:
    memory = review(None, GOOD, DAY)
    assert retrievability(memory, DAY) is None
    assert retrievability(memory, DAY - 1) is None
    assert 0.9 < (retrievability(memory, DAY + 1) or 0) < 1


@given(MEMORIES, RETENTIONS)
def test_recall_after_the_exact_interval_is_the_retention(memory: Memory, retention: float) -> None:
    exact = interval_days(memory, retention)
    day_before, day_after = (retrievability(memory, DAY + int(exact) + extra) for extra in (0, 1))
    assert (day_after or 0) <= retention + 1e-9
    assert day_before is None or day_before >= retention - 1e-9


@given(MEMORIES, RATINGS, st.integers(0, 400))
def test_stability_and_difficulty_stay_in_range(memory: Memory, rating: Rating, days: int) -> None:
    after = review(memory, rating, DAY + days)
    assert after.stability > 0
    assert 1 <= after.difficulty <= 10
    assert after.last_day == DAY + days


@given(st.none() | MEMORIES, st.integers(0, 400), RETENTIONS)
def test_a_better_rating_waits_longer(memory: Memory | None, days: int, retention: float) -> None:
    intervals = next_intervals(memory, DAY + days, retention)
    assert intervals[AGAIN] == 1 <= intervals[HARD] < intervals[GOOD] < intervals[EASY]


@given(st.none() | MEMORIES, st.integers(0, 400), RETENTIONS)
def test_safety_items_tie_rather_than_wait_longer_than_the_model_says(memory: Memory | None, days: int, retention: float) -> None:
    intervals = next_intervals(memory, DAY + days, retention, stretch=False)
    assert intervals[AGAIN] == 1 <= intervals[HARD] <= intervals[GOOD] <= intervals[EASY]
    for rating in (GOOD, EASY):
        exact = interval_days(review(memory, rating, DAY + days), retention)
        assert intervals[rating] in (min(36_500, max(1, round(exact))), intervals[Rating(rating - 1)])


def test_a_safety_item_seen_once_comes_back_the_next_day() -> None:
    assert next_intervals(None, DAY, 0.97, stretch=False) == {AGAIN: 1, HARD: 1, GOOD: 1, EASY: 2}


@pytest.mark.parametrize(
    ("interval", "bounds"),
    [(0.2, (1, 1)), (1.4, (1, 1)), (2.4, (2, 2)), (2.5, (2, 4)), (3, (2, 4)), (7, (5, 9)), (10, (8, 12)), (20, (17, 23)), (100, (93, 107))],
)
def test_the_fuzz_range_is_ankis(interval: float, bounds: tuple[int, int]) -> None:
    assert interval_bounds(interval) == bounds


def test_the_fuzz_range_ends_at_the_longest_interval() -> None:
    assert interval_bounds(36_499) == (34_672, 36_500)


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.991, 1.0, 1.5, float("nan")])
def test_a_retention_out_of_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match="retention"):
        check_retention(retention)


@pytest.mark.parametrize("parameters", [DEFAULT_PARAMETERS[:19], (float("nan"), *DEFAULT_PARAMETERS[1:]), (*DEFAULT_PARAMETERS[:20], 0.9)])
def test_bad_parameters_are_refused(parameters: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="parameters"):
        check_parameters(parameters)


@pytest.mark.parametrize(
    ("score", "recalled", "recognised"),
    [
        (0.0, AGAIN, AGAIN),
        (0.49, AGAIN, AGAIN),
        (0.5, HARD, AGAIN),
        (0.69, HARD, AGAIN),
        (0.7, HARD, HARD),
        (0.85, GOOD, GOOD),
        (1.0, GOOD, GOOD),
    ],
)
def test_scores_propose_ratings(score: float, recalled: Rating, recognised: Rating) -> None:
    assert proposed(score, recalled=True) == recalled
    assert proposed(score, recalled=False) == recognised
