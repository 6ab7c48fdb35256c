"""Reads of messages: choices, who waits for a mail, and a person's notices."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.assignments.models import AssignedStudent, Assignment
from webapp.classrooms.models import Classroom, ClassroomInstructor, Membership, RosterInvitation
from webapp.errors import NotFound
from webapp.messages.models import DEFAULT_HOUR, MailChoice, MailDay, Notice
from webapp.practice.models import Enrolment
from webapp.practice.shown_models import ShownDay
from webapp.selftests.models import Allowance, Paper, Sitting
from webapp.selftests.results import list_results_from

DIGEST = "digest"
AT_MOST_EVERY = timedelta(hours=20)
"""Two digests are never closer, whatever somebody does to hour and time zone."""
LATE_HOURS = 6
"""After a pause of the server, a mail goes out so many hours later at most; then the day has none."""
MOST_NOTICES = 100


def find_choice(session: Session, person_id: int) -> MailChoice | None:
    """What a person chose; None for what everybody gets."""
    return session.get(MailChoice, person_id)


def list_zones(session: Session) -> list[str]:
    """Time zones in which somebody lives."""
    return list(session.scalars(sa.select(User.time_zone).where(User.disabled_at.is_(None)).distinct().order_by(User.time_zone)))


def list_awaiting_digest(session: Session, zone: str, *, day: int, hour: int, at: datetime, limit: int) -> list[User]:
    """People of a zone whose digest of a local date is to be considered at a local hour, and was not yet."""
    wanted = sa.func.coalesce(MailChoice.digest_hour, DEFAULT_HOUR)
    studies = sa.select(Enrolment.id).where(Enrolment.student_id == User.id).exists()
    learns = sa.select(Membership.id).where(Membership.student_id == User.id).exists()
    lately = sa.or_(MailDay.day >= day, MailDay.at > at - AT_MOST_EVERY)
    done = sa.select(MailDay.day).where(MailDay.person_id == User.id, MailDay.about == DIGEST, lately).exists()
    query = (
        sa.select(User)
        .outerjoin(MailChoice, MailChoice.person_id == User.id)
        .where(User.time_zone == zone, User.disabled_at.is_(None), sa.func.coalesce(MailChoice.digest, sa.true()))
        .where(wanted <= hour, wanted > hour - LATE_HOURS, sa.or_(studies, learns), ~done)
    )
    return list(session.scalars(query.order_by(User.id).limit(limit)))


def list_living_classes(session: Session) -> list[Classroom]:
    """Classes that go on."""
    return list(session.scalars(sa.select(Classroom).where(Classroom.archived_at.is_(None)).order_by(Classroom.id)))


def list_awaiting_summary(session: Session, classroom_id: int, *, about: str, day: int) -> list[User]:
    """Who teaches a class now, and whose summary of a Monday was not considered yet."""
    done = sa.select(MailDay.day).where(MailDay.person_id == User.id, MailDay.about == about, MailDay.day >= day).exists()
    query = (
        sa.select(User)
        .join(ClassroomInstructor, ClassroomInstructor.instructor_id == User.id)
        .outerjoin(MailChoice, MailChoice.person_id == User.id)
        .where(ClassroomInstructor.classroom_id == classroom_id, User.role.in_(TEACHERS), User.disabled_at.is_(None))
        .where(sa.func.coalesce(MailChoice.weekly, sa.true()), ~done)
    )
    return list(session.scalars(query.order_by(User.id)))


def list_assignments(session: Session, classroom_id: int) -> list[Assignment]:
    """Assignments of a class that were not withdrawn."""
    wanted = (Assignment.classroom_id == classroom_id, Assignment.withdrawn_at.is_(None))
    return list(session.scalars(sa.select(Assignment).where(*wanted).order_by(Assignment.id)))


def list_new_assignments(session: Session, *, since: datetime) -> list[tuple[Assignment, Classroom, User]]:
    """Assignments made or begun since a moment in classes that go on, with the class and each student whom they are for."""
    mine = sa.select(AssignedStudent.student_id).where(
        AssignedStudent.assignment_id == Assignment.id, AssignedStudent.student_id == Membership.student_id
    )
    query = (
        sa.select(Assignment, Classroom, User)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Membership, Membership.classroom_id == Classroom.id)
        .join(User, User.id == Membership.student_id)
        .where(sa.or_(Assignment.made_at > since, Assignment.first_day > since.date()))
        .where(Assignment.withdrawn_at.is_(None), Classroom.archived_at.is_(None))
        .where(sa.or_(Assignment.for_all, mine.exists()))
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(Assignment.id, Membership.student_id))]


def list_new_results(session: Session, *, since: datetime, at: datetime) -> list[tuple[Assignment, Classroom, int, int]]:
    """Class tests whose results are out since a moment, with the class, the number of each who sat them, and of the last sitting."""
    # With more time for somebody the results come later than the end for the others.
    later = sa.select(Allowance.id).where(Allowance.paper_id == Paper.id).exists()
    closed = sa.select(Paper).where(Paper.student_id.is_(None), Paper.closes_at <= at, sa.or_(Paper.closes_at > since, later))
    out = list_results_from(session, session.scalars(closed).all())
    fresh = [paper_id for paper_id, moment in out.items() if moment is not None and since < moment <= at]
    query = (
        sa.select(Assignment, Classroom, Sitting.student_id, sa.func.max(Sitting.id))
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Sitting, Sitting.paper_id == Assignment.paper_id)
        .join(Membership, sa.and_(Membership.classroom_id == Classroom.id, Membership.student_id == Sitting.student_id))
        .where(Assignment.paper_id.in_(fresh), Assignment.withdrawn_at.is_(None))
        .group_by(Assignment.id, Classroom.id, Sitting.student_id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query.order_by(Assignment.id, Sitting.student_id))]


def list_new_invitations(session: Session, *, since: datetime, at: datetime) -> list[tuple[Classroom, int, int]]:
    """Classes that asked somebody with an account to join since a moment, with the number of that person and of the invitation."""
    query = (
        sa.select(Classroom, User.id, RosterInvitation.id)
        .join(RosterInvitation, RosterInvitation.classroom_id == Classroom.id)
        .join(User, User.email == RosterInvitation.email)
        .where(RosterInvitation.invited_at > since, RosterInvitation.expires_at > at, RosterInvitation.declined_at.is_(None))
        .where(Classroom.archived_at.is_(None))
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(RosterInvitation.id))]


def count_members(session: Session, classroom_id: int) -> int:
    """How many students a class has."""
    return session.scalar(sa.select(sa.func.count(Membership.id)).where(Membership.classroom_id == classroom_id)) or 0


def count_practised(session: Session, classroom_id: int, first_day: int, last_day: int) -> int:
    """How many students of a class practised in a span of study days, as far as the class may be shown."""
    days = sa.and_(ShownDay.student_id == Membership.student_id, ShownDay.study_day.between(first_day, last_day), ShownDay.answers > 0)
    query = sa.select(sa.func.count(ShownDay.student_id.distinct())).join(Membership, days)
    return session.scalar(query.where(Membership.classroom_id == classroom_id)) or 0


def list_notices(session: Session, person_id: int) -> list[Notice]:
    """A person's notices, newest first."""
    query = sa.select(Notice).where(Notice.person_id == person_id)
    return list(session.scalars(query.order_by(Notice.made_at.desc(), Notice.id.desc()).limit(MOST_NOTICES)))


def count_unread(session: Session, person_id: int) -> int:
    """How many of a person's notices are unread."""
    return session.scalar(sa.select(sa.func.count(Notice.id)).where(Notice.person_id == person_id, Notice.read_at.is_(None))) or 0


def get_notice(session: Session, person_id: int, notice_id: int) -> Notice:
    """One of a person's own notices; NotFound for anybody else's."""
    found = session.scalar(sa.select(Notice).where(Notice.id == notice_id, Notice.person_id == person_id))
    if found is None:
        raise NotFound("There is no such notice of yours.")
    return found


def list_told(session: Session, keys: Iterable[str]) -> set[tuple[int, str]]:
    """Who was told of what already, as pairs of person and key."""
    rows = session.execute(sa.select(Notice.person_id, Notice.key).where(Notice.key.in_(list(keys))))
    return {(row.person_id, row.key) for row in rows}
