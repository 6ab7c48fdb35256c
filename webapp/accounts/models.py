"""Tables of people, their sign-ins, and the invitations to become one."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Base, UtcDateTime, one_of

EMAIL_LENGTH = 254
NAME_LENGTH = 100


class Role(StrEnum):
    """What a person is in this school."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


TEACHERS = (Role.INSTRUCTOR, Role.ADMINISTRATOR)
"""Roles that may teach; whoever loses the role loses sight of the classes at once."""


class NameLanguage(StrEnum):
    """In which language muscles are named."""

    ENGLISH = "english"
    LATIN = "latin"
    BOTH = "both"


class Theme(StrEnum):
    """Light, dark, or as the device says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class User(Base):
    """One person's account, with the settings."""

    __tablename__ = "users"
    __table_args__ = (
        sa.CheckConstraint("rollover_hour BETWEEN 0 AND 23", name="rollover_hour"),
        sa.CheckConstraint("new_per_day BETWEEN 0 AND 100", name="new_per_day"),
        sa.CheckConstraint("minutes_per_day BETWEEN 1 AND 240", name="minutes_per_day"),
        sa.CheckConstraint("desired_retention BETWEEN 0.80 AND 0.97", name="desired_retention"),
        # An erased person's number is never given to another.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(EMAIL_LENGTH), unique=True)
    """In lower case, so that one address is one account."""
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    name: Mapped[str] = mapped_column(sa.String(NAME_LENGTH))
    role: Mapped[Role] = mapped_column(one_of(Role, "role"), default=Role.STUDENT)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewer_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the right to review was given beside another role, to an instructor who is a clinician, say."""

    time_zone: Mapped[str] = mapped_column(sa.String(64), default="UTC")
    rollover_hour: Mapped[int] = mapped_column(default=4)
    """Local hour at which the study day begins."""
    new_per_day: Mapped[int] = mapped_column(default=8)
    minutes_per_day: Mapped[int] = mapped_column(default=20)
    desired_retention: Mapped[float] = mapped_column(default=0.90)
    name_language: Mapped[NameLanguage] = mapped_column(one_of(NameLanguage, "name_language"), default=NameLanguage.BOTH)
    theme: Mapped[Theme] = mapped_column(one_of(Theme, "theme"), default=Theme.SYSTEM)
    shortcuts: Mapped[bool] = mapped_column(default=True)
    """Single-key shortcuts."""
    in_words: Mapped[bool] = mapped_column(default=False)
    """Asked in words instead of on the chart."""
    confirm_tap: Mapped[bool] = mapped_column(default=True)
    """A tap on the chart answers only after a second one."""

    @property
    def may_review(self) -> bool:
        """Whether the person may sign facts of the material."""
        return self.role is Role.REVIEWER or self.reviewer_since is not None


class UserSession(Base):
    """One signed-in browser; without this row its cookie is worth nothing."""

    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    """SHA-256 of what the cookie holds."""
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    device: Mapped[str] = mapped_column(sa.String(60))
    """Kind of browser, so that its owner knows it again."""

    user: Mapped[User] = relationship(lazy="raise")


class SignInAttempt(Base):
    """A wrong try at a password; counted for fifteen minutes."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (sa.Index("ix_sign_in_attempts_account_key_at", "account_key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_key: Mapped[str] = mapped_column(sa.String(64))
    """Hash of the e-mail address, whether or not it has an account."""
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Invitation(Base):
    """A link that makes an account with a role, once."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"), index=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
