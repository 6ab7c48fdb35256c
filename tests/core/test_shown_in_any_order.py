"""Folds of the log do not depend on the order in which rows are read, and mistakes are what was given, cut to what a table holds."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from webapp.core.item_analysis import Moments, discrimination, discrimination_bounds, moments
from webapp.core.shown import GIVEN_LENGTH, NO_DAY, DaySums, LogLine, Shown, add_days, day_changes, fold, mistakes_of

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = "scalenes/locate"


def line(number: int, **values: Any) -> LogLine:
    given: dict[str, Any] = {"purpose": "practice", "rating": 1, "correct": False, "miss": "wrong", "elapsed_ms": 4000}
    day = number // 3
    return LogLine(number, KEY, AT.toordinal() + day, AT + timedelta(days=day, minutes=number), **(given | values))


def log_of(chance: Random) -> list[LogLine]:
    rows: list[LogLine] = []
    for number in range(1, 25):
        if rows and chance.random() < 0.2:
            undone = chance.choice(rows)
            rows.append(LogLine(number, KEY, undone.study_day, AT + timedelta(days=9, minutes=number), "practice", undo_of=undone.id))
            continue
        right = chance.random() < 0.5
        purpose = chance.choice(["practice", "practice", "private", "imported"])
        rows.append(line(number, correct=right, rating=3 if right else 1, miss=None if right else "hazard", purpose=purpose))
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_reading_does_not_matter_and_a_row_at_a_time_comes_to_the_same(seed: int) -> None:
    chance = Random(seed)
    log = log_of(chance)
    mixed, whole = log[:], fold(log)
    chance.shuffle(mixed)
    assert fold(mixed) == whole
    days: dict[int, DaySums] = {}
    for number in range(1, len(log) + 1):
        changes = day_changes(fold(log[:number]).days, fold(log[: number - 1]).days)
        days = {day: sums for day, sums in add_days([*days.items(), *changes.items()]).items() if sums != NO_DAY}
    assert days == whole.days
    assert whole.item is None or whole.item.answers == sum(each.answers for each in days.values())


def test_taking_back_what_was_taken_back_gives_nothing_again() -> None:
    log = [line(1), LogLine(2, KEY, 1, AT + timedelta(hours=1), "practice", undo_of=1)]
    assert fold([*log, LogLine(3, KEY, 1, AT + timedelta(hours=2), "practice", undo_of=2)]) == Shown()


@pytest.mark.parametrize(
    ("values", "given"),
    [
        ({"correct": True, "raw_answer": {"ids": ["ear"]}}, []), ({"raw_answer": {"type": "marked", "ids": []}}, ["wrong"]),
        ({"raw_answer": {"ids": ["ear", 7]}, "hit": "masseter"}, ["ear", "7"]), ({"raw_answer": None, "miss": None}, ["wrong"]),
        ({"hit": "scalenes", "miss": "near"}, ["near"]), ({"hit": "masseter", "raw_answer": {"option": "temporalis"}}, ["temporalis"]),
        ({"raw_answer": {"option": "x" * 300}}, ["x" * GIVEN_LENGTH]), ({"raw_answer": {"ids": ["y" * 300]}}, ["y" * GIVEN_LENGTH]),
        ({"raw_answer": {"type": "typed", "text": "what I typed is mine"}, "miss": "blank"}, ["blank"]),
    ],
)  # fmt: skip
def test_what_was_given_instead(values: dict[str, Any], given: list[str]) -> None:
    assert list(mistakes_of(line(1, **values))) == given


@pytest.mark.parametrize(("elapsed", "wanted"), [(None, 0), (0, 0), (59_999, 59_999), (10**9, 60_000)])
def test_long_pauses_are_cut(elapsed: int | None, wanted: int) -> None:
    item = fold([line(1, elapsed_ms=elapsed)]).item
    assert item is not None
    assert item.elapsed_ms == wanted


def test_a_correlation_never_leaves_its_range_and_says_nothing_without_spread() -> None:
    chance = Random(5)
    for _ in range(200):
        pairs = [(float(chance.random() < 0.5), round(chance.random(), 2)) for _ in range(chance.randrange(0, 12))]
        found = discrimination(moments(pairs))
        assert found is None or -1 <= found <= 1
        bounds = discrimination_bounds(found, len(pairs)) if found is not None else None
        assert bounds is None or (found is not None and -1 <= bounds.low <= found <= bounds.high <= 1)
    assert discrimination(Moments(0, 0, 0, 0, 0, 0)) is None
    assert discrimination(moments([(1.0, 0.1 * number) for number in range(9)])) is None
