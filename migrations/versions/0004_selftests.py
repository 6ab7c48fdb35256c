"""Tests, their sittings, questions, answers and oddities, and items that a student wants to be asked first."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _to(table: str, column: str, other: str, *, nullable: bool = False) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_{column}_{other}")
    key = sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="CASCADE")
    return sa.Column(column, sa.Integer(), nullable=nullable), key


def _primary(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    _create_papers()
    _create_sittings()
    _create_questions()
    _create_notes()
    op.create_table(
        "wanted_items",
        _id(),
        *_to("wanted_items", "student_id", "users"),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("wanted_at", MOMENT, nullable=False),
        _primary("wanted_items"),
        _unique("wanted_items", "student_id", "item_key"),
    )


def _create_papers() -> None:
    op.create_table(
        "papers",
        _id(),
        *_to("papers", "student_id", "users", nullable=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("blueprint", sa.JSON(), nullable=False),
        sa.Column("likeness", sa.String(64), nullable=False),
        sa.Column("question_count", sa.Integer(), nullable=False),
        sa.Column("limit_seconds", sa.Integer(), nullable=True),
        sa.Column("feedback", sa.String(20), nullable=False),
        sa.Column("counts_in_schedule", sa.Boolean(), nullable=False),
        sa.Column("seed", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("opens_at", MOMENT, nullable=True),
        sa.Column("closes_at", MOMENT, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        _check("papers", "question_count", "question_count BETWEEN 1 AND 200"),
        _check("papers", "limit_seconds", "limit_seconds > 0"),
        _check("papers", "attempts", "attempts > 0"),
        _check("papers", "feedback", "feedback IN ('open', 'closed')"),
        _primary("papers"),
    )
    op.create_index("ix_papers_student_id", "papers", ["student_id"])
    op.create_table(
        "allowances",
        _id(),
        *_to("allowances", "paper_id", "papers"),
        *_to("allowances", "student_id", "users"),
        sa.Column("extra_percent", sa.Integer(), nullable=False),
        _check("allowances", "extra_percent", "extra_percent BETWEEN 1 AND 300"),
        _primary("allowances"),
        _unique("allowances", "paper_id", "student_id"),
    )


def _create_sittings() -> None:
    op.create_table(
        "sittings",
        _id(),
        *_to("sittings", "paper_id", "papers"),
        *_to("sittings", "student_id", "users"),
        sa.Column("client_uuid", sa.String(36), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(20), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("submitted_at", MOMENT, nullable=True),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        _primary("sittings"),
        _unique("sittings", "student_id", "client_uuid"),
        _unique("sittings", "paper_id", "student_id", "attempt"),
    )
    op.create_index("ix_sittings_student_id_started_at", "sittings", ["student_id", "started_at"])


def _create_questions() -> None:
    op.create_table(
        "sitting_questions",
        _id(),
        *_to("sitting_questions", "sitting_id", "sittings"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("pool", sa.String(120), nullable=False),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("evidence", sa.String(1), nullable=False),
        sa.Column("fact_version", sa.Integer(), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        sa.Column("showing", sa.Integer(), nullable=False),
        sa.Column("predicted", sa.Double(), nullable=True),
        _primary("sitting_questions"),
        _unique("sitting_questions", "sitting_id", "number"),
        _unique("sitting_questions", "sitting_id", "item_key"),
    )
    op.create_table(
        "responses",
        _id(),
        *_to("responses", "question_id", "sitting_questions"),
        sa.Column("client_uuid", sa.String(36), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("raw_answer", sa.JSON(), nullable=False),
        sa.Column("choices", sa.Integer(), nullable=True),
        sa.Column("sureness", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.Column("grading_version", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("miss", sa.String(20), nullable=True),
        sa.Column("hit", sa.String(80), nullable=True),
        _check("responses", "sureness", "sureness BETWEEN 1 AND 3"),
        _primary("responses"),
        _unique("responses", "question_id", "client_uuid"),
    )


def _create_notes() -> None:
    odd = "'other-device', 'clock-back', 'counted-too-much', 'just-late'"
    op.create_table(
        "sitting_notes",
        _id(),
        *_to("sitting_notes", "sitting_id", "sittings"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("oddity", sa.String(20), nullable=False),
        _check("sitting_notes", "oddity", f"oddity IN ({odd})"),
        _primary("sitting_notes"),
    )
    op.create_index("ix_sitting_notes_sitting_id", "sitting_notes", ["sitting_id"])


def downgrade() -> None:
    for table in ("wanted_items", "sitting_notes", "responses", "sitting_questions", "sittings", "allowances", "papers"):
        op.drop_table(table)
