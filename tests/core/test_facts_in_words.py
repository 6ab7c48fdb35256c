"""Questions about facts in words (attachments, nerves, movements, sites, courses) and the differential: options and grades."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import FACT, catalogue, caution, muscle, structure, zone
from webapp.core import entries
from webapp.core.answers import Answer, Blank, Chosen, Grade, Marked, Miss
from webapp.core.entries import Evidence, ReferralZone
from webapp.core.grading import grade
from webapp.core.itemising import PAIN_MAP, all_items
from webapp.core.items import Kind
from webapp.core.nerves import is_named, kindred
from webapp.core.options import alike
from webapp.core.questions import options
from webapp.core.questions_pain import NONE
from webapp.core.ratings import Rating

ENDS = {
    "m0": ("tip of the shoulder blade", "crest of the upper arm", "draws the arm back"),
    "m1": ("spines of the loin and pelvis", "floor of the groove", "turns the palm down"),
    "m2": ("first rib and cartilage", "under the collarbone", "steadies the joint"),
    "m3": ("shaft of the thigh bone", "kneecap", "straightens the knee"),
    "m4": ("outer surface of the fibula", "base of the little toe", "lifts the foot"),
}
NERVES = {"m0": ("tibial",), "m1": ("medial plantar",), "m2": ("radial",), "m3": ("femoral", "obturator"), "m4": ("axillary",)}
SITES = ("hollow above the collarbone", "crease of the elbow", "pad of the heel", "front of the ear", "middle of the palm")
ZONES = {"m0": ("heel",), "m1": ("heel",), "m2": ("ear",), "m3": ("ear", "jaw"), "m4": ("sole",)}


def point(number: int, place: tuple[float, float], core: tuple[str, ...], **values: Any) -> entries.Point:
    given = {"text": SITES[int(-place[0]) // 50], **FACT, "id": f"p{number}", "view": "front", "at": place}
    zones = {"primary": tuple(map(ReferralZone, core)), "spill_over": (), "apart": None}
    return entries.Point(**(given | zones | values))


def entry(name: str, index: int) -> entries.Muscle:
    origin, insertion, action = ENDS[name]
    made = muscle(
        name,
        f"Muscle{name}",
        nerves=NERVES[name],
        primary=ZONES[name],
        cautions=(caution("artery", must=True, text=f"beside the {insertion}"),),
    )
    return replace(
        made,
        origin=entries.Attachment(origin, **FACT, bones=()),
        insertion=entries.Attachment(insertion, **FACT, bones=()),
        action=entries.Action(action, **FACT, movements=(action,)),
        points=(point(1, (-50.0 * index, 100.0), ZONES[name]),),
    )


MUSCLES = [entry(name, index) for index, name in enumerate(ENDS)]
BODY = catalogue(
    *MUSCLES,
    zones=[zone("heel", "sole"), zone("sole", "heel"), zone("ear"), zone("jaw"), zone("knee")],
    structures=[structure("artery", "artery")],
)
ITEMS = all_items(BODY)
AROUND = {name: tuple(other for other in ENDS if other != name) for name in ENDS}
SEEDS = st.integers(0, 10_000)


def ids(key: str, seed: int = 1) -> set[str]:
    return {option.id for option in options(ITEMS[key], BODY, AROUND, seed)}


def judged(key: str, answer: Answer) -> Grade:
    return grade(ITEMS[key], answer, BODY, None)  # type: ignore[arg-type]  # none of these kinds looks at the atlas


@given(SEEDS)
def test_attachments_are_asked_with_four_origins_and_four_insertions(seed: int) -> None:
    shown = ids("m0/attachment", seed)
    assert {"origin.m0", "insertion.m0"} <= shown
    assert (
        len([each for each in shown if each.startswith("origin.")]) == len([each for each in shown if each.startswith("insertion.")]) == 4
    )


@pytest.mark.parametrize(
    ("origin", "insertion", "score", "miss"),
    [("m0", "m0", 1.0, None), ("m0", "m1", 0.5, Miss.INCOMPLETE), ("m1", "m0", 0.5, Miss.INCOMPLETE), ("m2", "m1", 0.0, Miss.WRONG)],
)
def test_an_attachment_counts_half_for_each_end(origin: str, insertion: str, score: float, miss: Miss | None) -> None:
    found = judged("m0/attachment", Marked(frozenset({f"origin.{origin}", f"insertion.{insertion}"})))
    assert (found.score, found.miss, found.correct) == (score, miss, score == 1)


@pytest.mark.parametrize("chosen", [{"origin.m0"}, {"origin.m0", "origin.m1"}, {"origin.m0", "insertion.moon"}, {"m0", "m1"}, set()])
def test_an_attachment_without_both_ends_is_refused(chosen: set[str]) -> None:
    with pytest.raises(ValueError, match="origin and an insertion"):
        judged("m0/attachment", Marked(frozenset(chosen)))


@given(SEEDS)
def test_no_branch_or_trunk_of_the_right_nerve_is_a_wrong_option(seed: int) -> None:
    assert ids("m0/innervation", seed) == {"m0.0", "m2.0", "m3.0", "m3.1", "m4.0"}


def test_every_nerve_is_wanted_and_a_wrong_one_costs() -> None:
    both, one = frozenset({"m3.0", "m3.1"}), frozenset({"m3.0"})
    assert judged("m3/innervation", Marked(both)).score == 1
    half = judged("m3/innervation", Marked(one))
    assert (half.score, half.miss, half.missed) == (0.6667, Miss.INCOMPLETE, ("obturator",))
    assert judged("m3/innervation", Marked(both | {"m4.0"})).wrong == ("axillary",)
    with pytest.raises(ValueError, match="no nerve"):
        judged("m3/innervation", Marked(frozenset({"m3.7"})))


@pytest.mark.parametrize(("kind", "right"), [("action", "m0"), ("point-words", "m0.p1"), ("caution-locate-words", "m0")])
def test_one_text_of_four_is_right(kind: str, right: str) -> None:
    shown = ids(f"m0/{kind}")
    assert right in shown
    assert len(shown) == 4
    assert judged(f"m0/{kind}", Chosen(right, 4)).rating == Rating.GOOD
    wrong = judged(f"m0/{kind}", Chosen(right.replace("m0", "m2"), 4))
    assert (wrong.correct, wrong.hit, wrong.missed) == (False, "m2", ("m0",))
    with pytest.raises(ValueError, match="no option"):
        judged(f"m0/{kind}", Chosen("moon", 4))


def test_a_site_near_an_own_point_is_never_a_wrong_option() -> None:
    near = replace(MUSCLES[1], points=(point(1, (10.0, 110.0), ("heel",)),))
    body = catalogue(MUSCLES[0], near, *MUSCLES[2:], zones=list(BODY.zones.values()), structures=list(BODY.structures.values()))
    shown = {option.id for option in options(all_items(body)["m0/point-words"], body, AROUND, 1)}
    assert shown == {"m0.p1", "m2.p1", "m3.p1", "m4.p1"}


def test_synergists_are_no_wrong_options() -> None:
    twin = replace(MUSCLES[1], action=entries.Action("draws the arm back and in", **FACT, movements=("draws the arm back and in",)))
    body = catalogue(MUSCLES[0], twin, *MUSCLES[2:], zones=list(BODY.zones.values()), structures=list(BODY.structures.values()))
    assert {option.id for option in options(all_items(body)["m0/action"], body, AROUND, 1)} == {"m0", "m2", "m3", "m4"}


@given(SEEDS)
def test_the_differential_offers_no_muscle_that_sends_pain_beside_the_zone(seed: int) -> None:
    shown = ids("heel/differential", seed)
    assert NONE.id in shown
    assert shown <= {"m0", "m1", "m2", "m3", NONE.id}


@pytest.mark.parametrize(
    ("chosen", "offered", "score", "miss"),
    [
        ({"m0", "m1"}, {"m0", "m1", "m2", "m3", "none"}, 1.0, None),
        ({"m0"}, {"m0", "m1", "m2", "m3", "none"}, 0.6667, Miss.INCOMPLETE),
        ({"m0"}, {"m0", "m2", "m3", "none"}, 1.0, None),  # what was not offered is not missed
        ({"m0", "m1", "m2"}, {"m0", "m1", "m2", "none"}, 0.8, Miss.WRONG),
        ({"none"}, {"m2", "m3", "none"}, 1.0, None),
        ({"none"}, {"m0", "m2", "none"}, 0.0, Miss.WRONG),
        ({"m2"}, {"m2", "m3", "none"}, 0.0, Miss.WRONG),
    ],
)
def test_a_differential_is_graded_by_what_was_offered(chosen: set[str], offered: set[str], score: float, miss: Miss | None) -> None:
    found = judged("heel/differential", Marked(frozenset(chosen), frozenset(offered)))
    assert (found.score, found.miss) == (score, miss)


@pytest.mark.parametrize(("chosen", "offered"), [({"m0"}, {"m1", "none"}), ({"moon"}, {"moon", "none"})])
def test_a_differential_refuses_what_was_not_offered(chosen: set[str], offered: set[str]) -> None:
    with pytest.raises(ValueError, match="not offered"):
        judged("heel/differential", Marked(frozenset(chosen), frozenset(offered)))


def test_a_differential_belongs_to_the_pain_map_and_to_zones_that_are_core_somewhere() -> None:
    mine = {key for key, item in ITEMS.items() if item.kind == Kind.DIFFERENTIAL}
    assert mine == {"heel/differential", "sole/differential", "ear/differential", "jaw/differential"}
    assert {ITEMS[key].region for key in mine} == {PAIN_MAP}


@pytest.mark.parametrize("key", ["m3/innervation", "m0/attachment", "heel/differential"])
def test_not_knowing_misses_all(key: str) -> None:
    missed = {"m3/innervation": ("femoral", "obturator"), "m0/attachment": ("insertion", "origin"), "heel/differential": ("m0", "m1")}
    assert judged(key, Blank()).missed == missed[key]


def test_facts_without_a_source_are_not_asked() -> None:
    none = {"evidence": Evidence.E, "src": ()}
    bare = replace(MUSCLES[0], action=replace(MUSCLES[0].action, **none), origin=replace(MUSCLES[0].origin, **none))
    kinds = {item.kind for item in all_items(catalogue(bare, structures=list(BODY.structures.values()))).values()}
    assert not kinds & {Kind.ACTION, Kind.ATTACHMENT}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("tibial", "sciatic (tibial part)", True),
        ("medial plantar", "tibial", True),
        ("medial plantar", "sciatic", True),
        ("medial plantar", "lateral plantar", False),
        ("superior gluteal", "inferior gluteal", False),
        ("deep branch of the ulnar", "ulnar", True),
        ("posterior interosseous", "radial", True),
        ("femoral", "obturator", False),
        ("deep fibular", "superficial fibular", False),
        ("deep fibular", "sciatic (common fibular part)", True),
    ],
)
def test_branch_and_trunk_are_kindred(one: str, other: str, same: bool) -> None:
    assert kindred(one, other) == kindred(other, one) == same


@pytest.mark.parametrize(
    ("nerve", "named"), [("axillary", True), ("posterior rami of the spinal nerves", False), ("cervical plexus", False)]
)
def test_groups_of_nerves_are_no_options(nerve: str, named: bool) -> None:
    assert is_named(nerve) == named


def test_texts_of_the_same_words_are_alike() -> None:
    assert alike("bends the elbow", "bending of the elbow and wrist")
    assert not alike("bends the elbow", "lifts the foot")
