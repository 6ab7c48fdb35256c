"""No more than ten wrong tries at one account's password, or at another secret, in fifteen minutes, at whatever door."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import SignInAttempt
from webapp.accounts.queries import WINDOW, list_recent_attempts
from webapp.accounts.tokens import account_key
from webapp.db import separate_transaction, take_turn
from webapp.errors import NextStep, TooMany

WRONG_TRIES = 10
WRONG_PASSWORDS = "There were too many wrong passwords for this account. Wait a quarter of an hour, or set a new password by mail."
NEW_PASSWORD = NextStep("Set a new password", "/accounts/forgotten")


def count_try(email: str, at: datetime, *, refusal: str = WRONG_PASSWORDS, step: NextStep = NEW_PASSWORD) -> None:
    """Counts a try before its password is looked at, so that many at once are no way round; raises TooMany."""
    key = account_key(email)
    with separate_transaction() as session:
        take_turn(session, key)
        session.execute(sa.delete(SignInAttempt).where(SignInAttempt.account_key == key, SignInAttempt.at <= at - WINDOW))
        recent = list_recent_attempts(session, key, at)
        if len(recent) >= WRONG_TRIES:
            wait = recent[-WRONG_TRIES] + WINDOW - at
            raise TooMany(refusal, seconds=int(wait.total_seconds()) + 1, step=step)
        session.add(SignInAttempt(account_key=key, at=at))


def forget_tries(session: Session, email: str) -> None:
    """Starts the count again, after a right password."""
    session.execute(sa.delete(SignInAttempt).where(SignInAttempt.account_key == account_key(email)))
