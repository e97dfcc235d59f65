"""The log as the first release made it: feeds, entries, seals, arrivals, bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from inzet.record.migrations.columns import data, number, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of the first release."""
    op.create_table(
        "meta",
        text("name", primary=True),
        text("value"),
    )
    op.create_table(
        "organisation",
        number("key", primary=True),
        text("id"),
        text("name"),
        data("public_key"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "feed",
        number("key", primary=True),
        text("id"),
        number("organisation"),
        text("marking"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "epoch",
        number("feed", primary=True),
        number("epoch", primary=True),
        data("anchor"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entry",
        number("seq", primary=True),
        data("id"),
        number("feed"),
        number("epoch"),
        number("n"),
        number("arrival"),
        text("kind"),
        data("body", null=True),
        data("link"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("feed", "epoch", "n"),
    )
    op.create_table(
        "seal",
        number("feed", primary=True),
        number("epoch", primary=True),
        number("n", primary=True),
        data("head"),
        text("time"),
        data("signature"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "arrival",
        number("seq", primary=True),
        number("feed"),
        number("epoch"),
        number("first"),
        number("last"),
        data("head"),
        text("time"),
        data("link"),
        data("signature"),
    )
    op.create_table(
        "blob",
        number("key", primary=True),
        text("sha256"),
        data("data"),
        sa.UniqueConstraint("sha256"),
    )
