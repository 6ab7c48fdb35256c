"""Drawing a test: from its pools only, in proportion, without repeats, the same for the same seed; and the ready-made blueprints."""

from collections import Counter
from dataclasses import replace
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.blueprints import IN_WORDS, KIND_WORDS, Blueprint, Pool, chosen, ready_made
from webapp.core.catalogue import Catalogue
from webapp.core.drawing import allot, draw, in_order, showing
from webapp.core.entries import Evidence
from webapp.core.itemising import all_items
from webapp.core.items import Item, Kind

REGIONS = ("neck", "thigh")
KINDS = (Kind.LOCATE, Kind.NAME, Kind.CAUTION, Kind.SCENARIO)


def item(subject: str, kind: Kind = Kind.LOCATE, region: str = "neck", evidence: Evidence = Evidence.B) -> Item:
    return Item(f"{subject}/{kind}", kind, subject, region, evidence, 1, kind == Kind.CAUTION)


ITEMS = [
    *(item(f"{region}-{number}", kind, region) for region in REGIONS for number in range(9) for kind in KINDS[:3]),
    *(item(f"case-{number}", Kind.SCENARIO, "rules") for number in range(5)),
]
MIXED = Blueprint((Pool("neck", 3, (Kind.LOCATE, Kind.NAME), ("neck",)), Pool("caution", 1, (Kind.CAUTION,))))
WEIGHTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40)), min_size=1, max_size=6)


@given(WEIGHTS, st.integers(0, 120), st.integers(0, 5))
def test_shares_fill_the_test_and_no_pool_beyond_its_room(pools: list[tuple[int, int]], count: int, seed: int) -> None:
    weights, room = [weight for weight, _ in pools], [size for _, size in pools]
    shares = allot(weights, room, count, seed)
    assert sum(shares) == min(count, sum(size for weight, size in pools if weight))
    assert all(0 <= share <= (size if weight else 0) for share, (weight, size) in zip(shares, pools, strict=True))


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6), st.integers(0, 60), st.integers(0, 5))
def test_with_room_enough_no_share_is_a_whole_question_off(weights: list[int], count: int, seed: int) -> None:
    shares = allot(weights, [1000] * len(weights), count, seed)
    for share, weight in zip(shares, weights, strict=True):
        exact = count * weight / sum(weights)
        assert floor(exact) <= share <= floor(exact) + 1


@pytest.mark.parametrize(
    ("weights", "room", "count", "shares"),
    [([12, 14], [99, 99], 26, [12, 14]), ([5, 3], [99, 99], 10, [6, 4]), ([1, 1], [2, 99], 10, [2, 8])],
)
def test_shares_are_in_proportion(weights: list[int], room: list[int], count: int, shares: list[int]) -> None:
    assert allot(weights, room, count, 1) == shares


def test_a_test_holds_only_what_its_pools_hold_in_proportion_and_nothing_twice() -> None:
    drawn = draw(MIXED, ITEMS, 12, 1)
    assert Counter(each.pool for each in drawn) == {"neck": 9, "caution": 3}
    assert len({each.item.key for each in drawn}) == 12
    assert all(each.item.region == "neck" and each.item.kind in (Kind.LOCATE, Kind.NAME) for each in drawn if each.pool == "neck")
    assert all(each.item.kind == Kind.CAUTION for each in drawn if each.pool == "caution")


def test_a_muscle_comes_again_only_when_all_others_had_their_turn() -> None:
    drawn = draw(Blueprint((Pool("neck", 1, (Kind.LOCATE, Kind.NAME), ("neck",)),)), ITEMS, 9, 1)
    assert len({each.item.subject for each in drawn}) == 9


def test_pools_that_share_questions_draw_none_twice() -> None:
    both = Blueprint((Pool("one", 1, (Kind.SCENARIO,)), Pool("other", 1, (Kind.SCENARIO,))))
    assert len({each.item.key for each in draw(both, ITEMS, 4, 3)}) == 4


def test_a_small_pool_makes_a_smaller_test() -> None:
    assert len(draw(chosen([Kind.SCENARIO], ()), ITEMS, 20, 1)) == 5


