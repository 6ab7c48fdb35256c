"""Tables of classes: the class, its instructors, its students, the codes to join it, and who looked at whose figures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import EMAIL_LENGTH
from webapp.accounts.models import NAME_LENGTH as PERSON_NAME_LENGTH
from webapp.db import Base, UtcDateTime

PERSON, CLASSROOM = "users.id", "classrooms.id"
NAME_LENGTH = 80
CODE_LENGTH = 12


class Classroom(Base):
    """One class of the school in one term."""

    __tablename__ = "classrooms"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="term"),
        CheckConstraint("version >= 1", name="version"),
        # The number of a deleted class is never given to another.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    time_zone: Mapped[str] = mapped_column(String(64))
    """In which due dates are days."""
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    """First and last day of the term, both included."""
    exam_day: Mapped[date | None]
    shows_answers: Mapped[bool] = mapped_column(default=False)
    """Class policy, shown at joining: instructors may see single answers by name."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes of the settings: a form says which version it was filled in for."""


class ClassroomInstructor(Base):
    """One of the instructors of a class, all with equal rights."""

    __tablename__ = "classroom_instructors"

    classroom_id: Mapped[int] = mapped_column(ForeignKey(CLASSROOM, ondelete="CASCADE"), primary_key=True)
    instructor_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Membership(Base):
    """A student in a class. Leaving deletes the row, and with it every view of the student's figures."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("classroom_id", "student_id"), Index("ix_memberships_student_id", "student_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey(CLASSROOM, ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
    consented_to: Mapped[str] = mapped_column(String(20))
    """Version of the consent line that was shown at joining."""
    roster_email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    """The roster's address for the student, where it is another than the account's: the same roster invites nobody twice."""


class JoinCode(Base):
    """A code with which students join a class, until it is changed or runs out."""

    __tablename__ = "join_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey(CLASSROOM, ondelete="CASCADE"), unique=True)
    code: Mapped[str] = mapped_column(String(CODE_LENGTH), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RosterInvitation(Base):
    """Somebody of a roster who is asked to join; becomes a membership only by the student's own act."""

    __tablename__ = "roster_invitations"
    __table_args__ = (UniqueConstraint("classroom_id", "email"), Index("ix_roster_invitations_email", "email"))

    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey(CLASSROOM, ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    """In lower case, whether or not there is an account."""
    name: Mapped[str] = mapped_column(String(PERSON_NAME_LENGTH), default="")
    """As the roster has it; empty where it has none."""
    sign_up_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id", ondelete="SET NULL"), index=True)
    """The link that was mailed to an address without an account: whoever used it is asked, too."""
    invited_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    declined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StaffLook(Base):
    """A look of an instructor at one student's figures, which the student can read.

    One index serves the student's list, one the question whether somebody's look at a class is noted already.
    """

    __tablename__ = "staff_looks"
    __table_args__ = (Index("ix_staff_looks_student_id_at", "student_id", "at"), Index("ix_staff_looks_staff_id_at", "staff_id", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"))
    staff_name: Mapped[str] = mapped_column(String(PERSON_NAME_LENGTH))
    classroom_id: Mapped[int | None] = mapped_column(ForeignKey("classrooms.id", ondelete="SET NULL"), index=True)
    """Two classes can have one name."""
    classroom_name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    what: Mapped[str] = mapped_column(String(60))
    """Which page, in words."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)
