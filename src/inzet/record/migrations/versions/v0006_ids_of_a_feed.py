"""An id is one entry in a feed, no longer in the whole record; and which entries came empty.

On PostgreSQL ids bear the feed since the fifth. SQLite cannot let go of what it promised of a
table: it is copied. Of what is empty already nobody knows whether it came so.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from inzet.record.migrations.columns import data, number, text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the log's entries anew on SQLite, row by row as they are, and the table of claims."""
    if op.get_bind().dialect.name == "sqlite":
        _copy()
    op.create_table(
        "claim",
        number("feed", primary=True),
        number("epoch", primary=True),
        number("n", primary=True),
        data("id"),
        if_not_exists=True,
        sqlite_with_rowid=False,
    )
    op.create_index("claim_id", "claim", ["id"], if_not_exists=True)
    op.execute(
        "INSERT INTO claim (feed, epoch, n, id) SELECT feed, epoch, n, id FROM entry "
        "WHERE body IS NULL ON CONFLICT DO NOTHING"
    )


def _copy() -> None:
    columns = "seq, id, feed, epoch, n, arrival, kind, body, link"
    op.create_table(
        "entry_made",
        number("seq", primary=True),
        data("id"),
        number("feed"),
        number("epoch"),
        number("n"),
        number("arrival"),
        text("kind"),
        data("body", null=True),
        data("link"),
        sa.UniqueConstraint("id", "feed"),
        sa.UniqueConstraint("feed", "epoch", "n"),
    )
    op.execute(f"INSERT INTO entry_made ({columns}) SELECT {columns} FROM entry ORDER BY seq")
    op.drop_table("entry")
    op.rename_table("entry_made", "entry")
    op.create_index(
        "entry_erasure",
        "entry",
        ["feed", "epoch", "n"],
        sqlite_where=sa.text("kind = 'erasure'"),
    )