def test_the_seed_decides_and_nothing_else() -> None:
    assert draw(MIXED, ITEMS, 12, 1) == draw(MIXED, ITEMS, 12, 1)
    assert {each.item.key for each in draw(MIXED, ITEMS, 12, 1)} != {each.item.key for each in draw(MIXED, ITEMS, 12, 2)}
    drawn = draw(MIXED, ITEMS, 12, 1)
    assert in_order(drawn, 5) == in_order(drawn, 5) != in_order(drawn, 6)
    assert set(in_order(drawn, 5)) == set(drawn)


def test_every_question_comes_about_equally_often() -> None:
    counts = Counter(each.item.key for seed in range(400) for each in draw(chosen([Kind.SCENARIO], ()), ITEMS, 2, seed))
    assert len(counts) == 5
    assert all(120 <= count <= 200 for count in counts.values()), counts


def test_a_showing_is_one_number_for_a_sitting_and_a_question() -> None:
    assert showing(1, "a/name") == showing(1, "a/name") != showing(2, "a/name")
    assert 100_000 <= showing(1, "a/name") < 1_000_000


def test_weak_facts_are_left_out_where_only_graded_ones_are_wanted() -> None:
    items = [item("a"), item("b", evidence=Evidence.D)]
    assert len(draw(chosen([Kind.LOCATE], ()), items, 5, 1)) == 2
    assert [each.item.subject for each in draw(replace(chosen([Kind.LOCATE], ()), graded_only=True), items, 5, 1)] == ["a"]


def test_in_words_asks_the_twins_and_no_marked_muscle() -> None:
    items = [item("a"), item("b", Kind.LOCATE_WORDS), item("c", Kind.NAME), item("d", Kind.CAUTION)]
    words = replace(chosen([Kind.LOCATE, Kind.NAME, Kind.CAUTION], ()), in_words=True)
    assert {each.item.subject for each in draw(words, items, 9, 1)} == {"b", "d"}
    assert set(IN_WORDS) == {Kind.LOCATE, Kind.POINT, Kind.REFERRAL, Kind.CAUTION_LOCATE}


def test_likeness_is_about_what_is_asked_in_which_proportion() -> None:
    doubled = Blueprint(tuple(replace(pool, weight=pool.weight * 2, name="x") for pool in reversed(MIXED.pools)))
    assert doubled.likeness() == MIXED.likeness()
    others = [replace(MIXED, in_words=True), replace(MIXED, graded_only=True), Blueprint(MIXED.pools[:1]), chosen([Kind.LOCATE], ("neck",))]
    assert len({MIXED.likeness(), *(each.likeness() for each in others)}) == 5


def test_every_kind_can_be_chosen_once() -> None:
    assert {*KIND_WORDS, *IN_WORDS.values()} == set(Kind)
    assert [pool.kinds for pool in chosen(Kind, ()).pools] == [(kind,) for kind in KIND_WORDS]


def test_ready_made_blueprints_fill_their_tests_from_pools_that_do_not_overlap(catalogue: Catalogue) -> None:
    items = list(all_items(catalogue).values())
    drawable = [*items, *(item(f"drawn-{number}", kind) for number in range(40) for kind in (Kind.POINT, Kind.CAUTION_LOCATE))]
    for ready in ready_made(catalogue).values():
        assert len(draw(ready.blueprint, drawable, ready.count, 1)) == ready.count
        keys = [each.key for pool in ready.blueprint.pools for each in ready.blueprint.pool_of(pool, drawable)]
        assert len(keys) == len(set(keys)), ready.id


def test_the_licensing_blueprint_has_its_proportions_and_says_where_they_are_from(catalogue: Catalogue) -> None:
    ready = ready_made(catalogue)["licensing"]
    assert [pool.weight for pool in ready.blueprint.pools] == [12, 14]
    assert len(ready.sources) == 3
    assert all(address.startswith("https://") for _, address in ready.sources)


def test_the_whole_body_is_weighed_by_its_muscles(catalogue: Catalogue) -> None:
    pools = ready_made(catalogue)["whole-body"].blueprint.pools
    assert {pool.regions[0]: pool.weight for pool in pools} == Counter(muscle.region for muscle in catalogue.muscles.values())
