"""When something is due, in whose words, and what it is worth."""

from datetime import UTC, date, datetime, time

import pytest

from webapp.core.assigning import Progress, days_per_stability, due_moment, due_words, local_moment, questions_of, wanted_items
from webapp.core.memory import Memory, retrievability

BERLIN, LISBON, TOKYO = "Europe/Berlin", "Europe/Lisbon", "Asia/Tokyo"
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
THURSDAY = date(2026, 3, 5)


def test_what_is_due_on_thursday_is_not_overdue_on_thursday() -> None:
    due = due_moment(THURSDAY, BERLIN)
    assert due == datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    assert datetime(2026, 3, 5, 22, 59, 59, tzinfo=UTC) < due


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)],
)
def test_a_due_day_is_as_long_as_clocks_make_it(day: date, hours: int) -> None:
    assert (due_moment(day, BERLIN) - local_moment(day, time(), BERLIN)).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (BERLIN, "Thursday 23:59 (Berlin)"),
        (LISBON, "Thursday 23:59 (Berlin), 22:59 (Lisbon)"),
        (TOKYO, "Thursday 23:59 (Berlin), Friday 07:59 (Tokyo)"),
        ("Europe/Paris", "Thursday 23:59 (Berlin)"),
    ],
)
def test_it_is_told_by_the_clocks_of_the_class_and_of_the_reader(own: str, words: str) -> None:
    assert due_words(due_moment(THURSDAY, BERLIN), BERLIN, own, MONDAY) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 3, 2), "today 23:59 (Berlin)"),
        (date(2026, 3, 8), "Sunday 23:59 (Berlin)"),
        (date(2026, 3, 9), "Mon 9 Mar 23:59 (Berlin)"),
        (date(2026, 2, 27), "Fri 27 Feb 23:59 (Berlin)"),
        (date(2027, 1, 4), "Mon 4 Jan 2027 23:59 (Berlin)"),
    ],
)
def test_near_days_are_weekdays_and_others_are_dates(due: date, words: str) -> None:
    assert due_words(due_moment(due, BERLIN), BERLIN, BERLIN, MONDAY) == words


def test_an_hour_of_its_own_is_told_as_it_is() -> None:
    assert due_words(local_moment(THURSDAY, time(12, 30), BERLIN), BERLIN, LISBON, MONDAY) == "Thursday 12:30 (Berlin), 11:30 (Lisbon)"


def test_both_ways_of_asking_are_one_question() -> None:
    keys = ("scalenes/locate", "scalenes/locate-words", "scalenes/name", "scalenes/caution")
    assert questions_of(keys) == {"scalenes/locate", "scalenes/name", "scalenes/caution"}
    assert questions_of(keys, in_words=True) == {"scalenes/locate", "scalenes/caution"}


@pytest.mark.parametrize(("total", "percent", "wanted"), [(300, 80, 240), (7, 50, 4), (1, 1, 1), (0, 80, 1), (11, 100, 11)])
def test_a_share_of_items_is_rounded_up(total: int, percent: int, wanted: int) -> None:
    assert wanted_items(total, percent) == wanted


def test_more_than_wanted_is_worth_no_more() -> None:
    assert Progress(7, 5).points(10) == 10
    assert Progress(3, 5).points(10) == 6
    assert Progress(1, 3).points(10) == 3.3
    assert Progress(0, 0).points(10) == 0
    assert not Progress(5, 5, taken=False).is_met


@pytest.mark.parametrize("percent", [70, 80, 90, 95])
def test_days_of_stability_are_where_recall_has_faded_so_far(percent: int) -> None:
    memory = Memory(1000.0, 5.0, 0)
    day = round(1000 * days_per_stability(percent))
    found = retrievability(memory, day)
    assert found is not None
    assert abs(found - percent / 100) < 0.001
