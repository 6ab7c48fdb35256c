"""Assignments, for whom they are, how far each was when they were due, and decks that are needed by a day."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("enrolments", sa.Column("needed_by_day", sa.Integer(), nullable=True))
    _create_assignments()
    _create_students()
    _create_results()


def downgrade() -> None:
    for table in ("assignment_results", "assigned_students", "assignments"):
        op.drop_table(table)
    op.drop_column("enrolments", "needed_by_day")


def _reference(table: str, column: str, target: str, *, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=gone)


def _create_assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("goal", sa.String(20), nullable=False),
        sa.Column("deck_id", sa.String(80), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("items_a_day", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("recall_percent", sa.Integer(), nullable=True),
        sa.Column("opens", sa.Time(), nullable=True),
        sa.Column("closes", sa.Time(), nullable=True),
        sa.Column("question_count", sa.Integer(), nullable=True),
        sa.Column("in_words", sa.Boolean(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("for_all", sa.Boolean(), nullable=False),
        sa.Column("client_uuid", sa.String(36), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_day >= first_day", name=op.f("ck_assignments_span")),
        sa.CheckConstraint("points BETWEEN 0 AND 1000", name=op.f("ck_assignments_points")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_assignments_version")),
        sa.CheckConstraint("goal IN ('practice-days', 'learn-it', 'class-test')", name=op.f("ck_assignments_goal")),
        _reference("assignments", "classroom_id", "classrooms"),
        _reference("assignments", "paper_id", "papers", gone="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_assignments_paper_id")),
        sa.UniqueConstraint("classroom_id", "client_uuid", name=op.f("uq_assignments_classroom_id_client_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignments_classroom_id_due_day", "assignments", ["classroom_id", "due_day"])


def _create_students() -> None:
    op.create_table(
        "assigned_students",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        _reference("assigned_students", "assignment_id", "assignments"),
        _reference("assigned_students", "student_id", "users"),
        sa.PrimaryKeyConstraint("assignment_id", "student_id", name=op.f("pk_assigned_students")),
    )
    op.create_index("ix_assigned_students_student_id", "assigned_students", ["student_id"])


def _create_results() -> None:
    op.create_table(
        "assignment_results",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _reference("assignment_results", "assignment_id", "assignments"),
        _reference("assignment_results", "student_id", "users"),
        sa.PrimaryKeyConstraint("assignment_id", "student_id", name=op.f("pk_assignment_results")),
    )
    op.create_index("ix_assignment_results_student_id", "assignment_results", ["student_id"])
