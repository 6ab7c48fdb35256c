"""Another order by places that somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.ordering import moved


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ([1, 2, 3, 4], "abcd"),
        ([1, 2, 1, 4], "cabd"),
        ([4, 2, 3, 4], "bcda"),
        ([2, 1, 3, 4], "bacd"),
        ([1, 2, 3, 99], "abcd"),
        ([0, 2, 3, 4], "abcd"),
        ([1, 1, 1, 4], "bcad"),
    ],
)
def test_what_was_given_another_place_goes_there(places: list[int], order: str) -> None:
    assert "".join(moved("abcd", places)) == order


@given(st.lists(st.integers(-3, 12), min_size=1, max_size=9))
def test_nothing_is_lost_or_doubled_and_a_single_move_lands_where_it_was_sent(places: list[int]) -> None:
    things = list(range(1, len(places) + 1))
    assert sorted(moved(things, places)) == things
    first = [min(max(places[0], 1), len(things)), *things[1:]]
    assert moved(things, first)[first[0] - 1] == 1
