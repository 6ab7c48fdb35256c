"""Tables of progress: days off that a student announced, and the day of the exam."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Base, UtcDateTime

PERSON = "users.id"


class DaysOff(Base):
    """A span of study days that a student announced as free: it breaks no streak."""

    __tablename__ = "days_off"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="span"),
        Index("ix_days_off_student_id_first_day", "student_id", "first_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    first_day: Mapped[int]
    last_day: Mapped[int]
    """Both included, as ordinals of study days."""
    announced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ExamDay(Base):
    """The day on which a student wants to know it all."""

    __tablename__ = "exam_days"

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    day: Mapped[int]
    """Ordinal of a study day."""
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
