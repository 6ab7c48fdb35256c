"""The memory model: FSRS-6 as a pure function of study days. The one file that imports `fsrs`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS as FSRS_DEFAULTS

from webapp.core.ratings import Rating

Parameters = tuple[float, ...]

# The version is a constant and not read from the installed package: 6.3.1 and 6.3.2 already differ in the model,
# so a change of package has to be a change of this line (a test compares the two).
SCHEDULER_VERSION = "fsrs-6.3.2/days-1"
PARAMETER_SET = "fsrs6-default"
DEFAULT_PARAMETERS: Parameters = tuple(FSRS_DEFAULTS)
LOWEST_RETENTION, HIGHEST_RETENTION = 0.70, 0.99
LONGEST_INTERVAL = 36_500

# Days of fuzz for each day of the interval that lies between two lengths, as in Anki.
FUZZ_STEPS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of one item: stability in days, difficulty from 1 to 10, and the study day of the last answer."""

    stability: float
    difficulty: float
    last_day: int


def review(memory: Memory | None, rating: Rating, day: int, parameters: Parameters = DEFAULT_PARAMETERS) -> Memory:
    """Memory after an answer on a study day; None is an item never answered. ValueError for bad parameters."""
    # A traveller's study day can step back by one; that counts as the same day, and the last day never falls.
    day = day if memory is None else max(day, memory.last_day)
    moment = _noon(day)
    card, _ = _scheduler(parameters).review_card(_card(memory, moment), fsrs.Rating(rating), moment)
    if card.stability is None or card.difficulty is None:
        raise ValueError("the model gave no state")
    return Memory(card.stability, card.difficulty, day)


def retrievability(memory: Memory, day: int, parameters: Parameters = DEFAULT_PARAMETERS) -> float | None:
    """Predicted recall from 0 to 1 on a study day; None on the day of the last answer, for which FSRS-6 says nothing of use."""
    if day <= memory.last_day:
        return None
    decay, factor = _curve(parameters)
    return float((1 + factor * (day - memory.last_day) / memory.stability) ** decay)


def interval_days(memory: Memory, retention: float, parameters: Parameters = DEFAULT_PARAMETERS) -> float:
    """Exact number of days after which predicted recall falls to `retention`; ValueError outside 0.70 to 0.99."""
    decay, factor = _curve(parameters)
    return float(memory.stability / factor * (check_retention(retention) ** (1 / decay) - 1))


def interval_bounds(interval: float, longest: int = LONGEST_INTERVAL) -> tuple[int, int]:
    """First and last whole day of the fuzz range about an interval in days; one and the same below 2.5 days."""
    if interval < FUZZ_STEPS[0][0]:
        whole = min(max(1, round(interval)), longest)
        return whole, whole
    spread = 1 + sum(share * max(0.0, min(interval, end) - start) for start, end, share in FUZZ_STEPS)
    return min(max(2, round(interval - spread)), longest), min(round(interval + spread), longest)


def next_intervals(
    memory: Memory | None, day: int, retention: float, parameters: Parameters = DEFAULT_PARAMETERS, *, stretch: bool = True
) -> dict[Rating, int]:
    """Whole days to the next answer by rating, Again ≤ Hard < Good < Easy.

    With `stretch=False` (safety items) ratings tie rather than wait longer than FSRS says.
    """
    step = 1 if stretch else 0
    intervals = {Rating.AGAIN: 1}
    shortest = 1
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        exact = interval_days(review(memory, rating, day, parameters), retention, parameters)
        intervals[rating] = min(max(shortest, round(exact)), LONGEST_INTERVAL)
        shortest = intervals[rating] + step
    return intervals


def check_retention(retention: float) -> float:
    """The desired retention itself; ValueError outside 0.70 to 0.99, where the package would give nonsense without a word."""
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise ValueError(f"desired retention must be from {LOWEST_RETENTION:.2f} to {HIGHEST_RETENTION:.2f}, not {retention}")
    return retention


def check_parameters(parameters: Parameters) -> Parameters:
    """The parameters themselves; ValueError unless they are 21 numbers within the model's bounds."""
    _scheduler(parameters)
    return parameters


@lru_cache(maxsize=64)
def _scheduler(parameters: Parameters) -> fsrs.Scheduler:
    # No steps and no fuzz of the package's own: days, order, fuzz and the run of practice are ours.
    return fsrs.Scheduler(parameters=parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(memory: Memory | None, moment: datetime) -> fsrs.Card:
    # An id and a due moment are always given: without them the package asks the clock, and sleeps.
    if memory is None:
        return fsrs.Card(card_id=1, due=moment)
    last = _noon(memory.last_day)
    return fsrs.Card(
        card_id=1, state=fsrs.State.Review, stability=memory.stability, difficulty=memory.difficulty, due=last, last_review=last
    )


def _noon(day: int) -> datetime:
    # Noon in UTC on both ends makes the package's count of 24-hour spans equal the difference of study days.
    return datetime.fromordinal(day).replace(tzinfo=UTC) + timedelta(hours=12)


def curve(parameters: Parameters = DEFAULT_PARAMETERS) -> tuple[float, float]:
    """Decay and factor of the forgetting curve R = (1 + factor · days / stability) ^ decay, for a data base that works it out itself."""
    return _curve(parameters)


@lru_cache(maxsize=64)
def _curve(parameters: Parameters) -> tuple[float, float]:
    """Decay and factor of the forgetting curve R = (1 + factor · days / stability) ^ decay."""
    decay = -check_parameters(parameters)[20]
    return decay, 0.9 ** (1 / decay) - 1
