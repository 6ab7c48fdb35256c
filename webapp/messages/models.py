"""Tables of messages: what a person wants by mail, what was sent on which day, and notices in the app."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.db import Base, UtcDateTime

PERSON = "users.id"
KEY_LENGTH = 40
TEXT_LENGTH = 300
FIRST_HOUR, LAST_HOUR = 5, 22
DEFAULT_HOUR = 7


class MailChoice(Base):
    """What a person wants by mail; without a row, what the columns say by default."""

    __tablename__ = "mail_choices"
    __table_args__ = (sa.CheckConstraint(f"digest_hour BETWEEN {FIRST_HOUR} AND {LAST_HOUR}", name="digest_hour"),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bool] = mapped_column(default=True)
    """One mail a day at most: what is due, and deadlines."""
    digest_hour: Mapped[int] = mapped_column(default=DEFAULT_HOUR)
    """Local hour from which it is sent."""
    weekly: Mapped[bool] = mapped_column(default=True)
    """For instructors: a summary of each class on Monday."""


class MailDay(Base):
    """That a mail about something was considered for a person on a day: whether or not one was sent, none is considered again."""

    __tablename__ = "mail_days"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    about: Mapped[str] = mapped_column(sa.String(KEY_LENGTH), primary_key=True)
    """`digest`, or `class-<number>`."""
    day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Ordinal of the local date."""
    sent: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Notice(Base):
    """Something new for a person, shown in the app until it is swept out."""

    __tablename__ = "notices"
    __table_args__ = (sa.UniqueConstraint("person_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey(PERSON, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(sa.String(KEY_LENGTH), index=True)
    """What it is about, so that nobody is told twice: `assignment-<number>`, say."""
    text: Mapped[str] = mapped_column(sa.String(TEXT_LENGTH))
    path: Mapped[str] = mapped_column(sa.String(200))
    """Where it leads, without what a proxy puts in front."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
