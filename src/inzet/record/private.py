"""A private file beside a record, outside its feeds: made when first written to, readable by its
owner alone, and left without a trace of what was deleted.

Deleted cells are overwritten (``secure_delete``), and the file is written anew after a deletion, as
rearranged pages may hold copies. There is no write-ahead log: what one holds outlives a deletion.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from inzet.record.engines.base import no_room
from inzet.record.engines.sqlite import is_full
from inzet.vocabulary.errors import BrokenRecord, BusyRecord, UnreadableFile

_BUSY_SECONDS = 5.0
_DAMAGE = ("malformed", "not a database", "disk I/O", "no such table", "decode")


@dataclass(frozen=True)
class Kind:
    """What is kept in such a file, and how errors speak of it."""

    holds: str
    """``drafts``: as in “the file of drafts is damaged”."""
    suffix: str
    """What its name has after the record's."""
    tables: sa.MetaData
    application_id: int
    version: int

    def beside(self, record: Path) -> Path:
        """The file of a record."""
        return record.with_name(record.name + self.suffix)


class PrivateFile:
    """The file, there or not yet.

    Args:
        busy: seconds to wait for another program that is writing.
        kept: keep connections open between uses, where it is used all the time.
    """

    def __init__(
        self, path: Path, kind: Kind, *, busy: float = _BUSY_SECONDS, kept: bool = False
    ) -> None:
        self.path = path
        self._kind = kind
        self._engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            connect_args={"timeout": busy, "isolation_level": None, "check_same_thread": False},
            poolclass=sa.QueuePool if kept else sa.NullPool,
        )
        sa.event.listen(self._engine, "connect", _on_connect)

    @contextmanager
    def read(self) -> Iterator[Connection | None]:
        """A connection on one state; None where there is no such file yet."""
        if not self.path.exists():
            yield None
            return
        with self._connected() as connection:
            if self._is_empty(connection):
                # Somebody is making it right now.
                yield None
                return
            self._check(connection)
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
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

    def close(self) -> None:
        """Lets go of connections that were kept open."""
        self._engine.dispose()

    def _make(self) -> None:
        # Before SQLite opens it: nobody else ever reads it, not for a moment.
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            return

    @staticmethod
    def _is_empty(connection: Connection) -> bool:
        return not connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first()

    def _check(self, connection: Connection) -> None:
        kind = self._kind
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if application == 0 and self._is_empty(connection):
            # Made just now, or by a process that was ended before it wrote.
            kind.tables.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {kind.application_id}")
            connection.exec_driver_sql(f"PRAGMA user_version = {kind.version}")
        elif application != kind.application_id:
            raise UnreadableFile(
                f"this is no file of {kind.holds}",
                where=str(self.path),
                fix="Move that file away; Inzet makes a new one when there is something to keep.",
            )
        elif number > kind.version:
            raise UnreadableFile(
                f"this file of {kind.holds} was made by a newer version of Inzet",
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

    def _explained(self, error: DatabaseError | sqlite3.DatabaseError) -> Exception:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            return BusyRecord(
                f"another program is busy with the {self._kind.holds}",
                where=str(self.path),
                fix="Try again in a moment.",
            )
        if is_full(error):
            return no_room(str(self.path))
        if any(sign in reason for sign in _DAMAGE):
            return BrokenRecord(
                f"the file of {self._kind.holds} is damaged",
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
