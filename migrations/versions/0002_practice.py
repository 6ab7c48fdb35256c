"""Decks studied, items suspended, cards, and the log of answers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def _student(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_student_id_users")
    key = sa.ForeignKeyConstraint(["student_id"], ["users.id"], name=name, ondelete="CASCADE")
    return sa.Column("student_id", sa.Integer(), nullable=False), key


def upgrade() -> None:
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        *_student("enrolments"),
        sa.Column("deck_id", sa.String(80), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("student_id", "deck_id", name=op.f("uq_enrolments_student_id_deck_id")),
    )
    op.create_table(
        "suspensions",
        sa.Column("id", sa.Integer(), nullable=False),
        *_student("suspensions"),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suspensions")),
        sa.UniqueConstraint("student_id", "item_key", name=op.f("uq_suspensions_student_id_item_key")),
    )
    _create_card()
    _create_review()


def _create_card() -> None:
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer(), nullable=False),
        *_student("cards"),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("relearning", sa.Boolean(), nullable=False),
        sa.Column("last_review_id", sa.Integer(), nullable=True),
        sa.Column("last_answered_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("student_id", "item_key", name=op.f("uq_cards_student_id_item_key")),
    )


def _create_review() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        *_student("reviews"),
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("client_uuid", sa.String(36), nullable=False),
        sa.Column("undo_of", sa.Integer(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("rollover_hour", sa.Integer(), nullable=False),
        sa.Column("study_day", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("fact_version", sa.Integer(), nullable=True),
        sa.Column("raw_answer", sa.JSON(), nullable=True),
        sa.Column("choices", sa.Integer(), nullable=True),
        sa.Column("grading_version", sa.Integer(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("miss", sa.String(20), nullable=True),
        sa.Column("hit", sa.String(80), nullable=True),
        sa.Column("proposed", sa.Integer(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("sureness", sa.Integer(), nullable=True),
        sa.Column("elapsed_ms", sa.Integer(), nullable=True),
        sa.Column("scheduler_version", sa.String(60), nullable=True),
        sa.Column("parameter_set", sa.String(60), nullable=True),
        sa.Column("retention", sa.Double(), nullable=True),
        sa.Column("stability_before", sa.Double(), nullable=True),
        sa.Column("difficulty_before", sa.Double(), nullable=True),
        sa.Column("stability_after", sa.Double(), nullable=True),
        sa.Column("difficulty_after", sa.Double(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_reviews_rating")),
        sa.CheckConstraint("(undo_of IS NULL) = (rating IS NOT NULL)", name=op.f("ck_reviews_answer_or_undo")),
        sa.ForeignKeyConstraint(["undo_of"], ["reviews.id"], name=op.f("fk_reviews_undo_of_reviews"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("student_id", "client_uuid", name=op.f("uq_reviews_student_id_client_uuid")),
        sa.UniqueConstraint("undo_of", name=op.f("uq_reviews_undo_of")),
    )
    op.create_index(op.f("ix_reviews_student_id_item_key"), "reviews", ["student_id", "item_key"])
    op.create_index(op.f("ix_reviews_student_id_study_day"), "reviews", ["student_id", "study_day"])


def downgrade() -> None:
    for table in ("reviews", "cards", "suspensions", "enrolments"):
        op.drop_table(table)
