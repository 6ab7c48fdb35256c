"""Codes by which students join a class: short enough to be read from a board, changed at will, and gone after some days."""

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.classrooms.making import must_be_open
from webapp.classrooms.models import Classroom, JoinCode
from webapp.db import take_turn
from webapp.errors import Invalid

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look alike: I and 1, L, O and 0."""
LENGTH = 8
VALID_DAYS = (7, 30, 90)


def make_code(session: Session, classroom: Classroom, *, days: int, at: datetime) -> JoinCode:
    """A new code for some days; the one before is worth nothing from now on."""
    must_be_open(classroom)
    if days not in VALID_DAYS:
        raise Invalid("A code can be valid for 7, 30 or 90 days.", {"days": "Choose one of the list."})
    take_turn(session, f"code of class {classroom.id}")
    stop_code(session, classroom)
    code = JoinCode(classroom_id=classroom.id, code=_new_code(session), made_at=at, expires_at=at + timedelta(days=days))
    session.add(code)
    session.flush()
    return code


def stop_code(session: Session, classroom: Classroom) -> None:
    """Nobody can join by code any more."""
    session.execute(sa.delete(JoinCode).where(JoinCode.classroom_id == classroom.id))


def as_typed(text: str) -> str:
    """A code as it is kept, from what somebody typed: with spaces, hyphens and small letters."""
    return "".join(each for each in text.upper() if each.isalnum())


def in_words(code: str) -> str:
    """A code in two groups, as it is easiest to read and type."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        if session.scalar(sa.select(JoinCode.id).where(JoinCode.code == code)) is None:
            return code
