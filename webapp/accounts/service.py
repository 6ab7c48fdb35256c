"""Making, inviting and changing accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from webapp.accounts import passwords, throttle
from webapp.accounts.models import NAME_LENGTH, Invitation, Role, SignInAttempt, User, UserSession
from webapp.accounts.queries import WINDOW, count_active_administrators, find_user_by_email, get_invitation
from webapp.accounts.signing_in import end_sessions
from webapp.accounts.tokens import new_token, token_hash
from webapp.config import SignUp
from webapp.core.days import is_zone
from webapp.db import take_turn
from webapp.errors import Forbidden, Invalid, NextStep

INVITATION_DAYS = 14
SETUP_HOURS = 1
TAKEN = "There is an account with this e-mail address already. Sign in, or set a new password."


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What a person says when making an account; `time_zone` as the browser guessed it."""

    email: str
    password: str
    name: str
    time_zone: str = "UTC"


def sign_up(session: Session, person: NewPerson, *, mode: SignUp, at: datetime) -> User:
    """Makes a student's account where sign-up is open; raises Forbidden or Invalid."""
    if mode is not SignUp.OPEN:
        raise Forbidden("Accounts are made by invitation here. Ask your school for a link.")
    return make_user(session, person, role=Role.STUDENT, at=at)


def join(session: Session, token: str, person: NewPerson, *, at: datetime) -> User:
    """Makes the account that an invitation promises, and uses the invitation up; raises NotFound or Invalid."""
    kept = _checked(person)
    invitation = get_invitation(session, token, at, to_use=True)
    user = _add(session, kept, role=invitation.role, at=at)
    invitation.used_at, invitation.used_by_id = at, user.id
    session.flush()
    return user


def make_user(session: Session, person: NewPerson, *, role: Role, at: datetime) -> User:
    """Makes an account with a role; raises Invalid with the fields at fault."""
    return _add(session, _checked(person), role=role, at=at)


def invite(session: Session, role: Role, *, valid: timedelta = timedelta(days=INVITATION_DAYS), at: datetime) -> str:
    """Makes an invitation and returns its token, which is kept nowhere else."""
    token = new_token()
    session.add(Invitation(token_hash=token_hash(token), role=role, created_at=at, expires_at=at + valid))
    session.flush()
    return token


def make_setup_link(session: Session, *, at: datetime) -> str | None:
    """An invitation for the first administrator, voiding older ones; None when there is an administrator."""
    take_turn(session, "administrators")
    if count_active_administrators(session):
        return None
    session.execute(sa.delete(Invitation).where(Invitation.role == Role.ADMINISTRATOR, Invitation.used_at.is_(None)))
    return invite(session, Role.ADMINISTRATOR, valid=timedelta(hours=SETUP_HOURS), at=at)


def set_role(session: Session, user: User, role: Role) -> None:
    """Gives a person another role and ends the sessions that had the old one."""
    _keep_an_administrator(session, user, still=role is Role.ADMINISTRATOR)
    user.role = role
    end_sessions(session, user)
    session.flush()


def disable(session: Session, user: User, *, at: datetime) -> None:
    """Switches an account off, at once and in every browser."""
    _keep_an_administrator(session, user, still=False)
    user.disabled_at = user.disabled_at or at
    end_sessions(session, user)
    session.flush()


def enable(session: Session, user: User) -> None:
    """Switches an account on again."""
    user.disabled_at = None
    session.flush()


def erase(session: Session, user: User) -> None:
    """Deletes an account and everything that hangs on it."""
    _keep_an_administrator(session, user, still=False)
    throttle.forget_tries(session, user.email)
    session.delete(user)
    session.flush()


def forget_expired(session: Session, *, at: datetime) -> None:
    """Deletes what has run out: sessions, wrong tries, invitations."""
    session.execute(sa.delete(UserSession).where(UserSession.expires_at <= at))
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at <= at - WINDOW))
    session.execute(sa.delete(Invitation).where(Invitation.expires_at <= at))


@dataclass(frozen=True, slots=True)
class _Checked:
    email: str
    password_hash: str
    name: str
    time_zone: str


def _checked(person: NewPerson) -> _Checked:
    """Checks and hashes before the first query: hashing inside the transaction would hold up everybody who writes."""
    name = " ".join(person.name.split())
    faults = {"name": _name_fault(name), "password": passwords.fault_of(person.password, email=person.email, name=name)}
    try:
        email = validate_email(person.email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        email = ""
        faults["email"] = "This does not look like an e-mail address."
    wrong = {field: fault for field, fault in faults.items() if fault}
    if wrong:
        raise Invalid("Please look at the marked fields.", wrong)
    zone = person.time_zone if is_zone(person.time_zone) else "UTC"
    return _Checked(email, passwords.hash_password(person.password), name, zone)


def _name_fault(name: str) -> str | None:
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        return f"Tell us a name of 1 to {NAME_LENGTH} letters."
    return None


def _add(session: Session, kept: _Checked, *, role: Role, at: datetime) -> User:
    if find_user_by_email(session, kept.email) is not None:
        raise Invalid(TAKEN, {"email": TAKEN}, step=NextStep("Sign in", "/accounts/sign-in"))
    user = User(email=kept.email, password_hash=kept.password_hash, name=kept.name, role=role, time_zone=kept.time_zone, created_at=at)
    session.add(user)
    session.flush()
    return user


def _keep_an_administrator(session: Session, user: User, *, still: bool) -> None:
    take_turn(session, "administrators")
    alone = user.role is Role.ADMINISTRATOR and user.disabled_at is None and count_active_administrators(session) == 1
    if alone and not still:
        raise Invalid("This is the only administrator. Make another one first.")
