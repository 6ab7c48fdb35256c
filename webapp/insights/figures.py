"""Figures of the students of a class: what each did and knows, by region."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from webapp.core.class_sums import NONE_MET, NOTHING_LATELY, Recent, Sums, add_up
from webapp.core.outlook import WINDOW_DAYS, Outlook, outlook
from webapp.insights import queries


@dataclass(frozen=True, slots=True)
class Span:
    """The study day that figures are of, and the later day for which recall is predicted too."""

    day: int
    later: int

    @property
    def since(self) -> int:
        """The first of the days that count as lately."""
        return self.day - WINDOW_DAYS + 1


@dataclass(frozen=True, slots=True)
class StudentFigures:
    """What one student did and knows, all together, by region, and lately."""

    id: int
    name: str
    total: Sums = NONE_MET
    regions: Mapping[str, Sums] = field(default_factory=dict)
    lately: Recent = NOTHING_LATELY

    def outlook(self, span: Span) -> Outlook:
        """What the student will remember on the later day, if practice goes on as lately."""
        return outlook(self.total, self.lately, span.later - span.day)

    def quiet_days(self, day: int) -> int | None:
        """Days since the last one with practice; None where there is none."""
        return max(0, day - self.total.last_day) if self.total.last_day else None


def class_figures(session: Session, classroom_id: int, span: Span, student_id: int | None = None) -> list[StudentFigures]:
    """The figures of each present student of a class, or of one of them, by name."""
    regions: dict[int, dict[str, Sums]] = defaultdict(dict)
    for row in queries.list_sums(session, classroom_id, span.day, span.later, span.since, student_id):
        regions[row.student_id][row.region] = row.sums
    lately = queries.list_recent(session, classroom_id, span.since, student_id)
    return [
        StudentFigures(who, name, add_up(regions[who].values()), regions[who], lately.get(who, NOTHING_LATELY))
        for who, name in queries.list_names(session, classroom_id, student_id)
    ]
