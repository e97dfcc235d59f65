"""A record as it was before: in a database before keys began with the feed, in a file before an id
was one entry in a feed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

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
    run(connection, "DROP TABLE claim")
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


def old_ids(path: Path) -> None:
    """Gives a record in a file the log that it had up to the fifth migration."""
    columns = "seq, id, feed, epoch, n, arrival, kind, body, link"
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP TABLE claim")
        file.execute("DROP INDEX entry_erasure")
        file.execute("ALTER TABLE entry RENAME TO entry_now")
        file.execute(
            "CREATE TABLE entry (seq INTEGER NOT NULL, id BLOB NOT NULL, feed INTEGER NOT NULL, "
            "epoch INTEGER NOT NULL, n INTEGER NOT NULL, arrival INTEGER NOT NULL, "
            "kind TEXT NOT NULL, body BLOB, link BLOB NOT NULL, PRIMARY KEY (seq), UNIQUE (id), "
            "UNIQUE (feed, epoch, n))"
        )
        file.execute(f"INSERT INTO entry ({columns}) SELECT {columns} FROM entry_now")
        file.execute("DROP TABLE entry_now")
        file.execute("CREATE INDEX entry_erasure ON entry (feed, epoch, n) WHERE kind = 'erasure'")
        if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            file.execute("UPDATE alembic_version SET version_num = '0005'")
        file.commit()
