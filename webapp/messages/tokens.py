"""Signed links that end one kind of mail without signing in."""

from enum import StrEnum
from typing import NamedTuple

from itsdangerous import BadData, URLSafeSerializer

_SALT = "palpate unsubscribe"


class Kind(StrEnum):
    """Kinds of mail that can be ended."""

    DIGEST = "digest"
    WEEKLY = "weekly"


class Claim(NamedTuple):
    """What a link says: whose mails, and which."""

    person_id: int
    kind: Kind


def make_token(secret: str, person_id: int, kind: Kind) -> str:
    """A link part that never runs out: a mail may be old when somebody has had enough of them."""
    return str(URLSafeSerializer(secret, _SALT).dumps([person_id, kind.value]))


def read_token(secrets: list[str], token: str) -> Claim | None:
    """The claim of a genuine link; `secrets` are the accepted ones, newest last."""
    try:
        person_id, kind = URLSafeSerializer(secrets, _SALT).loads(token)
        return Claim(int(person_id), Kind(kind))
    except (BadData, ValueError, TypeError):
        return None
