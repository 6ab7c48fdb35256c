"""Whether an assignment fits what students have set for themselves."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.core.fitting import RETURNS, Load, fit_of_days, fit_of_items, prospect

MANY = (10,) * 30
"""A deck of 30 muscles with ten questions each."""


def load(unseen: tuple[int, ...] = MANY, **values: Any) -> Load:
    return Load(**{"new_a_day": 10, "items_a_day": 60, "unseen": unseen, **values})


def test_new_items_stop_at_the_students_own_limit() -> None:
    assert prospect(load(), 1, 16).left_unseen == 140
    assert prospect(load(new_a_day=0), 1, 16).left_unseen == 300
    assert prospect(load(new_a_day=30), 1, 16).left_unseen == 0


def test_one_question_of_a_muscle_comes_a_day() -> None:
    assert prospect(load((10, 1), new_a_day=50), 1, 4).left_unseen == 11 - 4 - 1


def test_what_is_due_comes_before_what_is_new() -> None:
    assert prospect(load(items_a_day=15, due_elsewhere={3: 15}), 1, 3).by_day[0] == 10
    assert prospect(load(items_a_day=15, due_elsewhere={1: 15}), 1, 1).left_unseen == 300
    assert prospect(load(items_a_day=15, due_elsewhere={1: 12}), 1, 1).left_unseen == 297


def test_a_backlog_goes_on_to_the_next_day() -> None:
    overdue = load(items_a_day=15, due_elsewhere={-40: 20, 1: 5})
    assert prospect(overdue, 1, 1).left_unseen == 300
    assert prospect(overdue, 1, 2).left_unseen == 295


def test_decks_needed_sooner_come_first() -> None:
    assert prospect(load(ahead=25), 1, 2).left_unseen == 300
    assert prospect(load(ahead=25), 1, 3).left_unseen == 295


def test_what_was_new_comes_back() -> None:
    seen = prospect(load(), 1, 1 + RETURNS[0]).by_day
    assert seen == (10, 10, 20)


def test_the_sentence_of_the_plan() -> None:
    found = fit_of_items([load()] * 12 + [load(new_a_day=30)] * 16, 1, 16, items=300, percent=100)
    assert (found.students, found.misfits, found.most_left, found.items) == (28, 12, 140, 300)
    assert not found.fits
    assert found.is_told_apart


def test_a_share_of_the_deck_needs_less() -> None:
    assert fit_of_items([load()], 1, 16, items=300, percent=53).fits
    assert not fit_of_items([load()], 1, 16, items=300, percent=54).fits


def test_few_misfits_are_not_told_apart() -> None:
    found = fit_of_items([load()] * 4 + [load(())] * 9, 1, 16, items=300, percent=100)
    assert (found.misfits, found.is_told_apart) == (4, False)


def test_practice_days_need_enough_to_ask() -> None:
    terms: dict[str, Any] = {"items": 300, "items_a_day": 10}
    assert fit_of_days([load()], 1, 4, days=4, **terms).fits
    assert not fit_of_days([load(new_a_day=8)], 1, 2, days=1, **terms).fits
    assert fit_of_days([load(new_a_day=8)], 1, 4, days=2, **terms).fits
    # Who has seen it all needs what is due.
    assert not fit_of_days([load(())], 1, 4, days=1, **terms).fits
    assert fit_of_days([load((), due={1: 10})], 1, 4, days=1, **terms).fits


def test_days_that_count_already_are_not_asked_for_again() -> None:
    terms: dict[str, Any] = {"items": 300, "items_a_day": 10}
    assert not fit_of_days([load(days_done=1)], 1, 3, days=5, **terms).fits
    assert fit_of_days([load(days_done=2)], 1, 3, days=5, **terms).fits


def test_nobody_is_fitted_by_anything() -> None:
    assert fit_of_items([], 1, 4, items=300, percent=100).fits


@given(
    st.lists(st.integers(0, 12), max_size=20),
    st.integers(0, 30),
    st.integers(0, 60),
    st.dictionaries(st.integers(-5, 20), st.integers(0, 40), max_size=6),
    st.integers(1, 20),
)
def test_nobody_goes_beyond_the_own_limits(unseen: list[int], new: int, items: int, due: dict[int, int], days: int) -> None:
    found = prospect(Load(new, items, unseen, due_elsewhere=due), 1, days)
    assert 0 <= found.left_unseen <= sum(unseen)
    assert sum(unseen) - found.left_unseen <= new * days
    assert all(count <= items + new for count in found.by_day)
    longer = prospect(Load(new, items, unseen, due_elsewhere=due), 1, days + 1)
    assert longer.left_unseen <= found.left_unseen
