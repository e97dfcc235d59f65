"""A record in a database as it was before keys began with the feed."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.store import run

_KEYS = {
    "entry": ("seq", ("id",), ("feed", "epoch", "n")),
    "blob": ("key", ("sha256",)),
    "fork": ("key",),
    "witness": ("key",),
}
"""By table its key, and what else was unique."""


def old_keys(connection: Connection) -> None:
    """Gives the log the keys that it had up to the fourth migration."""
    for name in ("entry_pkey", "entry_id_feed_key"):
        run(connection, f"ALTER TABLE entry DROP CONSTRAINT {name}")
    for name in ("blob", "fork", "witness"):
        run(connection, f"ALTER TABLE {name} DROP CONSTRAINT {name}_pkey")
    for table, (key, *unique) in _KEYS.items():
        run(connection, f"DROP INDEX {table}_{key}")
        run(connection, f"ALTER TABLE {table} ADD PRIMARY KEY ({key})")
        for names in unique:
            run(connection, f"ALTER TABLE {table} ADD UNIQUE ({', '.join(names)})")


def old(connection: Connection) -> None:
    """The log, and the tables that are made of it, empty, of the version of then."""
    old_keys(connection)
    for table in schema.PROJECTIONS:
        run(connection, f'DROP TABLE "{table.name}"')
    schema.metadata.create_all(connection, tables=schema.PROJECTIONS)
    run(connection, "DROP TABLE words")
    columns = "rowid BIGINT PRIMARY KEY, stems TEXT NOT NULL, vector TSVECTOR NOT NULL"
    run(connection, f"CREATE TABLE words ({columns})")
    run(connection, "UPDATE meta SET value = '14' WHERE name = 'projections'")
    run(connection, "UPDATE alembic_version SET version_num = '0004'")
