"""Charts of memory: retention, calibration, learning curves, forgetting."""

from collections.abc import Sequence

from webapp.core.shares import Share
from webapp.progress.charts import date_words
from webapp.progress.measured import Curve, Measured, Stated, stated_brier
from webapp.progress.overview import Overview
from webapp.progress.plots import LEFT, RIGHT, TOP, WIDTH, Plot, Shape, disc, line, percent, rect, scale, word

NAMES = 170.0
"""Room for names on the left of a chart of rows."""
ROW = 24.0
SQUARE = 220.0
CURVE_HEIGHT = 70.0
KEY = (("plot-dot", "remembered, with the range that so few answers leave open"), ("plot-want", "wanted"), ("plot-model", "predicted"))

NOTHING_YET = "No question has come back on a later day yet."


def retention_by_kind(shown: Overview) -> Plot:
    """Share remembered of each kind of question, beside what is wanted and was predicted."""
    share = shown.retention
    summary = f"{share.right} of {share.of} questions that came back on a later day were remembered ({percent(share.value)})."
    summary = summary if share.of else NOTHING_YET
    return _row_plot("by-kind", "Remembered, by kind of question", summary, shown.by_kind, "Kind", KEY)


def retention_by_interval(shown: Overview) -> Plot:
    """Share remembered by days since the last answer."""
    summary = "The longer ago the last answer, the more is forgotten: predicted and measured should lie together."
    return _row_plot("by-interval", "Remembered, by days since the last answer", summary, shown.by_interval, "Days since", (KEY[0], KEY[2]))


def calibration(shown: Overview) -> Plot:
    """Predicted recall against what came out; on the line, the model is right."""
    rows, brier = shown.by_predicted, shown.brier
    shapes = _square()
    for each in rows:
        shapes += _against(each.predicted or 0.0, each.share, "plot-dot", each.label)
    summary = NOTHING_YET if brier is None else f"Brier score {brier:.3f}: 0 is perfect, 0.25 is guessing."
    table = [(each.label, percent(each.predicted), *_share_cells(each.share)) for each in rows]
    columns = ("Predicted between", "Predicted on average", "Remembered", "Share", "95 % range")
    return Plot("calibration", "Prediction against truth", summary, SQUARE + 48, shapes, columns, table, width=SQUARE + 62)


def sureness(rows: Sequence[Stated]) -> Plot:
    """Stated sureness against truth, from tests."""
    shapes = _square()
    for each in rows:
        shapes += _against(each.said, each.share, "plot-dot", each.label)
    brier = stated_brier(rows)
    summary = (
        "How sure you are is asked in self-tests; there is none yet."
        if brier is None
        else f"Brier score {brier:.3f}, with “guess” read as 30 %, “think so” as 70 %, “sure” as 95 %."
    )
    table = [(each.label, percent(each.said), *_share_cells(each.share)) for each in rows]
    columns = ("You said", "Read as", "Right", "Share", "95 % range")
    return Plot("sureness", "Sureness against truth", summary, SQUARE + 48, shapes, columns, table, width=SQUARE + 62)


def learning_curve(curve: Curve, number: int, last: int, weeks: int) -> Plot:
    """Share right, week by week, in one region; `last` is this week's Monday."""
    step = (WIDTH - LEFT - RIGHT) / max(1, weeks - 1)
    places = [(LEFT + step * (weeks - 1 - (last - week.monday) / 7), week) for week in curve.weeks if week.share.value is not None]
    points = [(x, TOP + CURVE_HEIGHT * (1 - (week.share.value or 0.0)), week) for x, week in places]
    shapes = scale(100, CURVE_HEIGHT, " %")
    if len(points) > 1:
        shapes.append(line("plot-line", *((x, y) for x, y, _ in points)))
    shapes += [
        disc("plot-dot", x, y, 3, f"{date_words(week.monday)}: {percent(week.share.value)} of {week.share.of}") for x, y, week in points
    ]
    right, of = sum(week.share.right for *_, week in points), sum(week.share.of for *_, week in points)
    summary = f"{right} of {of} right at first try of the day, {sum(week.begun for *_, week in points)} of them new."
    rows = [(date_words(week.monday), *_share_cells(week.share), str(week.begun)) for *_, week in points]
    columns = ("Week of", "Right", "Share", "95 % range", "New")
    return Plot(f"curve-{number}", curve.region, summary, TOP + CURVE_HEIGHT + 8, shapes, columns, rows)


