"""The overview of a class: figures by student and region, who may need help, and the forecast."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.classrooms.models import Classroom
from webapp.core.class_sums import Span, Sums, add_up
from webapp.core.days import study_day
from webapp.core.outlook import Outlook, class_outlook
from webapp.core.risks import Risk, Signs, risk_of
from webapp.insights import queries
from webapp.insights.due import NextDeck, next_deck
from webapp.insights.figures import StudentFigures, class_figures, span_of
from webapp.insights.wording import region_names
from webapp.library.shelf import Shelf

PAGE = 50
MOST_AT_RISK = 12
WEEK = 7
FURTHEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One student's line: figures, what the student will remember on the later day, and why help may be needed."""

    figures: StudentFigures
    forecast: Outlook
    risk: Risk | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the instructor wants to see: the later day (an ordinal), the order, and the page from 1."""

    later: int | None = None
    order: str = "name"
    down: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. `total` and `regions` hold the present students' sums; answers of erased accounts are in `counted`."""

    span: Span
    days: Sequence[tuple[str, int]]
    """Days to choose from: label and study day."""
    students: int
    active: int
    """Students with a figure at all."""
    total: Sums
    counted: Sums
    regions: Mapping[str, Sums]
    names: Mapping[str, str]
    """Names of the regions that somebody has met, in the order of the material."""
    forecast: Outlook
    at_risk: Sequence[Line]
    risks: int
    next_deck: NextDeck | None
    lines: Sequence[Line]
    wish: Wish
    page: int
    pages: int

    @property
    def named(self) -> set[int]:
        """Students whose figures stand on the page with their names."""
        return {line.figures.id for line in (*self.lines, *self.at_risk)}


def overview(session: Session, shelf: Shelf, classroom: Classroom, wish: Wish, *, at: datetime) -> Overview:
    """The overview of a class that was fetched for the one who asks."""
    day = study_day(at, classroom.time_zone)
    deck = next_deck(session, shelf, classroom, day)
    days = choices(classroom, deck, day)
    span = span_of(day, _later(wish, days, day))
    figures = class_figures(session, classroom.id, span)
    forecasts = [each.outlook(span) for each in figures.students]
    lines = [Line(each, ahead, risk_in(each, ahead, span, deck)) for each, ahead in zip(figures.students, forecasts, strict=True)]
    total = add_up(figures.regions.values())
    risky = sorted((line for line in lines if line.risk), key=_heaviest_first)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(max(1, wish.page), pages)
    return Overview(
        span=span,
        days=days,
        students=len(figures.students),
        active=sum(each.total.seen > 0 for each in figures.students),
        total=total,
        counted=_with_remainder(session, classroom, total),
        regions=figures.regions,
        names=region_names(shelf, figures.regions),
        forecast=class_outlook(forecasts),
        at_risk=risky[:MOST_AT_RISK],
        risks=len(risky),
        next_deck=deck,
        lines=_with_regions(session, classroom, span, in_order(lines, wish)[(page - 1) * PAGE : page * PAGE]),
        wish=wish,
        page=page,
        pages=pages,
    )


def choices(classroom: Classroom, deck: NextDeck | None, day: int) -> list[tuple[str, int]]:
    """Later days worth looking at: the exam, what is due next, and a week from now; the first is what is shown unless wished otherwise."""
    found = []
    if classroom.exam_day is not None and classroom.exam_day.toordinal() > day:
        found.append(("Exam", classroom.exam_day.toordinal()))
    if deck is not None and deck.day > day:
        found.append((f"{deck.title} due", deck.day))
    return [*found, ("In a week", day + WEEK)]


def in_order(lines: Sequence[Line], wish: Wish) -> list[Line]:
    """The lines as wished; those without the figure come last either way, and equal ones by name."""
    key = ORDERS.get(wish.order, ORDERS["name"])
    known = [line for line in lines if key(line) is not None]
    ordered = sorted(known, key=key, reverse=wish.down)  # type: ignore[arg-type]
    return [*ordered, *(line for line in lines if key(line) is None)]


ORDERS: Mapping[str, Callable[[Line], float | str | None]] = {
    "name": lambda line: line.figures.name.lower(),
    "met": lambda line: line.figures.total.seen,
    "recall": lambda line: line.figures.total.mean_recall,
    "later": lambda line: line.figures.total.mean_later,
    "safety": lambda line: line.figures.total.mean_safety,
    "safety-later": lambda line: line.figures.total.mean_safety_later,
    "days": lambda line: line.figures.lately.days,
    "minutes": lambda line: line.figures.lately.elapsed_ms,
    "hazards": lambda line: line.figures.total.hazards,
    "last": lambda line: line.figures.total.last_day or None,
}


def _later(wish: Wish, days: Sequence[tuple[str, int]], day: int) -> int:
    if wish.later is not None and day < wish.later <= day + FURTHEST_DAYS:
        return wish.later
    return days[0][1]


def risk_in(figures: StudentFigures, forecast: Outlook, span: Span, deck: NextDeck | None) -> Risk | None:
    """Why a student may need help, or None: by the forecast, for without any more practice everybody forgets until an exam."""
    unseen = deck.unseen.get(figures.id) if deck else None
    return risk_of(
        Signs(
            quiet_days=figures.quiet_days(span.day),
            unseen=unseen,
            days_left=deck.day - span.day if deck else None,
            recall=forecast.recall,
            met=figures.total.seen,
            safety=forecast.safety_recall,
            safety_met=figures.total.safety_seen,
        )
    )


def _heaviest_first(line: Line) -> tuple[float, str]:
    return (-line.risk.weight if line.risk else 0.0, line.figures.name)


def _with_regions(session: Session, classroom: Classroom, span: Span, lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, with the figures of each region."""
    regions = queries.list_regions(session, classroom.id, span, [line.figures.id for line in lines])
    return [replace(line, figures=replace(line.figures, regions=regions.get(line.figures.id, {}))) for line in lines]


def _with_remainder(session: Session, classroom: Classroom, total: Sums) -> Sums:
    """Counts with those of erased accounts; what is remembered is of the present students only."""
    left = queries.list_remainders(session, classroom.id)
    return total._replace(
        answers=total.answers + sum(each.answers for each in left),
        right=total.right + sum(each.right for each in left),
        hazards=total.hazards + sum(each.hazards for each in left),
        missed_musts=total.missed_musts + sum(each.missed_musts for each in left),
        elapsed_ms=total.elapsed_ms + sum(each.elapsed_ms for each in left),
    )
