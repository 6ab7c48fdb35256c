"""Recall of items and what is made of it: states, steps of colour, the mean of a muscle, the weakest of a structure; streaks and shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import DAY
from webapp.core.memory import Memory, retrievability
from webapp.core.shares import Share, brier
from webapp.core.streaks import Streak, streak
from webapp.core.strength import Held, State, is_leech, mean_strength, step_of, weakest_strength

FRESH = Held("soleus/locate")


def held(stability: float = 10.0, ago: int = 5, **values: object) -> Held:
    return Held("soleus/locate", stability, DAY - ago, DAY, **values)  # type: ignore[arg-type]


def test_recall_is_the_model_s() -> None:
    assert held().recall(DAY + 20) == retrievability(Memory(10.0, 5.0, DAY - 5), DAY + 20)
    assert FRESH.recall(DAY) is None


def test_on_the_day_of_the_last_answer_what_came_out_stands_for_recall() -> None:
    assert held(ago=0).recall(DAY) == 1.0
    assert held(ago=0, relearning=True).recall(DAY) == 0.0


@pytest.mark.parametrize(
    ("it", "state"),
    [(FRESH, State.NEW), (held(relearning=True), State.RELEARNING), (held(20.9), State.YOUNG), (held(21.0), State.FIRM)],
)
def test_states(it: Held, state: State) -> None:
    assert it.state == state


def test_a_leech_was_forgotten_four_times() -> None:
    assert (is_leech(held(lapses=3)), is_leech(held(lapses=4))) == (False, True)


@pytest.mark.parametrize(("recall", "step"), [(0.0, 0), (0.69, 0), (0.7, 1), (0.8, 2), (0.9, 3), (0.9499, 3), (0.95, 4), (1.0, 4)])
def test_steps_of_colour(recall: float, step: int) -> None:
    assert step_of(recall) == step


def test_a_muscle_is_as_strong_as_its_begun_items_on_average_and_a_danger_as_its_weakest() -> None:
    items = [held(ago=0), held(ago=0, relearning=True), FRESH]
    assert (mean_strength(items, DAY).recall, mean_strength(items, DAY).begun, mean_strength(items, DAY).of) == (0.5, 2, 3)
    assert weakest_strength(items, DAY).recall == 0.0
    assert mean_strength([FRESH], DAY).step is None
    assert mean_strength([], DAY).of == 0


@given(st.floats(0.5, 300), st.integers(0, 30), st.integers(1, 200))
def test_recall_only_falls_while_nothing_is_practised(stability: float, ago: int, ahead: int) -> None:
    one, other = held(stability, ago).recall(DAY + ahead), held(stability, ago).recall(DAY + ahead + 1)
    assert one is not None
    assert other is not None
    assert one >= other


def test_a_streak_counts_study_days_up_to_today() -> None:
    assert streak({DAY - 2, DAY - 1, DAY}, DAY) == Streak(3, 3, False)
    assert streak({DAY - 2, DAY - 1}, DAY) == Streak(2, 2, True)
    assert streak({DAY - 3, DAY - 2}, DAY) == Streak(0, 2, True)
    assert streak((), DAY) == Streak(0, 0, True)


def test_announced_days_off_bridge_a_streak_and_do_not_count() -> None:
    assert streak({DAY - 5, DAY - 4, DAY}, DAY, [(DAY - 3, DAY - 1)]).days == 3
    assert streak({DAY - 5, DAY - 4, DAY}, DAY, [(DAY - 3, DAY - 2)]).days == 1
    assert streak({DAY - 1}, DAY, [(DAY, DAY + 6)]) == Streak(1, 1, False)
    assert streak({DAY - 2, DAY - 1, DAY}, DAY, [(DAY - 1, DAY - 1)]).days == 3


@given(st.sets(st.integers(DAY - 40, DAY)), st.lists(st.tuples(st.integers(DAY - 40, DAY), st.integers(0, 9)), max_size=3))
def test_a_streak_is_what_walking_back_day_by_day_gives(studied: set[int], spans: list[tuple[int, int]]) -> None:
    off = [(first, first + more) for first, more in spans]
    days, day = 0, DAY
    while day in studied or day == DAY or any(first <= day <= last for first, last in off):
        days += day in studied
        day -= 1
    found = streak(studied, DAY, off)
    assert found.days == days
    assert found.longest >= found.days


def test_a_share_has_the_interval_of_wilson() -> None:
    low, high = Share(8, 10).bounds or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert Share(0, 0).value is None
    assert Share(0, 0).bounds is None
    assert (Share(0, 5).bounds or (1, 1))[0] == 0.0
    assert (Share(5, 5).bounds or (0, 0))[1] == 1.0


def test_the_brier_score_is_the_mean_square_of_the_surprise() -> None:
    assert brier([(1.0, True), (0.0, False)]) == 0.0
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    assert brier([]) is None
