"""The demo school as it grows, and where none may be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import User
from webapp.classrooms.models import Classroom
from webapp.config import Config
from webapp.demo.answers import Answers
from webapp.demo.cast import BERLIN, Scale
from webapp.demo.practising import Pretender
from webapp.errors import Invalid

DAYS: Mapping[Scale, int] = {Scale.TINY: 12, Scale.SMALL: 14, Scale.FULL: 70}
IN_USE = "This looks like a school in use: {why}. The demo school is made on a data base of its own only."
TAKEN = "There are people in this data base already. Give another INSTANCE, or another DATABASE_URL, and run it again."

Say = Callable[[str], None]


@dataclass(slots=True)
class School:
    """What was made so far, by name; `now` is the end of the story, and `say` tells how far it is."""

    answers: Answers
    scale: Scale
    seed: int
    password: str
    now: datetime
    say: Say
    rooms: dict[str, int] = field(default_factory=dict)
    staff: dict[str, int] = field(default_factory=dict)
    pretenders: dict[str, Pretender] = field(default_factory=dict)
    tests: dict[str, int] = field(default_factory=dict)
    own_deck: str = ""

    @property
    def today(self) -> int:
        """The ordinal of the present day in Berlin."""
        return self.now.astimezone(ZoneInfo(BERLIN)).toordinal()

    @property
    def first_day(self) -> int:
        """The ordinal of the first day of practice."""
        return self.today - DAYS[self.scale]

    @property
    def done(self) -> int:
        """How many answers were given so far."""
        return sum(each.answers for each in self.pretenders.values())

    def moment(self, day: int, hour: int = 8) -> datetime:
        """An hour of a day in Berlin."""
        return datetime.combine(date.fromordinal(day), time(hour), tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)

    def date_in(self, days: int) -> date:
        """The date so many days from today."""
        return date.fromordinal(self.today + days)

    def room(self, session: Session, name: str) -> Classroom:
        """A class by its name."""
        return session.get_one(Classroom, self.rooms[name])

    def teacher(self, session: Session, name: str) -> User:
        """One of the staff by name."""
        return session.get_one(User, self.staff[name])


def must_be_free(session: Session, config: Config) -> None:
    """Raises Invalid on a data base that holds people, and where the settings are those of a school in use."""
    if config.is_https:
        raise Invalid(IN_USE.format(why="BASE_URL is an https address"))
    if config.mail != "console":
        raise Invalid(IN_USE.format(why="MAIL sends real mails"))
    if session.scalar(sa.select(User.id).limit(1)) is not None:
        raise Invalid(TAKEN)
