"""Signatures under facts, their withdrawals, reports of mistakes, and the right to review."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("users", sa.Column("reviewer_since", MOMENT, nullable=True))
    _create_signatures()
    _create_withdrawals()
    _create_reports()


def _person(table: str, column: str, *, gone: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete=gone)


def _create_signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact_key", sa.String(130), nullable=False),
        sa.Column("fact_version", sa.Integer(), nullable=False),
        sa.Column("fact_hash", sa.String(64), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("qualification", sa.String(120), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("fact_version >= 1", name=op.f("ck_signatures_fact_version")),
        _person("signatures", "reviewer_id", gone="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatures")),
    )
    op.create_index("ix_signatures_fact_key", "signatures", ["fact_key"])
    op.create_index("ix_signatures_reviewer_id", "signatures", ["reviewer_id"])


def _create_withdrawals() -> None:
    table = "signature_withdrawals"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["signature_id"], ["signatures.id"], name=op.f(f"fk_{table}_signature_id_signatures"), ondelete="CASCADE"),
        _person(table, "withdrawn_by_id", gone="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("signature_id", name=op.f(f"uq_{table}_signature_id")),
    )


def _create_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("fact_key", sa.String(130), nullable=False),
        sa.Column("fact_version", sa.Integer(), nullable=False),
        sa.Column("fact_text", sa.String(1000), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=False),
        sa.Column("where_read", sa.String(500), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'declined')", name=op.f("ck_reports_state")),
        sa.CheckConstraint("(state = 'open') = (settled_at IS NULL)", name=op.f("ck_reports_settled")),
        _person("reports", "reporter_id", gone="SET NULL"),
        _person("reports", "settled_by_id", gone="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_reporter_id_reported_at", "reports", ["reporter_id", "reported_at"])
    op.create_index("ix_reports_state_id", "reports", ["state", "id"])


def downgrade() -> None:
    for table in ("reports", "signature_withdrawals", "signatures"):
        op.drop_table(table)
    op.drop_column("users", "reviewer_since")
