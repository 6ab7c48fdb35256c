"""Every number of the progress page equals a plain recomputation from the log."""

from collections import Counter
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.people import STRANGER
from tests.practice import make
from tests.progress import plainly
from tests.progress.conftest import TODAY
from tests.progress.history import live
from webapp.core.folds import INTERVALS
from webapp.library.shelf import Shelf
from webapp.practice.models import Card, Suspension
from webapp.practice.totals import find_wrong_totals
from webapp.progress.measured import kind_words
from webapp.progress.overview import CURVE_WEEKS, EVER, Overview, overview


@pytest.fixture(params=[1, 2])
def seen(session: Session, shelf: Shelf, at: datetime, request: pytest.FixtureRequest) -> tuple[Overview, list[plainly.Told]]:
    """The page's numbers and the answers behind them; the other seed looks at all of the past, and another student studies too."""
    student, other = make.student(session, shelf, *shelf.decks), make.student(session, shelf, part=STRANGER)
    live(session, shelf, student, last_day=TODAY, days=120, a_day=10, seed=request.param)
    live(session, shelf, other, last_day=TODAY, days=20, a_day=5, seed=9)
    assert find_wrong_totals(session, student.id) == []
    shown = overview(session, shelf, student, at=at, period=30 if request.param == 1 else EVER)
    return shown, plainly.told(session, student)


def test_answers_minutes_and_hazards_of_each_day(seen: tuple[Overview, list[plainly.Told]]) -> None:
    shown, answers = seen
    assert {day: total.answers for day, total in shown.days.items()} == Counter(each.row.study_day for each in answers)
    for day, total in shown.days.items():
        mine = [each.row for each in answers if each.row.study_day == day]
        assert total.elapsed_ms == sum(min(60_000, row.elapsed_ms or 0) for row in mine)
        assert total.hazards == sum(row.miss == "hazard" for row in mine)
        assert total.missed_musts == sum(row.miss == "missed-must" for row in mine)
    assert shown.today.answers == sum(each.row.study_day == TODAY for each in answers)


def test_retention_by_kind(seen: tuple[Overview, list[plainly.Told]], shelf: Shelf) -> None:
    shown, answers = seen
    plain = plainly.tested_by_kind(answers, shown.since)
    assert {each.label: (each.share.right, each.share.of) for each in shown.by_kind} == {kind_words(kind): n for kind, n in plain.items()}
    assert (shown.retention.right, shown.retention.of) == tuple(map(sum, zip(*plain.values(), strict=True)))
    assert {each.wanted for each in shown.by_kind} == {0.9, 0.97}
    safety = {kind_words(item.kind) for item in shelf.items.values() if item.safety}
    assert all((each.wanted == 0.97) == (each.label in safety) for each in shown.by_kind)


def test_retention_by_interval(seen: tuple[Overview, list[plainly.Told]]) -> None:
    shown, answers = seen
    tests = [each for each in answers if each.is_test and plainly.monday(each.row.study_day) >= shown.since]
    of = Counter(max(bound for bound in INTERVALS if bound <= (each.waited or 0)) for each in tests)
    right = Counter(max(bound for bound in INTERVALS if bound <= (each.waited or 0)) for each in tests if each.right)
    assert [(each.share.right, each.share.of) for each in shown.by_interval] == [(right[bound], of[bound]) for bound in sorted(of)]
    assert [int(each.label.split("–")[0].split(" ")[0]) for each in shown.by_interval] == sorted(of)


def test_calibration_and_its_brier_score(seen: tuple[Overview, list[plainly.Told]]) -> None:
    shown, answers = seen
    tests = [each for each in answers if each.is_test and each.row.study_day >= shown.since]
    assert sum(each.share.of for each in shown.by_predicted) == len(tests)
    assert shown.brier == pytest.approx(plainly.brier(answers, shown.since), abs=2e-4)
    for each in shown.by_predicted:
        low, high = (int(part) / 100 for part in each.label.removesuffix(" %").split("–")) if "–" in each.label else (0.95, 1.0)
        assert low <= (each.predicted or 0) <= high
    mean = sum((each.predicted or 0) * each.share.of for each in shown.by_predicted) / len(tests)
    assert mean == pytest.approx(sum(each.predicted or 0 for each in tests) / len(tests), abs=1e-4)


def test_learning_curves(seen: tuple[Overview, list[plainly.Told]], shelf: Shelf) -> None:
    shown, answers = seen
    first = plainly.monday(TODAY) - 7 * (CURVE_WEEKS - 1)
    names = {region.id: region.name for region in shelf.catalogue.regions.values()} | {"rules": "Rules", "pain-map": "Pain map"}
    of, right, new = Counter[tuple[str, int]](), Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for each in answers:
        week = (names[shelf.items[each.row.item_key].region], plainly.monday(each.row.study_day))
        if each.is_first_of_day and week[1] >= first:
            of[week] += 1
            right[week] += each.right
            new[week] += each.waited is None
    found = {(curve.region, week.monday): week for curve in shown.curves for week in curve.weeks if week.share.of}
    assert {key: week.share.of for key, week in found.items()} == of
    assert {key: week.share.right for key, week in found.items()} == {key: right[key] for key in of}
    assert {key: week.begun for key, week in found.items()} == {key: new[key] for key in of}


def test_forecast_and_states_follow_the_cards(session: Session, shelf: Shelf, at: datetime) -> None:
    student = make.student(session, shelf, *shelf.decks)
    live(session, shelf, student, last_day=TODAY, days=60, a_day=8)
    cards = list(session.scalars(sa.select(Card).where(Card.student_id == student.id, Card.stability.is_not(None))))
    session.add(Suspension(student_id=student.id, item_key=cards[0].item_key, at=at))
    session.flush()
    shown = overview(session, shelf, student, at=at)
    due = Counter(max(TODAY, card.due_day or 0) - TODAY for card in cards[1:])
    assert list(shown.forecast) == [due[ahead] for ahead in range(90)]
    firm = sum(not card.relearning and (card.stability or 0) >= 21 for card in cards[1:])
    relearning = sum(card.relearning for card in cards[1:])
    assert (shown.states["firm"], shown.states["relearning"], shown.states["suspended"]) == (firm, relearning, 1)
    assert shown.states["young"] == len(cards) - 1 - firm - relearning
    asked = [key for key, item in shelf.items.items() if not item.kind.endswith("-words")]
    words = [card.item_key for card in cards[1:] if card.item_key.endswith("-words")]
    assert sum(shown.states[state] for state in ("new", "young", "firm", "relearning")) == len({*asked, *words} - {cards[0].item_key})
    assert [each.key for each in shown.leeches] == [
        card.item_key for card in sorted(cards, key=lambda card: (-card.lapses, card.item_key)) if card.lapses >= 4
    ]


def test_who_has_no_past_has_empty_numbers(session: Session, shelf: Shelf, at: datetime) -> None:
    shown = overview(session, shelf, make.student(session, shelf), at=at)
    assert (shown.days, list(shown.by_kind), shown.brier, list(shown.curves), list(shown.stated)) == ({}, [], None, [], [])
    assert (shown.streak.days, shown.retention.value, sum(shown.forecast)) == (0, None, 0)
