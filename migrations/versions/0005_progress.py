"""Totals of answers (the server sums what is there when it starts), days off, and exam days."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

MOMENT = sa.DateTime(timezone=True)
SUMS = ("answers", "right", "hazards", "missed_musts", "begun", "begun_right", "tested", "remembered")
LARGE_SUMS = ("elapsed_ms", "predicted", "squared_error")


def upgrade() -> None:
    _create_totals()
    _create_days_off()
    _create_exam_days()


def downgrade() -> None:
    for table in ("exam_days", "days_off", "review_totals"):
        op.drop_table(table)


def _student(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_student_id_users")
    key = sa.ForeignKeyConstraint(["student_id"], ["users.id"], name=name, ondelete="CASCADE")
    return sa.Column("student_id", sa.Integer(), nullable=False), key


def _create_totals() -> None:
    op.create_table(
        "review_totals",
        *_student("review_totals"),
        sa.Column("facet", sa.String(20), nullable=False),
        sa.Column("from_day", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("part", sa.String(120), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in SUMS),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in LARGE_SUMS),
        sa.PrimaryKeyConstraint("student_id", "facet", "from_day", "part", name=op.f("pk_review_totals")),
    )


def _create_days_off() -> None:
    op.create_table(
        "days_off",
        sa.Column("id", sa.Integer(), nullable=False),
        *_student("days_off"),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("announced_at", MOMENT, nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_days_off_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_days_off")),
    )
    op.create_index("ix_days_off_student_id_first_day", "days_off", ["student_id", "first_day"])


def _create_exam_days() -> None:
    op.create_table(
        "exam_days",
        *_student("exam_days"),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("student_id", name=op.f("pk_exam_days")),
    )
