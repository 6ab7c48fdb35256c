"""How long answers take a student today."""

from statistics import median

from webapp.practice.models import Review

FIRST_GUESS_SECONDS = 20.0
SHORTEST_SECONDS, LONGEST_SECONDS = 5.0, 60.0
FEWEST_TIMES = 5


def seconds_per_item(today: list[Review]) -> float:
    """Median seconds of today's answers, once there are enough; times over a minute count as one."""
    times = [_seconds(row.elapsed_ms) for row in today if row.elapsed_ms is not None]
    return max(SHORTEST_SECONDS, median(times)) if len(times) >= FEWEST_TIMES else FIRST_GUESS_SECONDS


def seconds_spent(today: list[Review], pace: float) -> float:
    """Seconds of today's answers; one without a time counts as the pace."""
    return sum(pace if row.elapsed_ms is None else _seconds(row.elapsed_ms) for row in today)


def _seconds(elapsed_ms: int) -> float:
    return min(LONGEST_SECONDS, elapsed_ms / 1000)
