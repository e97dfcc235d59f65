"""Evidence of forks, co-signatures, proof of what came erased, and an index of erasures.

A record may have some of these: versions before migrations made those that were missing whenever
they opened one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from inzet.record.migrations.columns import data, number, text

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
        postgresql_where=sa.text("kind = 'erasure'"),
    )
    op.create_table(
        "fork",
        number("key", primary=True),
        number("feed"),
        number("epoch"),
        number("n"),
        data("evidence"),
        text("brought_by"),
        text("time"),
        data("signature"),
        if_not_exists=True,
    )
    op.create_table(
        "witness",
        number("key", primary=True),
        number("feed"),
        number("epoch"),
        number("n"),
        data("head"),
        text("sealed"),
        data("seal"),
        text("name"),
        data("public_key"),
        text("time"),
        data("signature"),
        if_not_exists=True,
    )
    op.create_table(
        "promise",
        number("feed", primary=True),
        number("epoch", primary=True),
        number("n", primary=True),
        data("parcel"),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
