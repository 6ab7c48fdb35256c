"""The digest of one student: what is due today and soon, in words, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.days import day_starts
from webapp.core.letters import Deadline, counted, when
from webapp.library.shelf import Shelf
from webapp.messages.deadlines import list_deadlines
from webapp.practice import queries as practice
from webapp.practice.queueing import queue_of

AWAY_DAYS = 14
"""Whoever has not practised for so long gets no daily mail about what is due, only deadlines."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a mail leads."""

    start: str
    choices: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What is due today, about how many minutes that takes, and what is due in the next days."""

    due: int
    new: int
    minutes: int
    deadlines: Sequence[Deadline]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.due and not self.deadlines

    @property
    def subject(self) -> str:
        """The line by which a mail is known in a list."""
        if self.due:
            return f"Today: {counted(self.due, 'question', 'questions')} due"
        return f"Due soon: {self.deadlines[0].title}"


def digest_of(session: Session, shelf: Shelf, student: User, day: int, *, at: datetime) -> Digest:
    """A student's digest of a local date: the study day of that name, though the mail may come before its first hour."""
    deadlines = list_deadlines(session, shelf, student, at=at)
    if _is_away(session, student, day):
        return Digest(0, 0, 0, deadlines)
    queue = queue_of(session, shelf, student, at=max(at, day_starts(day, student.time_zone, student.rollover_hour)))
    counts = queue.plan.counts
    return Digest(counts.due + counts.learning, counts.new, max(1, round(queue.minutes_left)), deadlines)


def body_of(digest: Digest, student: User, links: Links) -> str:
    """The text of the mail."""
    parts = [f"Hello {student.name},"]
    if digest.due:
        new = f" {counted(digest.new, 'new one is', 'new ones are')} ready too." if digest.new else ""
        told = f"{counted(digest.due, 'question is', 'questions are')} due today, about {counted(digest.minutes, 'minute', 'minutes')}"
        parts.append(f"{told}{' in all' if digest.new else ''}.{new}")
    if digest.deadlines:
        parts.append("\n".join(["Deadlines:", *(_line(each, student) for each in digest.deadlines)]))
    parts.append(f"Begin: {links.start}")
    parts.append(
        "This comes once a day at most, and only when something is due.\n"
        f"Another hour, or none: {links.choices}\n"
        f"No more of these mails: {links.unsubscribe}\n"
    )
    return "\n\n".join(parts)


def _line(deadline: Deadline, student: User) -> str:
    state = f" – {deadline.state}" if deadline.state else ""
    return f"- {deadline.title} ({deadline.classroom}): due {when(deadline.due_at, deadline.zone, student.time_zone)}{state}"


def _is_away(session: Session, student: User, day: int) -> bool:
    last = practice.find_last_day(session, student.id)
    return last is not None and day - last > AWAY_DAYS
