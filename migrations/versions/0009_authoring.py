"""Decks and questions made by the school, and the stamp by which a process knows whether its shelf is current."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)
KINDS = ("own-text", "own-choice", "own-outline")
ITEM_STATES = ("draft", "published", "retired")
DECK_STATES = ("draft", "shared", "archived")
GRADES = ("A", "B", "C", "D", "E")


def upgrade() -> None:
    _create_items()
    _create_decks()
    op.create_table(
        "shelf_stamps",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("stamp", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf_stamps")),
    )


def downgrade() -> None:
    for table in ("shelf_stamps", "school_deck_items", "school_decks", "school_items"):
        op.drop_table(table)


def _one_of(values: tuple[str, ...], table: str, name: str) -> sa.CheckConstraint:
    words = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{name} IN ({words})", name=op.f(f"ck_{table}_{name}"))


def _author(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f(f"fk_{table}_author_id_users"), ondelete="SET NULL")


def _create_items() -> None:
    op.create_table(
        "school_items",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("muscle_id", sa.String(80), nullable=False),
        sa.Column("question", sa.String(300), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.String(1000), nullable=False),
        sa.Column("source_keys", sa.String(200), nullable=False),
        sa.Column("citation", sa.String(400), nullable=False),
        sa.Column("evidence", sa.String(20), nullable=False),
        sa.Column("safety", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        _one_of(KINDS, "school_items", "kind"),
        _one_of(GRADES, "school_items", "evidence"),
        _one_of(ITEM_STATES, "school_items", "state"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_school_items_version")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_school_items_revision")),
        sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name=op.f("ck_school_items_published")),
        _author("school_items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_items")),
    )
    for column in ("state", "author_id"):
        op.create_index(f"ix_school_items_{column}", "school_items", [column])


def _create_decks() -> None:
    op.create_table(
        "school_decks",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        _one_of(DECK_STATES, "school_decks", "state"),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_school_decks_revision")),
        _author("school_decks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_decks")),
    )
    op.create_index("ix_school_decks_author_id", "school_decks", ["author_id"])
    op.create_table(
        "school_deck_items",
        sa.Column("deck_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deck_id"], ["school_decks.id"], name=op.f("fk_school_deck_items_deck_id_school_decks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("deck_id", "item_key", name=op.f("pk_school_deck_items")),
    )
