"""The study day: rollover by the wall clock, through changes of clocks and travel."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.days import day_date, day_starts, is_zone, study_day

ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
]
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 366 * 24 * 60).map(lambda minutes: YEAR + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("wall", "zone", "day"),
    [
        ("2026-03-02 03:59", "Europe/Berlin", "2026-03-01"),
        ("2026-03-02 04:00", "Europe/Berlin", "2026-03-02"),
        ("2026-03-03 03:59", "Europe/Berlin", "2026-03-02"),
        # The clocks go forward at 02:00 and back at 03:00: the rollover stays at 04:00 by the clock on the wall.
        ("2026-03-29 03:30", "Europe/Berlin", "2026-03-28"),
        ("2026-03-29 04:00", "Europe/Berlin", "2026-03-29"),
        ("2026-10-25 03:59", "Europe/Berlin", "2026-10-24"),
        ("2026-10-25 04:00", "Europe/Berlin", "2026-10-25"),
        ("2026-03-02 23:30", "America/Los_Angeles", "2026-03-02"),
    ],
)
def test_the_day_turns_at_the_rollover_by_the_clock_on_the_wall(wall: str, zone: str, day: str) -> None:
    at = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    assert day_date(study_day(at, zone)).isoformat() == day


def test_nine_in_the_morning_and_five_to_nine_the_next_are_two_days() -> None:
    first = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert study_day(first + timedelta(hours=23, minutes=55), "Europe/Berlin") - study_day(first, "Europe/Berlin") == 1


def test_seventy_minutes_across_utc_midnight_are_one_day() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert study_day(late + timedelta(minutes=70), "America/Los_Angeles") == study_day(late, "America/Los_Angeles")


@given(MOMENTS, st.integers(0, 60 * 24), st.sampled_from(ZONES), st.integers(0, 23))
def test_the_study_day_never_goes_back_nor_skips(at: datetime, minutes: int, zone: str, rollover: int) -> None:
    step = study_day(at + timedelta(minutes=minutes), zone, rollover) - study_day(at, zone, rollover)
    assert step in (0, 1) or (step == 2 and minutes > 22 * 60)


@pytest.mark.parametrize("zone", ZONES)
def test_every_half_hour_of_a_year_is_in_the_day_of_the_one_before_or_the_next(zone: str) -> None:
    days = [study_day(YEAR + timedelta(minutes=30 * step), zone) for step in range(0, 366 * 48, 7)]
    assert {later - day for day, later in pairwise(days)} <= {0, 1}


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 23))
def test_a_moment_lies_between_the_starts_of_its_day_and_the_next(at: datetime, zone: str, rollover: int) -> None:
    day = study_day(at, zone, rollover)
    assert day_starts(day, zone, rollover) <= at < day_starts(day + 1, zone, rollover)


@pytest.mark.parametrize(
    ("day", "zone", "rollover", "start"),
    [
        ("2026-03-02", "Europe/Berlin", 4, "2026-03-02T03:00"),
        ("2026-07-02", "Europe/Berlin", 4, "2026-07-02T02:00"),
        # 02:00 does not exist on this day: the day begins when the clocks jump over it.
        ("2026-03-29", "Europe/Berlin", 2, "2026-03-29T01:00"),
        # 02:00 comes twice: the day begins with the first.
        ("2026-10-25", "Europe/Berlin", 2, "2026-10-25T00:00"),
        # Clocks jump from midnight to one o'clock.
        ("2026-03-08", "America/Havana", 0, "2026-03-08T05:00"),
        # Half an hour: 02:00 jumps to 02:30.
        ("2026-10-04", "Australia/Lord_Howe", 2, "2026-10-03T15:30"),
        # A whole day was skipped when Samoa moved across the date line.
        ("2011-12-30", "Pacific/Apia", 4, "2011-12-30T10:00"),
        ("2011-12-31", "Pacific/Apia", 4, "2011-12-30T14:00"),
    ],
)
def test_a_day_starts_at_the_first_moment_of_its_rollover(day: str, zone: str, rollover: int, start: str) -> None:
    expected = datetime.fromisoformat(start).replace(tzinfo=UTC)
    ordinal = datetime.fromisoformat(day).toordinal()
    assert day_starts(ordinal, zone, rollover) == expected
    assert study_day(expected, zone, rollover) == ordinal
    assert study_day(expected - timedelta(seconds=1), zone, rollover) == ordinal - 1


def test_a_day_that_has_begun_does_not_end_when_clocks_go_back_across_the_rollover() -> None:
    # Casey station put its clocks back by three hours at four o'clock on 2018-03-11.
    before = datetime(2018, 3, 10, 16, 30, tzinfo=UTC)
    days = [study_day(before + timedelta(minutes=10 * step), "Antarctica/Casey", 3) for step in range(20)]
    assert days == sorted(days)


@pytest.mark.parametrize("hour", [-1, 24])
def test_a_rollover_is_an_hour_of_the_day(hour: int) -> None:
    with pytest.raises(ValueError, match="0 to 23"):
        study_day(YEAR, "UTC", hour)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        study_day(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "/etc/localtime", "America", "x" * 300, "Europe/Berlin\0"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    assert not is_zone(name)
    with pytest.raises(ValueError, match="zone"):
        study_day(YEAR, name)


def test_known_zones_are_known() -> None:
    assert all(is_zone(zone) for zone in ZONES)
