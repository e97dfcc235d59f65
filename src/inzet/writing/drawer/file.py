"""The file of a drawer: made at the first thing put in it, and left without a trace of what went.

Deleted cells are overwritten (``secure_delete``), and the file is written anew after a deletion, as
rearranged pages may hold copies. There is no write-ahead log: what one holds outlives a deletion.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from inzet.vocabulary.errors import BrokenRecord, BusyRecord, UnreadableFile
from inzet.writing.drawer import schema

SUFFIX = ".drafts"
_BUSY_SECONDS = 5.0
_DAMAGE = ("malformed", "not a database", "disk I/O", "no such table", "decode")


def beside(record: Path) -> Path:
    """The drawer of a record."""
    return record.with_name(record.name + SUFFIX)


class File:
    """The file, there or not yet."""

    def __init__(self, path: Path, *, busy: float = _BUSY_SECONDS) -> None:
        self.path = path
        self._engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            connect_args={"timeout": busy, "isolation_level": None, "check_same_thread": False},
            poolclass=sa.NullPool,
        )
        sa.event.listen(self._engine, "connect", _on_connect)

    @contextmanager
    def read(self) -> Iterator[Connection | None]:
        """A connection on one state; None where there is no drawer yet."""
        if not self.path.exists():
            yield None
            return
        with self._connected() as connection:
            self._check(connection)
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write; everything is kept on a clean exit, else nothing.

        Raises:
            BusyRecord: another program went on writing for longer than we wait.
        """
        self._make()
        with self._connected() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                self._check(connection)
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def wipe(self) -> None:
        """Writes the file anew, without what was deleted.

        Raises:
            BusyRecord: somebody is reading it.
        """
        with self._connected() as connection:
            connection.exec_driver_sql("VACUUM")

    def _make(self) -> None:
        # Before SQLite opens it: nobody else ever reads it, not for a moment.
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return

    def _check(self, connection: Connection) -> None:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        empty = application == 0 and not sa.inspect(connection).get_table_names()
        if empty:
            # Made just now, or by a process that was ended before it wrote.
            schema.metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        elif application != schema.APPLICATION_ID:
            raise UnreadableFile(
                "this is no drawer of drafts",
                where=str(self.path),
                fix="Move that file away; Inzet makes a new drawer when you draft.",
            )
        elif number > schema.SCHEMA_VERSION:
            raise UnreadableFile(
                "these drafts were kept by a newer version of Inzet",
                where=str(self.path),
                fix="Update Inzet, then try again.",
            )

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error

    def _explained(self, error: Exception) -> Exception:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            return BusyRecord(
                "another program is busy with the drafts",
                where=str(self.path),
                fix="Try again in a moment.",
            )
        if any(sign in reason for sign in _DAMAGE):
            return BrokenRecord(
                "the file of drafts is damaged",
                where=str(self.path),
                fix="Restore it from a backup; the record itself is another file.",
            )
        return error


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in (
        "journal_mode = DELETE",
        "synchronous = FULL",
        "secure_delete = ON",
        # What is sorted or written anew never lies in a file of its own.
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
