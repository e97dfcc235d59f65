"""Projections of a record in a file, made anew in a second file beside it.

The second file is opened as the main one and the record is attached to it. Names without a schema
are looked for in the main one first, so the same code as ever fills the tables of the second file
from the log of the first, and rows and how far they go are committed in one file.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError

from inzet.record import schema
from inzet.record.engines.base import Beside, Engine, busy

SUFFIX = ".making"
_LOCK = ".making-lock"
_BESIDE = ("", "-wal", "-shm")
_RECORD = "record"
"""What the record is called where it is attached."""
_PIECE = 1 << 20


class SQLiteBeside(Beside):
    """The file ``<record>.making``.

    Args:
        record: the file of the record.
        busy: seconds to wait for who writes to the record.
        on_connect: sets up a connection as the record's own are.
        engine: makes the table of the full text.
    """

    def __init__(
        self,
        record: Path,
        *,
        busy: float,
        on_connect: Callable[[sqlite3.Connection, object], None],
        engine: Engine,
    ) -> None:
        self._record = record
        self.path = record.with_name(record.name + SUFFIX)
        self._busy = busy
        self._on_connect = on_connect
        self._engine = engine
        self._lock: int | None = None

    def hold(self) -> bool:
        """By a lock on a file, which the system lifts whatever becomes of the process."""
        path = self._record.with_name(self._record.name + _LOCK)
        while True:
            lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
                return False
            # Whoever held it took its file away when they were done: that lock is nobody's.
            with contextlib.suppress(OSError):
                if path.stat().st_ino == os.fstat(lock).st_ino:
                    self._lock = lock
                    return True
            os.close(lock)

    def state(self) -> dict[str, str]:
        """What stands in the file; nothing where it cannot be read."""
        if not self.path.exists():
            return {}
        try:
            with contextlib.closing(sqlite3.connect(self.path, timeout=self._busy)) as file:
                return dict(file.execute("SELECT name, value FROM making"))
        except sqlite3.DatabaseError:
            return {}

    def empty(self) -> None:
        """Another file."""
        self.discard()
        self.path.touch(mode=0o600)
        with self._connected(_read_only(self._record)) as connection:
            schema.making.create(connection, checkfirst=False)
            self._engine.create_projections(connection)
            connection.commit()

    @contextmanager
    def filling(self) -> Iterator[Connection]:
        """The record cannot be written to by it at all."""
        with self._connected(_read_only(self._record)) as connection:
            yield connection

    @contextmanager
    def moving(self) -> Iterator[Connection]:
        """Copies row by row as they lie, which is many times quicker than making them."""
        # Immediately: that takes the write lock of both files.
        with self._connected(str(self._record), "BEGIN IMMEDIATE") as connection:
            try:
                yield connection
                self._move(connection)
                connection.commit()
            except BaseException as error:
                connection.rollback()
                if isinstance(error, DatabaseError) and "locked" in str(error):
                    raise busy(str(self._record)) from None
                raise

    def discard(self) -> None:
        """Overwrites it first: what is erased from the record later is to be nowhere."""
        for suffix in _BESIDE:
            path = self.path.with_name(self.path.name + suffix)
            with contextlib.suppress(FileNotFoundError):
                _overwrite(path)
                path.unlink()

    def close(self) -> None:
        """And takes the file of the lock away."""
        if self._lock is not None:
            self._record.with_name(self._record.name + _LOCK).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    @contextmanager
    def _connected(self, record: str, begin: str = "BEGIN") -> Iterator[Connection]:
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=self.path.absolute().as_uri(), query={"uri": "true"}),
            connect_args={"timeout": self._busy, "isolation_level": None},
            poolclass=sa.NullPool,
        )

        def on_connect(raw: sqlite3.Connection, pooled: object) -> None:
            self._on_connect(raw, pooled)
            # Lost with the power it is only made again.
            raw.execute("PRAGMA main.synchronous = NORMAL")
            raw.execute(f"ATTACH DATABASE ? AS {_RECORD}", (record,))
            for pragma in ("synchronous = FULL", "secure_delete = ON"):
                raw.execute(f"PRAGMA {_RECORD}.{pragma}").fetchall()

        sa.event.listen(engine, "connect", on_connect)
        sa.event.listen(engine, "begin", lambda opened: opened.exec_driver_sql(begin))
        with engine.connect() as connection:
            yield connection

    def _move(self, connection: Connection) -> None:
        there = connection.execution_options(schema_translate_map={None: _RECORD})
        for table in schema.PROJECTIONS:
            connection.exec_driver_sql(f'DROP TABLE IF EXISTS {_RECORD}."{table.name}"')
        schema.metadata.create_all(there, tables=schema.PROJECTIONS, checkfirst=False)
        names = [table.name for table in schema.PROJECTIONS]
        # The full text lies in tables of its own, which make up the index as they are.
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_RECORD}.words")
        created = "SELECT sql FROM main.sqlite_master WHERE name = 'words'"
        sql = str(connection.exec_driver_sql(created).scalar_one())
        connection.exec_driver_sql(
            sql.replace("CREATE VIRTUAL TABLE ", f"CREATE VIRTUAL TABLE {_RECORD}.", 1)
        )
        kept = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name LIKE 'words~_%' "
        for name in connection.exec_driver_sql(kept + "ESCAPE '~'").scalars().all():
            connection.exec_driver_sql(f'DELETE FROM {_RECORD}."{name}"')
            names.append(name)
        for name in names:
            connection.exec_driver_sql(
                f'INSERT INTO {_RECORD}."{name}" SELECT * FROM main."{name}"'
            )


def _read_only(record: Path) -> str:
    return f"{record.absolute().as_uri()}?mode=ro"


def _overwrite(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for start in range(0, size, _PIECE):
            file.write(bytes(min(_PIECE, size - start)))
