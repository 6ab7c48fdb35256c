"""Pretended students for a demo school: habits, abilities and a hidden memory of their own, which is not the model that schedules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log

from webapp.core.chance import fraction
from webapp.core.items import Kind
from webapp.core.scoring import Sureness


class Manner(StrEnum):
    """How somebody studies."""

    STEADY = "steady"
    STRONG = "strong"
    STRUGGLING = "struggling"
    LATE = "late"
    AWAY = "away"


class Intent(StrEnum):
    """What a pretended answer is meant to be; what it is worth, the graders say."""

    RIGHT = "right"
    PARTLY = "partly"
    CONFUSED = "confused"
    HAZARD = "hazard"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Learner:
    """One pretended student: shares from 0 to 1, seconds an answer takes, answers a day, and days without practice as ordinals."""

    seed: str
    ability: float
    diligence: float
    care: float
    seconds: float
    hour: int
    answers_a_day: int
    free_weekdays: frozenset[int]
    """0 is Monday."""
    away: tuple[tuple[int, int], ...]
    """Spans of days, both ends included."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a learner really remembers of one item: strength in days, and the day on which it was met last."""

    strength: float
    last_day: int


# Ability, diligence, care, answers a day.
MANNERS: Mapping[Manner, tuple[float, float, float, int]] = {
    Manner.STEADY: (0.60, 0.85, 0.70, 16),
    Manner.STRONG: (0.85, 0.92, 0.90, 20),
    Manner.STRUGGLING: (0.25, 0.70, 0.35, 14),
    Manner.LATE: (0.50, 0.35, 0.55, 24),
    Manner.AWAY: (0.55, 0.75, 0.60, 14),
}
# How much harder a kind of question is than the average one (below 0: easier).
HARDNESS: Mapping[Kind, float] = {
    Kind.LOCATE: -0.05,
    Kind.NAME: 0.10,
    Kind.POINT: 0.05,
    Kind.REFERRAL: 0.15,
    Kind.CAUTION: 0.05,
    Kind.CAUTION_LOCATE: 0.10,
    Kind.INNERVATION: 0.10,
    Kind.DIFFERENTIAL: 0.15,
    Kind.SCENARIO: -0.15,
}
# How much longer it takes.
LENGTH: Mapping[Kind, float] = {Kind.NAME: 0.9, Kind.REFERRAL: 2.2, Kind.CAUTION: 1.6, Kind.ATTACHMENT: 1.6, Kind.DIFFERENTIAL: 1.9}
SLIP = 0.02
LONGEST_STRENGTH = 240.0
AWAY_DAYS = 9


def learner_of(seed: str, manner: Manner, last_day: int) -> Learner:
    """A learner of a manner, with chance of its own; `last_day` is the last day that is pretended."""
    ability, diligence, care, answers = MANNERS[manner]
    free = {6} if _chance(seed, "sunday") < 0.6 else {5, 6} if _chance(seed, "weekend") < 0.5 else set()
    holiday = last_day - 25 - int(20 * _chance(seed, "holiday"))
    away = [(holiday, holiday + 3 + int(4 * _chance(seed, "holiday length")))]
    if manner is Manner.AWAY:
        away.append((last_day - AWAY_DAYS + 1, last_day))
    return Learner(
        seed=seed,
        ability=_shifted(ability, seed, "ability"),
        diligence=_shifted(diligence, seed, "diligence"),
        care=_shifted(care, seed, "care"),
        seconds=7 + 10 * _chance(seed, "seconds"),
        hour=7 + int(14 * _chance(seed, "hour")),
        answers_a_day=max(6, answers + int(8 * _chance(seed, "answers")) - 4),
        free_weekdays=frozenset(free),
        away=tuple(away),
    )


def studies_on(learner: Learner, day: int) -> bool:
    """Whether the learner practises on a day."""
    if (day - 1) % 7 in learner.free_weekdays or any(first <= day <= last for first, last in learner.away):
        return False
    return _chance(learner.seed, "study", day) < learner.diligence


