"""What a test says: scores, groups, order, and how right the memory model was."""

from typing import Any

import pytest

from webapp.core.scoring import Outcome, Sureness, by, by_sureness, calibration, missed, tally, worst_first


def outcome(number: int, *, right: bool = True, **values: Any) -> Outcome:
    given: dict[str, Any] = {
        "item_key": f"m{number}/locate",
        "kind": "locate",
        "region": "neck",
        "evidence": "B",
        "answered": True,
        "correct": right,
        "score": float(right),
    }
    return Outcome(number, **(given | values))


def test_a_tally_counts_open_questions_as_wrong_and_half_right_ones_in_the_mean() -> None:
    found = tally([outcome(1), outcome(2, score=0.5), outcome(3, right=False), outcome(4, right=False, answered=False)])
    assert (found.n, found.right, found.share, found.mean_score) == (4, 2, 0.5, 0.375)
    assert found.interval.low == pytest.approx(0.15, abs=0.005)
    assert found.interval.high == pytest.approx(0.85, abs=0.005)


def test_of_nothing_nothing_is_told() -> None:
    assert (tally([]).share, tally([]).mean_score, tally([]).interval) == (0.0, 0.0, (0.0, 1.0))


def test_groups_add_up() -> None:
    rows = [outcome(1), outcome(2, region="thigh"), outcome(3, right=False), outcome(4, region="thigh", right=False)]
    groups = by(rows, lambda row: row.region)
    assert {name: (each.right, each.n) for name, each in groups.items()} == {"neck": (1, 2), "thigh": (1, 2)}


def test_sureness_is_told_surest_first_and_apart_from_silence() -> None:
    rows = [
        outcome(1, answered=False, right=False),
        outcome(2),
        outcome(3, sureness=Sureness.GUESS),
        outcome(4, sureness=Sureness.SURE, right=False),
        outcome(5, sureness=Sureness.THINK),
    ]
    assert list(by_sureness(rows)) == ["sure", "think so", "guess", "not said", "not answered"]
    assert by_sureness(rows)["sure"].right == 0


def test_what_was_sure_and_wrong_comes_first_and_safety_before_all() -> None:
    sure, think, guess = Sureness.SURE, Sureness.THINK, Sureness.GUESS
    rows = [
        outcome(1, sureness=sure),
        outcome(2, sureness=guess),
        outcome(3, right=False, answered=False),
        outcome(4, right=False, sureness=guess),
        outcome(5, right=False, sureness=sure),
        outcome(6, right=False, sureness=sure, safety=True),
        outcome(7, right=False, sureness=think),
        outcome(8, right=False, sureness=think, safety=True),
    ]
    assert [row.number for row in worst_first(rows)] == [6, 5, 8, 7, 4, 3, 2, 1]
    assert [row.number for row in missed(rows)] == [6, 5, 8, 7, 4, 3]
    assert [row.number for row in rows if row.sure_and_wrong] == [5, 6]


def test_calibration_compares_what_was_expected_with_what_came() -> None:
    rows = [outcome(1, predicted=0.9), outcome(2, predicted=0.5, right=False), outcome(3)]
    found = calibration(rows)
    assert found
    assert (found.n, found.right, found.expected) == (2, 1, pytest.approx(1.4))
    assert found.brier == pytest.approx((0.1**2 + 0.5**2) / 2)
    assert found.verdict == "as expected"


def test_without_a_prediction_there_is_nothing_to_compare() -> None:
    assert calibration([outcome(1)]) is None


@pytest.mark.parametrize(("recall", "right", "verdict"), [(0.95, 10, "fewer"), (0.95, 19, "as expected"), (0.3, 18, "more")])
def test_a_model_is_called_wrong_only_where_chance_cannot_be(recall: float, right: int, verdict: str) -> None:
    found = calibration([outcome(number, right=number <= right, predicted=recall) for number in range(1, 21)])
    assert found
    assert found.verdict == verdict
