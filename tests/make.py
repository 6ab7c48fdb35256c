"""Plain factories: what a test does not care about has a sensible value."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tests.people import STUDENT, Part
from webapp.accounts.models import User
from webapp.accounts.passwords import hash_password

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""When tests begin: a Monday morning, no change of clocks near."""

PASSWORD = "seven quiet herons"


@cache
def password_hash() -> str:
    """The hash of PASSWORD, made once."""
    return hash_password(PASSWORD)


def user(session: Session, part: Part = STUDENT, **values: Any) -> User:
    """An account of the cast, or changed as told."""
    given = {"email": part.email, "name": part.name, "role": part.role, "password_hash": password_hash(), "created_at": AT}
    made = User(**(given | values))
    session.add(made)
    session.flush()
    return made
