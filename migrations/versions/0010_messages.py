"""What people want by mail, what was sent on which day, notices, and the way to stop a mail."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("outgoing_mails", sa.Column("unsubscribe", sa.String(400), nullable=False, server_default=""))
    _create_choices()
    _create_days()
    _create_notices()


def downgrade() -> None:
    for table in ("notices", "mail_days", "mail_choices"):
        op.drop_table(table)
    op.drop_column("outgoing_mails", "unsubscribe")


def _person(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f(f"fk_{table}_person_id_users"), ondelete="CASCADE")
    return sa.Column("person_id", sa.Integer(), nullable=False), key


def _create_choices() -> None:
    op.create_table(
        "mail_choices",
        *_person("mail_choices"),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.CheckConstraint("digest_hour BETWEEN 5 AND 22", name=op.f("ck_mail_choices_digest_hour")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_choices")),
    )


def _create_days() -> None:
    op.create_table(
        "mail_days",
        *_person("mail_days"),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "about", "day", name=op.f("pk_mail_days")),
    )
    op.create_index("ix_mail_days_at", "mail_days", ["at"])


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        *_person("notices"),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq_notices_person_id_key")),
    )
    for column in ("made_at", "key"):
        op.create_index(f"ix_notices_{column}", "notices", [column])
