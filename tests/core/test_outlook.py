"""The forecast of a class, under its named assumption, and why students may need help."""

import pytest

from webapp.core.class_sums import Recent, Sums, add_up
from webapp.core.outlook import class_outlook, outlook
from webapp.core.risks import Signs, risk_of

KNOWN = Sums(seen=20, safety_seen=4, recall=18.0, safety_recall=4.0, later=12.0, safety_later=2.0)


def test_without_practice_it_fades_by_the_curve() -> None:
    found = outlook(KNOWN, Recent(), 21)
    assert (found.met, found.recall, found.safety_recall) == (20, 0.6, 0.5)


def test_with_enough_practice_it_stays_as_it_is() -> None:
    found = outlook(KNOWN, Recent(days=14, answers=28), 21)
    assert (found.recall, found.safety_recall) == (0.9, 1.0)


def test_with_some_practice_that_share_is_kept() -> None:
    assert outlook(KNOWN, Recent(answers=7), 20).recall == pytest.approx((12 + 0.5 * 6) / 20)


def test_new_items_take_their_part_of_the_practice_and_end_with_the_deck() -> None:
    lately = Recent(answers=14)
    found = outlook(KNOWN._replace(started=7), lately, 20)
    assert found.met == 30
    assert found.remembered == pytest.approx(12 + 0.5 * 6 + 10 * 0.9)
    assert outlook(KNOWN._replace(started=7), lately, 20, unmet=4).met == 24


def test_it_never_promises_more_than_today_nor_less_than_nothing_done() -> None:
    for answers in (0, 1, 50, 5000):
        found = outlook(KNOWN, Recent(answers=answers), 30)
        assert 0.6 <= (found.recall or 0) <= 0.9


def test_a_class_counts_each_item_of_each_student_once() -> None:
    both = class_outlook(
        [outlook(KNOWN, Recent(), 21), outlook(Sums(seen=60, recall=60.0, later=60.0), Recent(), 21), outlook(Sums(), Recent(), 21)]
    )
    assert both.recall == pytest.approx(72 / 80)
    assert (both.safety_recall, both.students) == (0.5, 2)
    assert class_outlook([]).recall is None


def test_sums_add_up_and_the_last_day_is_the_latest() -> None:
    assert add_up([Sums(seen=2, recall=1.5, last_day=7), Sums(seen=1, recall=0.5, last_day=5)]) == Sums(seen=3, recall=2.0, last_day=7)


def test_reasons_are_words() -> None:
    found = risk_of(Signs(quiet_days=3, unseen=0.4, days_left=6))
    assert found is not None
    assert found.reasons == ("3 days without practice", "40 % of the deck unseen, 6 days left")
    assert risk_of(Signs(quiet_days=None)) == risk_of(Signs(quiet_days=None))
    reasons = [
        risk_of(Signs(quiet_days=None)),
        risk_of(Signs(quiet_days=0, recall=0.61, met=40)),
        risk_of(Signs(quiet_days=0, unseen=0.5, days_left=0)),
    ]
    assert [each.reasons[0] for each in reasons if each] == [
        "has not practised yet", "will remember 61 % of 40 questions met", "50 % of the deck unseen, due today",
    ]  # fmt: skip


def test_who_goes_on_well_is_not_listed() -> None:
    assert risk_of(Signs(quiet_days=2, unseen=0.2, days_left=6, recall=0.8, met=50, safety=0.9, safety_met=20)) is None
    assert risk_of(Signs(quiet_days=0, recall=0.1, met=3, safety=0.1, safety_met=2)) is None, "too few to say anything"
