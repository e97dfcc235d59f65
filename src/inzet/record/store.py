"""The database of a record, whichever it is: opening it, raw SQL, and the bulk path for rows."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, CursorResult

from inzet.record.engines import sqlite
from inzet.record.engines.base import Engine, Store
from inzet.record.engines.urls import make_folder, place_of, record_path, told, url_of
from inzet.vocabulary.errors import RecordError

__all__ = [
    "Engine",
    "Store",
    "discard",
    "engine_of",
    "insert",
    "make_folder",
    "open_store",
    "place_of",
    "record_path",
    "rows",
    "run",
    "url_of",
    "value",
]

_BUSY_SECONDS = 5.0
REPLICA = "INZET_REPLICA"
"""URLs of servers that follow the one of the record, with spaces between them."""


def open_store(path: Path, *, busy: float = _BUSY_SECONDS) -> Store:
    """The database at a place; nothing is read or made yet.

    Args:
        busy: seconds to wait for another writer before ``BusyRecord``.
    """
    url = url_of(path)
    if url is None:
        return sqlite.SQLiteStore(path, busy=busy)
    _needs_psycopg(url)
    # Not needed for a file, and not installed everywhere.
    from inzet.record.engines.database import PostgresStore

    return PostgresStore(path, url, busy=busy, replicas=os.environ.get(REPLICA, "").split())


def _needs_psycopg(url: str) -> None:
    if importlib.util.find_spec("psycopg") is None:
        raise RecordError(
            "a record in PostgreSQL needs a part of Inzet that is not installed",
            where=told(url),
            fix="Install it: pip install 'inzet[postgresql]'",
        )


def discard(path: Path) -> None:
    """Drops the tables of a record in a database that was made just now; of a file, whoever takes
    it away takes all."""
    store = open_store(path)
    try:
        store.discard()
    finally:
        store.close()


def engine_of(connection: Connection) -> Engine:
    """The engine that a connection is to."""
    if connection.dialect.name == "sqlite":
        return sqlite.ENGINE
    from inzet.record.engines.postgresql import ENGINE

    return ENGINE


def run(connection: Connection, sql: str, values: Any = ()) -> CursorResult[*tuple[Any, ...]]:
    """Runs raw SQL.

    Args:
        sql: with ``?`` for each value, in words that every engine understands: ``ON CONFLICT DO
            NOTHING``, names for subqueries, CASE instead of a scalar ``max``; never ``rowid``,
            ``json_each`` or a PRAGMA. What they say in different words is a method of ``Engine``.
        values: in order; a list of tuples runs it for each of them.
    """
    return connection.exec_driver_sql(engine_of(connection).marked(sql), values)


def rows(connection: Connection, sql: str, values: Any = ()) -> list[tuple[Any, ...]]:
    """The rows that such SQL gives, as plain tuples: for what every page and command asks."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(engine_of(connection).marked(sql), values)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def value(connection: Connection, sql: str, values: Any = ()) -> Any:
    """The first value that such SQL gives; None where it gives none."""
    found = rows(connection, sql, values)
    return found[0][0] if found else None


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
