"""Due days at the edges of time zones: skipped and doubled midnights, the date line, hours that no clock shows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.assigning import Progress, due_moment, due_words, local_moment, wanted_items

ZONES = [
    "UTC", "Europe/Berlin", "America/Los_Angeles", "America/St_Johns", "America/Havana", "America/Santiago", "Africa/Cairo",
    "Asia/Beirut", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Pago_Pago",
]  # fmt: skip
DAYS = st.integers(0, 730).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@given(DAYS, st.sampled_from(ZONES))
def test_the_last_minute_before_it_is_due_is_on_the_due_day(day: date, zone: str) -> None:
    due = due_moment(day, zone)
    there = ZoneInfo(zone)
    assert (due - timedelta(minutes=1)).astimezone(there).date() == day
    assert due.astimezone(there).date() == day + timedelta(days=1)
    assert due.tzinfo is UTC


@given(DAYS, st.sampled_from(ZONES))
def test_one_due_day_begins_where_the_one_before_ends(day: date, zone: str) -> None:
    assert local_moment(day + timedelta(days=1), time(), zone) == due_moment(day, zone)
    assert timedelta(hours=22) < due_moment(day + timedelta(days=1), zone) - due_moment(day, zone) < timedelta(hours=26)


@given(DAYS, CLOCKS, st.sampled_from(ZONES))
def test_an_hour_is_shown_as_it_was_set_unless_clocks_skip_it(day: date, clock: time, zone: str) -> None:
    moment = local_moment(day, clock, zone)
    shown = moment.astimezone(ZoneInfo(zone))
    assert moment.utcoffset() == timedelta()
    if (shown.date(), shown.time()) != (day, clock):
        skipped = datetime.combine(day, clock)
        assert skipped.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != skipped
        assert timedelta() < shown.replace(tzinfo=None) - skipped <= timedelta(hours=1)


@given(DAYS, st.sampled_from(ZONES))
def test_what_is_due_on_a_day_is_told_as_due_on_that_day(day: date, zone: str) -> None:
    due = due_moment(day, zone)
    for before in (timedelta(hours=1), timedelta(days=3), timedelta(days=40)):
        words = due_words(due, zone, zone, due - before)
        assert " 23:59 (" in words, words
    assert due_words(due, zone, zone, due - timedelta(hours=1)).startswith("today 23:59")
    assert f"{day.day} {day:%b} " in due_words(due, zone, zone, due - timedelta(days=40))


@pytest.mark.parametrize(
    ("day", "zone", "utc"),
    [
        # Clocks jump from midnight to one: the day before ends as it jumps.
        (date(2026, 4, 23), "Africa/Cairo", "2026-04-23T22:00"),
        (date(2026, 3, 28), "Asia/Beirut", "2026-03-28T22:00"),
        (date(2026, 3, 7), "America/Havana", "2026-03-08T05:00"),
        # Midnight comes twice: the day before ends with the first.
        (date(2026, 10, 31), "America/Havana", "2026-11-01T04:00"),
        (date(2026, 3, 2), "Pacific/Kiritimati", "2026-03-02T10:00"),
        (date(2026, 3, 2), "Pacific/Pago_Pago", "2026-03-03T11:00"),
        (date(2026, 12, 31), "Asia/Kathmandu", "2026-12-31T18:15"),
        (date(2028, 2, 29), "UTC", "2028-03-01T00:00"),
    ],
)
def test_a_due_day_ends_at_its_midnight_wherever_that_is(day: date, zone: str, utc: str) -> None:
    assert due_moment(day, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "zone"),
    [(date(2026, 4, 23), "Africa/Cairo"), (date(2026, 3, 28), "Asia/Beirut"), (date(2026, 3, 7), "America/Havana")],
)
def test_where_midnight_is_skipped_the_due_day_is_told_all_the_same(day: date, zone: str) -> None:
    due = due_moment(day, zone)
    assert due_words(due, zone, zone, due - timedelta(hours=1)).startswith("today 23:59 (")
    assert due_words(due, zone, "UTC", due - timedelta(days=2)).startswith(f"{day:%A} 23:59 (")


@pytest.mark.parametrize("clock", [time(0, 1), time(0, 30), time(1, 0)])
def test_an_early_hour_of_a_test_is_told_as_it_is(clock: time) -> None:
    due = local_moment(date(2026, 3, 5), clock, "Europe/Berlin")
    assert due_words(due, "Europe/Berlin", "Europe/Berlin", MONDAY) == f"Thursday {clock:%H:%M} (Berlin)"


@pytest.mark.parametrize(
    ("day", "clock", "zone", "utc"),
    [
        # 02:30 is skipped; 02:30 comes twice, and the first counts.
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:30"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30"),
        (date(2026, 10, 25), time(3, 0), "Europe/Berlin", "2026-10-25T02:00"),
        (date(2026, 3, 8), time(0, 0), "America/Havana", "2026-03-08T05:00"),
        (date(2026, 3, 2), time(23, 59), "Pacific/Chatham", "2026-03-02T10:14"),
    ],
)
def test_hours_of_tests_on_days_on_which_clocks_change(day: date, clock: time, zone: str, utc: str) -> None:
    assert local_moment(day, clock, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "own", "words"),
    [
        ("Europe/Berlin", "Pacific/Kiritimati", "Thursday 23:59 (Berlin), Friday 12:59 (Kiritimati)"),
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Thursday 23:59 (Kiritimati), Wednesday 22:59 (Pago Pago)"),
        ("Asia/Kathmandu", "Asia/Kolkata", "Thursday 23:59 (Kathmandu), 23:44 (Kolkata)"),
        ("America/Argentina/Buenos_Aires", "America/Sao_Paulo", "Thursday 23:59 (Buenos Aires)"),
    ],
)
def test_readers_far_away_are_told_their_own_day(zone: str, own: str, words: str) -> None:
    assert due_words(due_moment(date(2026, 3, 5), zone), zone, own, MONDAY) == words


def test_today_is_told_by_each_clock() -> None:
    due = due_moment(date(2026, 3, 2), "America/Los_Angeles")
    assert due_words(due, "America/Los_Angeles", "Europe/Berlin", MONDAY) == "today 23:59 (Los Angeles), Tuesday 08:59 (Berlin)"


@given(st.integers(1, 2000), st.integers(1, 100))
def test_a_share_is_never_more_than_all_and_never_less_than_asked(total: int, percent: int) -> None:
    wanted = wanted_items(total, percent)
    assert 1 <= wanted <= total
    assert wanted * 100 >= total * percent > (wanted - 1) * 100


@given(st.integers(0, 50), st.integers(0, 20), st.integers(0, 1000))
def test_points_grow_with_what_is_done_and_never_beyond_all(done: int, wanted: int, of: int) -> None:
    points = Progress(done, wanted).points(of)
    assert 0 <= points <= of
    assert points <= Progress(done + 1, wanted).points(of)
    if wanted and done >= wanted:
        assert points == of
        assert Progress(done, wanted).is_met
