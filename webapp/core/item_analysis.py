"""Item analysis: how hard an item is to a class, how well it tells students apart, and whether its place on the chart can be hit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import atanh, sqrt, tanh
from typing import NamedTuple

from webapp.core.geometry import Ring, Window, edges
from webapp.core.intervals import Z95, Interval, difference
from webapp.core.items import Kind
from webapp.core.shares import Share
from webapp.core.shown import FEWEST

JUDGED_FROM = 10
"""Students from whom on a weak discrimination is more than chance."""
POOR_DISCRIMINATION = 0.15
LEAST_PX = 24.0
"""Smallest target of WCAG 2.2 (2.5.8), in CSS pixels."""
PHONE = (358.0, 472.0)
"""CSS pixels that a chart has on a phone of 390 by 844: the page without its margins, and 56 % of the height."""
HARD_GAP = 0.2
"""Share of answers by which clicking has to fail more often than naming before it counts as technically hard."""
NEAR_SHARE = 0.5
"""Share of misses within the slack from which the edge is to blame."""
NEAR_FROM = 5
"""Misses from whose number on their places are judged."""

NAMED: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.LOCATE: (Kind.NAME, Kind.LOCATE_WORDS),
    Kind.POINT: (Kind.POINT_WORDS,),
    Kind.CAUTION_LOCATE: (Kind.CAUTION_LOCATE_WORDS, Kind.CAUTION),
}
"""Kinds that ask in words what each kind on the chart asks for; the first that has figures is compared."""
NO_ANSWERS = Share(0, 0)


class Moments(NamedTuple):
    """Sums over students for a correlation: of the item's score x (1 for a right first answer, else 0) and the rest score y (0 to 1)."""

    n: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float


class Flag(StrEnum):
    """What may be wrong with a question, apart from its being hard."""

    SMALL = "small"
    CLICK = "click"
    EDGE = "edge"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Health:
    """What is known about one item: size of its target, answers by clicking and in words, misses and those within the slack."""

    students: int
    discrimination: float | None = None
    target_px: float | None = None
    click: Share = NO_ANSWERS
    named: Share = NO_ANSWERS
    misses: int = 0
    near: int = 0


def moments(pairs: Iterable[tuple[float, float]]) -> Moments:
    """The sums of some pairs of item score and rest score."""
    rows = list(pairs)
    xs, ys = [x for x, _ in rows], [y for _, y in rows]
    return Moments(len(rows), sum(xs), sum(ys), sum(x * x for x in xs), sum(y * y for y in ys), sum(x * y for x, y in rows))


def discrimination(sums: Moments) -> float | None:
    """Item-rest correlation (Pearson; point-biserial, since the item's score is 0 or 1); None below five students or without any spread."""
    if sums.n < FEWEST:
        return None
    x_spread = sums.n * sums.xx - sums.x**2
    y_spread = sums.n * sums.yy - sums.y**2
    # What is left of a difference of equal numbers is rounding, not spread.
    if x_spread <= 1e-9 or y_spread <= 1e-9:
        return None
    found = (sums.n * sums.xy - sums.x * sums.y) / sqrt(x_spread * y_spread)
    return max(-1.0, min(1.0, found))


def discrimination_bounds(value: float, n: int) -> Interval | None:
    """95 % interval of a correlation of `n` students by Fisher's transformation; None where it says nothing (n below four, or ±1).

    Source: R. A. Fisher, Metron 1 (1921) 3-32.
    """
    if n < 4 or abs(value) >= 1.0:
        return None
    middle, reach = atanh(value), Z95 / sqrt(n - 3)
    return Interval(tanh(middle - reach), tanh(middle + reach))


def hardness(click: Share, named: Share) -> float | None:
    """How much more often clicking fails than naming, from -1 to 1; None where one of the two has no answers."""
    if click.value is None or named.value is None:
        return None
    return named.value - click.value


def is_technically_hard(click: Share, named: Share) -> bool:
    """Whether clicking fails far more often than naming, and by more than chance (Newcombe's interval)."""
    gap = hardness(click, named)
    # Rounded, for 0.7 less 0.5 is a little less than 0.2 in binary fractions.
    if gap is None or round(gap, 9) < HARD_GAP:
        return False
    return difference(named.right, named.of, click.right, click.of).low > 0


def flags(health: Health) -> tuple[Flag, ...]:
    """What may be wrong with the question; nothing is said of fewer than five students but the size of the target."""
    found = [Flag.SMALL] if health.target_px is not None and health.target_px < LEAST_PX else []
    if health.students < FEWEST:
        return tuple(found)
    if is_technically_hard(health.click, health.named):
        found.append(Flag.CLICK)
    if health.misses >= NEAR_FROM and health.near >= NEAR_SHARE * health.misses:
        found.append(Flag.EDGE)
    if health.students >= JUDGED_FROM and health.discrimination is not None and health.discrimination < POOR_DISCRIMINATION:
        found.append(Flag.POOR)
    return tuple(found)


def px_per_mm(window: Window, screen: tuple[float, float] = PHONE) -> float:
    """CSS pixels to a millimetre of the body, for a chart that opens on a window and keeps its proportions."""
    return min(screen[0] / (window[2] - window[0]), screen[1] / (window[3] - window[1]))


def thickness_mm(rings: Iterable[Ring]) -> float:
    """How thick the thickest of some areas is: the short side of a rectangle of the same area and edge; 0 where there is none."""
    return max((_thickness(ring) for ring in rings), default=0.0)


def _thickness(ring: Ring) -> float:
    # A long oblique muscle fills a large box and is still a thin target: area and edge tell, its box does not.
    pairs = list(edges(ring))
    area = abs(sum(u0 * v1 - u1 * v0 for (u0, v0), (u1, v1) in pairs)) / 2
    edge = sum(sqrt((u1 - u0) ** 2 + (v1 - v0) ** 2) for (u0, v0), (u1, v1) in pairs)
    return edge / 4 - sqrt(max(0.0, edge**2 / 16 - area))
