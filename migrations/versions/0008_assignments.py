"""Assignments, for whom they are, and decks that are needed by a day."""

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
