"""What organisations say when their key changes, what the new key vouches for, what is doubtful."""

from __future__ import annotations

from alembic import op

from inzet.record.migrations.columns import data, number, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the three tables."""
    op.create_table(
        "succession",
        text("id", primary=True),
        text("organisation"),
        number("number"),
        data("packed"),
        number("standing"),
        text("confirmed_by"),
        text("time"),
        data("signature"),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vouch",
        number("feed", primary=True),
        number("epoch", primary=True),
        number("n", primary=True),
        text("succession"),
        data("signature"),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "doubt",
        number("feed", primary=True),
        number("epoch", primary=True),
        number("n"),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