def forgetting(plot_id: str, title: str, values: Sequence[tuple[int, float]], chosen: int) -> Plot:
    """Predicted recall day by day without any more practice, with the chosen day marked."""
    first, last = values[0][0], values[-1][0]
    across = (WIDTH - LEFT - RIGHT) / max(1, last - first)
    points = [(LEFT + across * (day - first), TOP + SQUARE / 2 * (1 - recall)) for day, recall in values]
    x = LEFT + across * (chosen - first)
    shapes = [*scale(100, SQUARE / 2, " %"), line("plot-line", *points), line("plot-want", (x, TOP), (x, TOP + SQUARE / 2))]
    shapes += [word(LEFT, TOP + SQUARE / 2 + 16, date_words(first)), word(WIDTH - RIGHT, TOP + SQUARE / 2 + 16, date_words(last), "end")]
    summary = f"From {percent(values[0][1])} to {percent(values[-1][1])} without any more practice."
    every = max(1, len(values) // 14)
    rows = [(date_words(day), percent(recall)) for place, (day, recall) in enumerate(values) if place % every == 0 or day in (chosen, last)]
    return Plot(plot_id, title, summary, TOP + SQUARE / 2 + 24, shapes, ("Day", "Predicted recall"), rows)


def _row_plot(plot_id: str, title: str, summary: str, rows: Sequence[Measured], name: str, key: Sequence[tuple[str, str]]) -> Plot:
    across, height = WIDTH - NAMES - RIGHT - 8, ROW * len(rows)
    shapes = [line("plot-grid", (NAMES + across * share, TOP), (NAMES + across * share, TOP + height)) for share in (0, 0.5, 1)]
    shapes += [word(NAMES + across * share, TOP + height + 14, f"{share * 100:.0f} %", "middle") for share in (0, 0.5, 1)]
    for place, each in enumerate(rows):
        y = TOP + ROW * (place + 0.5)
        shapes.append(word(NAMES - 8, y + 4, each.label, "end"))
        low, high = each.share.bounds or (0.0, 1.0)
        shapes.append(line("plot-range", (NAMES + across * low, y), (NAMES + across * high, y)))
        for value, ink in ((each.wanted, "plot-want"), (each.predicted, "plot-model")):
            if value is not None:
                shapes.append(line(ink, (NAMES + across * value, y - 8), (NAMES + across * value, y + 8)))
        tip = f"{each.label}: {each.share.right} of {each.share.of}"
        shapes.append(disc("plot-dot", NAMES + across * (each.share.value or 0.0), y, 4, tip))
    table = [(each.label, *_share_cells(each.share), percent(each.wanted), percent(each.predicted)) for each in rows]
    columns = (name, "Remembered", "Share", "95 % range", "Wanted", "Predicted")
    return Plot(plot_id, title, summary, TOP + height + 22, shapes, columns, table, key=key)


def _square() -> list[Shape]:
    """A square from 0 to 100 % both ways, with the line on which prediction and truth agree."""
    shapes = [rect("plot-frame", LEFT, TOP, SQUARE, SQUARE), line("plot-want", (LEFT, TOP + SQUARE), (LEFT + SQUARE, TOP))]
    for share in (0.0, 0.5, 1.0):
        y, x = TOP + SQUARE * (1 - share), LEFT + SQUARE * share
        shapes += [word(LEFT - 4, y + 4, f"{share * 100:.0f} %", "end"), word(x, TOP + SQUARE + 15, f"{share * 100:.0f} %", "middle")]
    shapes += [word(LEFT + SQUARE / 2, TOP + SQUARE + 30, "expected", "middle"), word(LEFT + 5, TOP + 14, "came true")]
    return shapes


def _against(expected: float, share: Share, ink: str, label: str) -> list[Shape]:
    low, high = share.bounds or (0.0, 1.0)
    x = LEFT + SQUARE * expected
    whisker = line("plot-range", (x, TOP + SQUARE * (1 - low)), (x, TOP + SQUARE * (1 - high)))
    tip = f"{label}: {share.right} of {share.of}"
    return [whisker, disc(ink, x, TOP + SQUARE * (1 - (share.value or 0.0)), 4, tip)]


def _share_cells(share: Share) -> tuple[str, str, str]:
    low, high = share.bounds or (0.0, 1.0)
    return f"{share.right} of {share.of}", percent(share.value), f"{percent(low)} to {percent(high)}"
