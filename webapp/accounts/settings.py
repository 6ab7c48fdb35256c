"""Changing one's own settings, section by section."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from webapp.accounts.models import NAME_LENGTH, NameLanguage, Theme, User
from webapp.core.days import is_zone
from webapp.errors import Invalid


@dataclass(frozen=True, slots=True)
class Study:
    """How much a person studies, and how."""

    new_per_day: int
    minutes_per_day: int
    desired_retention: float
    in_words: bool
    confirm_tap: bool


@dataclass(frozen=True, slots=True)
class Display:
    """How things look."""

    name_language: NameLanguage
    theme: Theme
    shortcuts: bool


def change_profile(session: Session, user: User, *, name: str, time_zone: str, rollover_hour: int) -> None:
    """Changes name and time; raises Invalid."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > NAME_LENGTH or not tidy.isprintable():
        raise Invalid("Please look at the marked fields.", {"name": f"Tell us a name of 1 to {NAME_LENGTH} letters."})
    if not is_zone(time_zone.strip()):
        raise Invalid("Please look at the marked fields.", {"time_zone": "This time zone is not known. Choose one of the list."})
    user.name, user.time_zone, user.rollover_hour = tidy, time_zone.strip(), rollover_hour
    session.flush()


def change_study(session: Session, user: User, study: Study) -> None:
    """Changes how much a person studies."""
    user.new_per_day, user.minutes_per_day = study.new_per_day, study.minutes_per_day
    user.desired_retention = study.desired_retention
    user.in_words, user.confirm_tap = study.in_words, study.confirm_tap
    session.flush()


def change_display(session: Session, user: User, display: Display) -> None:
    """Changes how things look."""
    user.name_language, user.theme, user.shortcuts = display.name_language, display.theme, display.shortcuts
    session.flush()


@cache
def zone_names() -> list[str]:
    """Time zones to choose from, without the old and odd ones."""
    continents = ("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return ["UTC", *sorted(name for name in available_timezones() if name.startswith(continents))]
