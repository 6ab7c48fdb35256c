"""What mails say, and at which local hour they are due: pure, so that every zone and change of clocks can be tried."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from webapp.core.shown import FEWEST

MONDAY = 1


@dataclass(frozen=True, slots=True)
class LocalHour:
    """A full hour on the wall clock of a zone: the ordinal of the date, and the hour from 0 to 23."""

    day: int
    hour: int

    @property
    def is_monday(self) -> bool:
        """Whether the date is a Monday."""
        return self.day % 7 == MONDAY


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that is due: its title, the class, the last moment, the zone in which that is the end of a day, and how far one is."""

    title: str
    classroom: str
    due_at: datetime
    zone: str
    state: str = ""


def local_hour(at: datetime, zone: str) -> LocalHour:
    """The hour that clocks of a zone show at an aware moment."""
    there = at.astimezone(ZoneInfo(zone))
    return LocalHour(there.toordinal(), there.hour)


def local_date(at: datetime, zone: str) -> str:
    """The date that calendars of a zone show at a moment: "12 March"."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{there.day} {there:%B}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its word: "1 question", "3 questions"."""
    return f"{number} {one if number == 1 else many}"


def when(at: datetime, zone: str, reader_zone: str) -> str:
    """A moment as a class's clocks show it, and as the reader's do where these differ: "Thursday 12 March, 23:59 (Berlin)"."""
    said = f"{_wall(at, zone)} ({_place(zone)})"
    differs = at.astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(ZoneInfo(reader_zone)).utcoffset()
    return f"{said}, that is {_wall(at, reader_zone)} where you are" if differs else said


def shielded(count: int, of: int) -> str:
    """A count of people among `of`, as a mail without names may say it: no group under five, and none singled out."""
    if of < FEWEST:
        return f"fewer than {FEWEST} students, so no figures"
    if 0 < count < of < 2 * FEWEST:
        return f"some of {of}"
    if 0 < count < FEWEST:
        return f"fewer than {FEWEST} of {of}"
    if 0 < of - count < FEWEST:
        return f"more than {of - FEWEST} of {of}"
    return f"{count or 'none'} of {of}"


def _wall(at: datetime, zone: str) -> str:
    there = at.astimezone(ZoneInfo(zone))
    return f"{there:%A} {there.day} {there:%B}, {there:%H:%M}"


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
