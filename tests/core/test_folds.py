"""Totals equal a plain count of the log, whatever was answered and undone, and whether summed at once or answer by answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.make import AT, DAY
from webapp.core.folds import (
    FINENESS,
    INTERVALS,
    Entry,
    Facet,
    Key,
    Total,
    class_of,
    difference,
    outcomes,
    totals,
    totals_of_all,
    week_of,
)
from webapp.core.memory import Memory, retrievability

KEY = "scalenes/caution"


def answer(row_id: int, rating: int = 3, days: int = 0, **values: Any) -> Entry:
    at = AT + timedelta(days=days, minutes=row_id)
    given: dict[str, Any] = {"item_key": KEY, "study_day": DAY + days, "answered_at": at, "rating": rating, "elapsed_ms": 4000}
    return Entry(row_id, **(given | values))


def undo(row_id: int, undone: int, days: int = 0) -> Entry:
    return answer(row_id, days=days, rating=None, elapsed_ms=None, undo_of=undone)  # type: ignore[arg-type]


def test_a_first_answer_is_begun_and_tests_nothing() -> None:
    found = totals([answer(1)])
    assert found == {
        Key(Facet.DAY, "all", DAY): Total(answers=1, right=1, elapsed_ms=4000, begun=1, begun_right=1),
        Key(Facet.KIND, "caution", week_of(DAY)): Total(answers=1, right=1, elapsed_ms=4000, begun=1, begun_right=1),
        Key(Facet.SUBJECT, "scalenes", week_of(DAY)): Total(answers=1, right=1, elapsed_ms=4000, begun=1, begun_right=1),
    }


def test_the_first_answer_of_a_later_day_is_held_against_what_the_model_expected() -> None:
    found = totals([answer(1), answer(2, rating=1, days=5, stability_before=2.3, miss="missed-must")])
    recall = retrievability(Memory(2.3, 5.0, DAY), DAY + 5)
    assert recall is not None
    expected = round(recall * FINENESS)
    total = Total(answers=1, elapsed_ms=4000, missed_musts=1, tested=1, predicted=expected, squared_error=expected**2)
    assert found[Key(Facet.DAY, "all", DAY + 5)] == total
    assert found[Key(Facet.INTERVAL, "4", week_of(DAY + 5))] == total
    assert found[Key(Facet.PREDICTED, str(class_of(expected / 100, (0, 50, 60, 70, 80, 85, 90, 95))), week_of(DAY + 5))] == total


def test_another_answer_of_the_same_day_counts_but_tests_nothing() -> None:
    found = totals([answer(1, rating=1), answer(2, stability_before=0.2), answer(3, stability_before=0.3)])
    assert found[Key(Facet.DAY, "all", DAY)] == Total(answers=3, right=2, elapsed_ms=12000, begun=1)
    assert not [key for key in found if key.facet in (Facet.INTERVAL, Facet.PREDICTED)]


def test_what_was_undone_leaves_no_trace() -> None:
    rows = [answer(1), answer(2, rating=1, days=2, stability_before=2.0), undo(3, 2, days=2)]
    assert totals(rows) == totals(rows[:1])


def test_a_day_that_steps_back_counts_as_the_same_day() -> None:
    waits = [each.waited_days for each in outcomes([answer(1), answer(2, days=1, study_day=DAY - 1), answer(3, days=2, study_day=DAY + 1)])]
    assert waits == [None, 0, 1]


def test_a_long_answer_counts_as_a_minute_and_one_without_a_time_as_none() -> None:
    found = totals([answer(1, elapsed_ms=3_600_000), answer(2, elapsed_ms=None)])
    assert found[Key(Facet.DAY, "all", DAY)].elapsed_ms == 60_000


@pytest.mark.parametrize(("miss", "field"), [("hazard", "hazards"), ("missed-must", "missed_musts")])
def test_misses_that_can_hurt_are_counted_apart(miss: str, field: str) -> None:
    total = totals([answer(1, rating=1, miss=miss), answer(2, rating=1, miss="neighbour")])[Key(Facet.DAY, "all", DAY)]
    assert (getattr(total, field), total.hazards + total.missed_musts) == (1, 1)


@pytest.mark.parametrize(("days", "bound"), [(1, 1), (2, 2), (3, 2), (4, 4), (30, 15), (31, 31), (4000, 181)])
def test_an_interval_falls_in_the_class_that_begins_at_or_below_it(days: int, bound: int) -> None:
    assert class_of(days, INTERVALS) == bound


@pytest.mark.parametrize("ahead", range(7))
def test_a_week_begins_on_monday(ahead: int) -> None:
    assert week_of(DAY + ahead) == DAY


@st.composite
def logs(draw: st.DrawFn) -> list[list[Entry]]:
    """Logs of a few items: answers on rising days, some undone right away."""
    made = []
    row_id = 0
    for key in draw(st.lists(st.sampled_from(["a/locate", "a/caution", "b/locate", "rule/scenario"]), unique=True, min_size=1)):
        log: list[Entry] = []
        day = 0
        for step, rating, undone, stability in draw(
            st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4), st.booleans(), st.floats(0.1, 200)), max_size=8)
        ):
            row_id += 1
            day += step
            miss = draw(st.sampled_from([None, "hazard", "missed-must", "neighbour"])) if rating == 1 else None
            log.append(answer(row_id, rating, day, item_key=key, miss=miss, stability_before=stability if log else None))
            if undone:
                row_id += 1
                log.append(replace(undo(row_id, row_id - 1, day), item_key=key))
        made.append(log)
    return made


def plainly(log: Sequence[Entry]) -> list[tuple[Entry, int | None]]:
    """Answers that stand with the days waited, found the slow way."""
    standing = [row for row in log if row.undo_of is None and not any(other.undo_of == row.id for other in log)]
    return [(row, row.study_day - standing[number - 1].study_day if number else None) for number, row in enumerate(standing)]


@settings(max_examples=60, deadline=None)
@given(logs())
def test_every_total_is_what_a_plain_count_of_the_log_gives(made: list[list[Entry]]) -> None:
    found = totals_of_all(made)
    rows = [pair for log in made for pair in plainly(log)]
    kinds = {key: total for key, total in found.items() if key.facet == Facet.KIND}
    assert sum(total.answers for total in kinds.values()) == len(rows)
    days = {key: total for key, total in found.items() if key.facet == Facet.DAY}
    assert {key.from_day: total.answers for key, total in days.items()} == Counter(row.study_day for row, _ in rows)
    for (facet, kind, day), total in (kinds | days).items():
        span = 1 if facet == Facet.DAY else 7
        rows_then = [(row, waited) for row, waited in rows if day <= row.study_day < day + span]
        mine = [(row, waited) for row, waited in rows_then if facet == Facet.DAY or row.item_key.endswith(f"/{kind}")]
        tested = [row for row, waited in mine if waited and row.stability_before is not None]
        assert total.answers == len(mine)
        assert total.right == sum(row.rating != 1 for row, _ in mine)
        assert total.hazards == sum(row.miss == "hazard" for row, _ in mine)
        assert total.begun == sum(waited is None for _, waited in mine)
        assert (total.tested, total.remembered) == (len(tested), sum(row.rating != 1 for row in tested))
    for facet in (Facet.INTERVAL, Facet.PREDICTED):
        tests = sum(total.tested for key, total in found.items() if key.facet == facet)
        assert tests == sum(bool(waited) and row.stability_before is not None for row, waited in rows)


@settings(max_examples=60, deadline=None)
@given(logs())
def test_adding_each_row_s_difference_gives_the_totals_of_the_whole_log(made: list[list[Entry]]) -> None:
    kept: dict[Key, Total] = {}
    for log in made:
        for count in range(len(log)):
            for key, change in difference(totals(log[: count + 1]), totals(log[:count])).items():
                kept[key] = kept.get(key, Total()).plus(change)
    assert {key: total for key, total in kept.items() if total != Total()} == totals_of_all(made)
