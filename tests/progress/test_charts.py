"""What is drawn is as large as what it stands for, and the chart's table says the same numbers as its shapes."""

from datetime import datetime
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.practice import make
from tests.progress.conftest import TODAY
from tests.progress.history import live
from webapp.core.shares import Share
from webapp.library.shelf import Shelf
from webapp.progress import charts, memory_charts
from webapp.progress.measured import Stated, stated, stated_brier
from webapp.progress.overview import Overview, overview
from webapp.progress.planning import announce_days_off
from webapp.progress.plots import LEFT, Plot, nice_top


@pytest.fixture
def shown(session: Session, shelf: Shelf, at: datetime) -> Overview:
    """The numbers of a student with some weeks behind her and days off ahead."""
    student = make.student(session, shelf, *shelf.decks)
    live(session, shelf, student, last_day=TODAY, days=60, a_day=9)
    announce_days_off(session, student, TODAY, TODAY + 1, at=at)
    return overview(session, shelf, student, at=at)


def heights(plot: Plot, ink: str) -> list[float]:
    return [shape.height for shape in plot.shapes if shape.ink == ink]


def test_bars_are_as_tall_as_their_numbers(shown: Overview) -> None:
    for plot in (charts.forecast_days(shown), charts.forecast_weeks(shown), charts.minutes(shown)):
        values = [float(row[1]) for row in plot.rows if float(row[1]) > 0]
        tall = heights(plot, "plot-bar")
        assert len(tall) == len(values) > 2
        top = nice_top(max(values))
        assert tall == pytest.approx([charts.BAR_HEIGHT * value / top for value in values], abs=0.8)


def test_the_forecast_of_ninety_days_holds_that_of_thirty(shown: Overview) -> None:
    days, weeks = charts.forecast_days(shown), charts.forecast_weeks(shown)
    assert [row[1] for row in days.rows] == [str(count) for count in shown.forecast[:30]]
    assert sum(int(row[1]) for row in weeks.rows) == sum(shown.forecast)
    assert (len(days.rows), len(weeks.rows)) == (30, 13)


def test_the_heat_map_has_a_square_for_every_day_in_the_step_of_its_answers(shown: Overview) -> None:
    plot = charts.heat_map(shown)
    squares = {shape.ink: shape.d.count("M") for shape in plot.shapes if shape.tag == "path"}
    first = TODAY - 7 * 52
    assert sum(squares.values()) == TODAY - first + 1
    counts = [shown.days[day].answers for day in shown.days if day >= first]
    assert squares["heat-1"] == sum(1 <= count < 5 for count in counts)
    assert squares.get("heat-2", 0) == sum(5 <= count < 15 for count in counts)
    assert sum(int(cell or 0) for row in plot.rows for cell in row[1:]) == sum(counts)


def test_a_day_off_without_an_answer_has_its_own_square(shown: Overview) -> None:
    inks = {shape.ink for shape in charts.heat_map(shown).shapes}
    assert ("heat-off" in inks) == (not shown.today.answers)


def test_the_states_fill_one_bar(shown: Overview) -> None:
    plot = charts.states(shown)
    pieces = [shape for shape in plot.shapes if shape.ink.startswith("state-")]
    assert sum(piece.width + 0.8 for piece in pieces) == pytest.approx(352, abs=4)
    assert sum(int(row[1]) for row in plot.rows) == sum(shown.states.values())
    widest = max(pieces, key=lambda piece: piece.width)
    assert widest.ink == f"state-{max(shown.states, key=lambda state: shown.states[state])}"


def test_hazards_are_drawn_side_by_side(shown: Overview) -> None:
    plot = charts.hazards(shown)
    pressed = [int(row[1]) for row in plot.rows if int(row[1])]
    missed = [int(row[2]) for row in plot.rows if int(row[2])]
    assert (len(heights(plot, "plot-bar")), len(heights(plot, "plot-hollow"))) == (len(pressed), len(missed))
    top = nice_top(max([*pressed, *missed]))
    assert heights(plot, "plot-bar") == pytest.approx([charts.BAR_HEIGHT * count / top for count in pressed], abs=0.1)


def test_retention_stands_where_its_share_is_with_its_range_about_it(shown: Overview) -> None:
    plot = memory_charts.retention_by_kind(shown)
    dots = [shape for shape in plot.shapes if shape.ink == "plot-dot"]
    across = 360 - memory_charts.NAMES - 16
    assert [dot.x for dot in dots] == pytest.approx(
        [memory_charts.NAMES + across * (each.share.value or 0) for each in shown.by_kind], abs=0.1
    )
    assert len([shape for shape in plot.shapes if shape.ink == "plot-want"]) == len(shown.by_kind)
    for each in shown.by_kind:
        low, high = each.share.bounds or (1, 0)
        assert low <= (each.share.value or 0) <= high


def test_a_calibrated_dot_lies_on_the_line(shown: Overview) -> None:
    dots = [shape for shape in memory_charts.calibration(shown).shapes if shape.ink == "plot-dot"]
    for dot, each in zip(dots, shown.by_predicted, strict=True):
        assert dot.x == pytest.approx(LEFT + 220 * (each.predicted or 0), abs=0.1)
        assert dot.y == pytest.approx(12 + 220 * (1 - (each.share.value or 0)), abs=0.1)


def test_stated_sureness_against_truth() -> None:
    rows = stated({1: (1, 4), 3: (9, 10)})
    assert [(row.label, row.said, row.share.right, row.share.of) for row in rows] == [("guess", 0.3, 1, 4), ("sure", 0.95, 9, 10)]
    plain = fmean([(0.3 - 1) ** 2, *[0.3**2] * 3, *[(0.95 - 1) ** 2] * 9, 0.95**2])
    assert stated_brier(rows) == pytest.approx(plain)
    assert f"Brier score {plain:.3f}" in memory_charts.sureness(rows).summary


def test_without_tests_sureness_says_so() -> None:
    none: list[Stated] = []
    assert stated_brier(none) is None
    assert "there is none yet" in memory_charts.sureness(none).summary
    assert memory_charts.sureness(none).rows == []


def test_a_learning_curve_goes_through_its_weeks(shown: Overview) -> None:
    curve = shown.curves[0]
    plot = memory_charts.learning_curve(curve, 0, TODAY - (TODAY - 1) % 7, 26)
    dots = [shape for shape in plot.shapes if shape.ink == "plot-dot"]
    assert [dot.y for dot in dots] == pytest.approx(
        [12 + 70 * (1 - (week.share.value or 0)) for week in curve.weeks if week.share.of], abs=0.1
    )
    assert max(dot.x for dot in dots) <= 352


@given(st.floats(0, 1e6))
def test_an_axis_ends_at_a_round_number_not_far_above(value: float) -> None:
    top = nice_top(value)
    assert value <= top <= max(4, 2.51 * value)


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_share_lies_in_its_range(right: int, more: int) -> None:
    share = Share(right, right + more)
    low, high = share.bounds or (1.0, 0.0)
    assert 0 <= low <= (share.value or 0.0) <= high <= 1
