"""New passwords: by a mailed link, or by knowing the present one."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from webapp import mail
from webapp.accounts import passwords, throttle
from webapp.accounts.models import User
from webapp.accounts.queries import find_user_by_email
from webapp.accounts.signing_in import end_sessions
from webapp.accounts.tokens import RESET_MINUTES, fragment_of, make_reset_token, read_reset_token
from webapp.errors import Invalid, NextStep, NotFound

DEAD_LINK = "This link has been used or is older than an hour."


def ask_for_reset(session: Session, email: str, *, secret: str, link_to: Callable[[str], str], at: datetime) -> None:
    """Mails a link that sets a new password; for an unknown address the same work is done, and no mail leaves."""
    throttle.count_try(f"reset {email}", at)
    user = find_user_by_email(session, email)
    known = user is not None and user.disabled_at is None
    user_id, kept = (user.id, user.password_hash) if user and known else (0, "")
    body = (
        "Somebody, probably you, asked for a new password for Palpate.\n\n"
        f"Set it here within {RESET_MINUTES} minutes:\n{link_to(make_reset_token(secret, user_id, kept, at))}\n\n"
        "If it was not you, do nothing: your password stays as it is.\n"
    )
    mail.post(session, user.email if user and known else "", "A new password for Palpate", body, at=at)


def get_user_of_link(session: Session, token: str, *, secrets: list[str], at: datetime, to_use: bool = False) -> User:
    """For whom a reset link is; raises NotFound when it is dead. `to_use` keeps others away from the account meanwhile."""
    claim = read_reset_token(secrets, token, at)
    user = session.get(User, claim.user_id, with_for_update=to_use) if claim else None
    if claim is None or user is None or user.disabled_at is not None or fragment_of(user.password_hash) != claim.fragment:
        raise NotFound(DEAD_LINK, step=NextStep("Ask for a new link", "/accounts/forgotten"))
    return user


def reset_password(session: Session, token: str, password: str, *, secrets: list[str], at: datetime) -> User:
    """Sets a new password by a mailed link, and ends every session; raises NotFound or Invalid."""
    user = get_user_of_link(session, token, secrets=secrets, at=at, to_use=True)
    _set(user, password)
    end_sessions(session, user)
    throttle.forget_tries(session, user.email)
    return user


def change_password(session: Session, user: User, password: str, *, keep: str) -> None:
    """Sets a new password for a person whose present one was just checked, and ends the sessions but the one of `keep`."""
    _set(user, password)
    end_sessions(session, user, but=keep)
    throttle.forget_tries(session, user.email)


def _set(user: User, password: str) -> None:
    fault = passwords.fault_of(password, email=user.email, name=user.name)
    if fault:
        raise Invalid(fault, {"password": fault})
    user.password_hash = passwords.hash_password(password)
