"""Use case: how many days are left until the exams of a student's classes, and what the student will probably remember then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.classrooms.queries import list_joined
from webapp.core.outlook import Outlook
from webapp.insights.figures import span_of, student_figures
from webapp.practice.today import today_of


@dataclass(frozen=True, slots=True)
class Countdown:
    """An exam ahead: days left, and the forecast for its day from what the class may be shown (None on the day itself)."""

    classroom: Classroom
    day: int
    days: int
    forecast: Outlook | None


def countdowns(session: Session, student: User, *, at: datetime) -> list[Countdown]:
    """The exams of the student's classes that lie ahead, today's included, the next one first."""
    today = today_of(session, student, at=at)
    ahead = [room for room in list_joined(session, student.id) if room.exam_day is not None and room.exam_day.toordinal() >= today]
    found = [_countdown(session, room, student, room.exam_day.toordinal(), today) for room in ahead if room.exam_day]
    return sorted(found, key=lambda each: each.day)


def _countdown(session: Session, classroom: Classroom, student: User, day: int, today: int) -> Countdown:
    span = span_of(today, day)
    figures = student_figures(session, classroom.id, student, span) if day > today else None
    return Countdown(classroom, day, day - today, figures.outlook(span) if figures else None)
