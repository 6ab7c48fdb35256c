"""Jobs of mail: whose digest or summary is due by the local clock; each day's is considered once, whoever asks how often."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import mail
from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.config import Config
from webapp.core.letters import LocalHour, local_hour
from webapp.db import reading, take_turn, transaction
from webapp.library.shelf import Shelf
from webapp.messages import queries
from webapp.messages.digest import Links, body_of, digest_of
from webapp.messages.models import MailDay
from webapp.messages.queries import DIGEST, LATE_HOURS
from webapp.messages.summary import body_of_summary, summary_of
from webapp.messages.tokens import Kind, make_token

BATCH = 5
"""Digests of one transaction: on SQLite nobody else writes meanwhile."""
SUMMARY_HOUR = 7
DAYS_KEPT = timedelta(days=9)
"""How long it is kept that a mail was considered: longer than a week, so that no Monday comes twice."""


@dataclass(frozen=True, slots=True)
class Post:
    """What mails are made with: the material, addresses, the secret that signs links."""

    shelf: Shelf
    config: Config

    def links(self, person: User, kind: Kind, start: str) -> Links:
        """Where a person's mail leads."""
        base = self.config.base_url
        return Links(base + start, f"{base}/messages", f"{base}/messages/unsubscribe/{make_token(self.config.secret_key, person.id, kind)}")


def send_digests(post: Post, *, at: datetime) -> int:
    """Writes down every digest whose hour has come; gives their number. May be repeated, by two servers at once too."""
    with reading() as session:
        zones = queries.list_zones(session)
    return sum(_send_in_zone(post, zone, at) for zone in zones)


def send_summaries(post: Post, *, at: datetime) -> int:
    """Writes down the summaries of classes whose Monday has come; gives their number. May be repeated, by two servers at once too."""
    sent = 0
    for classroom_id in _list_mondays(at):
        with _turn() as session:
            classroom = session.get(Classroom, classroom_id)
            if classroom is not None:
                sent += _send_summary(session, post, classroom, at)
    return sent


def forget_mail_days(session: Session, *, at: datetime) -> None:
    """Deletes what is no longer needed to know whether a mail was sent."""
    session.execute(sa.delete(MailDay).where(MailDay.at <= at - DAYS_KEPT))


def _send_in_zone(post: Post, zone: str, at: datetime) -> int:
    here, sent = local_hour(at, zone), 0
    while True:
        with _turn() as session:
            waiting = queries.list_awaiting_digest(session, zone, day=here.day, hour=here.hour, at=at, limit=BATCH)
            sent += sum(_send_digest(session, post, student, here, at) for student in waiting)
        if len(waiting) < BATCH:
            return sent


@contextmanager
def _turn() -> Iterator[Session]:
    """A transaction in which no other server considers mails."""
    with transaction() as session:
        take_turn(session, "mails")
        yield session


def _send_digest(session: Session, post: Post, student: User, here: LocalHour, at: datetime) -> bool:
    digest = digest_of(session, post.shelf, student, here.day, at=at)
    session.add(MailDay(person_id=student.id, about=DIGEST, day=here.day, sent=not digest.is_empty, at=at))
    if digest.is_empty:
        return False
    links = post.links(student, Kind.DIGEST, "/practice")
    mail.post(session, student.email, digest.subject, body_of(digest, student, links), at=at, unsubscribe=links.unsubscribe)
    return True


def _list_mondays(at: datetime) -> list[int]:
    with reading() as session:
        here = [(each.id, local_hour(at, each.time_zone)) for each in queries.list_living_classes(session)]
    return [number for number, hour in here if hour.is_monday and SUMMARY_HOUR <= hour.hour < SUMMARY_HOUR + LATE_HOURS]


def _send_summary(session: Session, post: Post, classroom: Classroom, at: datetime) -> int:
    about, day = f"class-{classroom.id}", local_hour(at, classroom.time_zone).day
    waiting = queries.list_awaiting_summary(session, classroom.id, about=about, day=day)
    summary = summary_of(session, post.shelf, classroom, day, at=at) if waiting else None
    for instructor in waiting:
        session.add(MailDay(person_id=instructor.id, about=about, day=day, sent=summary is not None, at=at))
        if summary is not None:
            links = post.links(instructor, Kind.WEEKLY, f"/classes/{classroom.id}/overview")
            body = body_of_summary(summary, instructor, links)
            mail.post(session, instructor.email, summary.subject, body, at=at, unsubscribe=links.unsubscribe)
    return len(waiting) if summary is not None else 0
