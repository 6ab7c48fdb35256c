"""What comes next: wrong items, safety, overdue and new in turn, one a subject a day, capped by minutes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import AT, DAY
from webapp.core.items import Kind
from webapp.core.queue import Candidate, Counts, Plan, plan


def new(subject: str, kind: Kind = Kind.LOCATE, **values: Any) -> Candidate:
    given: dict[str, Any] = {"safety": kind in (Kind.CAUTION, Kind.SCENARIO), "deck_position": 0, "retention": 0.9}
    return Candidate(f"{subject}/{kind}", kind, subject, **(given | values))


def due(subject: str, kind: Kind = Kind.LOCATE, *, days: int = 0, stability: float = 10.0, waited: int = 10, **values: Any) -> Candidate:
    """A card due `days` ago whose last answer was `waited` days ago."""
    last = DAY - waited
    return new(subject, kind, due_day=DAY - days, last_day=last, stability=stability, answered_at=AT - timedelta(days=waited), **values)


def wrong(subject: str, *, minutes: int = 1, **values: Any) -> Candidate:
    """A card answered wrong today, some minutes ago."""
    given: dict[str, Any] = {
        "due_day": DAY + 1,
        "last_day": DAY,
        "stability": 0.2,
        "relearning": True,
        "answered_at": AT - timedelta(minutes=minutes),
    }
    return new(subject, **(given | values))


def make_plan(candidates: Iterable[Candidate], **values: Any) -> Plan:
    given: dict[str, Any] = {
        "day": DAY,
        "at": AT,
        "new_limit": 8,
        "new_done_today": 0,
        "minutes_cap": None,
        "seconds_per_item": 30,
        "seen_subjects_today": (),
        "answers_since": {},
        "seed": 1,
    }
    return plan(candidates, **(given | values))


def next_key(*candidates: Candidate, **values: Any) -> str | None:
    found = make_plan(candidates, **values).next
    return found.key if found else None


def study(candidates: Iterable[Candidate], **values: Any) -> list[str]:
    """Keys in the order in which a whole day brings them, every answer right."""
    left, order, fresh = list(candidates), [], 0
    seen: set[str] = set()
    while (found := make_plan(left, seen_subjects_today=seen, new_done_today=fresh, **values).next) is not None:
        fresh += found.due_day is None
        seen.add(found.subject)
        order.append(found.key)
        answered = replace(found, due_day=DAY + 5, last_day=DAY, stability=5.0, relearning=False)
        left = [answered if card.key == found.key else card for card in left]
    return order


def test_an_empty_queue_is_empty() -> None:
    assert make_plan([]) == Plan(None, Counts(0, 0, 0), False, 0, 0, 0, None, None)


def test_a_wrong_item_waits_for_three_others() -> None:
    cards = (wrong("a"), due("b"))
    assert next_key(*cards, answers_since={"a/locate": 2}) == "b/locate"
    assert next_key(*cards, answers_since={"a/locate": 3}) == "a/locate"


def test_a_wrong_item_waits_for_ten_minutes() -> None:
    assert next_key(wrong("a", minutes=9), due("b")) == "b/locate"
    assert next_key(wrong("a", minutes=10), due("b")) == "a/locate"
    assert make_plan([wrong("a", minutes=9), due("b")]).waiting_until == AT + timedelta(minutes=1)
    assert make_plan([wrong("a", minutes=10), due("b")]).waiting_until is None


def test_a_wrong_item_comes_right_away_when_nothing_else_is_left() -> None:
    assert next_key(wrong("a"), wrong("b", minutes=2)) == "b/locate"
    assert next_key(wrong("a"), due("c", days=-3)) == "a/locate"


def test_the_wrong_item_that_waited_longest_comes_first() -> None:
    assert next_key(wrong("a", minutes=20), wrong("b", minutes=30), due("c")) == "b/locate"


def test_an_item_left_wrong_on_an_earlier_day_comes_first() -> None:
    left = wrong("a", due_day=DAY, last_day=DAY - 1, answered_at=AT - timedelta(days=1))
    plan_of_day = make_plan([due("b", Kind.CAUTION, days=9), left])
    assert plan_of_day.next == left
    assert plan_of_day.counts == Counts(new=0, learning=1, due=1)


def test_a_wrong_item_is_not_buried_by_its_own_subject_but_buries_its_siblings() -> None:
    cards = [wrong("a", minutes=15), due("a", Kind.NAME), new("a", Kind.REFERRAL)]
    result = make_plan(cards, seen_subjects_today={"a"})
    assert result.next == cards[0]
    assert (result.counts, result.buried) == (Counts(new=0, learning=1, due=0), 1)


def test_safety_comes_before_anything_else_that_is_due() -> None:
    assert next_key(due("a", stability=1.0, waited=60), due("b", Kind.CAUTION, stability=300.0), new("c")) == "b/caution"


def test_what_is_most_overdue_for_its_target_comes_first() -> None:
    fresh, stale = due("a", stability=100.0, waited=20), due("b", stability=20.0, waited=30)
    assert study([fresh, stale]) == ["b/locate", "a/locate"]
    # The same recall is more overdue where more is wanted.
    assert study([due("a", retention=0.8), due("b", retention=0.95)]) == ["b/locate", "a/locate"]


def test_siblings_do_not_come_on_the_same_day() -> None:
    cards = [due("a"), due("a", Kind.NAME), due("b"), new("a", Kind.REFERRAL), new("c"), new("c", Kind.NAME)]
    assert Counter(key.split("/")[0] for key in study(cards)) == {"a": 1, "b": 1, "c": 1}
    result = make_plan(cards)
    assert (result.counts, result.buried) == (Counts(new=1, learning=0, due=2), 1)


def test_a_subject_seen_today_rests() -> None:
    result = make_plan([due("a"), new("a", Kind.NAME)], seen_subjects_today={"a"})
    assert result.next is None
    assert (result.buried, result.next_due_day) == (1, DAY + 1)


def test_new_items_stop_at_the_limit() -> None:
    cards = [new(f"m{n}", deck_position=n) for n in range(9)]
    assert len(study(cards, new_limit=4)) == 4
    result = make_plan(cards, new_limit=4, new_done_today=3)
    assert (result.counts.new, result.new_held_back) == (1, 8)
    assert make_plan(cards, new_limit=4, new_done_today=9).next is None
    assert make_plan(cards, new_limit=4, new_done_today=4).next_due_day == DAY + 1


def test_without_new_items_wanted_none_is_promised() -> None:
    result = make_plan([new("a"), due("b", days=-6)], new_limit=0)
    assert (result.next, result.next_due_day) == (None, DAY + 6)


def test_new_items_are_spread_among_the_due_ones() -> None:
    order = study([due(f"d{n}") for n in range(30)] + [new(f"n{n}", deck_position=n) for n in range(10)], new_limit=10)
    places = [place for place, key in enumerate(order) if key.startswith("n")]
    gaps = [later - place for place, later in pairwise(places)]
    assert len(order) == 40
    assert max(gaps) <= 6
    assert places[0] <= 6


KINDS = (Kind.LOCATE, Kind.CAUTION, Kind.NAME, Kind.REFERRAL)


def deck(subjects: int, *kinds: Kind) -> list[Candidate]:
    return [new(f"m{n}", kind, deck_position=10 * n + place) for n in range(subjects) for place, kind in enumerate(kinds or KINDS)]


def test_the_first_session_has_variety() -> None:
    assert study(deck(6)) == ["m0/locate", "m1/caution", "m2/name", "m3/referral", "m4/locate", "m5/caution"]


def test_kinds_that_a_subject_lacks_are_skipped() -> None:
    assert study(deck(3, Kind.LOCATE, Kind.NAME)) == ["m0/locate", "m1/name", "m2/locate"]


def test_scenarios_are_subjects_of_their_own() -> None:
    cards = [*deck(2), new("eight", Kind.SCENARIO, deck_position=99)]
    assert study(cards) == ["m0/locate", "m1/caution", "eight/scenario"]


def test_every_subject_comes_once_before_any_comes_twice() -> None:
    cards = deck(3)
    met = [replace(card, due_day=DAY + 9, last_day=DAY - 1, stability=9.0) if card.key == "m0/locate" else card for card in cards]
    assert study(met) == ["m1/caution", "m2/name", "m0/caution"]


def test_a_deck_is_learnt_whole_in_time() -> None:
    cards, met = deck(3), []
    for _ in range(4):
        today = study(cards)
        met += today
        cards = [replace(card, due_day=DAY + 99, last_day=DAY, stability=99.0) if card.key in today else card for card in cards]
    assert sorted(met) == sorted(card.key for card in cards)


EVERY_KIND = (Kind.LOCATE, Kind.LOCATE_WORDS, Kind.NAME, Kind.REFERRAL, Kind.REFERRAL_WORDS, Kind.CAUTION)


def test_questions_in_words_are_left_out_unless_wanted() -> None:
    assert not any("words" in key for key in study(deck(8, *EVERY_KIND)))


def test_in_words_nothing_needs_the_chart() -> None:
    cards = [*deck(8, *EVERY_KIND), due("z"), due("y", Kind.LOCATE_WORDS)]
    order = study(cards, in_words=True)
    assert {key.split("/")[1] for key in order} == {"locate-words", "referral-words", "caution"}
    assert "y/locate-words" in order


def test_a_card_in_words_that_exists_goes_on() -> None:
    assert study([due("a", Kind.LOCATE_WORDS), new("b", Kind.REFERRAL_WORDS, has_card=True), new("c", Kind.LOCATE_WORDS)], seed=3) in (
        ["a/locate-words", "b/referral-words"],
        ["b/referral-words", "a/locate-words"],
    )


def test_after_days_away_the_day_is_capped_by_minutes() -> None:
    cards = [due(f"d{n}", waited=40) for n in range(50)] + [due("s", Kind.CAUTION)] + [new("n")]
    result = make_plan(cards, minutes_cap=10, seconds_per_item=30)
    assert (result.counts, result.capped, result.put_off) == (Counts(new=0, learning=0, due=20), True, 31)
    assert result.next is not None
    assert result.next.key == "s/caution"
    assert result.next_due_day == DAY + 1


def test_new_items_fill_the_minutes_that_due_ones_leave() -> None:
    cards = [due(f"d{n}") for n in range(3)] + [new(f"n{n}", deck_position=n) for n in range(8)]
    result = make_plan(cards, minutes_cap=2.5, seconds_per_item=30)
    assert (result.counts, result.capped) == (Counts(new=2, learning=0, due=3), False)


def test_when_the_minutes_are_used_up_only_wrong_items_come() -> None:
    result = make_plan([due("a"), wrong("b"), new("c")], minutes_cap=-3)
    assert result.next is not None
    assert (result.next.key, result.counts, result.put_off) == ("b/locate", Counts(new=0, learning=1, due=0), 1)


@pytest.mark.parametrize(("cards", "day"), [([due("a", days=-4), due("b", days=-2)], DAY + 2), ([wrong("a")], DAY + 1), ([due("a")], None)])
def test_an_empty_day_says_when_the_next_item_comes(cards: list[Candidate], day: int | None) -> None:
    assert make_plan(cards).next_due_day == day


def test_a_card_answered_today_is_not_due_again_even_when_the_day_steps_back() -> None:
    ahead = replace(due("a"), due_day=DAY + 2, last_day=DAY + 1)
    assert make_plan([ahead]).next is None


CARDS = st.lists(
    st.builds(
        lambda n, kind, state, days: {0: new, 1: due, 2: due}[state](f"m{n}", kind, deck_position=n, **({"days": days} if state else {})),
        st.integers(0, 9),
        st.sampled_from(EVERY_KIND),
        st.integers(0, 2),
        st.integers(-3, 30),
    ),
    max_size=25,
    unique_by=lambda card: card.key,
)


@given(CARDS, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_queue_in_whatever_order_cards_come(cards: list[Candidate], seed: int, chance: Any) -> None:
    mixed = list(cards)
    chance.shuffle(mixed)
    assert make_plan(mixed, seed=seed) == make_plan(cards, seed=seed)


@given(CARDS, st.integers(0, 12))
def test_a_day_brings_each_subject_once_and_no_more_new_items_than_wanted(cards: list[Candidate], limit: int) -> None:
    by_key = {card.key: card for card in cards}
    order = [by_key[key] for key in study(cards, new_limit=limit)]
    assert len({card.subject for card in order}) == len(order)
    assert sum(card.due_day is None for card in order) <= limit
    assert all(card.due_day is None or card.due_day <= DAY for card in order)
    assert {card.subject for card in cards if card.due_day is not None and card.due_day <= DAY and "words" not in card.kind} <= {
        card.subject for card in order
    }


@given(CARDS, st.integers(0, 12))
def test_the_counts_are_what_the_day_brings(cards: list[Candidate], limit: int) -> None:
    counts = make_plan(cards, new_limit=limit).counts
    assert counts.new + counts.due == len(study(cards, new_limit=limit))
