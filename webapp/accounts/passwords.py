"""Passwords: which are good enough, how they are kept, how they are compared."""

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 8
LONGEST = 1024

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher.hash(_same(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the password; an unknown account (None) takes the same time and is never right."""
    try:
        _hasher.verify(kept or _nobodys_hash(), _same(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def needs_renewal(kept: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _hasher.check_needs_rehash(kept)


def fault_of(password: str, *, email: str = "", name: str = "") -> str | None:
    """What is wrong with a new password, in words; None when it will do."""
    same = _same(password)
    if len(same) < SHORTEST:
        return f"Use at least {SHORTEST} characters."
    if len(same) > LONGEST:
        return f"Use at most {LONGEST} characters."
    folded = same.casefold()
    own = {part.casefold() for part in (email, email.partition("@")[0], name) if part}
    bare = folded.rstrip("0123456789!?.*#$ ")
    if len(set(folded)) < 3 or {folded, bare} & (common_passwords() | own):
        return "This password is among the first that anybody would try. Choose another; a few unrelated words do well."
    return None


@cache
def common_passwords() -> frozenset[str]:
    """The passwords that everybody tries first."""
    file = Path(__file__).with_name("common_passwords.txt")
    return frozenset(file.read_text(encoding="utf-8").split())


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("a password that nobody has")


def _same(password: str) -> str:
    """One spelling for what looks the same on every keyboard."""
    return unicodedata.normalize("NFKC", password)
