"""Options: the right ones are there, the wrong ones are plausible and safe, and the seed decides the order."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import catalogue, caution, fact, muscle, structure, zone
from webapp.core.catalogue import Catalogue, Scenario
from webapp.core.chance import fraction, seed_of, shuffled
from webapp.core.distractors import wrong_muscles, wrong_structures, wrong_zones
from webapp.core.entries import Act, CautionState, Evidence, Layer, Muscle
from webapp.core.itemising import all_items
from webapp.core.items import Item, MarkReferral, NameCautions
from webapp.core.questions import Option, options, question_seed, without_name

SEEDS = st.integers(0, 10_000)
# A chain of zones, each beside the next: z0 – z1 – … – z11.
ZONES = [zone(f"z{n}", *(f"z{m}" for m in (n - 1, n + 1) if 0 <= m < 12)) for n in range(12)]
STRUCTURES = [structure(f"s{n}", name=f"structure{n} nerve") for n in range(12)]


def body(**changes: Any) -> Catalogue:
    """Ten muscles of the neck and two of the thigh; m1 and m2 border m0, m3 is its near twin."""
    entries: dict[str, Muscle] = {}
    for n in range(12):
        entries[f"m{n}"] = muscle(
            f"m{n}",
            f"Musculine{n}",
            latin=f"Musculus musculinus{n}",
            landmarks=f"between landmark {n} and the next",
            region="neck" if n < 10 else "thigh",
            layer=Layer.DEEP if n % 2 else Layer.SUPERFICIAL,
            primary=(f"z{n % 12}",),
            cautions=(caution(f"s{n}", must=True),),
            never_distract_with=("m3",) if n == 0 else (),
        )
    entries["m0"] = replace(entries["m0"], **changes)
    scenario = Scenario("words", ("book",), Evidence.C, 1, None, "eight", "rule", "eight", "eight!", Act.EASE_OFF)
    return catalogue(*entries.values(), zones=ZONES, structures=STRUCTURES, scenarios=[scenario])


BODY = body()
NEIGHBOURS = {"m0": ("m1", "m2"), "m3": ("m0",)}
ITEMS = all_items(BODY)


def ask(key: str, seed: int = 1, material: Catalogue = BODY) -> tuple[Option, ...]:
    return options(all_items(material)[key], material, NEIGHBOURS, seed)


def ids(shown: tuple[Option, ...]) -> set[str]:
    return {option.id for option in shown}


@given(SEEDS, st.sampled_from(sorted(ITEMS)))
def test_what_holds_for_all_options(seed: int, key: str) -> None:
    shown = ask(key, seed)
    assert shown == ask(key, seed)
    assert len(ids(shown)) == len(shown)
    assert len({option.text for option in shown}) == len(shown)


@given(SEEDS, st.sampled_from(["m0/locate-words", "m0/name"]))
def test_a_choice_has_four_options_and_no_near_twin(seed: int, key: str) -> None:
    shown = ids(ask(key, seed))
    assert len(shown) == 4
    assert "m0" in shown
    assert "m3" not in shown


def test_a_near_twin_is_one_by_either_list() -> None:
    assert all("m0" not in ids(ask("m3/name", seed)) for seed in range(40))


def test_the_right_option_is_not_always_in_the_same_place() -> None:
    places = {[option.id for option in ask("m0/name", seed)].index("m0") for seed in range(60)}
    assert places == {0, 1, 2, 3}


def test_wrong_muscles_come_by_likeness() -> None:
    ranked = [entry.id for entry in wrong_muscles(BODY.muscles["m0"], BODY, NEIGHBOURS)]
    assert ranked[:2] == ["m1", "m2"]
    assert ranked[2:5] == ["m4", "m6", "m8"]  # same region and layer
    assert set(ranked[-2:]) == {"m10", "m11"}  # another region


def test_a_shared_nerve_makes_muscles_alike() -> None:
    material = catalogue(*(muscle(each, nerves=("accessory",) if each != "b" else ("radial",)) for each in "abc"))
    assert [entry.id for entry in wrong_muscles(material.muscles["a"], material, {})] == ["c", "b"]


@given(SEEDS)
def test_no_place_in_words_contains_the_answers_name(seed: int) -> None:
    material = body(landmarks=fact("under the edge of Musculine0, a musculinus0"))
    assert not any("musculin" in option.text.lower() for option in ask("m0/locate-words", seed, material))
    right = next(option for option in ask("m0/locate-words", seed, material) if option.id == "m0")
    assert right.text == "under the edge of …, a …"


def test_a_place_that_names_the_answer_is_no_wrong_option() -> None:
    material = body()
    telling = replace(material.muscles["m1"], landmarks=fact("just below musculine0"))
    material = catalogue(
        *(telling if entry.id == "m1" else entry for entry in material.muscles.values()), zones=ZONES, structures=STRUCTURES
    )
    assert all("m1" not in ids(ask("m0/locate-words", seed, material)) for seed in range(40))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("behind the trapezius", "behind the …"),
        ("the Trapezius' upper edge", "the …' upper edge"),
        ("upper back", "upper back"),
        ("descendens of nothing", "… of nothing"),
    ],
)
def test_words_that_give_a_name_away_are_left_out(text: str, left: str) -> None:
    assert without_name(text, muscle("trapezius-upper", "Trapezius, upper part", latin="Musculus trapezius, pars descendens")) == left


def test_a_muscle_without_telling_words_leaves_a_text_alone() -> None:
    assert without_name("a text", muscle("x", "Iris", latin="Musculus iris")) == "a text"


def test_a_wrong_option_is_about_as_long_as_the_right_one() -> None:
    entries = [muscle("right", landmarks="r" * 40)]
    entries += [muscle(f"short{n}", landmarks=f"{n}") for n in range(3)] + [muscle(f"like{n}", landmarks="w" * (38 + n)) for n in range(3)]
    material = catalogue(*entries)
    assert all("short" not in "".join(ids(options(all_items(material)["right/locate-words"], material, {}, seed))) for seed in range(20))


def test_places_without_evidence_are_not_offered() -> None:
    material = catalogue(*(muscle(each, landmarks=f"place {each}") for each in "abc"))
    unknown = replace(material.muscles["b"], landmarks=replace(material.muscles["b"].landmarks, evidence=Evidence.E))
    material = catalogue(material.muscles["a"], unknown, material.muscles["c"])
    assert ids(options(all_items(material)["a/locate-words"], material, {}, 1)) == {"a", "c"}


def test_a_name_that_holds_the_right_one_is_no_wrong_option() -> None:
    material = catalogue(
        muscle("a", "Multifidus", latin="Musculus multifidus"), muscle("b", "Multifidus cervicis", latin="Multifidus colli"), muscle("c")
    )
    assert ids(options(all_items(material)["a/name"], material, {}, 1)) == {"a", "c"}


@given(SEEDS, st.sampled_from([("z5",), ("z1", "z2"), ("z0", "z11"), ("z3", "z4", "z5")]), st.sampled_from([(), ("z8",)]))
def test_no_wrong_zone_neighbours_a_right_one(seed: int, core: tuple[str, ...], spill_over: tuple[str, ...]) -> None:
    referral = muscle("m0", primary=core, spill_over=spill_over).referral
    shown = ids(ask("m0/referral-words", seed, body(referral=referral)))
    right = {*core, *spill_over}
    beside = {f"z{int(each[1:]) + step}" for each in right for step in (-1, 1)}
    assert set(core) <= shown
    assert not (shown - set(core)) & (right | beside)
    assert len(shown) >= 4


def test_wrong_zones_two_steps_away_come_first() -> None:
    item = ITEMS["m0/referral-words"]  # its core is z0, the end of the chain
    assert isinstance(item, MarkReferral)
    assert wrong_zones(item, BODY, {}) == tuple(f"z{n}" for n in range(2, 12))
    assert wrong_zones(item, BODY, {"m0": ("m4",)})[:4] == ("z2", "z3", "z4", "z5")
    assert wrong_zones(item, BODY, {"m0": ("m3",)})[:2] == ("z2", "z3")


def test_zones_that_no_border_leads_to_come_last() -> None:
    material = replace(BODY, zones={**BODY.zones, "island": zone("island")})
    item = ITEMS["m0/referral-words"]
    assert isinstance(item, MarkReferral)
    assert wrong_zones(item, material, {})[-1] == "island"


@given(SEEDS)
def test_wrong_structures_are_listed_neither_here_nor_next_door(seed: int) -> None:
    shown = ids(ask("m0/caution", seed))
    assert "s0" in shown
    assert not shown & {"s1", "s2", "s3"}  # those of the bordering muscles and of the near twin
    assert 5 <= len(shown) <= 8


def test_wrong_structures_of_the_region_come_first() -> None:
    item = ITEMS["m0/caution"]
    assert isinstance(item, NameCautions)
    ranked = wrong_structures(item, BODY, NEIGHBOURS)
    assert set(ranked[:6]) == {"s4", "s5", "s6", "s7", "s8", "s9"}


def test_wrong_structures_two_muscles_away_come_before_others_of_other_regions() -> None:
    item = ITEMS["m0/caution"]
    assert isinstance(item, NameCautions)
    ranked = wrong_structures(item, BODY, {"m0": ("m1",), "m1": ("m0", "m11")})
    assert set(ranked[:7]) == {"s2", "s4", "s5", "s6", "s7", "s8", "s9"}
    assert ranked[7:] == ("s11", "s10")


def test_cautions_that_were_not_assessed_are_no_source_of_wrong_options() -> None:
    unassessed = replace(BODY.muscles["m4"], caution_state=CautionState.NOT_ASSESSED)
    material = catalogue(
        *(unassessed if entry.id == "m4" else entry for entry in BODY.muscles.values()), zones=ZONES, structures=STRUCTURES
    )
    item = ITEMS["m0/caution"]
    assert isinstance(item, NameCautions)
    assert wrong_structures(item, material, NEIGHBOURS)[-1] == "s4"


def test_a_namesake_of_a_listed_structure_is_no_wrong_option() -> None:
    named = [structure("carotid-artery", "artery"), structure("carotid-sinus", "artery"), structure("femoral-artery", "artery")]
    material = catalogue(muscle("a", cautions=(caution("carotid-artery", must=True),)), muscle("b"), structures=named)
    assert ids(options(all_items(material)["a/caution"], material, {}, 1)) == {"carotid-artery", "femoral-artery"}


def test_a_muscle_without_cautions_has_five_wrong_options() -> None:
    material = body(caution_state=CautionState.NONE, cautions=())
    assert len(ask("m0/caution", 1, material)) == 5


def test_a_scenario_offers_the_four_acts() -> None:
    assert ids(ask("eight/scenario")) == {act.value for act in Act}


@pytest.mark.parametrize("key", ["m0/locate", "m0/referral"])
def test_kinds_answered_on_the_chart_have_no_options(key: str) -> None:
    assert ask(key) == ()


def test_the_seed_of_a_question_depends_on_item_and_count_only() -> None:
    assert question_seed("m0/name", 3) == question_seed("m0/name", 3)
    assert question_seed("m0/name", 3) != question_seed("m0/name", 4)
    # The same in every run and on every machine, unlike hash().
    assert seed_of("a", 1) == 9484037261928657086


def test_parts_of_a_seed_are_kept_apart() -> None:
    assert seed_of("a", 11) != seed_of("a1", 1)


@given(st.lists(st.integers()), SEEDS)
def test_shuffling_keeps_everything(things: list[int], seed: int) -> None:
    assert sorted(shuffled(things, seed)) == sorted(things)
    assert 0 <= fraction(seed) < 1


def test_every_item_of_the_made_up_body_can_be_asked() -> None:
    shown: dict[str, Item] = {key: item for key, item in ITEMS.items() if options(item, BODY, NEIGHBOURS, 1)}
    in_words = {"locate-words", "referral-words", "caution-locate-words", "caution", "scenario"}
    assert {key.split("/")[1] for key in shown} == in_words | {"name", "attachment", "innervation", "action"}
