"""The study day: a student's local date after subtracting the rollover, counted as a proleptic ordinal."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A gap or fold is found to the second, because old time zones changed by odd seconds.
SECOND = timedelta(seconds=1)


def study_day(at: datetime, zone: str, rollover_hour: int = 4) -> int:
    """Study day of an aware moment in an IANA zone; ValueError for a naive moment, an unknown zone or a bad rollover hour."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("a study day needs a moment with a time zone")
    # Hours are taken off the wall clock, not off the instant: on the day of a clock change the rollover stays at its hour.
    wall = at.astimezone(_zone(zone)).replace(tzinfo=None)
    day = (wall - timedelta(hours=_hour(rollover_hour))).toordinal()
    # Clocks set back across the rollover would give yesterday again; a day that has begun never un-begins.
    return day + 1 if day_starts(day + 1, zone, rollover_hour) <= at else day


def day_date(day: int) -> date:
    """Calendar date of a study day."""
    return date.fromordinal(day)


def day_starts(day: int, zone: str, rollover_hour: int = 4) -> datetime:
    """First UTC moment of a study day, also where the rollover falls into an hour that is skipped or comes twice."""
    there = _zone(zone)
    wall = datetime.combine(date.fromordinal(day), time(_hour(rollover_hour)))
    first = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    if first.astimezone(there).replace(tzinfo=None) == wall:
        return first
    return _end_of_gap(wall, there)


def is_zone(name: str) -> bool:
    """Whether a name is an IANA time zone that this installation knows."""
    try:
        _zone(name)
    except ValueError:
        return False
    return True


def _end_of_gap(wall: datetime, there: ZoneInfo) -> datetime:
    """The moment at which clocks jump over `wall`; before it they show less, from it on they show more."""
    early = wall.replace(tzinfo=there, fold=1).astimezone(UTC)
    late = wall.replace(tzinfo=there, fold=0).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) // (2 * SECOND) * SECOND
        if middle.astimezone(there).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        # ZoneInfo raises KeyError for unknown names, ValueError for paths, OSError for folders such as "America".
        raise ValueError(f"unknown time zone: {name[:64]!r}") from error


def _hour(hour: int) -> int:
    if not 0 <= hour <= 23:
        raise ValueError(f"the rollover is an hour from 0 to 23, not {hour}")
    return hour
