"""New items of decks that a class needs sooner come first, and nothing else of the queue changes."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import DAY
from tests.core.test_queue import deck, due, make_plan, new, next_key, study
from webapp.core.candidates import Candidate
from webapp.core.introducing import introduce
from webapp.core.items import Kind


def needed(cards: Sequence[Candidate], by: int | None) -> list[Candidate]:
    return [replace(card, needed_by=by) for card in cards]


def test_what_is_needed_sooner_comes_first() -> None:
    late, soon = needed([new("a", deck_position=0)], DAY + 9), needed([new("b", deck_position=9)], DAY + 2)
    assert study([*late, *soon]) == ["b/locate", "a/locate"]


def test_what_is_needed_comes_before_what_nobody_needs() -> None:
    assert study([new("a", deck_position=0), *needed([new("b", deck_position=9)], DAY + 99)]) == ["b/locate", "a/locate"]


def test_among_equals_the_deck_order_holds() -> None:
    cards = [new(f"m{n}", deck_position=n) for n in range(5)]
    assert study(needed(cards, DAY + 3)) == study(cards)


def test_of_one_muscle_the_needed_question_comes_first() -> None:
    plain, wanted = new("a", Kind.NAME, deck_position=0), new("a", Kind.REFERRAL, deck_position=5, needed_by=DAY + 2)
    assert next_key(plain, wanted) == "a/referral"


def test_a_later_round_of_a_needed_deck_comes_before_the_first_of_another() -> None:
    met = due("a", days=-5)
    assert study([met, new("a", Kind.NAME, needed_by=DAY + 2), new("b", deck_position=1)]) == ["a/name", "b/locate"]


def test_needs_do_not_lift_the_limit() -> None:
    cards = needed(deck(9), DAY + 1)
    assert len(study(cards, new_limit=4)) == 4
    assert make_plan(cards, new_limit=4, new_done_today=4).next is None
    assert make_plan([*cards, *(due(f"d{n}") for n in range(9))], minutes_cap=2, seconds_per_item=30).counts.new == 0


def test_needs_do_not_wake_a_muscle_that_rests_today() -> None:
    cards = [*needed([new("a")], DAY + 1), new("b", deck_position=1)]
    assert next_key(*cards, seen_subjects_today={"a"}) == "b/locate"


def test_what_is_due_is_not_changed_by_needs() -> None:
    cards = [due("a", stability=100.0, waited=20), due("b", stability=20.0, waited=30)]
    assert study([replace(cards[0], needed_by=DAY), cards[1]]) == study(cards)


CARDS = st.lists(
    st.builds(
        lambda n, kind, by: new(f"m{n}", kind, deck_position=n, needed_by=by),
        st.integers(0, 9),
        st.sampled_from((Kind.LOCATE, Kind.NAME, Kind.REFERRAL, Kind.CAUTION)),
        st.sampled_from((None, DAY, DAY + 3, DAY + 30)),
    ),
    max_size=25,
    unique_by=lambda card: card.key,
)


@given(CARDS)
def test_the_order_never_goes_back_to_what_is_needed_sooner(cards: list[Candidate]) -> None:
    days = [card.needed_by if card.needed_by is not None else DAY + 1000 for card in introduce(cards, ())]
    assert days == sorted(days)


@given(CARDS)
def test_needs_change_the_order_and_never_what_muscles_come(cards: list[Candidate]) -> None:
    plain = introduce(needed(cards, None), ())
    assert {card.subject for card in introduce(cards, ())} == {card.subject for card in plain}
    assert len(introduce(cards, ())) == len(plain)
