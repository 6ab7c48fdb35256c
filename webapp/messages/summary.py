"""The weekly summary of one class: who practised, who is at risk, what is due; counts alone, no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.core.letters import Deadline, shielded, when
from webapp.insights.overview import Wish, overview
from webapp.library.shelf import Shelf
from webapp.messages import queries
from webapp.messages.deadlines import list_deadlines_of_class
from webapp.messages.digest import Links

DAYS = 7
FOOT = "This comes once a week for each of your classes."


@dataclass(frozen=True, slots=True)
class Summary:
    """Last week of a class: its students, how many of them practised, how many are at risk, and what is due this week."""

    classroom: str
    students: int
    practised: int
    at_risk: int
    deadlines: Sequence[Deadline]

    @property
    def subject(self) -> str:
        """The line by which a mail is known in a list."""
        return f"{self.classroom}: last week"


def summary_of(session: Session, shelf: Shelf, classroom: Classroom, monday: int, *, at: datetime) -> Summary | None:
    """The summary of the week before a Monday; None for a class without students, or outside its term."""
    students = queries.count_members(session, classroom.id)
    if not students or not _is_in_term(classroom, monday):
        return None
    practised = queries.count_practised(session, classroom.id, monday - DAYS, monday - 1)
    at_risk = overview(session, shelf, classroom, Wish(), at=at).risks
    return Summary(classroom.name, students, practised, at_risk, list_deadlines_of_class(session, classroom, at=at))


def body_of_summary(summary: Summary, instructor: User, links: Links) -> str:
    """The text of the mail."""
    due = [f"- {each.title}: due {when(each.due_at, each.zone, instructor.time_zone)}" for each in summary.deadlines]
    return "\n\n".join(
        [
            f"Hello {instructor.name},",
            f"{summary.classroom}, last week",
            f"- practised: {shielded(summary.practised, summary.students)}\n- at risk: {shielded(summary.at_risk, summary.students)}",
            "\n".join(["Due this week:", *due]) if due else "Nothing is due this week.",
            f"Overview, with the reasons: {links.start}",
            f"{FOOT}\nWhat comes by mail: {links.choices}\nNo more of these, for any class: {links.unsubscribe}\n",
        ]
    )


def _is_in_term(classroom: Classroom, monday: int) -> bool:
    """Whether the week before a Monday, or the week that begins with it, lies in the term."""
    first = classroom.first_day.toordinal() if classroom.first_day else monday
    last = classroom.last_day.toordinal() if classroom.last_day else monday
    return first <= monday + DAYS - 1 and last >= monday - DAYS
