"""The log as the first release made it: feeds, entries, seals, arrivals, bytes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of the first release."""
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, nullable=False, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "organisation",
        _number("key", primary=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "feed",
        _number("key", primary=True),
        sa.Column("id", sa.Text, nullable=False),
        _number("organisation"),
        sa.Column("marking", sa.Text, nullable=False),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "epoch",
        _number("feed", primary=True),
        _number("epoch", primary=True),
        sa.Column("anchor", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entry",
        _number("seq", primary=True),
        sa.Column("id", sa.LargeBinary, nullable=False),
        _number("feed"),
        _number("epoch"),
        _number("n"),
        _number("arrival"),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("feed", "epoch", "n"),
    )
    op.create_table(
        "seal",
        _number("feed", primary=True),
        _number("epoch", primary=True),
        _number("n", primary=True),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "arrival",
        _number("seq", primary=True),
        _number("feed"),
        _number("epoch"),
        _number("first"),
        _number("last"),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("link", sa.LargeBinary, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "blob",
        _number("key", primary=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("sha256"),
    )


def _number(name: str, *, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=primary, autoincrement=False)
