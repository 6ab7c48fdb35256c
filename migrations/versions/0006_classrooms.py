"""Classes, their instructors and students, join codes, and looks at students' figures."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_classrooms()
    _create_people()
    _create_join_codes()
    _create_roster_invitations()
    _create_staff_looks()
    # Whose link was used is asked for with each look at one's invitations.
    op.create_index("ix_invitations_used_by_id", "invitations", ["used_by_id"])


def downgrade() -> None:
    op.drop_index("ix_invitations_used_by_id", "invitations")
    for table in ("staff_looks", "roster_invitations", "join_codes", "memberships", "classroom_instructors", "classrooms"):
        op.drop_table(table)


def _reference(table: str, column: str, target: str, *, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=gone)


def _create_classrooms() -> None:
    op.create_table(
        "classrooms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("exam_day", sa.Date(), nullable=True),
        sa.Column("shows_answers", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("archived_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_classrooms_term")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_classrooms_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classrooms")),
        sqlite_autoincrement=True,
    )


def _create_people() -> None:
    op.create_table(
        "classroom_instructors",
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("instructor_id", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        _reference("classroom_instructors", "classroom_id", "classrooms"),
        _reference("classroom_instructors", "instructor_id", "users"),
        sa.PrimaryKeyConstraint("classroom_id", "instructor_id", name=op.f("pk_classroom_instructors")),
    )
    op.create_index("ix_classroom_instructors_instructor_id", "classroom_instructors", ["instructor_id"])
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("consented_to", sa.String(20), nullable=False),
        sa.Column("roster_email", sa.String(254), nullable=True),
        _reference("memberships", "classroom_id", "classrooms"),
        _reference("memberships", "student_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("classroom_id", "student_id", name=op.f("uq_memberships_classroom_id_student_id")),
    )
    op.create_index("ix_memberships_student_id", "memberships", ["student_id"])


def _create_join_codes() -> None:
    op.create_table(
        "join_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _reference("join_codes", "classroom_id", "classrooms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_codes")),
        sa.UniqueConstraint("classroom_id", name=op.f("uq_join_codes_classroom_id")),
        sa.UniqueConstraint("code", name=op.f("uq_join_codes_code")),
    )


def _create_roster_invitations() -> None:
    op.create_table(
        "roster_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("sign_up_id", sa.Integer(), nullable=True),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("declined_at", MOMENT, nullable=True),
        _reference("roster_invitations", "classroom_id", "classrooms"),
        _reference("roster_invitations", "sign_up_id", "invitations", gone="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_invitations")),
        sa.UniqueConstraint("classroom_id", "email", name=op.f("uq_roster_invitations_classroom_id_email")),
    )
    for column in ("email", "expires_at", "sign_up_id"):
        op.create_index(f"ix_roster_invitations_{column}", "roster_invitations", [column])


def _create_staff_looks() -> None:
    op.create_table(
        "staff_looks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("staff_name", sa.String(100), nullable=False),
        sa.Column("classroom_id", sa.Integer(), nullable=True),
        sa.Column("classroom_name", sa.String(80), nullable=False),
        sa.Column("what", sa.String(60), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _reference("staff_looks", "student_id", "users"),
        _reference("staff_looks", "staff_id", "users", gone="SET NULL"),
        _reference("staff_looks", "classroom_id", "classrooms", gone="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_looks")),
    )
    op.create_index("ix_staff_looks_student_id_at", "staff_looks", ["student_id", "at"])
    op.create_index("ix_staff_looks_staff_id_at", "staff_looks", ["staff_id", "at"])
    op.create_index("ix_staff_looks_classroom_id", "staff_looks", ["classroom_id"])
