"""Where the points of a trend stand in its drawing."""

from dataclasses import dataclass

from webapp.selftests.history import Series, Taken

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 38, 12, 10, 24
LINES = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Point:
    """One sitting in the drawing: middle and ends of its bar, in units of the drawing."""

    x: float
    y: float
    low: float
    high: float
    row: Taken


@dataclass(frozen=True, slots=True)
class Trend:
    """A drawing of one series: shares of right answers from 0 to 100 % with their intervals, in order of time."""

    series: Series
    points: tuple[Point, ...]
    lines: tuple[tuple[int, float], ...]

    @property
    def path(self) -> str:
        """The line from point to point."""
        return "M" + "L".join(f"{point.x:.1f} {point.y:.1f}" for point in self.points)


def trend(series: Series) -> Trend:
    """The drawing of a series."""
    step = (WIDTH - LEFT - RIGHT) / len(series.rows)
    points = tuple(
        Point(round(LEFT + step * (place + 0.5), 1), _height(row.share), _height(row.interval.low), _height(row.interval.high), row)
        for place, row in enumerate(series.rows)
    )
    return Trend(series, points, tuple((percent, _height(percent / 100)) for percent in LINES))


def _height(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)
