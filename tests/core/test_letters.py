"""Local hours in every zone, and words of mails."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest

from webapp.core.letters import counted, local_date, local_hour, shielded, when

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC"]


@pytest.mark.parametrize("zone", ZONES)
def test_each_local_date_has_its_hour_of_seven_through_a_year(zone: str) -> None:
    at, dates = datetime(2026, 1, 1, tzinfo=UTC), set()
    while at < datetime(2027, 1, 1, tzinfo=UTC):
        here = local_hour(at, zone)
        if here.hour == 7:
            dates.add(here.day)
        at += timedelta(minutes=30)
    assert len(dates) in {365, 366}
    assert max(dates) - min(dates) == len(dates) - 1


def test_a_monday_is_a_monday() -> None:
    assert local_hour(datetime(2026, 3, 2, 9, tzinfo=UTC), "UTC").is_monday
    assert not local_hour(datetime(2026, 3, 2, 23, tzinfo=UTC), "Pacific/Auckland").is_monday
    assert "Europe/Berlin" in available_timezones()


def test_a_deadline_is_told_by_the_clock_of_the_class_and_of_the_reader() -> None:
    at = datetime(2026, 3, 12, 22, 59, tzinfo=UTC)
    assert when(at, "Europe/Berlin", "Europe/Vienna") == "Thursday 12 March, 23:59 (Berlin)"
    assert when(at, "Europe/Berlin", "Europe/Lisbon") == "Thursday 12 March, 23:59 (Berlin), that is Thursday 12 March, 22:59 where you are"
    assert when(at, "America/New_York", "Europe/Lisbon").startswith("Thursday 12 March, 18:59 (New York), that is")
    assert local_date(at, "Pacific/Auckland") == "13 March"


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [(3, 4, "fewer than 5 students, so no figures"), (0, 5, "none of 5"), (1, 20, "fewer than 5 of 20"), (5, 20, "5 of 20")],
)
def test_no_group_under_five_is_told(count: int, of: int, words: str) -> None:
    assert shielded(count, of) == words


def test_one_is_not_many() -> None:
    assert counted(1, "question", "questions") == "1 question"
    assert counted(0, "question", "questions") == "0 questions"
