"""What classes may be shown of a student's practice (the server sums what is there when it starts), and private practice."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

COUNTS = ("answers", "right", "first_right", "hazards", "missed_musts", "sure_wrong")


def upgrade() -> None:
    _create_items()
    _create_mistakes()
    _create_days()
    _create_private_days()
    _create_remainders()


def downgrade() -> None:
    for table in ("class_remainders", "private_days", "shown_days", "shown_mistakes", "shown_items"):
        op.drop_table(table)


def _student(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_student_id_users")
    key = sa.ForeignKeyConstraint(["student_id"], ["users.id"], name=name, ondelete="CASCADE")
    return sa.Column("student_id", sa.Integer(), nullable=False), key


def _counts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _create_items() -> None:
    op.create_table(
        "shown_items",
        *_student("shown_items"),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        *_counts(*COUNTS),
        sa.Column("elapsed_ms", sa.BigInteger(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        *_counts("first_day", "last_day"),
        sa.Column("relearning", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("student_id", "region", "safety", "item_key", name=op.f("pk_shown_items")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shown_items_item_key_student_id", "shown_items", ["item_key", "student_id"])


def _create_mistakes() -> None:
    op.create_table(
        "shown_mistakes",
        *_student("shown_mistakes"),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("given", sa.String(120), nullable=False),
        *_counts("times"),
        sa.PrimaryKeyConstraint("student_id", "item_key", "given", name=op.f("pk_shown_mistakes")),
        sqlite_with_rowid=False,
    )


def _create_days() -> None:
    op.create_table(
        "shown_days",
        *_student("shown_days"),
        sa.Column("study_day", sa.Integer(), nullable=False, autoincrement=False),
        *_counts("answers", "right"),
        sa.Column("elapsed_ms", sa.BigInteger(), nullable=False),
        *_counts("hazards"),
        sa.PrimaryKeyConstraint("student_id", "study_day", name=op.f("pk_shown_days")),
        sqlite_with_rowid=False,
    )


def _create_private_days() -> None:
    op.create_table(
        "private_days",
        *_student("private_days"),
        sa.Column("study_day", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("student_id", "study_day", name=op.f("pk_private_days")),
    )


def _create_remainders() -> None:
    op.create_table(
        "class_remainders",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("region", sa.String(80), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        *_counts("students", *COUNTS),
        sa.Column("elapsed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classrooms.id"], name=op.f("fk_class_remainders_classroom_id_classrooms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("classroom_id", "item_key", name=op.f("pk_class_remainders")),
    )
