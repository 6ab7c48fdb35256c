"""A roster becomes invitations: looked at first, then sent. Nobody joins by a roster: joining is the student's own act."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import mail
from webapp.accounts import service
from webapp.accounts.models import Invitation, Role, User
from webapp.accounts.queries import get_invitation
from webapp.classrooms.making import must_be_open
from webapp.classrooms.models import Classroom, RosterInvitation
from webapp.classrooms.queries import is_for, list_instructors, list_invitations, list_members
from webapp.classrooms.rosters import Row
from webapp.db import take_turn
from webapp.errors import NotFound

VALID = timedelta(days=service.INVITATION_DAYS)


@dataclass(frozen=True, slots=True)
class Links:
    """Where mails lead: the page of one's classes, and the page that makes an account (its token is put behind)."""

    classes: str
    sign_up: str
    after_sign_up: str
    """What follows the token, so that a new student comes to the invitation."""


@dataclass(slots=True)
class Plan:
    """What a roster would do. Rows of people who are in the class, or are asked already, change nothing."""

    known: list[Row] = field(default_factory=list)
    """Have an account here, and are asked to join."""
    unknown: list[Row] = field(default_factory=list)
    """Have none, and get a link that makes one."""
    renamed: list[Row] = field(default_factory=list)
    """Are asked already, with another name."""
    joined: list[Row] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    apart: list[tuple[Row, str]] = field(default_factory=list)
    """Are not asked, and why."""

    @property
    def changes(self) -> int:
        """How many rows would change something."""
        return len(self.known) + len(self.unknown) + len(self.renamed)


def plan_roster(session: Session, classroom: Classroom, rows: Sequence[Row], *, at: datetime) -> Plan:
    """What a roster would do now; changes nothing."""
    plan = Plan()
    accounts = _accounts(session, [row.email for row in rows])
    teaching = {user.email for user in list_instructors(session, classroom.id)}
    joined = {email for user, member in list_members(session, classroom.id) for email in (user.email, member.roster_email)}
    asked = {each.email: each for each in list_invitations(session, classroom.id, at=at)}
    for row in rows:
        if row.email in joined:
            plan.joined.append(row)
        elif row.email in asked:
            (plan.asked if row.name in {"", asked[row.email].name} else plan.renamed).append(row)
        elif row.email in teaching:
            plan.apart.append((row, "teaches this class"))
        elif row.email in accounts and accounts[row.email].disabled_at is not None:
            plan.apart.append((row, "the account is switched off"))
        else:
            (plan.known if row.email in accounts else plan.unknown).append(row)
    return plan


def send_invitations(session: Session, classroom: Classroom, instructor: User, rows: Sequence[Row], links: Links, *, at: datetime) -> Plan:
    """Does what the plan says, all or nothing, and writes the mails; raises Invalid for an archived class."""
    must_be_open(classroom)
    take_turn(session, f"roster of class {classroom.id}")
    _forget_old(session, classroom, at)
    plan = plan_roster(session, classroom, rows, at=at)
    _rename(session, classroom, plan.renamed)
    for row in plan.known:
        _ask(session, classroom, row, None, at)
        mail.post(session, row.email, _subject(classroom), _words(row, instructor, classroom, _to_classes(links)), at=at)
    for row in plan.unknown:
        token = service.invite(session, Role.STUDENT, valid=VALID, at=at)
        _ask(session, classroom, row, get_invitation(session, token, at).id, at)
        mail.post(session, row.email, _subject(classroom), _words(row, instructor, classroom, _to_sign_up(links, token)), at=at)
    session.flush()
    return plan


def withdraw(session: Session, classroom: Classroom, invitation_id: int) -> RosterInvitation:
    """Takes an invitation back, and the link that went with it; raises NotFound."""
    found = session.get(RosterInvitation, invitation_id)
    if found is None or found.classroom_id != classroom.id:
        raise NotFound("There is no such invitation in this class.")
    if found.sign_up_id is not None:
        session.execute(sa.delete(Invitation).where(Invitation.id == found.sign_up_id, Invitation.used_at.is_(None)))
    session.delete(found)
    session.flush()
    return found


def forget_invited(session: Session, user: User) -> set[str]:
    """Deletes a person's invitations, before the account is erased; gives the addresses to which they were sent."""
    return set(session.scalars(sa.delete(RosterInvitation).where(is_for(user)).returning(RosterInvitation.email)))


def forget_expired(session: Session, *, at: datetime) -> None:
    """Deletes the invitations that have run out."""
    session.execute(sa.delete(RosterInvitation).where(RosterInvitation.expires_at <= at))


def _accounts(session: Session, emails: Sequence[str]) -> dict[str, User]:
    return {user.email: user for user in session.scalars(sa.select(User).where(User.email.in_(emails)))}


def _forget_old(session: Session, classroom: Classroom, at: datetime) -> None:
    old = (RosterInvitation.classroom_id == classroom.id, RosterInvitation.expires_at <= at)
    session.execute(sa.delete(RosterInvitation).where(*old))


def _rename(session: Session, classroom: Classroom, rows: Sequence[Row]) -> None:
    for row in rows:
        mine = (RosterInvitation.classroom_id == classroom.id, RosterInvitation.email == row.email)
        session.execute(sa.update(RosterInvitation).where(*mine).values(name=row.name))


def _ask(session: Session, classroom: Classroom, row: Row, sign_up_id: int | None, at: datetime) -> None:
    made = RosterInvitation(
        classroom_id=classroom.id, email=row.email, name=row.name, sign_up_id=sign_up_id, invited_at=at, expires_at=at + VALID
    )
    session.add(made)


def _subject(classroom: Classroom) -> str:
    return f"Palpate: the class {classroom.name}"


def _words(row: Row, instructor: User, classroom: Classroom, what_to_do: str) -> str:
    hello = f"Hello {row.name}," if row.name else "Hello,"
    return (
        f"{hello}\n\n{instructor.name} invites you to the class {classroom.name} in Palpate.\n\n{what_to_do}\n\n"
        "Before you join, you read what instructors of the class will see of your practice. You can decline, and leave at any time.\n"
    )


def _to_classes(links: Links) -> str:
    return f"You have an account here. Sign in, and accept or decline:\n{links.classes}"


def _to_sign_up(links: Links, token: str) -> str:
    return f"Make an account within {service.INVITATION_DAYS} days, then accept or decline:\n{links.sign_up}{token}{links.after_sign_up}"
