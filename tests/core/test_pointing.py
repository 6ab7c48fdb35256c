import pytest

from tests.core import make
from webapp.core.answers import Chosen, Grade, Marked, Miss, Tap
from webapp.core.entries import Evidence, Point, ReferralZone
from webapp.core.geometry import Position
from webapp.core.grading import allowed_ratings, grade
from webapp.core.itemising import all_items
from webapp.core.items import Item, MarkCaution, PointAt
from webapp.core.ratings import Rating

# A muscle 60 mm wide, an artery 10 mm wide that crosses it, a nerve far away, and a point in the upper half.
POINT = Point("upper half", **make.FACT, id="p1", view="front", at=(-50.0, 150.0), primary=(ReferralZone("arm"),), spill_over=())
CAUTIONS = (make.caution("artery", must=True), make.caution("nerve", must=True), make.caution("vein", must=False))
MUSCLE = make.muscle("target", points=(POINT,), cautions=CAUTIONS)
BODY = make.catalogue(MUSCLE, structures=[make.structure("artery", "artery"), make.structure("nerve"), make.structure("vein", "vein")])
CHART = make.atlas(
    make.view(
        muscles={"target": make.outline(make.square(-80, 50, -20, 200))},
        structures={
            "artery": make.danger(R=make.square(-55, 60, -45, 90), L=make.square(45, 60, 55, 90)),
            "nerve": make.danger(R=make.square(-190, 350, -180, 390)),
            "vein": make.danger(R=make.square(-15, 100, -5, 140)),
        },
    )
)
ITEMS = all_items(BODY, CHART)


def tapped(key: str, u: float, v: float, target: str | None = None) -> Grade:
    return grade(ITEMS[key], Tap("front", "superficial", (u, v), target), BODY, CHART)


def test_points_and_cautions_that_are_drawn_become_items() -> None:
    assert isinstance(ITEMS["target/point"], PointAt)
    asked = ITEMS["target/caution-locate"]
    assert isinstance(asked, MarkCaution)
    assert asked.structures == ("artery",), "the nerve runs elsewhere, the vein is no must"
    assert (asked.safety, ITEMS["target/point"].safety) == (True, False)


def test_without_an_atlas_nothing_that_must_be_drawn_is_asked() -> None:
    assert not {"target/point", "target/caution-locate"} & all_items(BODY).keys()


def test_a_point_without_a_place_or_a_source_is_not_asked() -> None:
    homeless = make.muscle("target", points=(Point("somewhere", **make.FACT, id="p1", view="front", at=None, primary=(), spill_over=()),))
    unsourced = make.muscle(
        "target",
        points=(Point("x", **make.FACT | {"evidence": Evidence.E}, id="p1", view="front", at=(-50.0, 150.0), primary=(), spill_over=()),),
    )
    for muscle in (homeless, unsourced):
        assert "target/point" not in all_items(make.catalogue(muscle), CHART)


@pytest.mark.parametrize(
    ("u", "v", "score", "miss"),
    [
        (-50, 150, 1.0, None),
        (-50, 167, 1.0, None),
        (-50, 170, 0.7, Miss.NEAR),
        (-50, 115, 0.3, Miss.ELSEWHERE),
        (-50, 75, 0.3, Miss.ELSEWHERE),
        (-10, 110, 0.0, Miss.HAZARD),
        (150, 300, 0.0, Miss.ELSEWHERE),
    ],
)
def test_a_point_is_graded_by_its_distance(u: float, v: float, score: float, miss: Miss | None) -> None:
    result = tapped("target/point", u, v)
    assert (result.score, result.miss) == (score, miss)


@pytest.mark.parametrize(
    ("u", "v", "score", "miss"),
    [
        (-50, 75, 1.0, None),
        (-36, 75, 1.0, None),
        (-30, 75, 0.7, Miss.NEAR),
        (-20, 75, 0.0, Miss.ELSEWHERE),
        (-185, 370, 0.0, Miss.ELSEWHERE),
    ],
)
def test_where_not_to_press_is_graded_by_the_danger_band(u: float, v: float, score: float, miss: Miss | None) -> None:
    result = tapped("target/caution-locate", u, v, "artery")
    assert (result.score, result.miss) == (score, miss)


@pytest.mark.parametrize("key", ["target/point", "target/caution-locate"])
@pytest.mark.parametrize("at", [(-50.0, 150.0), (-50.0, 75.0), (-30.0, 80.0), (-90.0, 60.0)])
def test_both_sides_are_graded_alike(key: str, at: Position) -> None:
    target = "artery" if key.endswith("locate") else None
    left, right = tapped(key, *at, target), tapped(key, -at[0], at[1], target)
    assert (left.score, left.miss, left.distance_mm) == (right.score, right.miss, right.distance_mm)


def test_a_caution_is_never_rated_up() -> None:
    item = ITEMS["target/caution-locate"]
    assert allowed_ratings(item, tapped(item.key, -30, 75, "artery")) == (Rating.AGAIN, Rating.HARD)


@pytest.mark.parametrize(
    ("key", "tap"),
    [
        ("target/point", Tap("sole", "superficial", (0, 0))),
        ("target/caution-locate", Tap("front", "superficial", (-50, 75))),
        ("target/caution-locate", Tap("front", "superficial", (-50, 75), "vein")),
        ("target/caution-locate", Tap("front", "superficial", (-50, 75), "moon")),
    ],
)
def test_what_is_not_asked_or_not_there_is_refused(key: str, tap: Tap) -> None:
    with pytest.raises(ValueError, match=r"no view|not asked"):
        grade(ITEMS[key], tap, BODY, CHART)


@pytest.mark.parametrize("key", ["target/point", "target/caution-locate"])
@pytest.mark.parametrize("answer", [Chosen("target", 4), Marked(frozenset())])
def test_only_a_tap_answers(key: str, answer: Chosen | Marked) -> None:
    item: Item = ITEMS[key]
    with pytest.raises(ValueError, match="cannot be answered"):
        grade(item, answer, BODY, CHART)
