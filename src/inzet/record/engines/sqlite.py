"""A record in a file: SQLite, with a log beside it that readers need not wait for."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.util import LRUCache

from inzet.record import schema
from inzet.record.engines.base import Engine, Row, Store, busy, no_room
from inzet.record.engines.sought import Sought, Term
from inzet.record.engines.sqlite_beside import SQLiteBeside
from inzet.record.engines.sqlite_copy import Copying, copy
from inzet.record.engines.sqlite_wiping import wiped
from inzet.vocabulary.errors import BrokenRecord, UnreadableFile

FULL_TEXT = (
    "CREATE VIRTUAL TABLE words USING fts5(stems, content='', columnsize=0, "
    "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
)
_IDLE = 4
"""Connections kept open while nobody uses them; each may hold up to 64 MB of the file."""
_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"})
"""What SQLite calls it when it cannot write; the last is the index of its log, made on reading."""
_DAMAGE = ("malformed", "not a database", "disk I/O", "decode")


class SQLite(Engine):
    """The SQL of SQLite."""

    dialect = sqlite.dialect(paramstyle="qmark")
    numbers = "json_each(?) asked"
    then = "CROSS JOIN"
    groups_in_order = True
    recurses = True
    tables = schema.metadata
    keeps_types = False

    def marked(self, sql: str) -> str:
        """As it is."""
        return sql

    def values(self, names: Sequence[str], values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Lists as JSON; what is sought as an expression of FTS5."""
        return tuple([self._value(values[name]) for name in names])

    def _value(self, value: Any) -> Any:
        if isinstance(value, Sought):
            return expression(value)
        return self.list_value(value) if type(value) is tuple else value

    def list_value(self, values: Sequence[Any]) -> str:
        """As JSON."""
        return json.dumps(list(values), separators=(",", ":"))

    def insert(
        self, connection: Connection, table: sa.Table, rows: Sequence[Row], *, known: bool
    ) -> None:
        """One statement, prepared once."""
        _raw(connection).executemany(_insert(table, known), rows)

    def create_words(self, connection: Connection) -> None:
        """A virtual table that keeps the index and no text."""
        connection.exec_driver_sql(FULL_TEXT)

    def add_words(self, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
        """By row id; the feed is not kept."""
        sql = "INSERT INTO words (rowid, stems) VALUES (?1, ?3)"
        _raw(connection).executemany(sql, rows)

    def remove_words(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """By row id and stems, as the index keeps no text to know them by."""
        sql = "INSERT INTO words (words, rowid, stems) VALUES ('delete', ?, ?)"
        connection.exec_driver_sql(sql, rows)

    def rewrite_words(self, connection: Connection) -> None:
        """Makes one part of the index of all its parts."""
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('optimize')")

    def all_words(self, connection: Connection) -> Iterator[Row]:
        """Every term, row and place in the index."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, words, instance)"
        )
        rows = connection.exec_driver_sql('SELECT term, doc, "offset" FROM temp.terms')
        for row in rows:
            yield tuple(row)


ENGINE = SQLite()
_COMPILED: LRUCache[Any, Any] = LRUCache(500)


def expression(sought: Sought) -> str:
    """What is sought as an expression of FTS5."""
    return " AND ".join(map(_one_of, sought.terms))


def _one_of(term: Term) -> str:
    last = "*" if term.begins else ""
    options = " OR ".join(f'"{" ".join(words)}"{last}' for words in term.alternatives)
    return f"({options})" if len(term.alternatives) > 1 else options


class SQLiteStore(Store):
    """An open database file.

    Args:
        path: the file.
        busy: seconds to wait for another writer before ``BusyRecord``.
    """

    engine = ENGINE

    def __init__(self, path: Path, *, busy: float) -> None:
        self.path = path
        self._busy = busy
        place = str(path.absolute())

        def connect() -> sqlite3.Connection:
            raw = sqlite3.connect(
                place, timeout=busy, isolation_level=None, check_same_thread=False
            )
            try:
                _on_connect(raw, None)
            except BaseException:
                raw.close()
                raise
            return raw

        # What was compiled for one file is known for the next.
        self._pool = sa.Engine(
            sa.NullPool(cast(Any, connect), dialect=_dialect()),
            _dialect(),
            sa.URL.create("sqlite", database=place),
            execution_options={"compiled_cache": _COMPILED},
        )
        # Kept here as they are: to go through a pool costs several times what a look-up does.
        # Idle ones beyond so many are closed; nobody waits for one that another thread has.
        self._idle: deque[Connection] = deque()

    def check_free(self) -> None:
        """That there is no such file, and a folder for it."""
        if self.path.exists():
            raise UnreadableFile(
                "there is a file of this name already",
                where=str(self.path),
                fix="Choose another name, or open that record.",
            )
        if not self.path.parent.is_dir():
            raise UnreadableFile(
                "there is no such folder", where=str(self.path.parent), fix="Make the folder first."
            )

    def create(self) -> None:
        """The file, for its owner only, with every table."""
        self.path.touch(mode=0o600)
        with self.write() as connection:
            for statement in _tables():
                _raw(connection).execute(statement)
            ENGINE.create_words(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")

    def check(self) -> None:
        """That the file is a record this version can read, by its marks."""
        where = str(self.path)
        try:
            with self._taken() as connection:
                application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
                version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except DatabaseError as error:
            if isinstance(error, OperationalError) and "locked" in str(error.orig):
                raise busy(where) from None
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

    def discard(self) -> None:
        """Nothing: the file is all there is."""

    @contextmanager
    def _taken(self) -> Iterator[Connection]:
        """A connection of those kept open, or a new one; one that failed itself is not kept."""
        idle = self._idle
        try:
            connection = idle.pop()
        except IndexError:
            connection = self._pool.connect()
        try:
            yield connection
        except (DBAPIError, sqlite3.Error):
            connection.close()
            raise
        except BaseException:
            # Nothing is wrong with it: most often something asked for is not there.
            self._give_back(connection, idle)
            raise
        self._give_back(connection, idle)

    def _give_back(self, connection: Connection, idle: deque[Connection]) -> None:
        try:
            if connection.in_transaction():
                connection.rollback()
            else:
                _raw(connection).rollback()
        except BaseException:
            connection.close()
            raise
        # What was taken before the record was closed goes too.
        if idle is self._idle and len(idle) < _IDLE:
            idle.append(connection)
        else:
            connection.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one snapshot."""
        try:
            with self._taken() as connection:
                _raw(connection).execute("BEGIN")
                yield connection
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error

    def first(self, sql: str) -> tuple[Any, ...] | None:
        """Asked of the driver itself: all else would take three times as long as the query."""
        try:
            with self._taken() as connection:
                # All of it, so that nothing is left to read and no state is held.
                return next(iter(_raw(connection).execute(sql).fetchall()), None)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write."""
        try:
            with self._taken() as connection:
                try:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
                    connection.commit()
                except BaseException:
                    connection.rollback()
                    raise
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error

    def beside(self) -> SQLiteBeside:
        """A file beside it."""
        return SQLiteBeside(self.path, busy=self._busy, on_connect=_on_connect, engine=ENGINE)

    def settle(self, *, erased: bool = False) -> None:
        """Moves everything into the file itself and empties the log beside it; after an erasure
        what lies in room that no row uses is overwritten too: what was overwritten where it stood
        may have been copied there before, when pages were rearranged."""
        self._emptied()
        if erased:
            self._wipe()
            self._emptied()

    def _emptied(self) -> None:
        try:
            with self._taken() as connection:
                found = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self._explained(error) from error
        if found is not None and found[0]:
            raise busy(str(self.path))

    def _wipe(self) -> None:
        for _ in range(_TRIES):
            try:
                if wiped(self.path, self._busy, _on_connect):
                    return
            except sqlite3.DatabaseError as error:
                raise self._explained(error) from error
            # Somebody wrote between the two.
            self._emptied()
        raise busy(str(self.path))

    def copy(self, to: Path, told: Copying | None = None) -> None:
        """Page by page, on one snapshot."""
        try:
            copy(self.path, to, told)
        except sqlite3.DatabaseError as error:
            if is_full(error):
                raise no_room(str(to)) from error
            raise self._explained(error) from error

    def size(self) -> int:
        """With what was not yet moved into the file itself."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(each.stat().st_size for each in files if each.exists())

    def close(self) -> None:
        """Every connection; one that is in use now goes when it is no more."""
        idle, self._idle = self._idle, deque()
        while idle:
            idle.pop().close()

    def _explained(self, error: DatabaseError | sqlite3.DatabaseError) -> Exception:
        reason = str(error)
        if is_full(error):
            return no_room(str(self.path))
        if "locked" in reason or "busy" in reason:
            return busy(str(self.path))
        if any(sign in reason for sign in _DAMAGE):
            return BrokenRecord(
                "the record's file is damaged",
                where=str(self.path),
                fix="Restore it from a backup; `inzet verify` tells what is affected.",
            )
        return error


_TRIES = 20
"""How often somebody may write between two looks."""


@cache
def _dialect() -> sa.Dialect:
    """One for all files, which has seen what this SQLite can do."""
    engine = sa.create_engine("sqlite://", poolclass=sa.NullPool)
    engine.connect().close()
    return engine.dialect


@cache
def _tables() -> tuple[str, ...]:
    """What makes every table and index of an empty file."""
    made: list[str] = []
    for table in schema.metadata.sorted_tables:
        made.append(str(sa.schema.CreateTable(table).compile(dialect=ENGINE.dialect)))
        indexes = sorted(table.indexes, key=lambda each: str(each.name))
        made += [
            str(sa.schema.CreateIndex(each).compile(dialect=ENGINE.dialect)) for each in indexes
        ]
    return tuple(made)


def _raw(connection: Connection) -> sqlite3.Connection:
    raw: Any = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


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
def _insert(table: sa.Table, known: bool) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
    return f"{sql} ON CONFLICT DO NOTHING" if known else sql


def is_full(error: DatabaseError | sqlite3.DatabaseError) -> bool:
    """Whether SQLite could not write for want of room, in a record or in a file beside it."""
    cause = error.orig if isinstance(error, DatabaseError) else error
    return getattr(cause, "sqlite_errorname", "") in _FULL
