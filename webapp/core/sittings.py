"""Rules of a sitting: how long it lasts, when it is over, when its result may be seen, and what is odd about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# An answer that was sent in time may arrive so much later.
GRACE = timedelta(seconds=5)
# Clocks of one server wander by less; a larger step back is a jump.
WANDER = timedelta(seconds=2)
# A browser's own count of time may exceed the server's by so much.
COUNT_SLACK = timedelta(seconds=30)


class Feedback(StrEnum):
    """When the right answer is shown: after each question, or after the last."""

    OPEN = "open"
    CLOSED = "closed"


class Oddity(StrEnum):
    """What is noted about a sitting, for somebody to look at; nothing follows from it by itself."""

    OTHER_DEVICE = "other-device"
    CLOCK_BACK = "clock-back"
    COUNTED_TOO_MUCH = "counted-too-much"
    JUST_LATE = "just-late"


@dataclass(frozen=True, slots=True)
class Window:
    """When a test can be taken; None leaves an end open."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def is_before(self, at: datetime) -> bool:
        """Whether it opens only later."""
        return self.opens_at is not None and at < self.opens_at

    def is_after(self, at: datetime) -> bool:
        """Whether it has closed."""
        return self.closes_at is not None and at >= self.closes_at


@dataclass(frozen=True, slots=True)
class Trace:
    """When an answer came, from which device, and how long the browser says it took."""

    at: datetime
    device: str
    elapsed: timedelta = timedelta()


def extended(limit: timedelta | None, extra_percent: int) -> timedelta | None:
    """The time limit of somebody who has so many per cent more; none stays none."""
    return None if limit is None else limit * (100 + extra_percent) / 100


def widened(window: Window, limit: timedelta | None, extra_percent: int) -> Window:
    """The window of somebody who has more time: it closes later by that share of the limit, or of the window where there is no limit."""
    if window.closes_at is None or (limit is None and window.opens_at is None):
        return window
    span = limit if limit is not None else window.closes_at - (window.opens_at or window.closes_at)
    return Window(window.opens_at, window.closes_at + span * extra_percent / 100)


def ends_at(started_at: datetime, limit: timedelta | None, window: Window) -> datetime | None:
    """When a sitting ends: after its time, or when the window closes, whichever is first; None if neither bounds it."""
    ends = [started_at + limit] if limit is not None else []
    return min([*ends, *([window.closes_at] if window.closes_at else [])], default=None)


def moved_end(before: datetime | None, after: datetime | None, at: datetime) -> datetime | None:
    """When a sitting ends whose end is moved at a moment: what is past is not rewritten, so that it ends now at the earliest."""
    if after is None or after > at:
        return after
    return at if before is None else min(before, at)


def over_at(submitted_at: datetime | None, ends: datetime | None, at: datetime) -> datetime | None:
    """When a sitting came to its end, by its taker or by time; None while it goes on."""
    if submitted_at is not None:
        return min(submitted_at, ends) if ends else submitted_at
    return ends if ends is not None and ends <= at else None


def takes_answer(submitted_at: datetime | None, ends: datetime | None, at: datetime) -> bool:
    """Whether an answer that arrives now still counts."""
    return submitted_at is None and (ends is None or at < ends + GRACE)


def oddities(before: Trace | None, now: Trace, started_at: datetime, ends: datetime | None) -> list[Oddity]:
    """What is odd about an answer after the one before it."""
    found = []
    if before is not None and before.device != now.device:
        found.append(Oddity.OTHER_DEVICE)
    if now.at < (before.at if before else started_at) - WANDER:
        found.append(Oddity.CLOCK_BACK)
    if now.elapsed > now.at - started_at + COUNT_SLACK:
        found.append(Oddity.COUNTED_TOO_MUCH)
    if ends is not None and now.at >= ends:
        found.append(Oddity.JUST_LATE)
    return found
