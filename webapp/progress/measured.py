"""What came out, beside what was wanted and expected: by kind, by class, by stated sureness, and week by week in each region."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.accounts.models import User
from webapp.core.blueprints import KIND_WORDS
from webapp.core.folds import FINENESS, NOTHING, Total
from webapp.core.items import Item, Kind
from webapp.core.scoring import Sureness
from webapp.core.shares import Share
from webapp.library.shelf import Shelf
from webapp.practice.scheduling import retention_for

SAID: Mapping[Sureness, tuple[str, float]] = {
    Sureness.GUESS: ("guess", 0.30),
    Sureness.THINK: ("think so", 0.70),
    Sureness.SURE: ("sure", 0.95),
}
"""Each word of sureness, and the share of right answers that it is read as."""

ELSEWHERE = ("Rules", "Pain map", "No longer asked")
"""Where questions belong that are about no muscle of a region."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One group of answers that tested the memory: how many were remembered, what was wanted, what the model predicted (0 to 1)."""

    label: str
    share: Share
    wanted: float | None
    predicted: float | None
    squared_error: float


@dataclass(frozen=True, slots=True)
class Stated:
    """Answers of one stated sureness: what it is read as, and how many were right."""

    label: str
    said: float
    share: Share


@dataclass(frozen=True, slots=True)
class Week:
    """A week in a region: share right of the first answers of each day, and how many of these were to new questions."""

    monday: int
    share: Share
    begun: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A region's weeks with answers, oldest first."""

    region: str
    weeks: Sequence[Week]


def kind_words(kind: str) -> str:
    """A kind of question in words; the ones asked without the chart say so."""
    if kind in set(Kind) and Kind(kind) in KIND_WORDS:
        return KIND_WORDS[Kind(kind)]
    chart = kind.removesuffix("-words")
    words = KIND_WORDS[Kind(chart)] if chart in set(Kind) else chart
    return f"{words}, in words"


def measured_by_kind(shelf: Shelf, student: User, totals: Mapping[str, Total]) -> list[Measured]:
    """Retention of each kind of question, in the order of kinds; what is wanted is that of the kind's questions."""
    example: dict[str, Item] = {}
    for item in shelf.items.values():
        example.setdefault(item.kind, item)
    order = {kind.value: place for place, kind in enumerate(Kind)}
    known = sorted((kind for kind, total in totals.items() if total.tested), key=lambda kind: (order.get(kind, len(order)), kind))
    wanted = {kind: retention_for(student, example[kind]) if kind in example else None for kind in known}
    return [_measured(kind_words(kind), totals[kind], wanted[kind]) for kind in known]


def expected(bounds: Sequence[int], unit: str, totals: Mapping[str, Total]) -> list[Measured]:
    """What came out in each class of intervals or predictions in which anything did."""
    labels = _labels(bounds, unit)
    return [_measured(labels[bound], totals[str(bound)], None) for bound in bounds if totals.get(str(bound), NOTHING).tested]


def stated(sureness: Mapping[int, tuple[int, int]]) -> list[Stated]:
    """Stated sureness against truth, the least sure first; nothing without tests."""
    return [Stated(*SAID[word], Share(*sureness[word])) for word in Sureness if word in sureness]


def stated_brier(rows: Iterable[Stated]) -> float | None:
    """Brier score of stated sureness, each word read as the share it stands for; None without any."""
    squares = [(row.share.right * (1 - row.said) ** 2 + (row.share.of - row.share.right) * row.said**2, row.share.of) for row in rows]
    count = sum(of for _, of in squares)
    return sum(square for square, _ in squares) / count if count else None


def curves(shelf: Shelf, weeks: Iterable[tuple[str, int, int, int, int]]) -> list[Curve]:
    """The learning curve of each region in which anything was answered, in the order of decks; `weeks` as the query gives them."""
    sums: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for subject, monday, right, of, begun in weeks:
        week = sums[_region_of(shelf, subject)][monday]
        week[0], week[1], week[2] = week[0] + right, week[1] + of, week[2] + begun
    order = [*(region.name for region in shelf.catalogue.regions.values()), *ELSEWHERE]
    return [Curve(region, [_week(monday, *found) for monday, found in sorted(sums[region].items())]) for region in order if region in sums]


def _week(monday: int, right: int, of: int, begun: int) -> Week:
    return Week(monday, Share(right, of), begun)


def _region_of(shelf: Shelf, subject: str) -> str:
    muscle = shelf.catalogue.muscles.get(shelf.about(subject))
    if muscle is not None:
        return shelf.catalogue.regions[muscle.region].name
    if subject in shelf.catalogue.scenarios:
        return ELSEWHERE[0]
    return ELSEWHERE[1] if subject in shelf.catalogue.zones else ELSEWHERE[2]


def _measured(label: str, total: Total, wanted: float | None) -> Measured:
    predicted = total.predicted / FINENESS / total.tested if total.tested else None
    return Measured(label, Share(total.remembered, total.tested), wanted, predicted, total.squared_error / FINENESS**2)


def _labels(bounds: Sequence[int], unit: str) -> dict[int, str]:
    """Each class in words: "2–3 days", "95 % or more"."""
    labels = {}
    for place, bound in enumerate(bounds):
        if place + 1 == len(bounds):
            labels[bound] = f"{bound} {unit} or more"
        elif unit == "%":
            labels[bound] = f"{bound}–{bounds[place + 1]} %"
        elif bounds[place + 1] - 1 == bound:
            labels[bound] = f"{bound} {unit.removesuffix('s') if bound == 1 else unit}"
        else:
            labels[bound] = f"{bound}–{bounds[place + 1] - 1} {unit}"
    return labels
