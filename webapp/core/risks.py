"""Who may need help, and why: reasons in words, from a student's figures."""

from dataclasses import dataclass

QUIET_DAYS = 3
"""Days without practice from which it is worth a word."""
UNSEEN_SHARE = 0.3
"""Share of a deck not met yet, with little time left, from which it is worth a word."""
UNSEEN_DAYS = 7
"""Days before the due day from which that is little time."""
LOW_RECALL, LOW_SAFETY = 0.70, 0.85
FEWEST_MET = 10
"""Items that must have been met before their mean recall says anything."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What risks are read from; None where there is nothing to say.

    `quiet_days` without practice (None: never practised), `unseen` the share of the next deck that is not met, due in `days_left` days,
    `recall` and `safety` the forecast for the day looked at, of `met` and `safety_met` items.
    """

    quiet_days: int | None
    unseen: float | None = None
    days_left: int | None = None
    recall: float | None = None
    met: int = 0
    safety: float | None = None
    safety_met: int = 0


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a student may need help; `weight` orders students, the heaviest first."""

    reasons: tuple[str, ...]
    weight: float


def risk_of(signs: Signs) -> Risk | None:
    """The risk that the signs tell of, or None."""
    found = [each for each in (_quiet(signs), _unseen(signs), _forgetting(signs), _unsafe(signs)) if each is not None]
    if not found:
        return None
    return Risk(tuple(words for words, _ in found), sum(weight for _, weight in found))


def _quiet(signs: Signs) -> tuple[str, float] | None:
    if signs.quiet_days is None:
        return "has not practised yet", 3.0
    if signs.quiet_days < QUIET_DAYS:
        return None
    return f"{signs.quiet_days} days without practice", min(3.0, signs.quiet_days / 7)


def _unseen(signs: Signs) -> tuple[str, float] | None:
    if signs.unseen is None or signs.days_left is None or signs.unseen < UNSEEN_SHARE or not 0 <= signs.days_left <= UNSEEN_DAYS:
        return None
    left = "due today" if signs.days_left == 0 else f"{signs.days_left} {'day' if signs.days_left == 1 else 'days'} left"
    return f"{signs.unseen * 100:.0f} % of the deck unseen, {left}", signs.unseen * 2 + (UNSEEN_DAYS - signs.days_left) / UNSEEN_DAYS


def _forgetting(signs: Signs) -> tuple[str, float] | None:
    if signs.recall is None or signs.met < FEWEST_MET or signs.recall >= LOW_RECALL:
        return None
    return f"will remember {signs.recall * 100:.0f} % of {signs.met} questions met", (LOW_RECALL - signs.recall) * 5


def _unsafe(signs: Signs) -> tuple[str, float] | None:
    if signs.safety is None or signs.safety_met < FEWEST_MET or signs.safety >= LOW_SAFETY:
        return None
    return f"will remember {signs.safety * 100:.0f} % of {signs.safety_met} safety questions", (LOW_SAFETY - signs.safety) * 8
