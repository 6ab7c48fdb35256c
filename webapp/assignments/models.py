"""Tables of assignments: what a class is to do by a day, for whom it is, and how far each was when it was due."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.assigning import Goal, due_moment, local_moment
from webapp.db import Base, UtcDateTime, one_of

PERSON, CLASSROOM, ASSIGNMENT = "users.id", "classrooms.id", "assignments.id"
TITLE_LENGTH = 100


class Assignment(Base):
    """A deck that a class, or some of its students, are to practise, learn or be tested in."""

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("due_day >= first_day", name="span"),
        CheckConstraint("points BETWEEN 0 AND 1000", name="points"),
        CheckConstraint("version >= 1", name="version"),
        UniqueConstraint("classroom_id", "client_uuid"),
        Index("ix_assignments_classroom_id_due_day", "classroom_id", "due_day"),
        # The number of a deleted assignment is never given to another.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey(CLASSROOM, ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    goal: Mapped[Goal] = mapped_column(one_of(Goal, "goal"))
    deck_id: Mapped[str] = mapped_column(String(80))
    """A shipped deck or one of the school."""
    first_day: Mapped[date]
    due_day: Mapped[date]
    """First and last day on which it can be done, both included: calendar days in the zone of the class."""
    days: Mapped[int | None]
    """Practice days: how many days are asked for."""
    items_a_day: Mapped[int | None]
    """Practice days: how many items of the deck make a day count."""
    percent: Mapped[int | None]
    """Learn it: how much of the deck, in per cent."""
    recall_percent: Mapped[int | None]
    """Learn it: at which predicted recall on the due day, in per cent."""
    opens: Mapped[time | None]
    closes: Mapped[time | None]
    """Class test: hours of the first and the last day, by the clocks of the class; None: the whole day."""
    question_count: Mapped[int | None]
    """Class test: how many questions were asked for; the deck may hold fewer."""
    in_words: Mapped[bool | None]
    """Class test: asked without the chart."""
    seed: Mapped[int | None]
    """Class test: which questions are drawn."""
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id", ondelete="SET NULL"), unique=True)
    """Class test: what is asked, and on which terms."""
    points: Mapped[int]
    """What it is worth in the gradebook."""
    for_all: Mapped[bool]
    """For everybody in the class, those who join later included; else for those in `assigned_students`."""
    client_uuid: Mapped[str | None] = mapped_column(String(36))
    """Made with the form: one that is sent twice sets one assignment."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when its students study the deck, from the first day on; a test begins and is not studied."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when it is written down how far each was when it was due."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes: a form says which version it was filled in for."""

    def starts_at(self, zone: str) -> datetime:
        """Its first moment, in a class of this time zone."""
        return local_moment(self.first_day, self.opens or time(), zone)

    def due_at(self, zone: str) -> datetime:
        """The first moment at which it is too late, in a class of this time zone."""
        return due_moment(self.due_day, zone) if self.closes is None else local_moment(self.due_day, self.closes, zone)


class AssignedStudent(Base):
    """A student whom an assignment is for, where it is not for the whole class."""

    __tablename__ = "assigned_students"

    assignment_id: Mapped[int] = mapped_column(ForeignKey(ASSIGNMENT, ondelete="CASCADE"), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True, index=True)


class AssignmentResult(Base):
    """How far a student was when an assignment was due: later practice and later changes of a deck take nothing away."""

    __tablename__ = "assignment_results"

    assignment_id: Mapped[int] = mapped_column(ForeignKey(ASSIGNMENT, ondelete="CASCADE"), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True, index=True)
    done: Mapped[int]
    wanted: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
