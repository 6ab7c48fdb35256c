"""Runs of study days; days off that were announced neither count nor break a run."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days in a row up to today, the longest run ever, and whether today still has to be studied to go on."""

    days: int
    longest: int
    open_today: bool


def streak(studied: Collection[int], today: int, days_off: Iterable[tuple[int, int]] = ()) -> Streak:
    """The run of study days that is still alive today; `days_off` are spans (first, last), both included.

    Today breaks nothing while it lasts. A day off on which somebody studied counts as any other.
    """
    off = {day for first, last in days_off for day in range(first, min(last, today) + 1)}
    longest = running = 0
    previous: int | None = None
    for day in sorted(day for day in set(studied) if day <= today):
        running = running + 1 if previous is not None and _bridged(previous, day, off) else 1
        longest, previous = max(longest, running), day
    alive = previous is not None and (previous == today or _bridged(previous, today, off))
    return Streak(running if alive else 0, longest, today not in studied and today not in off)


def _bridged(one: int, other: int, off: Collection[int]) -> bool:
    """Whether every day between two days was off."""
    return all(day in off for day in range(one + 1, other))
