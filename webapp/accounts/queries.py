"""Reads about people."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from webapp.accounts.models import Invitation, Role, SignInAttempt, User, UserSession
from webapp.accounts.tokens import token_hash
from webapp.errors import NotFound

WINDOW = timedelta(minutes=15)


def find_user_by_email(session: Session, email: str) -> User | None:
    """The account of an address, in any case of letters."""
    return session.scalar(sa.select(User).where(User.email == email.lower()))


def get_user_by_email(session: Session, email: str) -> User:
    """The account of an address, or NotFound."""
    user = find_user_by_email(session, email)
    if user is None:
        raise NotFound(f"Nobody here has the address {email}.")
    return user


def get_user(session: Session, user_id: int) -> User:
    """An account by its number, or NotFound."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such person.")
    return user


def find_signed_in(session: Session, token: str, at: datetime) -> UserSession | None:
    """The living session of a token, with its user, if the account is not disabled."""
    query = (
        sa.select(UserSession)
        .join(UserSession.user)
        .options(contains_eager(UserSession.user))
        .where(UserSession.token_hash == token_hash(token), UserSession.expires_at > at, User.disabled_at.is_(None))
    )
    return session.scalar(query)


def list_sessions(session: Session, user: User, at: datetime) -> list[UserSession]:
    """Where a person is signed in, newest first."""
    query = sa.select(UserSession).where(UserSession.user_id == user.id, UserSession.expires_at > at)
    return list(session.scalars(query.order_by(UserSession.created_at.desc(), UserSession.id.desc())))


def get_invitation(session: Session, token: str, at: datetime, *, to_use: bool = False) -> Invitation:
    """An invitation that can still be used, or NotFound; `to_use` keeps others away from it meanwhile."""
    query = sa.select(Invitation).where(Invitation.token_hash == token_hash(token))
    invitation = session.scalar(query.with_for_update() if to_use else query)
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= at:
        raise NotFound("This link has been used, has run out, or never was one. Ask for a new one.")
    return invitation


def list_recent_attempts(session: Session, account_key: str, at: datetime) -> list[datetime]:
    """Moments of the wrong tries of the last fifteen minutes, oldest first."""
    query = sa.select(SignInAttempt.at).where(SignInAttempt.account_key == account_key, SignInAttempt.at > at - WINDOW)
    return list(session.scalars(query.order_by(SignInAttempt.at)))


def list_users(session: Session) -> list[User]:
    """Everybody, by e-mail address."""
    return list(session.scalars(sa.select(User).order_by(User.email)))


def list_reviewers(session: Session) -> list[User]:
    """Everybody who may sign facts, by name."""
    allowed = sa.or_(User.role == Role.REVIEWER, User.reviewer_since.is_not(None))
    return list(session.scalars(sa.select(User).where(allowed).order_by(User.name, User.id)))


def count_active_administrators(session: Session) -> int:
    """How many people can administer this school."""
    query = sa.select(sa.func.count(User.id)).where(User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None))
    return session.scalar(query) or 0
