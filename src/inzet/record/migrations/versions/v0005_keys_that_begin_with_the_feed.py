"""On PostgreSQL keys of the log begin with the feed, so that its tables can be spread by it.

On SQLite they stay as they are.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the keys anew; every row stays where it is."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, *old in (
        ("entry", "entry_pkey", "entry_id_key", "entry_feed_epoch_n_key"),
        ("blob", "blob_pkey", "blob_sha256_key"),
        ("fork", "fork_pkey"),
        ("witness", "witness_pkey"),
    ):
        for name in old:
            op.drop_constraint(name, table)
    op.create_primary_key("entry_pkey", "entry", ["feed", "epoch", "n"])
    op.create_unique_constraint("entry_id_feed_key", "entry", ["id", "feed"])
    op.create_index("entry_seq", "entry", ["seq"])
    op.create_primary_key("blob_pkey", "blob", ["sha256"])
    op.create_index("blob_key", "blob", ["key"])
    for table in ("fork", "witness"):
        op.create_primary_key(f"{table}_pkey", table, ["feed", "key"])
        op.create_index(f"{table}_key", table, ["key"])
