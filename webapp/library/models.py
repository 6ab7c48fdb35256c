"""Tables of the library: who signed which fact, which signatures were taken back, and reports of mistakes."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import NAME_LENGTH
from webapp.db import Base, UtcDateTime, one_of

PERSON = "users.id"
KEY_LENGTH = 130
QUALIFICATION_LENGTH = 120
WRONG_LENGTH = 2000
WHERE_LENGTH = 500
NOTE_LENGTH = 1000
TEXT_LENGTH = 1000


class ReportState(StrEnum):
    """What became of a report."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"


class Signature(Base):
    """A clinician's signature under one fact as it read then. Rows are only ever added; see `Withdrawal`."""

    __tablename__ = "signatures"
    __table_args__ = (
        CheckConstraint("fact_version >= 1", name="fact_version"),
        Index("ix_signatures_fact_key", "fact_key"),
        Index("ix_signatures_reviewer_id", "reviewer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    fact_version: Mapped[int]
    fact_hash: Mapped[str] = mapped_column(String(64))
    """`core.facts.fingerprint` of the fact as it was signed: with other words the signature does not count."""
    reviewer_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    """The reviewer's name on that day."""
    qualification: Mapped[str] = mapped_column(String(QUALIFICATION_LENGTH))
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    signed_on: Mapped[date]
    """The date where the reviewer was."""

    @property
    def by(self) -> str:
        """Name and qualification, as the badge and the content files say it."""
        return f"{self.name}, {self.qualification}"


class Withdrawal(Base):
    """The end of a signature, which stays in its table."""

    __tablename__ = "signature_withdrawals"

    id: Mapped[int] = mapped_column(primary_key=True)
    signature_id: Mapped[int] = mapped_column(ForeignKey("signatures.id", ondelete="CASCADE"), unique=True)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"))
    """The reviewer, or an administrator."""
    withdrawn_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Report(Base):
    """What somebody thinks is wrong with a fact, and what became of it."""

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled"),
        Index("ix_reports_reporter_id_reported_at", "reporter_id", "reported_at"),
        Index("ix_reports_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"))
    """None once the account is erased."""
    fact_key: Mapped[str] = mapped_column(String(KEY_LENGTH))
    fact_version: Mapped[int]
    fact_text: Mapped[str] = mapped_column(String(TEXT_LENGTH))
    """How the fact read then."""
    wrong: Mapped[str] = mapped_column(Text)
    where_read: Mapped[str] = mapped_column(String(WHERE_LENGTH))
    """Empty where nothing was named."""
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[ReportState] = mapped_column(one_of(ReportState, "state"), default=ReportState.OPEN)
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    """What the administrator answered; the reporter can read it."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"))
