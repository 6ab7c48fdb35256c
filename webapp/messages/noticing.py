"""Notices: told once of what is new in one's classes, marked as read, swept out after a while."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.core.assigning import told_moment
from webapp.core.letters import when
from webapp.db import take_turn
from webapp.messages import queries
from webapp.messages.models import TEXT_LENGTH, Notice

NEWS = timedelta(days=7)
"""What is older is no news, to whoever joins a class later either."""
NOTICE_DAYS = 60


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell one person, under a key by which nobody is told twice."""

    person_id: int
    key: str
    text: str
    path: str


def tell_news(session: Session, *, at: datetime) -> int:
    """Makes the notices of what is new since a week and not told yet; gives their number. May be repeated, by two servers at once too."""
    take_turn(session, "notices")
    news = list(_news(session, at))
    told = queries.list_told(session, {each.key for each in news})
    fresh = {(each.person_id, each.key): each for each in news if (each.person_id, each.key) not in told}
    for each in fresh.values():
        text = each.text if len(each.text) <= TEXT_LENGTH else f"{each.text[: TEXT_LENGTH - 1]}…"
        session.add(Notice(person_id=each.person_id, key=each.key, text=text, path=each.path, made_at=at))
    session.flush()
    return len(fresh)


def mark_read(session: Session, person: User, notice_id: int, *, at: datetime) -> Notice:
    """Marks one of a person's notices as read; doing it twice changes nothing."""
    notice = queries.get_notice(session, person.id, notice_id)
    notice.read_at = notice.read_at or at
    session.flush()
    return notice


def mark_all_read(session: Session, person: User, *, at: datetime) -> None:
    """Marks all of a person's notices as read."""
    session.execute(sa.update(Notice).where(Notice.person_id == person.id, Notice.read_at.is_(None)).values(read_at=at))


def forget_notices(session: Session, *, at: datetime) -> None:
    """Deletes notices that are older than NOTICE_DAYS, read or not."""
    session.execute(sa.delete(Notice).where(Notice.made_at <= at - timedelta(days=NOTICE_DAYS)))


def _news(session: Session, at: datetime) -> Iterator[News]:
    since = at - NEWS
    for classroom, person_id, number in queries.list_new_invitations(session, since=since, at=at):
        yield News(person_id, f"invitation-{number}", f"You are invited to the class {classroom.name}.", "/classes")
    for assignment, classroom, person_id, sitting_id in queries.list_new_results(session, since=since, at=at):
        text = f"{classroom.name}: the result of “{assignment.title}” is out."
        yield News(person_id, f"result-{assignment.id}", text, f"/tests/{sitting_id}")
    yield from _new_assignments(session, since, at)


def _new_assignments(session: Session, since: datetime, at: datetime) -> Iterator[News]:
    for assignment, classroom, student in queries.list_new_assignments(session, since=since):
        zone = classroom.time_zone
        if assignment.starts_at(zone) <= at < assignment.due_at(zone):
            # A notice is read on other days than it is written: no "today" in it.
            due = when(told_moment(assignment.due_at(zone), zone), zone, student.time_zone)
            text = f"{classroom.name}: new assignment “{assignment.title}”, due {due}."
            path = f"/classes/{classroom.id}/assignments/{assignment.id}"
            yield News(student.id, f"assignment-{assignment.id}", text, path)
