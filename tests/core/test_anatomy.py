"""What lies under a tap: outlines on both sides, the topmost first, and distances in millimetres."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import area, atlas, catalogue, danger, muscle, outline, square, view
from webapp.core.anatomy import Hit, hazards_at, hit, muscle_distance, neighbours, zones_at
from webapp.core.bordering import gap
from webapp.core.geometry import Position, box, distance, inside, mirrored, to_box

# The right side of a front view has negative u. The deep muscle lies under the upper half of the superficial one.
BODY = view(
    muscles={
        "outer": outline(square(-60, 0, -20, 80), nearness=50),
        "cover": outline(square(-60, 70, -20, 100), nearness=60),
        "under": outline(square(-50, 40, -30, 120), seen=("deep",), nearness=20),
        "middle": outline(square(-8, 200, 8, 260), nearness=50),
    },
    structures={
        "vessel": danger(10, L=square(40, 0, 44, 100)),
        "nerve": danger(30, R=square(-44, 0, -40, 100), L=square(40, 50, 44, 100)),
    },
    zones={"flank": area(square(-70, 0, -20, 60)), "navel": area(square(-10, 200, 10, 260), paired=False)},
)
WINDOW = st.tuples(st.integers(-80, 80), st.integers(-20, 280))


def test_a_hole_is_outside() -> None:
    ring, hole = square(0, 0, 10, 10), square(4, 4, 6, 6)
    assert inside((2, 2), (ring, hole))
    assert not inside((5, 5), (ring, hole))
    assert distance((5, 5), (ring, hole)) == 1


@pytest.mark.parametrize(("at", "expected"), [((5, 5), 0), ((13, 5), 3), ((13, 14), 5), ((-2, 5), 2), ((5, -7), 7)])
def test_distance_is_to_the_nearest_edge(at: Position, expected: float) -> None:
    assert distance(at, (square(0, 0, 10, 10),)) == pytest.approx(expected)


def test_nothing_is_infinitely_far() -> None:
    assert distance((0, 0), ()) == float("inf")
    assert not inside((0, 0), ())


def test_a_ring_of_one_point_has_a_distance() -> None:
    assert distance((3, 4), (((0.0, 0.0),),)) == 5


@given(WINDOW)
def test_a_window_is_never_farther_than_what_it_holds(at: Position) -> None:
    triangle = ((0.0, 0.0), (30.0, 10.0), (10.0, 40.0))
    assert to_box(at, box((triangle,))) <= distance(at, (triangle,)) + 1e-9


@given(WINDOW, st.integers(-9, 9))
def test_a_mirrored_ring_holds_the_mirrored_place(at: Position, mirror_sum: int) -> None:
    ring = square(-60.5, 0.5, -20.5, 80.5)
    assert inside(at, (ring,)) == inside((mirror_sum - at[0], at[1]), (mirrored(ring, mirror_sum),))


@pytest.mark.parametrize(
    ("layer", "at", "muscle_id", "side"),
    [
        ("superficial", (-40, 30), "outer", "R"),
        ("superficial", (40, 30), "outer", "L"),
        ("superficial", (-40, 75), "cover", "R"),  # nearer to the viewer than "outer", which is there too
        ("deep", (-40, 75), "under", "R"),
        ("deep", (-40, 30), None, "R"),
        ("superficial", (1, 230), "middle", "M"),
        ("superficial", (150, 5), None, "L"),
        ("superficial", (0, 5), None, "M"),
    ],
)
def test_a_tap_hits_the_topmost_muscle_seen_on_the_layer(layer: str, at: Position, muscle_id: str | None, side: str) -> None:
    found = hit(BODY, layer, at)
    assert (found.muscle, found.side) == (muscle_id, side)


def test_structures_are_never_mirrored() -> None:
    assert hazards_at(BODY, (42, 20)) == ("vessel",)
    assert hazards_at(BODY, (-42, 20)) == ("nerve",)
    assert hazards_at(BODY, (42, 60)) == ("nerve", "vessel")


@pytest.mark.parametrize(("at", "zones"), [((-40, 30), ("flank",)), ((40, 30), ("flank",)), ((5, 230), ("navel",)), ((0, 0), ())])
def test_paired_zones_lie_on_both_sides(at: Position, zones: tuple[str, ...]) -> None:
    assert zones_at(BODY, at) == zones


def test_a_hit_names_all_three() -> None:
    assert hit(BODY, "superficial", (42, 55)) == Hit("outer", "L", "nerve", "flank")


def test_an_unknown_layer_or_muscle_is_refused() -> None:
    with pytest.raises(ValueError, match="no layer"):
        hit(BODY, "skin", (0, 0))
    with pytest.raises(ValueError, match="not drawn"):
        muscle_distance(BODY, "soleus", (0, 0))


@pytest.mark.parametrize(
    ("muscle_id", "at", "layer", "expected"),
    [
        ("outer", (-40, 30), None, 0),
        ("outer", (-70, 30), None, 10),
        ("outer", (70, 30), "superficial", 10),
        ("under", (-40, 125), "deep", 5),
        ("under", (-40, 125), "superficial", 5),  # not seen there: the silhouette counts
    ],
)
def test_distance_to_a_muscle_counts_both_sides(muscle_id: str, at: Position, layer: str | None, expected: float) -> None:
    assert muscle_distance(BODY, muscle_id, at, layer) == pytest.approx(expected)


def test_a_side_view_is_not_mirrored() -> None:
    side = view("side", None, muscles={"outer": outline(square(-60, 0, -20, 80))})
    assert hit(side, "superficial", (40, 30)).muscle is None
    assert hit(side, "superficial", (-40, 30)) == Hit("outer", "R", None, None)


@given(WINDOW, st.sampled_from(["superficial", "deep"]))
def test_left_and_right_are_mirror_images(at: Position, layer: str) -> None:
    here, there = hit(BODY, layer, at), hit(BODY, layer, (-at[0], at[1]))
    swapped = {"R": "L", "L": "R", "M": "M"}
    # On an edge the even-odd rule gives a place to one side only.
    if at[0] % 10 and at[1] % 10 and abs(at[0]) != 8:
        assert (here.muscle, here.zone) == (there.muscle, there.zone)
        assert here.side == swapped[there.side]


# a | b side by side, c over a in the same place, d far behind a, e far away; f is drawn but not in the catalogue.
PLATE = view(
    muscles={
        "a": outline(square(-100, 0, -60, 100), nearness=50),
        "b": outline(square(-55, 0, -15, 100), nearness=50),
        "c": outline(square(-100, 10, -60, 90), nearness=70),
        "d": outline(square(-100, 0, -60, 100), nearness=-60),
        "e": outline(square(-100, 300, -60, 380), nearness=50),
        "f": outline(square(-100, 0, -60, 100), nearness=50),
    }
)
PEOPLE = catalogue(*(muscle(each) for each in "abcde"))


def test_neighbours_border_or_overlap_at_like_depth_most_confusable_first() -> None:
    assert neighbours(PEOPLE, atlas(PLATE), "a") == ("c", "b")
    assert neighbours(PEOPLE, atlas(PLATE), "b") == ("a", "c")
    assert neighbours(PEOPLE, atlas(PLATE), "d") == ()
    assert neighbours(PEOPLE, atlas(PLATE), "e") == ()


def test_views_that_neither_muscle_is_shown_on_do_not_count() -> None:
    only_back = catalogue(*(muscle(each, views=("back",)) for each in "abcde"))
    assert neighbours(only_back, atlas(PLATE), "a") == ()


def test_thin_muscles_have_neighbours_too() -> None:
    thin = view(muscles={"a": outline(square(-60, 0, -59, 100)), "b": outline(square(-52, 0, -51, 100))})
    assert neighbours(PEOPLE, atlas(thin), "a") == ("b",)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("a", "b", 5), ("b", "a", 5), ("a", "c", 0), ("c", "a", 0), ("a", "d", float("inf")), ("a", "e", float("inf"))],
)
def test_the_gap_between_two_muscles(one: str, other: str, expected: float) -> None:
    assert gap(PLATE, one, other) == pytest.approx(expected)