def first_minute(learner: Learner, day: int) -> int:
    """The local minute of a day at which practice begins."""
    return learner.hour * 60 + int(100 * _chance(learner.seed, "begin", day))


def recall(trace: Trace, day: int) -> float:
    """How surely something is remembered on a day, from 0 to 1: the plain exponential curve."""
    return exp(-max(0, day - trace.last_day) / trace.strength)


def chance_of_knowing(learner: Learner, kind: Kind, subject: str, trace: Trace | None, day: int) -> float:
    """How likely a right answer is; never met before, by what a course has taught and by how hard a muscle is for everybody."""
    hardness = HARDNESS.get(kind, 0.0) + 0.3 * (_chance("hard", subject, kind) - 0.5)
    if trace is None:
        return _between(0.05, 0.30 + 0.5 * learner.ability - hardness, 0.95)
    if day <= trace.last_day:
        return _between(0.5, 0.95 - hardness, 0.98)
    return _between(0.02, recall(trace, day) * (1 - max(0.0, hardness) / 2), 1 - SLIP)


def intent(learner: Learner, item_key: str, kind: Kind, chance: float, day: int, turn: int) -> Intent:
    """What the learner does about a question whose answer is known with a chance."""
    if _chance(learner.seed, item_key, day, turn, "know") < chance:
        return Intent.RIGHT
    how = _chance(learner.seed, item_key, day, turn, "how")
    if how < 0.07:
        return Intent.BLANK
    if kind in {Kind.LOCATE, Kind.POINT} and how < 0.07 + 0.30 * (1 - learner.care):
        return Intent.HAZARD
    return Intent.PARTLY if how < 0.55 else Intent.CONFUSED


def after(learner: Learner, trace: Trace | None, day: int, *, right: bool) -> Trace:
    """What is remembered once an answer was told right or wrong."""
    if trace is None:
        return Trace(2.0 + 5.0 * learner.ability if right else 0.8 + 1.4 * learner.ability, day)
    if day <= trace.last_day:
        return Trace(trace.strength * (1.15 if right else 0.9), trace.last_day)
    if not right:
        return Trace(max(0.8, trace.strength * 0.4), day)
    spaced = 1 - recall(trace, day)
    return Trace(min(LONGEST_STRENGTH, trace.strength * (1.3 + (1.2 + 2.4 * learner.ability) * spaced)), day)


def sureness(learner: Learner, chance: float, item_key: str, day: int) -> Sureness:
    """How sure the learner says to be: careless ones are surer than they should be."""
    felt = chance + 0.5 * (1 - learner.care) * (_chance(learner.seed, item_key, day, "sure") - 0.2)
    return Sureness.SURE if felt > 0.75 else Sureness.THINK if felt > 0.45 else Sureness.GUESS


def elapsed_ms(learner: Learner, item_key: str, kind: Kind, day: int, turn: int, *, known: bool) -> int:
    """How long an answer takes, in ms: seldom very long, longer where it is not known."""
    spread = exp(0.45 * _normal(learner.seed, item_key, day, turn))
    seconds = learner.seconds * LENGTH.get(kind, 1.0) * (1.0 if known else 1.6) * spread
    return round(1000 * _between(1.2, seconds, 170.0))


def _normal(*parts: str | int) -> float:
    """A number as from the normal distribution, by the logistic one."""
    share = _between(0.002, fraction("normal", *parts), 0.998)
    return log(share / (1 - share)) / 1.702


def _shifted(middle: float, seed: str, what: str) -> float:
    return _between(0.02, middle + 0.2 * (_chance(seed, what) - 0.5), 0.99)


def _between(low: float, number: float, high: float) -> float:
    return min(high, max(low, number))


def _chance(*parts: str | int) -> float:
    return fraction("pretend", *parts)
