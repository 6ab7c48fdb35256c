"""Taps of a class sorted and drawn: sorts, views of too few students, shapes."""

import pytest

from webapp.core.answers import Miss
from webapp.core.click_maps import Came, Tapped, by_outcome, by_view, came_of, is_close, shape

WINDOW = (0.0, 0.0, 100.0, 100.0)


def tap(student: int, view: str = "front", at: tuple[float, float] = (10.0, 20.0), came: Came = Came.RIGHT) -> Tapped:
    return Tapped(student, view, at, came)


@pytest.mark.parametrize(
    ("miss", "came"),
    [
        (None, Came.RIGHT),
        ("near", Came.NEAR),
        ("neighbour", Came.NEIGHBOUR),
        ("hazard", Came.HAZARD),
        ("elsewhere", Came.ELSEWHERE),
        ("wrong-side", Came.ELSEWHERE),
        ("wrong", Came.ELSEWHERE),
    ],
)
def test_sorts(miss: str | None, came: Came) -> None:
    assert came_of(miss) == came


@pytest.mark.parametrize(
    ("miss", "score", "close"),
    [(Miss.NEAR, 0.7, True), (Miss.NEIGHBOUR, 0.3, True), (Miss.NEIGHBOUR, 0.0, False), (Miss.HAZARD, 0.0, False), (None, 1.0, False)],
)
def test_close_misses(miss: Miss | None, score: float, close: bool) -> None:
    assert is_close(miss, score) is close


def test_a_view_with_fewer_students_is_left_out_however_often_they_tapped() -> None:
    taps = [tap(n) for n in range(5)] + [tap(1, "back") for _ in range(40)] + [tap(n, "side") for n in range(4)]
    assert {view: len(found) for view, found in by_view(taps, 5).items()} == {"front": 5}
    assert by_view(taps, 41) == {}


def test_the_most_tapped_view_comes_first() -> None:
    taps = [tap(n) for n in range(5)] + [tap(n, "back") for n in range(6)]
    assert list(by_view(taps, 5)) == ["back", "front"]


def test_taps_and_students_are_counted_by_sort() -> None:
    taps = [tap(1), tap(1), tap(2), tap(3, came=Came.HAZARD), tap(4, at=(500.0, 0.0))]
    found = {each.came: each for each in by_outcome(taps, WINDOW, 2)}
    assert (found[Came.RIGHT].count, found[Came.RIGHT].students) == (4, 3)
    assert (found[Came.HAZARD].count, found[Came.HAZARD].students) == (1, 1)
    assert found[Came.RIGHT].d.count("M") == 3, "a tap outside the window is counted, not drawn"
    assert len(found) == 2


def test_the_order_of_answering_cannot_be_read_from_the_drawing() -> None:
    taps = [tap(1, at=(30.0, 5.0)), tap(2, at=(10.0, 5.0)), tap(3, at=(20.0, 5.0))]
    assert by_outcome(taps, WINDOW, 2)[0].d == by_outcome(taps[::-1], WINDOW, 2)[0].d


def test_every_sort_has_a_shape_of_its_own_or_a_fill_of_its_own() -> None:
    drawn = {came: shape(came, (10.2, 20.3), 2) for came in Came}
    assert drawn[Came.RIGHT] == drawn[Came.NEAR], "disc and ring: the style sheet fills one of them"
    assert len(set(drawn.values())) == len(Came) - 1
    assert drawn[Came.NEIGHBOUR] == "M8 -22.5h4v4h-4z"
