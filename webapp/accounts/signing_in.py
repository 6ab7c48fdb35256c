"""Signing in and out, and the sessions that come of it."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts import passwords, throttle
from webapp.accounts.models import User, UserSession
from webapp.accounts.queries import find_user_by_email
from webapp.accounts.tokens import new_token, token_hash
from webapp.db import reading
from webapp.errors import Forbidden, Invalid

SESSION_DAYS = 30
WRONG = "That is not the right e-mail address and password."


def sign_in(session: Session, email: str, password: str, *, device: str, at: datetime) -> str:
    """Opens a session for whoever knows the password, and returns its token; raises Invalid, TooMany, Forbidden."""
    throttle.count_try(email, at)
    # Hashing takes long: it is done before the writing transaction begins, so that nobody's answer waits for it.
    with reading() as before:
        found = find_user_by_email(before, email)
    kept = found.password_hash if found else None
    if not passwords.is_password(password, kept) or found is None or kept is None:
        raise Invalid(WRONG, {"password": WRONG})
    renewed = passwords.hash_password(password) if passwords.needs_renewal(kept) else kept
    user = session.get(User, found.id)
    if user is None or user.password_hash != kept:
        raise Invalid(WRONG, {"password": WRONG})
    if user.disabled_at is not None:
        raise Forbidden("This account is switched off. Ask the people who run this school's Palpate.")
    user.password_hash = renewed
    throttle.forget_tries(session, email)
    return open_session(session, user, device=device, at=at)


def open_session(session: Session, user: User, *, device: str, at: datetime) -> str:
    """Signs a browser in for SESSION_DAYS, and returns the token for its cookie."""
    token = new_token()
    expires_at = at + timedelta(days=SESSION_DAYS)
    session.add(UserSession(token_hash=token_hash(token), user_id=user.id, created_at=at, expires_at=expires_at, device=device[:60]))
    session.flush()
    return token


def sign_out(session: Session, token: str) -> None:
    """Ends the session of a token; a copied cookie is dead too."""
    session.execute(sa.delete(UserSession).where(UserSession.token_hash == token_hash(token)))


def end_sessions(session: Session, user: User, *, but: str | None = None) -> None:
    """Ends every session of a person, except the one of a token."""
    query = sa.delete(UserSession).where(UserSession.user_id == user.id)
    if but is not None:
        query = query.where(UserSession.token_hash != token_hash(but))
    session.execute(query)


def check_password(user: User, password: str, at: datetime) -> None:
    """Asks a signed-in person for the password once more; raises Invalid or TooMany."""
    throttle.count_try(user.email, at)
    if not passwords.is_password(password, user.password_hash):
        raise Invalid("That is not your present password.", {"present_password": "That is not your present password."})
