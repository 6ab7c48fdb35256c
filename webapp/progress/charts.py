"""Charts of days and weeks: forecast, minutes, heat map, hazards, states of questions."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from webapp.core.days import day_date
from webapp.core.folds import week_of
from webapp.progress.overview import HEAT_WEEKS, Overview
from webapp.progress.plots import LABEL, LEFT, RIGHT, TOP, WIDTH, Plot, Shape, line, nice_top, rect, scale, tiles, word
from webapp.progress.queries import Day

BAR_HEIGHT = 120.0
MINUTES_DAYS = 30
HAZARD_WEEKS = 26
HEAT_STEPS = (1, 5, 15, 40)
"""Answers a day from which each step of the heat map begins."""
STATES = (
    ("firm", "firm: kept three weeks or longer"),
    ("young", "young: met lately"),
    ("relearning", "wrong, to be repeated"),
    ("new", "not met yet"),
    ("suspended", "suspended"),
)

CELL = (WIDTH - LEFT - RIGHT) / HEAT_WEEKS
HEAT_TOP = 24.0
SMALL = "plot-word small"

Bar = tuple[str, float, str]
"""Label below (or nothing), value, words when pointed at."""


@lru_cache(maxsize=4096)
def date_words(day: int) -> str:
    """A day as people write it."""
    return f"{day_date(day):%a} {day_date(day).day} {day_date(day):%b %Y}"


def forecast_days(shown: Overview) -> Plot:
    """Questions that come on each of the next thirty days."""
    values = [(shown.day + ahead, count) for ahead, count in enumerate(shown.forecast[:30])]
    bars = [(_short(day) if ahead % 7 == 0 else "", count, f"{date_words(day)}: {count}") for ahead, (day, count) in enumerate(values)]
    summary = f"{sum(count for _, count in values)} questions come in the next 30 days, {values[0][1]} of them today."
    rows = [(date_words(day), str(count)) for day, count in values]
    return _bar_plot("forecast-30", "Next 30 days", summary, bars, ("Day", "Questions"), rows)


def forecast_weeks(shown: Overview) -> Plot:
    """Questions that come in each of the next thirteen spans of seven days, ninety days in all."""
    spans = [(start, min(start + 7, len(shown.forecast))) for start in range(0, len(shown.forecast), 7)]
    counts = [(shown.day + start, shown.day + end - 1, sum(shown.forecast[start:end])) for start, end in spans]
    bars = [
        (_short(first) if place % 3 == 0 else "", count, f"{date_words(first)} to {date_words(last)}: {count}")
        for place, (first, last, count) in enumerate(counts)
    ]
    summary = (
        f"{sum(count for *_, count in counts)} questions come in the next 90 days. What you answer comes back later and is not in here."
    )
    rows = [(f"{date_words(first)} to {date_words(last)}", str(count)) for first, last, count in counts]
    return _bar_plot("forecast-90", "Next 90 days, by seven days", summary, bars, ("Days", "Questions"), rows)


def minutes(shown: Overview) -> Plot:
    """Minutes of practice on each of the last thirty days."""
    days = range(shown.day - MINUTES_DAYS + 1, shown.day + 1)
    spent = [(day, shown.days.get(day, Day()).elapsed_ms / 60_000) for day in days]
    bars = [
        (_short(day) if place % 7 == 1 else "", value, f"{date_words(day)}: {value:.1f} min") for place, (day, value) in enumerate(spent)
    ]
    summary = f"{sum(value for _, value in spent):.0f} minutes in the last 30 days."
    rows = [(date_words(day), f"{value:.1f}") for day, value in spent]
    return _bar_plot("minutes", "Minutes a day", summary, bars, ("Day", "Minutes"), rows)


def heat_map(shown: Overview) -> Plot:
    """Answers on each day of the last 53 weeks, a column a week, Monday on top; squares of one colour are one shape."""
    first = week_of(shown.day) - 7 * (HEAT_WEEKS - 1)
    counts = {day: shown.days.get(day, Day()).answers for day in range(first, shown.day + 1)}
    off = {day for row in shown.days_off for day in range(row.first_day, row.last_day + 1)}
    squares: dict[str, list[tuple[float, float]]] = {}
    for day, count in counts.items():
        column, row = divmod(day - first, 7)
        squares.setdefault(_heat_ink(count, day in off), []).append((LEFT + column * CELL, HEAT_TOP + row * CELL))
    shapes = [word(LEFT - 4, HEAT_TOP + row * CELL + CELL - 1, name, "end", SMALL) for row, name in ((0, "Mo"), (3, "Th"), (6, "Su"))]
    shapes += [
        word(LEFT + (day - first) // 7 * CELL, HEAT_TOP - 4, f"{day_date(day):%b}", ink=SMALL) for day in counts if _names_month(day)
    ]
    shapes += [tiles(ink, places, CELL - 0.8) for ink, places in sorted(squares.items())]
    studied = [count for count in counts.values() if count]
    summary = f"{sum(studied)} answers on {len(studied)} days in the last {HEAT_WEEKS} weeks."
    names = ["none", *(f"{low} to {high - 1}" for low, high in pairwise(HEAT_STEPS)), f"{HEAT_STEPS[-1]} or more"]
    key = [*((f"heat-{step}", name) for step, name in enumerate(names)), ("heat-off", "day off")]
    columns = ("Week of", "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    return Plot("heat", "A year of days", summary, HEAT_TOP + 7 * CELL + 4, shapes, columns, _heat_rows(counts), key=key)


def _heat_rows(counts: Mapping[int, int]) -> list[list[str]]:
    """Weeks with an answer, day by day; empty for days to come."""
    mondays = [day for day in counts if day == week_of(day)]
    weeks = [(monday, [counts.get(day) for day in range(monday, monday + 7)]) for monday in mondays]
    return [[date_words(monday), *("" if count is None else str(count) for count in week)] for monday, week in weeks if any(week)]


def _names_month(day: int) -> bool:
    """Whether a week is the first whole one of its month, which is named above it."""
    return day == week_of(day) and day_date(day).day <= 7


def hazards(shown: Overview) -> Plot:
    """Answers a week that could have hurt somebody."""
    this = week_of(shown.day)
    weeks = [this - 7 * back for back in range(HAZARD_WEEKS - 1, -1, -1)]
    sums = _by_week(shown.days)
    values = [(week, sums.get(week, Day())) for week in weeks]
    top = nice_top(max(max(total.hazards, total.missed_musts) for _, total in values))
    shapes, width = scale(top, BAR_HEIGHT), (WIDTH - LEFT - RIGHT) / HAZARD_WEEKS
    for place, (week, total) in enumerate(values):
        x = LEFT + place * width
        pairs = ((total.hazards, "plot-bar", "pressed on a danger"), (total.missed_musts, "plot-hollow", "danger not named"))
        for side, (count, ink, name) in enumerate(pairs):
            tall = BAR_HEIGHT * count / top
            if count:
                shapes.append(
                    rect(ink, x + side * width / 2, TOP + BAR_HEIGHT - tall, width / 2 - 0.5, tall, f"{_week(week)}: {count} {name}")
                )
        if place % 6 == 1 and x + LABEL <= WIDTH:
            shapes.append(word(x, TOP + BAR_HEIGHT + 14, _short(week)))
    pressed, missed = sum(total.hazards for _, total in values), sum(total.missed_musts for _, total in values)
    summary = (
        f"In the last {HAZARD_WEEKS} weeks you pressed on a danger {pressed} times, and {missed} times did not name one that must be known."
    )
    rows = [(_week(week), str(total.hazards), str(total.missed_musts), str(total.answers)) for week, total in values if total.answers]
    columns = ("Week", "Pressed on a danger", "Danger not named", "Answers")
    key = [("plot-bar", "pressed on a danger"), ("plot-hollow", "danger not named")]
    return Plot("hazards", "Hazards", summary, TOP + BAR_HEIGHT + 22, shapes, columns, rows, key=key)


def states(shown: Overview) -> Plot:
    """Questions by state, as one bar in pieces."""
    counts = [(ink, name, shown.states[ink]) for ink, name in STATES]
    whole = sum(count for *_, count in counts)
    shapes, x = [], 4.0
    for ink, name, count in counts:
        width = (WIDTH - 8) * count / whole if whole else 0.0
        if count:
            shapes.append(rect(f"state-{ink}", x, TOP, max(0.5, width - 0.8), 34, f"{name}: {count}"))
        x += width
    summary = f"{whole} questions in your decks: " + ", ".join(f"{count} {ink}" for ink, _, count in counts if count) + "."
    rows = [(name, str(count)) for _, name, count in counts]
    key = [(f"state-{ink}", f"{name} ({count})") for ink, name, count in counts]
    return Plot("states", "Questions by state", summary, 54, shapes, ("State", "Questions"), rows, key=key)


def _bar_plot(plot_id: str, title: str, summary: str, bars: Sequence[Bar], columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Plot:
    top = nice_top(max((value for _, value, _ in bars), default=0))
    shapes: list[Shape] = scale(top, BAR_HEIGHT)
    width = (WIDTH - LEFT - RIGHT) / len(bars)
    for place, (label, value, tip) in enumerate(bars):
        x, tall = LEFT + place * width, BAR_HEIGHT * value / top
        if value:
            shapes.append(rect("plot-bar", x + width * 0.1, TOP + BAR_HEIGHT - tall, width * 0.8, tall, tip))
        if label and x + LABEL <= WIDTH:
            shapes += [line("plot-grid", (x, TOP + BAR_HEIGHT), (x, TOP + BAR_HEIGHT + 4)), word(x, TOP + BAR_HEIGHT + 15, label)]
    return Plot(plot_id, title, summary, TOP + BAR_HEIGHT + 22, shapes, columns, rows)


def _by_week(days: Mapping[int, Day]) -> dict[int, Day]:
    weeks: dict[int, Day] = {}
    for day, total in days.items():
        weeks[week_of(day)] = weeks.get(week_of(day), Day()).plus(total)
    return weeks


def _heat_ink(count: int, off: bool) -> str:
    step = sum(count >= bound for bound in HEAT_STEPS)
    return "heat-off" if off and not count else f"heat-{step}"


def _short(day: int) -> str:
    return f"{day_date(day).day} {day_date(day):%b}"


def _week(monday: int) -> str:
    return f"Week of {date_words(monday)}"
