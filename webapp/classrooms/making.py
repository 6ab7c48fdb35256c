"""Classes are made, changed, archived and brought back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.accounts.models import TEACHERS, User
from webapp.classrooms.following import FollowsClass
from webapp.classrooms.models import NAME_LENGTH, Classroom, ClassroomInstructor
from webapp.core.days import is_zone
from webapp.errors import Forbidden, Invalid, Stale

FIRST_YEAR, LAST_YEAR = 2000, 2100
LABELS = {
    "name": "Name",
    "time_zone": "Time zone",
    "first_day": "First day of the term",
    "last_day": "Last day of the term",
    "exam_day": "Day of the exam",
    "shows_answers": "Instructors may see single answers by name",
}
LOOK = "Please look at the marked fields."
ARCHIVED = "This class is archived. Bring it back first, under Settings."


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be set of a class; the first and the last day belong to the term."""

    name: str
    time_zone: str
    first_day: date | None = None
    last_day: date | None = None
    exam_day: date | None = None
    shows_answers: bool = False


class ChangedMeanwhile(Stale):
    """Somebody else has saved other settings since the form was shown; `theirs` is what holds now."""

    def __init__(self, theirs: Terms, version: int) -> None:
        super().__init__("Somebody changed this class while you were editing.")
        self.theirs, self.version = theirs, version


def terms_of(classroom: Classroom) -> Terms:
    """The settings of a class as they are."""
    return Terms(
        name=classroom.name,
        time_zone=classroom.time_zone,
        first_day=classroom.first_day,
        last_day=classroom.last_day,
        exam_day=classroom.exam_day,
        shows_answers=classroom.shows_answers,
    )


def create_classroom(session: Session, instructor: User, terms: Terms, *, at: datetime) -> Classroom:
    """Makes a class and its first instructor; raises Forbidden for a student, Invalid with the fields at fault."""
    if instructor.role not in TEACHERS:
        raise Forbidden("Instructors and administrators make classes.")
    classroom = Classroom(**asdict(checked(terms)), made_at=at)
    session.add(classroom)
    session.flush()
    session.add(ClassroomInstructor(classroom_id=classroom.id, instructor_id=instructor.id, since=at))
    session.flush()
    return classroom


def change_classroom(session: Session, classroom: Classroom, terms: Terms, *, version: int) -> bool:
    """Sets the settings if they are still those of `version`; whether anything changed. Raises ChangedMeanwhile or Invalid."""
    must_be_open(classroom)
    kept = checked(terms)
    if kept == terms_of(classroom):
        return False
    change = sa.update(Classroom).where(Classroom.id == classroom.id, Classroom.version == version)
    done = session.execute(change.values(**asdict(kept), version=version + 1).returning(Classroom.id)).first()
    session.refresh(classroom)
    if done is None:
        raise ChangedMeanwhile(terms_of(classroom), classroom.version)
    return True


def differences(mine: Terms, theirs: Terms) -> list[tuple[str, str, str]]:
    """Where two settings differ: label, the one and the other in words."""
    return [
        (label, _in_words(getattr(mine, name)), _in_words(getattr(theirs, name)))
        for name, label in LABELS.items()
        if getattr(mine, name) != getattr(theirs, name)
    ]


def archive(session: Session, classroom: Classroom, *, then: FollowsClass, at: datetime) -> None:
    """Puts a class away: nobody joins it any more, nothing in it is changed; its pages stay."""
    _put(session, classroom, classroom.archived_at or at, then, at)


def bring_back(session: Session, classroom: Classroom, *, then: FollowsClass, at: datetime) -> None:
    """Takes a class out of the archive."""
    _put(session, classroom, None, then, at)


def must_be_open(classroom: Classroom) -> None:
    """Raises Invalid for an archived class."""
    if classroom.archived_at is not None:
        raise Invalid(ARCHIVED)


def checked(terms: Terms) -> Terms:
    """The settings with the name made tidy; raises Invalid with the fields at fault."""
    tidy = " ".join(terms.name.split())
    faults = {"name": _fault_of_name(tidy), "time_zone": None if is_zone(terms.time_zone) else "Choose a time zone of the list."}
    faults |= {name: _fault_of_day(getattr(terms, name)) for name in ("first_day", "last_day", "exam_day")}
    if terms.first_day and terms.last_day and terms.last_day < terms.first_day:
        faults["last_day"] = faults["last_day"] or "The term cannot end before it begins."
    wrong = {name: fault for name, fault in faults.items() if fault}
    if wrong:
        raise Invalid(LOOK, wrong)
    return Terms(tidy, terms.time_zone, terms.first_day, terms.last_day, terms.exam_day, terms.shows_answers)


def _put(session: Session, classroom: Classroom, archived_at: datetime | None, then: FollowsClass, at: datetime) -> None:
    classroom.archived_at = archived_at
    session.flush()
    for follow in then:
        follow(session, classroom, at)


def _fault_of_name(name: str) -> str | None:
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        return f"Give the class a name of 1 to {NAME_LENGTH} letters."
    return None


def _fault_of_day(day: date | None) -> str | None:
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        return f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}."
    return None


def _in_words(value: str | date | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return value or "none"
