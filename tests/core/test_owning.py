"""Grading the school's own questions."""

import re
from typing import Any

import pytest

from tests.core.make import FACT, atlas, catalogue, danger, muscle, square, structure, view
from webapp.core.answers import Blank, Chosen, Miss, Tap, Typed
from webapp.core.entries import Evidence, Fact
from webapp.core.grading import Grade, allowed_ratings, grade
from webapp.core.items import Item, Kind, OwnChoice, OwnOutline, OwnText
from webapp.core.owned import options_of
from webapp.core.questions import options
from webapp.core.ratings import Rating

FACTS = Fact("because", **FACT)
CATALOGUE = catalogue(muscle("adductor-longus"), muscle("abductor-hallucis"), structures=[structure("artery", "artery")])
FRONT = view(structures={"artery": danger(R=square(100, 0, 120, 100))})
ATLAS = atlas(FRONT)
OPTIONS = options_of(["the axillary nerve", "the radial nerve", "the ulnar nerve"])


def head(kind: Kind, *, safety: bool = False) -> dict[str, Any]:
    return {
        "key": f"school-1/{kind}", "kind": kind, "subject": "school-1", "region": "neck", "evidence": Evidence.C, "fact_version": 1,
        "safety": safety, "muscle": "adductor-longus", "question": "Which one?", "fact": FACTS,
    }  # fmt: skip


TEXT = OwnText(**head(Kind.OWN_TEXT), accepted=("Adductor canal", "Hunter's canal"))
CHOICE = OwnChoice(**head(Kind.OWN_CHOICE), choices=OPTIONS, right="the-radial-nerve")
AREA = OwnOutline(**head(Kind.OWN_OUTLINE), view="front", layer="superficial", ring=square(20, 10, 60, 50), both_sides=True)


def graded(item: Item, answer: Any) -> Grade:
    return grade(item, answer, CATALOGUE, ATLAS)


@pytest.mark.parametrize("text", ["adductor canal", " ADDUCTOR-canal ", "hunters canal", "Húnter’s canal"])
def test_every_accepted_answer_is_right_however_it_is_written(text: str) -> None:
    outcome = graded(TEXT, Typed(text))
    assert (outcome.score, outcome.miss, outcome.correct) == (1.0, None, True)


def test_a_slip_asks_again_and_a_second_try_is_worth_less() -> None:
    assert graded(TEXT, Typed("adductor canel")).near_miss
    assert graded(TEXT, Typed("adductor canal", "adductor canel")).score == 0.8
    again = graded(TEXT, Typed("adductor canell", "adductor canel"))
    assert (again.score, again.miss, again.near_miss) == (0.5, Miss.NEAR, False)


@pytest.mark.parametrize("text", ["abductor canal", "femoral triangle", "canal"])
def test_a_look_alike_or_another_answer_is_no_slip(text: str) -> None:
    outcome = graded(TEXT, Typed(text))
    assert (outcome.score, outcome.miss, outcome.near_miss) == (0.0, Miss.WRONG, False)


def test_other_digits_are_no_slip() -> None:
    roots = OwnText(**head(Kind.OWN_TEXT), accepted=("roots C5 to C7",))
    assert graded(roots, Typed("roots C5 to C8")).miss == Miss.WRONG
    assert graded(roots, Typed("root C5 to C7")).near_miss


def test_a_first_try_that_was_plainly_wrong_or_right_stands() -> None:
    assert graded(TEXT, Typed("adductor canal", "femoral triangle")).score == 0.0
    assert graded(TEXT, Typed("nonsense", "adductor canal")).score == 1.0


def test_one_option_is_right_and_an_unknown_one_is_no_answer() -> None:
    assert graded(CHOICE, Chosen("the-radial-nerve", 3)).score == 1.0
    wrong = graded(CHOICE, Chosen("the-ulnar-nerve", 3))
    assert (wrong.score, wrong.hit, wrong.missed) == (0.0, "the-ulnar-nerve", ("the-radial-nerve",))
    with pytest.raises(ValueError, match="no option"):
        graded(CHOICE, Chosen("the-median-nerve", 3))


def test_options_are_shown_in_an_order_that_the_seed_decides() -> None:
    orders = {tuple(each.id for each in options(CHOICE, CATALOGUE, {}, seed)) for seed in range(40)}
    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(each.id for each in OPTIONS)}


def test_ids_of_options_follow_from_their_words_and_two_alike_are_refused() -> None:
    assert [each.id for each in options_of(["C5–C7", "Nervus ulnaris!"])] == ["c5-c7", "nervus-ulnaris"]
    for alike in (["the nerve", "The nerve."], ["Срединный нерв", "срединный  нерв!"]):
        with pytest.raises(ValueError, match="say the same"):
            options_of(alike)


def test_ids_of_options_in_any_letters_do_not_depend_on_their_place() -> None:
    texts = ["срединный нерв", "лучевой нерв", "α-motor", "γ-motor", "+", "−", "正中神経", "n" * 100 + "a", "n" * 100 + "b"]
    there = {each.text: each.id for each in options_of(texts)}
    assert {each.text: each.id for each in options_of(reversed(texts))} == there
    assert len(set(there.values())) == len(texts)
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", each) for each in there.values())


@pytest.mark.parametrize(("u", "score", "miss"), [(40, 1.0, None), (-40, 1.0, None), (70, 0.7, Miss.NEAR), (90, 0.0, Miss.ELSEWHERE)])
def test_a_tap_counts_inside_the_area_on_either_side_and_near_within_the_slack(u: float, score: float, miss: Miss | None) -> None:
    outcome = graded(AREA, Tap("front", "superficial", (u, 30)))
    assert (outcome.score, outcome.miss) == (score, miss)


def test_a_tap_on_a_danger_is_a_hazard_unless_the_question_is_about_safety() -> None:
    tap = Tap("front", "superficial", (110, 30))
    assert graded(AREA, tap).miss == Miss.HAZARD
    assert graded(AREA, tap).hit == "artery"
    safe = OwnOutline(
        **head(Kind.OWN_OUTLINE, safety=True), view="front", layer="superficial", ring=square(20, 10, 60, 50), both_sides=True
    )
    assert graded(safe, tap).miss == Miss.ELSEWHERE


def test_a_tap_on_another_view_cannot_be_graded() -> None:
    with pytest.raises(ValueError, match="not drawn on view"):
        graded(AREA, Tap("back", "superficial", (40, 30)))


@pytest.mark.parametrize("item", [TEXT, CHOICE, AREA], ids=str)
def test_not_knowing_is_an_answer_and_wrong(item: Item) -> None:
    outcome = graded(item, Blank())
    assert (outcome.rating, outcome.miss) == (Rating.AGAIN, Miss.BLANK)
    assert allowed_ratings(item, outcome) == (Rating.AGAIN,)
