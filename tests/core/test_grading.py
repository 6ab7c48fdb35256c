"""Graders: a table of cases for each kind of item, and what holds for all."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import area, atlas, catalogue, caution, danger, muscle, outline, square, structure, view, zone
from webapp.core.catalogue import Scenario
from webapp.core.entries import Act, CautionState, Evidence, How
from webapp.core.geometry import Position
from webapp.core.grading import Answer, Blank, Chosen, Grade, Marked, Miss, Rating, Tap, Typed, allowed_ratings, grade
from webapp.core.itemising import all_items
from webapp.core.items import Item, Kind

AGAIN, HARD, GOOD, EASY = Rating

# From the right: target | beside at 5 mm | strip of skin | far; "below" is the deep muscle under the target, "hidden" is never seen.
FRONT = view(
    muscles={
        "target": outline(square(-60, 0, -20, 80), nearness=50),
        "beside": outline(square(-105, 0, -65, 80), nearness=50),
        "far": outline(square(-60, 300, -20, 380), nearness=50),
        "below": outline(square(-60, 0, -20, 60), seen=("deep",), nearness=30),
        "hidden": outline(square(-60, 200, -20, 240), seen=(), nearness=10),
    },
    structures={
        "artery": danger(40, R=square(-30, -20, -25, 120), L=square(25, 60, 30, 120)),
        "nerve": danger(40, R=square(-90, 0, -85, 80)),
        "rib": danger(45, R=square(-20, 84, -10, 88)),
        "lung": danger(0, R=square(-120, 40, -60, 100)),
    },
    zones={"flank": area(square(-70, 0, -20, 60))},
)
MATERIAL = catalogue(
    muscle(
        "target",
        "Teres major",
        latin="Musculus teres major",
        synonyms=("lat's little helper",),
        primary=("arm", "elbow"),
        spill_over=("wrist",),
        cautions=(caution("artery", must=True), caution("nerve", must=True), caution("vein")),
    ),
    muscle("beside", "Teres minor", latin="Musculus teres minor", cautions=(caution("lung", how=How.NEEDLE), caution("nerve"))),
    muscle("far", "Soleus", latin="Musculus soleus", primary=("heel",), caution_state=CautionState.NONE),
    muscle("below", "Plantaris", latin="Musculus plantaris", cautions=(caution("nerve"), caution("vein"))),
    muscle("hidden", "Popliteus", latin="Musculus popliteus"),
    zones=[
        zone("arm", "elbow", "armpit"),
        zone("elbow", "arm"),
        zone("wrist", "hand"),
        zone("hand"),
        zone("armpit"),
        zone("heel"),
        zone("toe"),
    ],
    structures=[
        structure("artery", "artery"),
        structure("nerve"),
        structure("vein", "vein"),
        structure("rib", "bone"),
        structure("lung", "organ"),
        structure("gland", "organ"),
    ],
    scenarios=[Scenario("it is at eight", ("book",), Evidence.C, 1, None, "eight", "rule", "eight of ten", "eight!", Act.EASE_OFF)],
)
ATLAS = atlas(FRONT)
ITEMS = all_items(MATERIAL)


def graded(key: str, answer: Answer) -> Grade:
    return grade(ITEMS[key], answer, MATERIAL, ATLAS)


def tap(u: float, v: float, layer: str = "superficial") -> Tap:
    return Tap("front", layer, (u, v))


def marked(*ids: str) -> Marked:
    return Marked(frozenset(ids))


@pytest.mark.parametrize(
    ("key", "at", "layer", "score", "miss", "hit"),
    [
        ("target/locate", (-40, 40), "superficial", 1.0, None, "target"),
        ("target/locate", (40, 40), "superficial", 1.0, None, "target"),  # the left side is as good
        ("target/locate", (-28, 40), "superficial", 1.0, None, "target"),  # over the artery, but in the muscle
        ("target/locate", (-27, 85), "superficial", 0.0, Miss.HAZARD, "artery"),  # as near as could be, and on the artery
        ("target/locate", (27, 85), "superficial", 0.0, Miss.HAZARD, "artery"),
        ("target/locate", (-27, -10), "superficial", 0.0, Miss.HAZARD, "artery"),
        ("target/locate", (27, -10), "superficial", 0.7, Miss.NEAR, None),  # the artery is not there on the left
        ("target/locate", (-40, 90), "superficial", 0.7, Miss.NEAR, None),
        ("target/locate", (-15, 86), "superficial", 0.7, Miss.NEAR, None),  # a bone is no hazard
        ("target/locate", (-40, 93), "superficial", 0.0, Miss.ELSEWHERE, None),
        ("target/locate", (-70, 20), "superficial", 0.3, Miss.NEIGHBOUR, "beside"),
        ("target/locate", (-100, 20), "superficial", 0.0, Miss.NEIGHBOUR, "beside"),
        ("target/locate", (-87, 20), "superficial", 0.0, Miss.HAZARD, "nerve"),
        ("target/locate", (-70, 60), "superficial", 0.3, Miss.NEIGHBOUR, "beside"),  # over the lung, which only a needle reaches there
        ("target/locate", (-70, 90), "superficial", 0.0, Miss.HAZARD, "lung"),  # nothing shields it here
        ("target/locate", (-40, 340), "superficial", 0.0, Miss.ELSEWHERE, "far"),
        ("target/locate", (0, 390), "superficial", 0.0, Miss.ELSEWHERE, None),
        ("target/locate", (-40, 70), "deep", 1.0, None, "target"),  # not seen on the deep layer: its silhouette counts
        ("below/locate", (-40, 40), "deep", 1.0, None, "below"),
        ("below/locate", (-40, 70), "superficial", 0.3, Miss.NEIGHBOUR, "target"),
        ("hidden/locate", (-40, 220), "superficial", 1.0, None, "hidden"),
        ("hidden/locate", (-40, 245), "superficial", 0.7, Miss.NEAR, None),
    ],
)
def test_taps(key: str, at: Position, layer: str, score: float, miss: Miss | None, hit: str | None) -> None:
    result = graded(key, Tap("front", layer, at))
    assert (result.score, result.miss, result.hit) == (score, miss, hit)
    assert result.correct == (score >= 0.7)
    assert result.rating == {1.0: GOOD, 0.7: HARD}.get(score, AGAIN)


def test_a_tap_tells_how_far_it_was() -> None:
    assert graded("target/locate", tap(-40, 90)).distance_mm == 10
    assert graded("target/locate", tap(-40, 20)).distance_mm == 0


@pytest.mark.parametrize("answer", [Tap("sole", "superficial", (0, 0)), Tap("front", "skin", (0, 0))])
def test_a_tap_on_a_chart_that_is_not_is_refused(answer: Tap) -> None:
    with pytest.raises(ValueError, match=r"view|layer"):
        graded("target/locate", answer)


@pytest.mark.parametrize("at", [(float("nan"), 0.0), (0.0, float("inf"))])
def test_a_tap_without_a_place_is_refused(at: Position) -> None:
    with pytest.raises(ValueError, match="finite"):
        Tap("front", "superficial", at)


@given(st.integers(-130, 130), st.integers(-30, 399), st.sampled_from(FRONT.layers))
def test_taps_on_left_and_right_are_graded_alike_where_no_structure_differs(u: int, v: int, layer: str) -> None:
    plain = atlas(view(muscles=dict(FRONT.muscles)))
    here, there = (grade(ITEMS["target/locate"], Tap("front", layer, (side * (u + 0.5), v + 0.5)), MATERIAL, plain) for side in (1, -1))
    assert here == there


@pytest.mark.parametrize(
    ("answer", "score", "miss", "hit", "near_miss"),
    [
        (Typed("Teres major"), 1.0, None, "target", False),
        (Typed("m. teres major"), 1.0, None, "target", False),
        (Typed("Lat’s little helper"), 1.0, None, "target", False),
        (Typed("teres majro"), 0.0, Miss.NEAR, "target", True),
        (Typed("teres"), 0.0, Miss.INCOMPLETE, "target", True),
        (Typed("teres major", first_try="teres majro"), 0.8, None, "target", False),
        (Typed("teres major", first_try="teres"), 0.8, None, "target", False),
        (Typed("teres majro", first_try="teres majro"), 0.5, Miss.NEAR, "target", False),
        (Typed("teres", first_try="teres"), 0.0, Miss.INCOMPLETE, "target", False),
        (Typed("teres minor", first_try="teres"), 0.0, Miss.LOOK_ALIKE, "beside", False),
        (Typed("teres major", first_try="soleus"), 0.0, Miss.WRONG, "far", False),  # a wrong first try stands
        (Typed("teres major", first_try=" "), 1.0, None, "target", False),
        (Typed("teres minor"), 0.0, Miss.LOOK_ALIKE, "beside", False),
        (Typed("teres minro"), 0.0, Miss.LOOK_ALIKE, "beside", False),
        (Typed("soleus"), 0.0, Miss.WRONG, "far", False),
        (Typed("nothing of the kind"), 0.0, Miss.WRONG, None, False),
        (Typed(""), 0.0, Miss.BLANK, None, False),
        (Chosen("target", 4), 1.0, None, "target", False),
        (Chosen("beside", 4), 0.0, Miss.LOOK_ALIKE, "beside", False),
        (Chosen("far", 4), 0.0, Miss.WRONG, "far", False),
    ],
)
def test_names(answer: Answer, score: float, miss: Miss | None, hit: str | None, *, near_miss: bool) -> None:
    result = graded("target/name", answer)
    assert (result.score, result.miss, result.hit, result.near_miss) == (score, miss, hit, near_miss)
    assert result.rating == {1.0: GOOD, 0.8: HARD, 0.5: HARD}.get(score, AGAIN)


@pytest.mark.parametrize(("option", "score"), [("target", 1.0), ("beside", 0.0)])
def test_places_in_words(option: str, score: float) -> None:
    result = graded("target/locate-words", Chosen(option, 4))
    assert (result.score, result.correct) == (score, score == 1)


@pytest.mark.parametrize(
    ("marks", "score", "miss", "recalled", "recognised"),
    [
        (("arm", "elbow"), 1.0, None, GOOD, GOOD),
        (("arm", "elbow", "wrist"), 1.0, None, GOOD, GOOD),  # spill-over is neutral
        (("arm", "elbow", "armpit"), 0.8889, Miss.WRONG, GOOD, GOOD),  # beside a core zone
        (("arm", "elbow", "hand"), 0.8889, Miss.WRONG, GOOD, GOOD),  # beside a spill-over zone
        (("arm", "elbow", "heel"), 0.8, Miss.WRONG, HARD, HARD),
        (("arm", "elbow", "heel", "toe"), 0.6667, Miss.WRONG, HARD, AGAIN),
        (("arm",), 0.6667, Miss.INCOMPLETE, HARD, AGAIN),
        (("arm", "heel"), 0.5, Miss.INCOMPLETE, HARD, AGAIN),
        (("arm", "heel", "toe"), 0.4, Miss.INCOMPLETE, AGAIN, AGAIN),
        (("wrist",), 0.0, Miss.INCOMPLETE, AGAIN, AGAIN),
        (("heel",), 0.0, Miss.INCOMPLETE, AGAIN, AGAIN),
        ((), 0.0, Miss.INCOMPLETE, AGAIN, AGAIN),
        (("arm", "elbow", "wrist", "hand", "armpit", "heel", "toe"), 0.5714, Miss.WRONG, HARD, AGAIN),
    ],
)
def test_referral_marks(marks: tuple[str, ...], score: float, miss: Miss | None, recalled: Rating, recognised: Rating) -> None:
    on_chart, in_words = graded("target/referral", marked(*marks)), graded("target/referral-words", marked(*marks))
    assert on_chart.score == in_words.score == score
    assert on_chart.miss == miss
    assert (on_chart.rating, in_words.rating) == (recalled, recognised)


def test_marks_are_told_apart() -> None:
    result = graded("target/referral", marked("arm", "heel", "wrist"))
    assert (result.right, result.wrong, result.missed) == (("arm",), ("heel",), ("elbow",))


@pytest.mark.parametrize(
    ("key", "marks", "score", "miss"),
    [
        ("target/caution", ("artery", "nerve"), 1.0, None),
        ("target/caution", ("artery", "nerve", "vein"), 1.0, None),  # listed though no must: neutral
        ("target/caution", ("artery", "vein"), 0.0, Miss.MISSED_MUST),
        ("target/caution", ("artery",), 0.0, Miss.MISSED_MUST),
        ("target/caution", (), 0.0, Miss.MISSED_MUST),
        ("target/caution", ("artery", "nerve", "gland"), 0.8, Miss.WRONG),
        ("target/caution", ("artery", "nerve", "vein", "gland", "lung", "rib"), 0.5714, Miss.WRONG),
        ("below/caution", ("nerve", "vein"), 1.0, None),
        ("below/caution", ("nerve",), 0.6667, Miss.INCOMPLETE),
        ("below/caution", ("nerve", "lung"), 0.5, Miss.INCOMPLETE),
        ("below/caution", ("lung",), 0.0, Miss.INCOMPLETE),
        ("below/caution", (), 0.0, Miss.INCOMPLETE),
        ("far/caution", (), 1.0, None),  # assessed: none
        ("far/caution", ("nerve",), 0.0, Miss.WRONG),
    ],
)
def test_cautions(key: str, marks: tuple[str, ...], score: float, miss: Miss | None) -> None:
    result = graded(key, marked(*marks))
    assert (result.score, result.miss) == (score, miss)
    # To mark everything does not pass: a list is recognised, not recalled.
    assert result.rating == (GOOD if score >= 0.85 else HARD if score >= 0.7 else AGAIN)


@given(st.sets(st.sampled_from(["artery", "nerve", "vein", "lung", "gland", "rib"])))
def test_a_must_that_is_missed_is_never_partly_right(marks: set[str]) -> None:
    result = graded("target/caution", Marked(frozenset(marks)))
    missed = {"artery", "nerve"} - marks
    assert (result.miss == Miss.MISSED_MUST) == bool(missed)
    assert not missed or (result.score, result.correct, result.missed) == (0.0, False, tuple(sorted(missed)))


@pytest.mark.parametrize("act", list(Act))
def test_acts(act: Act) -> None:
    result = graded("eight/scenario", Chosen(act.value, 4))
    assert result.correct == (act == Act.EASE_OFF)
    assert result.hit == act.value


@pytest.mark.parametrize("key", sorted(ITEMS))
def test_a_blank_answer_is_wrong_on_every_kind(key: str) -> None:
    result = graded(key, Blank())
    assert (result.score, result.miss, result.rating, result.correct) == (0.0, Miss.BLANK, AGAIN, False)


ANSWERS: dict[type, Any] = {Tap: tap(-40, 40), Typed: Typed("soleus"), Chosen: Chosen("target", 4), Marked: marked()}
FITTING: dict[Kind, set[type]] = {
    Kind.LOCATE: {Tap},
    Kind.LOCATE_WORDS: {Chosen},
    Kind.NAME: {Typed, Chosen},
    Kind.REFERRAL: {Marked},
    Kind.REFERRAL_WORDS: {Marked},
    Kind.CAUTION: {Marked},
}
"""Kinds that the small body has items of; those that need what is drawn are tried in test_pointing.py."""


@pytest.mark.parametrize(
    ("kind", "answer_type"), [(kind, each) for kind, fitting in FITTING.items() for each in ANSWERS if each not in fitting]
)
def test_an_answer_that_does_not_fit_the_kind_is_refused(kind: Kind, answer_type: type) -> None:
    assert set(ANSWERS) | {Blank} == set(get_args(Answer))
    with pytest.raises(ValueError, match="cannot be answered"):
        graded(f"target/{kind}", ANSWERS[answer_type])


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("target/referral", marked("arm", "moon")),
        ("target/caution", marked("moon")),
        ("target/name", Chosen("moon", 4)),
        ("target/locate-words", Chosen("moon", 4)),
        ("eight/scenario", Chosen("moon", 4)),
    ],
)
def test_an_answer_that_names_what_is_not_there_is_refused(key: str, answer: Answer) -> None:
    with pytest.raises(ValueError, match="moon"):
        graded(key, answer)


def test_a_choice_needs_options() -> None:
    with pytest.raises(ValueError, match="option"):
        Chosen("target", 0)


TAPS = st.tuples(st.integers(-130, 130), st.integers(-30, 399)).map(lambda at: tap(*at))
ZONES = st.sets(st.sampled_from(sorted(MATERIAL.zones))).map(lambda ids: Marked(frozenset(ids)))
STRUCTURES = st.sets(st.sampled_from(sorted(MATERIAL.structures))).map(lambda ids: Marked(frozenset(ids)))
GRADED = st.one_of(
    st.tuples(st.just("target/locate"), TAPS),
    st.tuples(st.sampled_from(["target/referral", "target/referral-words"]), ZONES),
    st.tuples(st.just("target/caution"), STRUCTURES),
    st.tuples(st.just("target/name"), st.text(max_size=20).map(Typed)),
)


@given(GRADED)
def test_what_holds_for_every_grade(case: tuple[str, Answer]) -> None:
    result = graded(*case)
    assert 0 <= result.score <= 1
    assert result.correct == (result.rating > AGAIN)
    assert result.rating != EASY
    assert result.miss is not None or result.score == 1
    assert not set(result.right) & (set(result.wrong) | set(result.missed))


@given(GRADED)
def test_ratings_go_down_freely_and_up_only_where_that_is_safe(case: tuple[str, Answer]) -> None:
    item, result = ITEMS[case[0]], graded(*case)
    allowed = allowed_ratings(item, result)
    assert result.near_miss or result.rating in allowed
    assert allowed == tuple(sorted(allowed))
    if not result.correct:
        assert allowed in ((AGAIN,), ())
    elif item.safety:
        assert max(allowed) == result.rating
    else:
        assert allowed == tuple(Rating)


def test_a_near_miss_may_not_be_rated() -> None:
    assert allowed_ratings(ITEMS["target/name"], graded("target/name", Typed("teres majro"))) == ()


def test_safety_items_cannot_be_raised() -> None:
    item: Item = ITEMS["target/caution"]
    assert allowed_ratings(item, graded("target/caution", marked("artery", "nerve"))) == (AGAIN, HARD, GOOD)
    assert allowed_ratings(item, graded("target/caution", marked("artery"))) == (AGAIN,)
