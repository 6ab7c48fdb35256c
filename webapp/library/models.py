"""Tables of the library: signatures under facts, reports of mistakes, and the questions and decks that the school made."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import NAME_LENGTH
from webapp.core.entries import Evidence
from webapp.db import Base, UtcDateTime, one_of

PERSON = "users.id"
KEY_LENGTH = 130
QUALIFICATION_LENGTH = 120
WRONG_LENGTH = 2000
WHERE_LENGTH = 500
NOTE_LENGTH = 1000
TEXT_LENGTH = 1000
ITEM_KEY_LENGTH = 120
SOURCES_LENGTH = 200
QUESTION_LENGTH = 300
EXPLANATION_LENGTH = 1000
CITATION_LENGTH = 400
TITLE_LENGTH = 80
ABOUT_LENGTH = 300


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


class OwnKind(StrEnum):
    """Kinds of questions that a school can write; the same words as in core.items.Kind."""

    TEXT = "own-text"
    CHOICE = "own-choice"
    OUTLINE = "own-outline"


class ItemState(StrEnum):
    """What an own question is: nobody else sees a draft, and a retired one is known but asked no more."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class DeckState(StrEnum):
    """What an own deck is: nobody else sees a draft, and an archived one is kept for those who study it."""

    DRAFT = "draft"
    SHARED = "shared"
    ARCHIVED = "archived"


class SchoolItem(Base):
    """A question that the school wrote. Its number is drawn by chance, so that no other school's log can mean it."""

    __tablename__ = "school_items"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published"),
        Index("ix_school_items_state", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[OwnKind] = mapped_column(one_of(OwnKind, "kind"))
    muscle_id: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(String(QUESTION_LENGTH))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What is right, as `library.school` reads it: accepted answers, options, or a drawn area."""
    explanation: Mapped[str] = mapped_column(String(EXPLANATION_LENGTH))
    source_keys: Mapped[str] = mapped_column(String(SOURCES_LENGTH))
    """Sources of the material, parted by spaces; empty where a citation is given, or nothing yet."""
    citation: Mapped[str] = mapped_column(String(CITATION_LENGTH))
    evidence: Mapped[Evidence] = mapped_column(one_of(Evidence, "evidence"))
    safety: Mapped[bool]
    state: Mapped[ItemState] = mapped_column(one_of(ItemState, "state"), default=ItemState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    """Counted up with each change after publishing; the log keeps it with each answer."""
    revision: Mapped[int] = mapped_column(default=1)
    """Counted up with each save, so that two who edit at once are told."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SchoolDeck(Base):
    """A deck that the school made; its number is drawn by chance, as that of a question."""

    __tablename__ = "school_decks"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    about: Mapped[str] = mapped_column(String(ABOUT_LENGTH))
    state: Mapped[DeckState] = mapped_column(one_of(DeckState, "state"), default=DeckState.DRAFT)
    revision: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="SET NULL"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SchoolDeckItem(Base):
    """One question of an own deck, in its place; its twin in words goes with it unsaid."""

    __tablename__ = "school_deck_items"

    deck_id: Mapped[int] = mapped_column(ForeignKey("school_decks.id", ondelete="CASCADE"), primary_key=True)
    item_key: Mapped[str] = mapped_column(String(ITEM_KEY_LENGTH), primary_key=True)
    place: Mapped[int]
    """From 1."""


class ShelfStamp(Base):
    """One row that changes with every change of what the school published: by it each process knows whether its shelf is current."""

    __tablename__ = "shelf_stamps"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[str] = mapped_column(String(36))
    """New by chance each time: a number counted up could come again with other content after a restored backup."""
