"""What a class will remember on a later day, if practice goes on as lately."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.core.class_sums import Recent, Sums, share

WINDOW_DAYS = 14
"""Days that stand for how practice goes on."""
ASSUMPTION = "if practice goes on as in the last two weeks"
HELD_AT_FIRST = 0.9
"""Recall of new items of somebody who has met none yet: the retention that practice aims at unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast: items met by that day, how many of them are remembered, and both for the safety items met so far."""

    met: float = 0.0
    remembered: float = 0.0
    safety_met: float = 0.0
    safety_remembered: float = 0.0
    students: int = 0
    """Students of whom there is anything to forecast."""

    @property
    def recall(self) -> float | None:
        """Share remembered of what was met by then."""
        return share(self.remembered, self.met)

    @property
    def safety_recall(self) -> float | None:
        """The same of safety items."""
        return share(self.safety_remembered, self.safety_met)


def outlook(sums: Sums, lately: Recent, days: int, unmet: float | None = None) -> Outlook:
    """One student's forecast `days` ahead, where `sums.later` is recall on that day without any more practice.

    Assumes that the student goes on answering and beginning items as in the last WINDOW_DAYS (`lately`, `sums.started`), that what is
    answered again by then is remembered as well as the student's items are today, and that the rest fades by the forgetting curve.
    `unmet` is how many items are left to begin, None where nobody says.
    """
    begun = sums.started / WINDOW_DAYS * days
    begun = begun if unmet is None else min(begun, unmet)
    again = max(0.0, lately.answers / WINDOW_DAYS * days - begun)
    covered = min(1.0, again / sums.seen) if sums.seen else 0.0
    held = sums.mean_recall if sums.mean_recall is not None else HELD_AT_FIRST
    remembered = _kept(sums.recall, sums.later, covered) + begun * held
    safety = _kept(sums.safety_recall, sums.safety_later, covered)
    met = sums.seen + begun
    return Outlook(met, remembered, sums.safety_seen, safety, students=int(met > 0))


def class_outlook(each: Iterable[Outlook]) -> Outlook:
    """The forecasts of several students together: each item of each student counts once."""
    found = list(each)
    return Outlook(
        met=sum(one.met for one in found),
        remembered=sum(one.remembered for one in found),
        safety_met=sum(one.safety_met for one in found),
        safety_remembered=sum(one.safety_remembered for one in found),
        students=sum(one.students for one in found),
    )


def _kept(now: float, later: float, covered: float) -> float:
    """Items remembered, out of those remembered now and later without practice, where a share is answered again in between."""
    return later + covered * max(0.0, now - later)
