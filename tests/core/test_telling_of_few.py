"""What mails say of few, dates of mails at midnight, and reasons why somebody may need help, at their limits."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from webapp.core.class_sums import NONE_MET, Recent, Sums, add_up, share
from webapp.core.letters import LocalHour, local_date, local_hour, shielded, when
from webapp.core.outlook import Outlook, class_outlook, outlook
from webapp.core.risks import Signs, risk_of
from webapp.core.shown import FEWEST


@pytest.mark.parametrize("of", range(30))
def test_no_group_under_five_can_be_worked_out_from_what_is_told(of: int) -> None:
    told: dict[str, list[int]] = {}
    for count in range(of + 1):
        told.setdefault(shielded(count, of), []).append(count)
    for words, counts in told.items():
        if len(counts) == 1:
            assert counts[0] == 0 or counts[0] >= FEWEST, words
            assert of - counts[0] == 0 or of - counts[0] >= FEWEST, f"{words}: it tells of the others too"


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (19, 20, "more than 15 of 20"),
        (16, 20, "more than 15 of 20"),
        (15, 20, "15 of 20"),
        (5, 6, "some of 6"),
        (1, 9, "some of 9"),
        (5, 10, "5 of 10"),
        (20, 20, "20 of 20"),
    ],
)
def test_who_is_not_among_many_is_not_singled_out_either(count: int, of: int, words: str) -> None:
    assert shielded(count, of) == words


@pytest.mark.parametrize(
    ("at", "zone", "day", "hour", "date"),
    [
        (datetime(2026, 3, 28, 21, 59, tzinfo=UTC), "Asia/Beirut", 28, 23, "28 March"),
        (datetime(2026, 3, 28, 22, 0, tzinfo=UTC), "Asia/Beirut", 29, 1, "29 March"),  # there is no midnight that night
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), "Pacific/Kiritimati", 2, 0, "2 March"),
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), "Pacific/Pago_Pago", 28, 23, "28 February"),
        (datetime(2026, 3, 1, 18, 15, tzinfo=UTC), "Asia/Kathmandu", 2, 0, "2 March"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", 25, 2, "25 October"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", 25, 2, "25 October"),  # the hour that comes twice
    ],
)
def test_hours_and_dates_about_midnight_and_changes_of_clocks(at: datetime, zone: str, day: int, hour: int, date: str) -> None:
    here = local_hour(at, zone)
    assert (datetime.fromordinal(here.day).day, here.hour, local_date(at, zone)) == (day, hour, date)


def test_one_day_of_seven_is_a_monday() -> None:
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    days = [local_hour(monday + timedelta(days=number), "UTC") for number in range(14)]
    assert [number for number, each in enumerate(days) if each.is_monday] == [0, 7]
    assert LocalHour(monday.toordinal(), 23).is_monday


def test_a_deadline_is_said_once_where_clocks_agree_on_that_day_alone() -> None:
    summer, winter = datetime(2026, 7, 1, 21, 59, tzinfo=UTC), datetime(2026, 3, 20, 22, 59, tzinfo=UTC)
    assert "where you are" not in when(summer, "Europe/Berlin", "Africa/Johannesburg")
    assert when(winter, "Europe/Berlin", "Africa/Johannesburg").endswith("that is Saturday 21 March, 00:59 where you are")


@pytest.mark.parametrize(
    ("signs", "reasons"),
    [
        (Signs(2), ()), (Signs(3), ("3 days without practice",)),
        (Signs(0, unseen=0.29, days_left=1), ()), (Signs(0, unseen=0.3, days_left=1), ("30 % of the deck unseen, 1 day left",)),
        (Signs(0, unseen=1.0, days_left=7), ("100 % of the deck unseen, 7 days left",)), (Signs(0, unseen=1.0, days_left=8), ()),
        (Signs(0, unseen=1.0, days_left=-1), ()), (Signs(0, unseen=1.0), ()),
        (Signs(0, recall=0.7, met=10), ()), (Signs(0, recall=0.6, met=9), ()),
        (Signs(0, recall=0.6, met=10), ("will remember 60 % of 10 questions met",)),
        (Signs(0, safety=0.85, safety_met=10), ()), (Signs(0, safety=0.5, safety_met=9), ()),
        (Signs(0, safety=0.5, safety_met=10), ("will remember 50 % of 10 safety questions",)),
    ],
)  # fmt: skip
def test_reasons_begin_where_they_say(signs: Signs, reasons: tuple[str, ...]) -> None:
    found = risk_of(signs)
    assert (found.reasons if found else ()) == reasons


def test_the_more_reasons_and_the_graver_the_heavier() -> None:
    def weight(**values: object) -> float:
        found = risk_of(Signs(**({"quiet_days": 4} | values)))  # type: ignore[arg-type]
        return found.weight if found else 0.0

    assert weight(quiet_days=None) >= weight(quiet_days=400) > weight(quiet_days=8) > weight() > 0
    assert weight(unseen=0.9, days_left=1) > weight(unseen=0.9, days_left=6) > weight(unseen=0.4, days_left=6) > weight()
    assert weight(safety=0.5, safety_met=20) > weight(recall=0.5, met=20) > weight(), "what is about safety weighs more"


def test_nothing_adds_up_to_nothing_and_has_no_shares() -> None:
    assert add_up([]) == add_up([NONE_MET, NONE_MET]) == NONE_MET
    assert (share(0, 0), share(1, 4)) == (None, 0.25)
    none = (NONE_MET.mean_recall, NONE_MET.mean_later, NONE_MET.mean_safety, NONE_MET.mean_safety_later, NONE_MET.accuracy)
    assert none == (None,) * 5
    some = Sums(seen=4, recall=2.0, later=1.0, safety_seen=2, safety_recall=1.0, safety_later=0.5, answers=8, right=6)
    assert (some.mean_recall, some.mean_later, some.mean_safety, some.mean_safety_later, some.accuracy) == (0.5, 0.25, 0.5, 0.25, 0.75)


@pytest.mark.parametrize("unmet", [None, 0, 3, 500])
@pytest.mark.parametrize("started", [0, 5, 60])
def test_more_practice_never_forecasts_less_and_nobody_remembers_more_than_was_met(started: int, unmet: float | None) -> None:
    known = Sums(seen=30, recall=24.0, later=12.0, safety_seen=6, safety_recall=5.0, safety_later=2.0, started=started)
    found = [outlook(known, Recent(answers=answers), 21, unmet) for answers in (0, 10, 40, 200, 5000)]
    assert all(one.remembered <= two.remembered and one.met == two.met for one, two in pairwise(found))
    assert all(0 <= each.remembered <= each.met and 0 <= each.safety_remembered <= each.safety_met for each in found)
    assert found[0].met == 30 + (started / 14 * 21 if unmet is None else min(unmet, started / 14 * 21))


def test_on_the_day_itself_and_for_who_has_met_nothing() -> None:
    today = Sums(seen=10, recall=8.0, later=8.0)
    assert outlook(today, Recent(answers=99), 0) == Outlook(10, 8.0, students=1)
    nobody = outlook(NONE_MET, Recent(), 30)
    assert (nobody.recall, nobody.safety_recall, nobody.students, class_outlook([nobody]).recall) == (None, None, 0, None)
