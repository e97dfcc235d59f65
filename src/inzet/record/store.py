"""The database of a record, whichever it is: opening it, raw SQL, and the bulk path for rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult

from inzet.record.engines import sqlite
from inzet.record.engines.base import Engine, Store

__all__ = ["Engine", "Store", "engine_of", "insert", "open_store", "run"]

_BUSY_SECONDS = 5.0


def open_store(path: Path, *, busy: float = _BUSY_SECONDS) -> Store:
    """The database at a place; nothing is read or made yet.

    Args:
        busy: seconds to wait for another writer before ``BusyRecord``.
    """
    return sqlite.SQLiteStore(path, busy=busy)


def engine_of(connection: Connection) -> Engine:
    """The engine that a connection is to."""
    return sqlite.ENGINE


def run(connection: Connection, sql: str, values: Any = ()) -> CursorResult[*tuple[Any, ...]]:
    """Runs raw SQL.

    Args:
        sql: with ``?`` for each value, in words that every engine understands: ``ON CONFLICT DO
            NOTHING``, names for subqueries, CASE instead of a scalar ``max``; never ``rowid``,
            ``json_each`` or a PRAGMA. What they say in different words is a method of ``Engine``.
        values: in order; a list of tuples runs it for each of them.
    """
    return connection.exec_driver_sql(engine_of(connection).marked(sql), values)


def insert(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[tuple[Any, ...]],
    *,
    known: bool = False,
) -> None:
    """The bulk path: rows as tuples in the order of the table's columns.

    Args:
        known: leave rows that are there already as they are.
    """
    if rows:
        engine_of(connection).insert(connection, table, rows, known=known)
