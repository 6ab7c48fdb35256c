"""Tables of practice: what a student studies, the append-only log of answers, and cards and totals as its cache."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.folds import Facet, Key, Total
from webapp.core.replay import CardState
from webapp.db import Base, UtcDateTime

PERSON = "users.id"


class Enrolment(Base):
    """A deck that a student studies; paused while `paused_at` is set."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("student_id", "deck_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    deck_id: Mapped[str] = mapped_column(String(80))
    """Id of a shipped deck (a region, `rules`, one across them) or of one of the school."""
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    needed_by_day: Mapped[int | None]
    """The day by which a class needs it, as the ordinal of a date: its new items come before those needed later."""


class Suspension(Base):
    """An item that a student does not want to be asked for now."""

    __tablename__ = "suspensions"
    __table_args__ = (UniqueConstraint("student_id", "item_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    item_key: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class WantedItem(Base):
    """An item that a student wants to be asked for first, due or not; any answer given after `wanted_at` settles it."""

    __tablename__ = "wanted_items"
    __table_args__ = (UniqueConstraint("student_id", "item_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    item_key: Mapped[str] = mapped_column(String(120))
    place: Mapped[int]
    """Place in the order in which they are asked."""
    wanted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Card(Base):
    """One student's memory of one item: a cache of the log, which `flask practice rebuild` makes again."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("student_id", "item_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    item_key: Mapped[str] = mapped_column(String(120))
    reps: Mapped[int]
    """Rows of the log, undone ones and undos included: an answer says which count it was shown with."""
    stability: Mapped[float | None]
    """Days until recall falls to 0.9; None while no answer counts."""
    difficulty: Mapped[float | None]
    """From 1 (easy) to 10."""
    last_day: Mapped[int | None]
    """Study day of the last answer that counts."""
    due_day: Mapped[int | None]
    """Study day on which it is asked again."""
    lapses: Mapped[int]
    """Answers rated Again on a later day than the first."""
    relearning: Mapped[bool]
    """The last answer was wrong, and none has been right since."""
    last_review_id: Mapped[int | None]
    last_answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def state(self) -> CardState:
        """What is stored, as the core's replay would give it."""
        return CardState(
            stability=self.stability,
            difficulty=self.difficulty,
            last_day=self.last_day,
            due_day=self.due_day,
            reps=self.reps,
            lapses=self.lapses,
            relearning=self.relearning,
            last_row_id=self.last_review_id,
            last_answered_at=self.last_answered_at,
        )

    def take(self, state: CardState) -> None:
        """Store what a replay gave."""
        self.stability = state.stability
        self.difficulty = state.difficulty
        self.last_day = state.last_day
        self.due_day = state.due_day
        self.reps = state.reps
        self.lapses = state.lapses
        self.relearning = state.relearning
        self.last_review_id = state.last_row_id
        self.last_answered_at = state.last_answered_at


class Review(Base):
    """One answer in practice, or one undo of it. Rows are only ever added."""

    __tablename__ = "reviews"
    __table_args__ = (
        UniqueConstraint("student_id", "client_uuid"),
        Index("ix_reviews_student_id_item_key", "student_id", "item_key"),
        Index("ix_reviews_student_id_study_day", "student_id", "study_day"),
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        CheckConstraint("(undo_of IS NULL) = (rating IS NOT NULL)", name="answer_or_undo"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    item_key: Mapped[str] = mapped_column(String(120))
    client_uuid: Mapped[str] = mapped_column(String(36))
    """Made by the client for each answer, so that a replay costs nothing."""
    undo_of: Mapped[int | None] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"), unique=True)
    """The row that this one takes back; then everything about an answer is empty."""
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str] = mapped_column(String(64))
    rollover_hour: Mapped[int]
    study_day: Mapped[int]
    """Ordinal of the local date after subtracting the rollover; never computed again."""
    purpose: Mapped[str] = mapped_column(String(20))
    fact_version: Mapped[int | None]
    raw_answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The answer as given, enough to grade it again."""
    choices: Mapped[int | None]
    """Number of options shown, for chosen answers."""
    grading_version: Mapped[int | None]
    score: Mapped[float | None]
    correct: Mapped[bool | None]
    miss: Mapped[str | None] = mapped_column(String(20))
    """Class of miss (core.grading.Miss)."""
    hit: Mapped[str | None] = mapped_column(String(80))
    """Muscle or structure that was hit."""
    proposed: Mapped[int | None]
    rating: Mapped[int | None]
    """1 Again, 2 Hard, 3 Good, 4 Easy."""
    sureness: Mapped[int | None]
    elapsed_ms: Mapped[int | None]
    scheduler_version: Mapped[str | None] = mapped_column(String(60))
    parameter_set: Mapped[str | None] = mapped_column(String(60))
    retention: Mapped[float | None]
    """Desired retention in force."""
    stability_before: Mapped[float | None]
    difficulty_before: Mapped[float | None]
    stability_after: Mapped[float | None]
    difficulty_after: Mapped[float | None]
    due_day: Mapped[int | None]
    """The balanced due day, logged because it depends on the load of that moment."""

    def derived_uuid(self, purpose: str) -> str:
        """The UUID of a row that follows from this one, the same however often it is asked for."""
        return str(uuid5(UUID(self.client_uuid), purpose))


class PrivateDay(Base):
    """A study day on which the student practises in private: what is answered from then on is shown to no class."""

    __tablename__ = "private_days"

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    study_day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewTotal(Base):
    """Sums of one student's answers that stand: a cache of the log, kept in the same transaction as each row of it."""

    __tablename__ = "review_totals"

    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), primary_key=True)
    facet: Mapped[str] = mapped_column(String(20), primary_key=True)
    """By what is summed (core.folds.Facet)."""
    from_day: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The study day of the facet of days; the Monday of the week for all else."""
    part: Mapped[str] = mapped_column(String(120), primary_key=True)
    """Kind, subject or class; `all` of a day."""
    answers: Mapped[int]
    right: Mapped[int]
    elapsed_ms: Mapped[int] = mapped_column(BigInteger)
    hazards: Mapped[int]
    missed_musts: Mapped[int]
    begun: Mapped[int]
    begun_right: Mapped[int]
    tested: Mapped[int]
    remembered: Mapped[int]
    predicted: Mapped[int] = mapped_column(BigInteger)
    """Sum of predicted recall, in ten-thousandths."""
    squared_error: Mapped[int] = mapped_column(BigInteger)
    """Sum of squares of predicted less actual recall, in hundred-millionths."""

    def key(self) -> Key:
        """What it is about."""
        return Key(Facet(self.facet), self.part, self.from_day)

    def total(self) -> Total:
        """What is stored, as the core's fold gives it."""
        return Total(*(getattr(self, name) for name in Total._fields))
