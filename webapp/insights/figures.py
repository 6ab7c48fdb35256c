"""Figures of the students of a class: what each did and knows, by region."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.class_sums import NONE_MET, NOTHING_LATELY, Recent, Span, Sums, add_up
from webapp.core.outlook import WINDOW_DAYS, Outlook, outlook
from webapp.insights import queries


@dataclass(frozen=True, slots=True)
class StudentFigures:
    """What one student did and knows: all together, lately, and by region where that is asked for."""

    id: int
    name: str
    total: Sums = NONE_MET
    lately: Recent = NOTHING_LATELY
    regions: Mapping[str, Sums] = field(default_factory=dict)

    def outlook(self, span: Span) -> Outlook:
        """What the student will remember on the later day, if practice goes on as lately."""
        return outlook(self.total, self.lately, span.later - span.day)

    def quiet_days(self, day: int) -> int | None:
        """Days since the last one with practice; None where there is none."""
        return max(0, day - self.total.last_day) if self.total.last_day else None


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """The figures of each present student of a class, by name and without regions, and of each region."""

    students: tuple[StudentFigures, ...]
    regions: Mapping[str, Sums]


def span_of(day: int, later: int) -> Span:
    """The days about which figures are."""
    return Span(day, later, day - WINDOW_DAYS + 1)


def class_figures(session: Session, classroom_id: int, span: Span) -> ClassFigures:
    """The figures of a class."""
    sums, lately = queries.sum_class(session, classroom_id, span), queries.list_recent(session, classroom_id, span.since)
    students = (
        StudentFigures(who, name, sums.students.get(who, NONE_MET), lately.get(who, NOTHING_LATELY))
        for who, name in queries.list_names(session, classroom_id)
    )
    return ClassFigures(tuple(students), sums.regions)


def student_figures(session: Session, classroom_id: int, student: User, span: Span) -> StudentFigures:
    """The figures of one present student of a class, with regions."""
    regions = queries.list_regions(session, classroom_id, span, [student.id]).get(student.id, {})
    lately = queries.find_recent(session, student.id, span.since)
    return StudentFigures(student.id, student.name, add_up(regions.values()), lately, regions)
