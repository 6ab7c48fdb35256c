"""Secrets that are handed out: session tokens, invitations, links to reset a password."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

RESET_MINUTES = 60
_RESET_SALT = "palpate password reset"


@dataclass(frozen=True, slots=True)
class ResetClaim:
    """What a link to reset a password says: for whom, made from which password, when."""

    user_id: int
    fragment: str
    made_at: datetime


def new_token() -> str:
    """A secret of 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token; it needs no salt because the token is chance alone."""
    return hashlib.sha256(token.encode()).hexdigest()


def account_key(email: str) -> str:
    """Stands for an e-mail address where the address itself need not be kept."""
    return hashlib.sha256(b"account " + email.strip().lower().encode()).hexdigest()


def make_reset_token(secret: str, user_id: int, password_hash: str, at: datetime) -> str:
    """A signed link part; it dies with the password that it was made from, and after RESET_MINUTES."""
    return URLSafeSerializer(secret, _RESET_SALT).dumps([user_id, fragment_of(password_hash), int(at.timestamp())])


def read_reset_token(secrets_: list[str], token: str, at: datetime) -> ResetClaim | None:
    """The claim of a genuine, fresh link; `secrets_` are the accepted ones, newest last."""
    try:
        user_id, fragment, seconds = URLSafeSerializer(secrets_, _RESET_SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    made_at = datetime.fromtimestamp(seconds, UTC)
    if not timedelta(0) <= at - made_at + timedelta(seconds=1) <= timedelta(minutes=RESET_MINUTES):
        return None
    return ResetClaim(user_id, fragment, made_at)


def fragment_of(password_hash: str) -> str:
    """A trace of a password's hash that changes with it and tells nothing."""
    return hashlib.sha256(password_hash.encode()).hexdigest()[:16]
