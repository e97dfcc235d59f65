"""The database file: connections, transactions and the one bulk path for writing rows.

One writer at a time, any number of readers, each reader on a snapshot of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from inzet.record import schema
from inzet.vocabulary.errors import BrokenRecord, BusyRecord, UnreadableFile

DIALECT = sqlite.dialect(paramstyle="qmark")
FULL_TEXT = (
    "CREATE VIRTUAL TABLE words USING fts5(stems, content='', columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
)
_BUSY_SECONDS = 5.0
_IDLE = 4
"""Connections kept open while nobody uses them; each may hold up to 64 MB of the file."""
_DAMAGE = ("malformed", "not a database", "disk I/O", "decode")


class Store:
    """An open database file.

    Args:
        path: the file.
        busy: seconds to wait for another writer before ``BusyRecord``.
    """

    def __init__(self, path: Path, *, busy: float = _BUSY_SECONDS) -> None:
        self.path = path
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            connect_args={
                "timeout": busy,
                "isolation_level": None,
                "check_same_thread": False,
            },
            # Idle ones beyond these are closed; nobody waits for one that another thread has.
            pool_size=_IDLE,
            max_overflow=-1,
        )
        sa.event.listen(self.engine, "connect", _on_connect)

    def create(self) -> None:
        """Every table, in one transaction."""
        with self.write() as connection:
            schema.metadata.create_all(connection)
            connection.exec_driver_sql(FULL_TEXT)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")

    def check(self) -> None:
        """That the file is a record this version can read.

        Raises:
            UnreadableFile: something else, or made by a newer version.
        """
        where = str(self.path)
        try:
            with self.engine.connect() as connection:
                application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except DatabaseError as error:
            if isinstance(error, OperationalError) and "locked" in str(error.orig):
                raise _busy(self.path) from None
            application, version = None, 0
        if application != schema.APPLICATION_ID:
            raise UnreadableFile(
                "this is not a record of Inzet",
                where=where,
                fix="Give the path of a record, or of a new one: `inzet read FILE` makes it.",
            )
        if version > schema.SCHEMA_VERSION:
            raise UnreadableFile(
                "this record was made by a newer version of Inzet",
                where=where,
                fix="Update Inzet, then open it again.",
            )

    def complete(self) -> None:
        """Makes the tables that an older version did not have yet; what is there stays."""
        with self.engine.connect() as connection:
            names = set(connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars())
        missing = [table for table in schema.LATER if table.name not in names]
        if missing or schema.ERASURES.name not in names:
            with self.write() as connection:
                schema.metadata.create_all(connection, tables=missing)
                schema.ERASURES.create(connection, checkfirst=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one snapshot."""
        try:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                yield connection
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; everything is kept on a clean exit, else nothing.

        Raises:
            BusyRecord: another process went on writing for longer than we wait.
        """
        try:
            with self.engine.connect() as connection:
                try:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
        except DatabaseError as error:
            raise self._explained(error) from error

    def settle(self) -> None:
        """Moves everything into the file itself and empties the log beside it.

        Raises:
            BusyRecord: somebody is still reading an older state.
        """
        with self.engine.connect() as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy is not None and busy[0]:
            raise _busy(self.path)

    def close(self) -> None:
        """Every connection."""
        self.engine.dispose()

    def _explained(self, error: DatabaseError | sqlite3.DatabaseError) -> Exception:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            return _busy(self.path)
        if any(sign in reason for sign in _DAMAGE):
            return BrokenRecord(
                "the record's file is damaged",
                where=str(self.path),
                fix="Restore it from a backup; `inzet verify` tells what is affected.",
            )
        return error


def _busy(path: Path) -> BusyRecord:
    return BusyRecord(
        "another program is writing to the record", where=str(path), fix="Try again in a moment."
    )


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in (
        "journal_mode = WAL",
        # An acknowledged batch survives loss of power, not only of the process.
        "synchronous = FULL",
        # Freed pages are overwritten, so what was erased is gone from the file.
        "secure_delete = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


@cache
def _insert(table: sa.Table, prefix: str) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f'INSERT {prefix} INTO "{table.name}" ({names}) VALUES ({marks})'


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
        sql = _insert(table, "OR IGNORE" if known else "")
        connection.exec_driver_sql(sql, rows)
