"""The log of a record, poured from one kind of database into another: every row that holds truth.

Tables that speed up views are not: they are noted as of no version, and made anew when the record
is opened. So a backup of a database is a record in a file, which is proven where it lies, without
a server, and can be put back as a file or in a database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import migrations, schema
from inzet.record.engines.sqlite import SQLiteStore
from inzet.record.store import insert

_ROWS = {"blob": 16, "fork": 16, "succession": 16}
"""Rows of a table that are held at once, where each may be large."""
_MOST = 2_000
_BUSY = 5.0
_NOTHING = "0"
"""The version of tables that are not there."""

Told = Callable[[int, int], None]


def poured(source: Connection, told: Told | None = None) -> Iterator[tuple[sa.Table, list[Any]]]:
    """Every row that holds truth, some at a time, with its table; memory does not grow with them.

    Args:
        source: on one snapshot.
        told: called with how many rows were poured, of how many.
    """
    count = sa.func.count()
    total = sum(
        source.execute(sa.select(count).select_from(table)).scalar_one() for table in schema.TRUTH
    )
    done = 0
    for table in schema.TRUTH:
        query = sa.select(table).order_by(*table.primary_key.columns)
        some = _ROWS.get(table.name, _MOST)
        for rows in source.execute(query, execution_options={"yield_per": some}).partitions():
            yield table, [tuple(row) for row in rows]
            done += len(rows)
            if told is not None:
                told(done, total)


def settled(target: Connection) -> None:
    """What else a record needs into which a log was poured: its tables are of the newest step, and
    none that speed up views were made."""
    migrations.note_newest(target)
    meta = schema.meta
    noted = meta.update().where(meta.c.name == "projections").values(value=_NOTHING)
    target.execute(noted)


def into_file(source: Connection, to: Path, told: Told | None = None) -> None:
    """Pours a log into a record in a file that is not there yet.

    Where it ends early, what was written is left.
    """
    store = SQLiteStore(to, busy=_BUSY)
    try:
        store.create()
        # A little at a time: nobody takes it for a record before it is whole.
        for table, rows in poured(source, told):
            with store.write() as target:
                insert(target, table, rows)
        with store.write() as target:
            settled(target)
        store.settle()
    finally:
        store.close()
    with closing(sqlite3.connect(to, isolation_level=None)) as file:
        # One file, complete by itself; whoever opens it turns the log on again.
        file.execute("PRAGMA journal_mode = DELETE").fetchone()
