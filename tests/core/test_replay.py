"""The log folded into a card: undone rows do not count, order is by time, and Anki's states come out of Anki's log."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.make import AT, DAY
from webapp.core.memory import Memory, review
from webapp.core.ratings import Rating
from webapp.core.replay import CardState, LogRow, golden_states, replay, replay_reviews

GOLDEN = Path(__file__).parents[1] / "data" / "fsrs" / "josh_anki_golden.json"
AGAIN, HARD, GOOD, EASY = Rating


def row(row_id: int, rating: Rating | None = GOOD, days: int = 0, **values: Any) -> LogRow:
    given: dict[str, Any] = {
        "item_key": "soleus/locate",
        "study_day": DAY + days,
        "answered_at": AT + timedelta(days=days, minutes=row_id),
        "rating": rating,
        "due_day": DAY + days + row_id,
        "correct": rating != AGAIN,
    }
    return LogRow(row_id, **(given | values))


def undo(row_id: int, undone: int, days: int = 0) -> LogRow:
    return LogRow(row_id, "soleus/locate", DAY + days, AT + timedelta(days=days, minutes=row_id), undo_of=undone)


def same_but_reps(one: CardState, other: CardState) -> bool:
    return replace(one, reps=0) == replace(other, reps=0)


def test_the_state_is_that_of_the_model_with_the_logged_due_day() -> None:
    state = replay([row(1, GOOD), row(2, HARD, days=2)])
    memory = review(review(None, GOOD, DAY), HARD, DAY + 2)
    assert (state.stability, state.difficulty, state.last_day) == (memory.stability, memory.difficulty, DAY + 2)
    assert (state.due_day, state.reps, state.lapses, state.relearning) == (DAY + 4, 2, 0, False)
    assert (state.last_row_id, state.last_answered_at) == (2, AT + timedelta(days=2, minutes=2))


def test_an_empty_log_is_a_new_card() -> None:
    assert replay([]) == CardState(None, None, None, None, 0, 0, False, None, None)


def test_an_undone_answer_leaves_no_trace_but_the_count_of_rows() -> None:
    rows = [row(1, GOOD), row(2, AGAIN, days=2), undo(3, 2, days=2)]
    assert same_but_reps(replay(rows), replay(rows[:1]))
    assert replay(rows).reps == 3


def test_undoing_the_only_answer_makes_the_card_new_again() -> None:
    state = replay([row(1), undo(2, 1)])
    assert (state.stability, state.due_day, state.last_row_id, state.reps) == (None, None, None, 2)


def test_an_answer_after_an_undo_counts() -> None:
    assert same_but_reps(replay([row(1, AGAIN), undo(2, 1), row(3, GOOD)]), replay([row(3, GOOD)]))


@pytest.mark.parametrize(
    ("ratings", "lapses", "relearning"),
    [
        ([AGAIN], 0, True),
        ([AGAIN, GOOD], 0, False),
        ([GOOD, AGAIN], 1, True),
        ([GOOD, AGAIN, AGAIN], 1, True),
        ([GOOD, AGAIN, HARD, AGAIN, GOOD], 2, False),
    ],
)
def test_lapses_are_losses_of_something_known(ratings: list[Rating], lapses: int, *, relearning: bool) -> None:
    state = replay([row(place, rating, days=place) for place, rating in enumerate(ratings, start=1)])
    assert (state.lapses, state.relearning) == (lapses, relearning)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(1), undo(2, 1), undo(3, 2)], "row 3 undoes row 2"),
        ([row(1), undo(2, 1), undo(3, 1)], "row 3 undoes row 1"),
        ([undo(2, 1)], "row 2 undoes row 1"),
        ([row(1), row(2, item_key="soleus/name")], "more than one item"),
        ([row(1, rating=None)], "row 1"),
        ([row(1, due_day=None)], "row 1"),
    ],
)
def test_a_log_that_cannot_be_is_refused(rows: Sequence[LogRow], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replay(rows)


LOGS = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 40)), min_size=1, max_size=12).map(
    lambda steps: [row(place, rating, days=sum(days for _, days in steps[:place])) for place, (rating, _) in enumerate(steps, start=1)]
)


@given(LOGS, st.randoms(use_true_random=False))
def test_rows_may_come_in_any_order(rows: list[LogRow], chance: Any) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    assert replay(mixed) == replay(rows)


@given(LOGS)
def test_answering_and_replaying_agree(rows: list[LogRow]) -> None:
    memory: Memory | None = None
    for answered in rows:
        assert answered.rating is not None
        memory = review(memory, answered.rating, answered.study_day)
    state = replay(rows)
    assert memory == Memory(state.stability or 0, state.difficulty or 0, state.last_day or 0)


@given(LOGS)
def test_undoing_the_last_answer_is_as_if_it_had_not_been(rows: list[LogRow]) -> None:
    last = rows[-1]
    undone = [*rows, undo(99, last.id, days=last.study_day - DAY)]
    assert same_but_reps(replay(undone), replay(rows[:-1]))


def test_ankis_own_states_come_out_of_its_log() -> None:
    document = json.loads(GOLDEN.read_text(encoding="utf-8"))
    states = golden_states(document)
    assert len(states) == 1205
    for card, expected in document["cards"].items():
        for what in ("stability", "difficulty"):
            error = abs(states[card][what] - expected[what])
            assert error <= 5e-6 or error / expected[what] < 1e-4, (card, what)


def test_one_log_of_pairs_gives_one_memory() -> None:
    assert replay_reviews([(DAY, 3), (DAY + 2, 3)]) == review(review(None, GOOD, DAY), GOOD, DAY + 2)
    with pytest.raises(ValueError, match="no reviews"):
        replay_reviews([])


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "object"),
        ({}, "`cards`"),
        ({"cards": []}, "`cards`"),
        ({"cards": {"7": {}}}, "card 7"),
        ({"cards": {"7": {"reviews": []}}}, "card 7"),
        ({"cards": {"7": {"reviews": [[1, 3], [2]]}}}, "card 7, row 2"),
        ({"cards": {"7": {"reviews": [[1, 3], [2, 5]]}}}, "card 7, row 2: rating"),
        ({"cards": {"7": {"reviews": [[1, True]]}}}, "card 7, row 1"),
        ({"cards": {"7": {"reviews": [[5, 3], [4, 3]]}}}, "card 7, row 2: study day 4"),
        ({"cards": {"7": {"reviews": [[0, 3]]}}}, "card 7, row 1: study day 0"),
        ({"cards": {"7": {"reviews": ["1,3"]}}}, "card 7, row 1"),
        ({"cards": {}, "parameters": "default"}, "`parameters`"),
        ({"cards": {}, "parameters": [1.0]}, "21 parameters"),
    ],
)
def test_a_file_of_the_wrong_shape_is_named_by_card_and_row(document: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        golden_states(document)
