"""Pictures of the library: the right view and layer, what is marked, and what falls back."""

from dataclasses import replace

import pytest

from tests.library.make import BACK, FRONT, OUTER, SIDE, UNDER, shelf
from webapp.atlas.figures import Dot, Ink
from webapp.core.entries import Muscle
from webapp.library.figures import drawn_views, focus_of, muscle_plate, referral_figures, zones_figure


@pytest.mark.parametrize(
    ("muscle", "view", "layer", "shown"),
    [
        (OUTER, None, None, ("front", "superficial")),
        (OUTER, "front", "deep", ("front", "deep")),
        (OUTER, "back", None, ("back", "superficial")),
        (OUTER, "side", None, ("front", "superficial")),  # not drawn there
        (OUTER, "nowhere", "bones", ("front", "superficial")),
        (UNDER, None, None, ("front", "deep")),  # its first view does not show it, its layer neither
        (UNDER, "back", "superficial", ("front", "superficial")),
    ],
)
def test_a_plate_opens_where_the_muscle_is_seen(muscle: Muscle, view: str | None, layer: str | None, shown: tuple[str, str]) -> None:
    plate = muscle_plate(shelf(), muscle, view, layer)
    assert plate is not None
    assert (plate.figure.view, plate.figure.layer) == shown
    assert plate.layers == ("superficial", "intermediate", "deep")


def test_a_plate_marks_the_muscle_its_cautions_and_its_points() -> None:
    plate = muscle_plate(shelf(), OUTER, "front", None)
    assert plate is not None
    assert [(mark.ink, mark.flip) for mark in plate.figure.marks] == [(Ink.RIGHT, None), (Ink.RIGHT, 0), (Ink.HAZARD, None)]
    assert plate.figure.dots == (Dot(-40, -30, "1"),)
    assert plate.figure.box == "-80 -140 160 140"


def test_points_keep_their_numbers_on_another_view() -> None:
    plate = muscle_plate(shelf(), OUTER, "back", None)
    assert plate is not None
    assert plate.figure.dots == (Dot(40, -30, "2"),)
    assert plate.figure.box == plate.figure.full  # the region has no window there


def test_a_muscle_that_is_drawn_nowhere_has_no_plate() -> None:
    assert muscle_plate(shelf(views=(SIDE,)), OUTER, None, None) is None


def test_own_views_come_first() -> None:
    assert drawn_views(shelf(), OUTER) == ("front", "back")
    assert drawn_views(shelf(), replace(OUTER, views=("back", "ghost", "side"))) == ("back", "front")
    assert drawn_views(shelf(), UNDER) == ("front",)


@pytest.mark.parametrize(("region", "view", "focus"), [("neck", FRONT, (-80, 0, 80, 140)), ("neck", BACK, None), ("rules", FRONT, None)])
def test_a_region_opens_on_its_window(region: str, view: object, focus: tuple[float, ...] | None) -> None:
    assert focus_of(shelf(), region, FRONT if view is FRONT else BACK) == focus


def test_a_referral_is_drawn_on_each_view_that_shows_its_core() -> None:
    pictures = referral_figures(shelf(), OUTER)
    assert [picture.view for picture in pictures] == ["front", "back"]
    assert [picture.name for picture in pictures] == ["referral-front", "referral-back"]
    assert [mark.ink for mark in pictures[0].marks] == [Ink.SPILL, Ink.RIGHT, Ink.RIGHT]  # the core lies over the spill-over
    assert [mark.ink for mark in pictures[1].marks] == [Ink.RIGHT, Ink.RIGHT]


def test_without_a_referral_there_is_no_figure() -> None:
    assert referral_figures(shelf(), UNDER) == ()


@pytest.mark.parametrize(("core", "spill"), [([], ["flank"]), (["sole"], ["flank"]), (["ghost"], [])])
def test_spill_over_alone_is_not_drawn(core: list[str], spill: list[str]) -> None:
    assert zones_figure(FRONT, core, spill) is None


def test_zones_are_seen_whole_on_both_sides() -> None:
    picture = zones_figure(FRONT, ["flank"], ["navel", "sole"])
    assert picture is not None
    assert picture.box == "-130 -320 260 380"  # a margin of 60 mm round both sides
    assert zones_figure(replace(FRONT, mirror_sum=None), ["flank"], []).box == "-130 -120 170 180"  # type: ignore[union-attr]
