"""The clock of a sitting: limits, windows, extra time, and what is odd."""

from datetime import timedelta

import pytest

from tests.core.make import AT
from webapp.core.sittings import GRACE, Oddity, Trace, Window, ends_at, extended, moved_end, oddities, over_at, takes_answer, widened

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


def test_a_window_opens_and_closes() -> None:
    window = Window(AT, AT + HOUR)
    assert window.is_before(AT - SECOND)
    assert not window.is_before(AT)
    assert not window.is_after(AT + HOUR - SECOND)
    assert window.is_after(AT + HOUR)
    assert not Window().is_before(AT)
    assert not Window().is_after(AT)


def test_extra_time_is_a_share_of_the_limit_and_moves_the_close() -> None:
    assert extended(HOUR, 25) == 75 * MINUTE
    assert extended(HOUR, 0) == HOUR
    assert extended(None, 25) is None
    assert widened(Window(AT, AT + HOUR), HOUR, 50) == Window(AT, AT + 90 * MINUTE)
    assert widened(Window(AT, AT + HOUR), None, 50) == Window(AT, AT + 90 * MINUTE), "without a limit, a share of the window"
    assert widened(Window(None, AT + HOUR), None, 50) == Window(None, AT + HOUR)
    assert widened(Window(), HOUR, 50) == Window()


@pytest.mark.parametrize(
    ("limit", "closes", "ends"),
    [(None, None, None), (HOUR, None, HOUR), (None, 2 * HOUR, 2 * HOUR), (HOUR, 2 * HOUR, HOUR), (HOUR, 30 * MINUTE, 30 * MINUTE)],
)
def test_a_sitting_ends_with_its_time_or_with_the_window(limit: timedelta | None, closes: timedelta | None, ends: timedelta | None) -> None:
    window = Window(None, AT + closes if closes else None)
    assert ends_at(AT, limit, window) == (AT + ends if ends else None)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [(60, 90, 90), (60, 30, 30), (60, -10, 0), (-20, 30, 30), (-20, -10, -20), (-10, -20, -10), (None, -10, 0), (60, None, None)],
)
def test_a_moved_end_does_not_rewrite_what_is_past(before: int | None, after: int | None, moved: int | None) -> None:
    ends = [None if minutes is None else AT + minutes * MINUTE for minutes in (before, after, moved)]
    assert moved_end(ends[0], ends[1], AT) == ends[2]


def test_a_sitting_is_over_by_its_taker_or_by_time() -> None:
    ends = AT + HOUR
    assert over_at(None, None, AT) is None
    assert over_at(None, ends, ends - SECOND) is None
    assert over_at(None, ends, ends) == ends
    assert over_at(AT, ends, ends) == AT
    assert over_at(ends + MINUTE, ends, ends + HOUR) == ends
    assert over_at(AT, None, AT) == AT


def test_an_answer_counts_until_shortly_after_the_end_but_not_after_submitting() -> None:
    ends = AT + HOUR
    assert takes_answer(None, None, AT)
    assert takes_answer(None, ends, ends + GRACE - SECOND)
    assert not takes_answer(None, ends, ends + GRACE)
    assert not takes_answer(AT, ends, AT)


def test_an_ordinary_answer_is_not_odd() -> None:
    assert oddities(Trace(AT, "a"), Trace(AT + MINUTE, "a", 50 * SECOND), AT, AT + HOUR) == []
    assert oddities(None, Trace(AT, "a"), AT, None) == []


@pytest.mark.parametrize(
    ("now", "oddity"),
    [
        (Trace(AT + MINUTE, "b"), Oddity.OTHER_DEVICE),
        (Trace(AT - MINUTE, "a"), Oddity.CLOCK_BACK),
        (Trace(AT + MINUTE, "a", 2 * HOUR), Oddity.COUNTED_TOO_MUCH),
        (Trace(AT + HOUR, "a"), Oddity.JUST_LATE),
    ],
)
def test_what_is_odd_is_found(now: Trace, oddity: Oddity) -> None:
    assert oddities(Trace(AT, "a"), now, AT - HOUR, AT + HOUR) == [oddity]
