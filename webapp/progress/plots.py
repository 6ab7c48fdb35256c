"""A chart as shapes in a plane of its own units, ready for a template to draw as SVG; with the table that says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 360.0
LEFT, RIGHT, TOP = 40.0, 8.0, 12.0
LABEL = 44.0
"""Room that a date below an axis takes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: `tag` is rect, path, circle or text; `ink` its class in the style sheet, `tip` what it says when pointed at."""

    tag: str
    ink: str
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    d: str = ""
    text: str = ""
    anchor: str = "start"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its title, what it says in a sentence, its shapes, and the rows of its table."""

    id: str
    title: str
    summary: str
    height: float
    shapes: Sequence[Shape]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    width: float = WIDTH
    key: Sequence[tuple[str, str]] = ()
    """Inks and what they mean."""


def rect(ink: str, x: float, y: float, width: float, height: float, tip: str = "") -> Shape:
    """A box."""
    return Shape("rect", ink, _r(x), _r(y), _r(width), _r(height), tip=tip)


def line(ink: str, *places: tuple[float, float]) -> Shape:
    """A line through places."""
    return Shape("path", ink, d="M" + "L".join(f"{_r(x):g} {_r(y):g}" for x, y in places))


def tiles(ink: str, corners: Iterable[tuple[float, float]], size: float) -> Shape:
    """Squares of one colour as one shape, by their upper left corners."""
    return Shape("path", ink, d="".join(f"M{_r(x):g} {_r(y):g}h{size:g}v{size:g}h{-size:g}z" for x, y in corners))


def disc(ink: str, x: float, y: float, radius: float, tip: str = "") -> Shape:
    """A dot; its radius is kept as width."""
    return Shape("circle", ink, _r(x), _r(y), radius, tip=tip)


def word(x: float, y: float, text: str, anchor: str = "start", ink: str = "plot-word") -> Shape:
    """Words; `anchor` is start, middle or end."""
    return Shape("text", ink, _r(x), _r(y), text=text, anchor=anchor)


def percent(value: float | None) -> str:
    """A share in percent, or a dash."""
    return "–" if value is None else f"{value * 100:.0f} %"


def _r(value: float) -> float:
    return round(value, 1)


def nice_top(value: float) -> int:
    """The smallest of 1, 2, 4, 5 and 10 times a power of ten that is not below a value: where an axis ends; at least 4."""
    top = 4
    while top < value:
        top = next(each for each in _steps() if each > top)
    return top


def _steps() -> list[int]:
    return [step * 10**power for power in range(8) for step in (1, 2, 4, 5)]


def scale(top: float, height: float, unit: str = "") -> list[Shape]:
    """Lines and numbers of an upright axis from 0 to `top`."""
    shapes = []
    for share in (0.0, 0.5, 1.0):
        y = TOP + height * (1 - share)
        shapes += [line("plot-grid", (LEFT, y), (WIDTH - RIGHT, y)), word(LEFT - 4, y + 4, f"{top * share:g}{unit}", "end")]
    return shapes
