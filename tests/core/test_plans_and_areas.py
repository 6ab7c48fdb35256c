"""Tables of cases: plans that fit or do not, areas drawn by hand, ids of the school's own options."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import square, view
from webapp.core.fitting import RETURNS, Fit, Load, fit_of_days, fit_of_items, prospect
from webapp.core.geometry import Ring
from webapp.core.outlining import area, faults, sides_of
from webapp.core.owned import LONGEST_ID, deck_id_of, options_of, subject_of_item

BODY = replace(view(), skin=(square(-100, 0, 100, 400),))
Corner = tuple[float, float]


@pytest.mark.parametrize(
    ("load", "last", "left", "by_day"),
    [
        (Load(5, 10, [1] * 3), 1, 0, (3,)),
        (Load(0, 10, [1] * 3), 2, 3, (0, 0)),
        (Load(5, 0, [1] * 3), 2, 3, (0, 0)),
        (Load(5, 10, []), 2, 0, (0, 0)),
        (Load(5, 10, [0, 0, 2]), 2, 0, (1, 1)),
        # What is overdue is answered on the first day, and takes the room of what is new.
        (Load(5, 4, [1] * 5, due={-9: 2, 1: 1}), 1, 4, (4,)),
        (Load(5, 4, [1] * 5, due_elsewhere={0: 4}), 2, 1, (0, 4)),
        # What is due only after the end takes no room.
        (Load(5, 5, [1] * 5, due_elsewhere={2: 50}), 1, 0, (5,)),
        (Load(3, 10, [1] * 4, ahead=4), 3, 0, (0, 2, 2)),
        (Load(3, 10, [1] * 4, ahead=4), 2, 2, (0, 2)),
    ],
)
def test_what_a_student_can_come_to(load: Load, last: int, left: int, by_day: tuple[int, ...]) -> None:
    found = prospect(load, 1, last)
    assert (found.left_unseen, found.by_day) == (left, by_day)


def test_a_right_answer_comes_back_twice_and_not_on_the_same_day() -> None:
    assert 1 <= RETURNS[0] < RETURNS[1]
    by_day = prospect(Load(1, 9, [1]), 1, 1 + RETURNS[1]).by_day
    assert [day for day, count in enumerate(by_day) if count] == [0, *RETURNS]


def test_a_span_that_is_over_holds_nothing() -> None:
    assert prospect(Load(5, 5, [1, 2]), 5, 4) == prospect(Load(5, 5, [1, 2]), 9, 1)
    assert prospect(Load(5, 5, [1, 2]), 5, 4).by_day == ()
    assert not fit_of_days([Load(5, 5, [1])], 5, 4, items=1, days=1, items_a_day=1).fits


@pytest.mark.parametrize(("percent", "misfits", "most"), [(100, 2, 7), (70, 1, 7), (30, 0, 0), (31, 1, 7)])
def test_only_who_misses_the_share_is_a_misfit(percent: int, misfits: int, most: int) -> None:
    loads = [Load(10, 10, [1] * 10), Load(7, 10, [1] * 10), Load(3, 10, [1] * 10)]
    assert fit_of_items(loads, 1, 1, items=10, percent=percent) == Fit(3, misfits, most, 10)


@given(st.lists(st.integers(0, 6), max_size=9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 30))
def test_more_time_or_less_ahead_never_leaves_more(unseen: list[int], new: int, items: int, ahead: int) -> None:
    here = prospect(Load(new, items, unseen, ahead=ahead), 1, 6)
    assert prospect(Load(new + 1, items, unseen, ahead=ahead), 1, 6).left_unseen <= here.left_unseen
    assert prospect(Load(new, items, unseen), 1, 6).left_unseen <= here.left_unseen


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        ((), "this one has 0"),
        (((0, 100),) * 3, "Corners 1 and 2 are the same place"),
        (((0, 100), (40, 100), (40, 160), (0, 100.01)), "Corners 1 and 4 are the same place"),
        # A corner on a side far from it.
        (((0, 100), (60, 100), (60, 160), (30, 100), (0, 160)), "The side after corner 1 crosses the side after corner"),
        (((0, 100), (50, 100), (50, 101.9)), "too small to be found: 48 mm²"),
        (((0, 100), (30, 100), (10, 100), (10, 160)), "folds back on itself at corner 2"),
        (((20, 100), (10, 100), (10, 160), (60, 160), (60, 100), (5, 100)), "cross"),
        (((-201, 100), (40, 100), (40, 160)), "Corner 1 lies outside the picture"),
        (((0, -1), (40, 401), (201, 160)), "Corners 1, 2 and 3 lie outside the picture"),
        (((0, 100), (-111, 100), (-111, 160), (111, 160)), "Corners 2, 3 and 4 lie off the body"),
    ],
)
def test_what_is_wrong_with_an_area_names_its_corners(ring: tuple[Corner, ...], words: str) -> None:
    assert words in " ".join(faults(ring, BODY))


@pytest.mark.parametrize(
    ("ring", "square_mm"),
    [(square(0, 100, 10, 110), 100), (square(10, 110, 0, 100), 100), (((0, 100), (20, 100), (0, 110)), 100), (square(-5, 0, 5, 40), 400)],
)
def test_the_smallest_areas_can_be_asked_for_whichever_way_they_run(ring: Ring, square_mm: float) -> None:
    assert area(ring) == area(tuple(reversed(ring))) == square_mm
    assert faults(ring, BODY) == faults(tuple(reversed(ring)), BODY) == ()


def test_sixty_corners_are_enough_and_sixty_one_too_many() -> None:
    teeth = [(float(number), 100.0 + (number % 2) * 9) for number in range(58)]
    assert faults((*teeth, (58.0, 150.0), (0.0, 150.0)), BODY) == ()
    assert "this one has 61" in faults((*teeth, (58.0, 150.0), (30.0, 151.0), (0.0, 150.0)), BODY)[0]


def test_a_mirrored_area_has_the_same_size_and_the_same_faults() -> None:
    ring = ((10.0, 100.0), (50.0, 110.0), (30.0, 170.0))
    mine, other = sides_of(ring, BODY, both_sides=True)
    assert area(mine) == area(other)
    assert faults(other, BODY) == ()
    assert sides_of(other, BODY, both_sides=True)[1] == mine


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (["C5", "c6"], ["c5", "c6"]),
        (["Größer als 90°", "n. ulnaris"], ["grosser-als-90", "n-ulnaris"]),
        (["Épicondyle", "a" * LONGEST_ID], ["epicondyle", "a" * LONGEST_ID]),
        ([], []),
    ],
)
def test_ids_of_options_are_plain_letters(texts: list[str], ids: list[str]) -> None:
    made = options_of(texts)
    assert [each.id for each in made] == ids
    assert [each.text for each in made] == texts


@pytest.mark.parametrize("texts", [["μ", "神経"], ["!!!", "???"], ["x" * 60 + " a", "x" * 60 + " b"], ["option 2", "??"]])
def test_options_in_other_letters_and_long_ones_are_told_apart(texts: list[str]) -> None:
    ids = [each.id for each in options_of(texts)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(f"[a-z0-9-]{{1,{LONGEST_ID}}}", each) for each in ids), ids


def test_options_that_could_not_be_told_apart_in_the_log_are_refused() -> None:
    with pytest.raises(ValueError, match="Two options say the same"):
        options_of(["The nerve", "the NERVE!"])


def test_keys_of_own_things_never_meet() -> None:
    assert subject_of_item(7) == "school-7"
    assert deck_id_of(7) == "school-deck-7"
    assert {subject_of_item(number) for number in range(50)}.isdisjoint(deck_id_of(number) for number in range(50))
