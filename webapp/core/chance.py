"""Seeded chance: the same seed gives the same numbers everywhere, so that a preview equals the result."""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
Part = str | int


def seed_of(*parts: Part) -> int:
    """A 64-bit seed made of words and numbers, the same on every machine and in every run."""
    # The separator keeps ("a", 11) and ("a1", 1) apart.
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def fraction(*parts: Part) -> float:
    """A number from 0 up to, but not including, 1."""
    return (seed_of(*parts) >> 11) / 2**53


def shuffled(things: Iterable[T], *parts: Part) -> tuple[T, ...]:
    """The things in an order that depends on the seed and on the order in which they were given."""
    keyed = [(seed_of(*parts, place), thing) for place, thing in enumerate(things)]
    return tuple(thing for _, thing in sorted(keyed, key=lambda pair: pair[0]))
