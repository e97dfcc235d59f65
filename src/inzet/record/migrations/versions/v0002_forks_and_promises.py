"""Evidence of forks, co-signatures, proof of what came erased, and an index of erasures.

A record may have some of these: versions before migrations made those that were missing whenever
they opened one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes what is not there yet."""
    op.create_index(
        "entry_erasure",
        "entry",
        ["feed", "epoch", "n"],
        if_not_exists=True,
        sqlite_where=sa.text("kind = 'erasure'"),
    )
    op.create_table(
        "fork",
        _number("key", primary=True),
        _number("feed"),
        _number("epoch"),
        _number("n"),
        sa.Column("evidence", sa.LargeBinary, nullable=False),
        sa.Column("brought_by", sa.Text, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "witness",
        _number("key", primary=True),
        _number("feed"),
        _number("epoch"),
        _number("n"),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("time", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "promise",
        _number("feed", primary=True),
        _number("epoch", primary=True),
        _number("n", primary=True),
        sa.Column("parcel", sa.LargeBinary, nullable=False),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )


def _number(name: str, *, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=primary, autoincrement=False)
