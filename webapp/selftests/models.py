"""Tables of tests: the paper with its terms, sittings, their questions and answers, and what was odd."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.blueprints import Blueprint, Pool
from webapp.core.items import Kind
from webapp.core.sittings import Feedback, Oddity, Window
from webapp.db import Base, UtcDateTime, one_of

PERSON, PAPER, SITTING = "users.id", "papers.id", "sittings.id"


class Paper(Base):
    """What is tested and on which terms. All sittings of one paper ask the same questions, each in an order of its own."""

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint("question_count BETWEEN 1 AND 200", name="question_count"),
        CheckConstraint("limit_seconds > 0", name="limit_seconds"),
        CheckConstraint("attempts > 0", name="attempts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int | None] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    """Whose own test it is; None for one that is set for others."""
    title: Mapped[str] = mapped_column(String(120))
    blueprint: Mapped[dict[str, Any]] = mapped_column(JSON)
    likeness: Mapped[str] = mapped_column(String(64))
    """The same for papers that ask the same in the same proportions."""
    question_count: Mapped[int]
    limit_seconds: Mapped[int | None]
    """For the whole test; None: no limit."""
    feedback: Mapped[Feedback] = mapped_column(one_of(Feedback, "feedback"))
    counts_in_schedule: Mapped[bool]
    """Whether answers go to the log of practice once the sitting is over."""
    seed: Mapped[str] = mapped_column(String(20))
    attempts: Mapped[int | None]
    """Sittings allowed to each; None: any number."""
    opens_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def window(self) -> Window:
        """When it can be taken."""
        return Window(self.opens_at, self.closes_at)

    @property
    def limit(self) -> timedelta | None:
        """Time for the whole test."""
        return None if self.limit_seconds is None else timedelta(seconds=self.limit_seconds)


class Allowance(Base):
    """More time for one student in one test."""

    __tablename__ = "allowances"
    __table_args__ = (UniqueConstraint("paper_id", "student_id"), CheckConstraint("extra_percent BETWEEN 1 AND 300", name="extra_percent"))

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(PAPER, ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    extra_percent: Mapped[int]


class Sitting(Base):
    """One student taking a paper once."""

    __tablename__ = "sittings"
    __table_args__ = (
        UniqueConstraint("student_id", "client_uuid"),
        UniqueConstraint("paper_id", "student_id", "attempt"),
        Index("ix_sittings_student_id_started_at", "student_id", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey(PAPER, ondelete="CASCADE"))
    student_id: Mapped[int] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    client_uuid: Mapped[str] = mapped_column(String(36))
    """Made by the client that started it, so that a replay starts nothing."""
    attempt: Mapped[int]
    seed: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By the server's clock, extra time included; None: no limit."""
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    study_day: Mapped[int]
    device: Mapped[str] = mapped_column(String(64))
    """Hash of the browser that answered last."""
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SittingQuestion(Base):
    """A question of a sitting, with what was known of it when it was drawn; the material may change later."""

    __tablename__ = "sitting_questions"
    __table_args__ = (UniqueConstraint("sitting_id", "number"), UniqueConstraint("sitting_id", "item_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey(SITTING, ondelete="CASCADE"))
    number: Mapped[int]
    """From 1, in the order of this sitting."""
    item_key: Mapped[str] = mapped_column(String(120))
    pool: Mapped[str] = mapped_column(String(120))
    region: Mapped[str] = mapped_column(String(80))
    evidence: Mapped[str] = mapped_column(String(1))
    fact_version: Mapped[int]
    safety: Mapped[bool]
    showing: Mapped[int]
    """Decides about options and their order."""
    predicted: Mapped[float | None]
    """Recall from 0 to 1 that the memory model expected; None where it could not say."""


class Response(Base):
    """One answer to a question of a sitting. Rows are only ever added; the last one counts."""

    __tablename__ = "responses"
    __table_args__ = (UniqueConstraint("question_id", "client_uuid"), CheckConstraint("sureness BETWEEN 1 AND 3", name="sureness"))

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("sitting_questions.id", ondelete="CASCADE"))
    client_uuid: Mapped[str] = mapped_column(String(36))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    raw_answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    choices: Mapped[int | None]
    sureness: Mapped[int | None]
    """1 guess, 2 think so, 3 sure."""
    elapsed_ms: Mapped[int | None]
    grading_version: Mapped[int]
    score: Mapped[float]
    correct: Mapped[bool]
    miss: Mapped[str | None] = mapped_column(String(20))
    hit: Mapped[str | None] = mapped_column(String(80))

    @property
    def credit_uuid(self) -> UUID:
        """The UUID under which the log of practice keeps it, however often it is credited."""
        return uuid5(UUID(self.client_uuid), f"self-test-{self.question_id}")


class Noted(Base):
    """Something odd about a sitting: noted for people to look at, never punished by the program."""

    __tablename__ = "sitting_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey(SITTING, ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    oddity: Mapped[Oddity] = mapped_column(one_of(Oddity, "oddity"))


def written(blueprint: Blueprint) -> dict[str, Any]:
    """A blueprint as JSON."""
    pools = [
        {
            "name": pool.name,
            "weight": pool.weight,
            "kinds": [kind.value for kind in pool.kinds],
            "regions": list(pool.regions),
            **({"item_keys": list(pool.item_keys)} if pool.item_keys else {}),
        }
        for pool in blueprint.pools
    ]
    return {"pools": pools, "in_words": blueprint.in_words, "graded_only": blueprint.graded_only}


def read(raw: dict[str, Any]) -> Blueprint:
    """The blueprint that `written` wrote."""
    pools = tuple(
        Pool(
            pool["name"],
            pool["weight"],
            tuple(Kind(kind) for kind in pool["kinds"]),
            tuple(pool["regions"]),
            tuple(pool.get("item_keys", ())),
        )
        for pool in raw["pools"]
    )
    return Blueprint(pools, raw["in_words"], raw["graded_only"])
