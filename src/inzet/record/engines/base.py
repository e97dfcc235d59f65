"""What a database has to offer to hold a record: a store, and an engine that knows its SQL.

Raw SQL is written with ``?`` marks and in words that every engine understands. What they say in
different words is a method here, or an expression of ``differing``.
"""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect

from inzet.record import schema
from inzet.vocabulary.errors import BusyRecord, NoRoom

Row = tuple[Any, ...]


class Engine(abc.ABC):
    """The SQL of one kind of database; it holds no connection."""

    dialect: Dialect
    """Queries are compiled for it, with ``?`` marks."""
    numbers: str
    """A table ``asked(value)`` of whole numbers, made of one mark; see ``list_value``."""
    then: str
    """A join that is walked after what stands before it, where the engine needs to be told."""
    groups_in_order: bool
    """Whether rows are grouped as they come where the table is in that order; else by hashing."""
    recurses: bool
    """Whether a query that goes on from its own rows is a good way to leap through an index."""
    tables: sa.MetaData
    """The tables of ``schema`` with the keys that they have here."""
    keeps_types: bool
    """Whether a column holds values of its own type only."""

    @abc.abstractmethod
    def marked(self, sql: str) -> str:
        """SQL with ``?`` marks as the driver wants it."""

    @abc.abstractmethod
    def values(self, names: Sequence[str], values: Mapping[str, Any]) -> Sequence[Any]:
        """The values of a query as the driver wants them, in order of their names."""

    def execute(
        self, cursor: Any, sql: str, names: Sequence[str], values: Mapping[str, Any]
    ) -> None:
        """Runs a query that is asked again and again, with its values by name."""
        cursor.execute(sql, self.values(names, values))

    @abc.abstractmethod
    def list_value(self, values: Sequence[Any]) -> Any:
        """Several values as one, for ``numbers`` and ``differing.among``."""

    @abc.abstractmethod
    def insert(
        self, connection: Connection, table: sa.Table, rows: Sequence[Row], *, known: bool
    ) -> None:
        """The bulk path; see ``store.insert``."""

    def create_projections(self, connection: Connection) -> None:
        """Makes every projection, the full text too, where there is none."""
        tables = [self.tables.tables[table.name] for table in schema.PROJECTIONS]
        self.tables.create_all(connection, tables=tables, checkfirst=False)
        self.create_words(connection)

    # ---- full text ----------------------------------------------------------------------

    @abc.abstractmethod
    def create_words(self, connection: Connection) -> None:
        """Makes the empty table ``words`` (``rowid``, stems)."""

    @abc.abstractmethod
    def add_words(self, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
        """Puts (row id, feed, stems) in the full text."""

    @abc.abstractmethod
    def remove_words(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Takes (row id, stems) out; the stems must be those that were put in."""

    @abc.abstractmethod
    def rewrite_words(self, connection: Connection) -> None:
        """Leaves no word of what was removed in the index, as far as that is the engine's."""

    @abc.abstractmethod
    def all_words(self, connection: Connection) -> Iterator[Row]:
        """Everything that stands in the full text, in an order that is always the same."""


class Beside(abc.ABC):
    """A place beside a record's own tables, in which projections are made anew out of sight.

    On its connections the projections, and the table ``making``, are those of this place, and
    everything else is the record's. It outlives the process that fills it.
    """

    @abc.abstractmethod
    def hold(self) -> bool:
        """Lets nobody else in until it is closed or its process ends; False where one is in."""

    @abc.abstractmethod
    def state(self) -> dict[str, str]:
        """What its table ``making`` holds, for who is in or not; empty where nothing is made."""

    @abc.abstractmethod
    def empty(self) -> None:
        """Makes new, empty tables, and leaves nothing of what was there before."""

    @abc.abstractmethod
    def filling(self) -> AbstractContextManager[Connection]:
        """A connection for as long as the place is filled; each commit keeps what it was given.

        The record is only read, on a snapshot that ends with each commit, and nobody who writes
        to it waits.
        """

    @abc.abstractmethod
    def moving(self) -> AbstractContextManager[Connection]:
        """A connection that alone may write to the record too. On a clean exit the projections
        made here are the record's; else nothing was changed.

        Raises:
            BusyRecord: another process went on writing to the record.
        """

    @abc.abstractmethod
    def discard(self) -> None:
        """Leaves nothing of what was made here."""

    @abc.abstractmethod
    def close(self) -> None:
        """Lets go of it, for another to go on."""


class Store(abc.ABC):
    """An open database.

    One writer at a time, any number of readers, each reader on a snapshot of its own.
    """

    path: Path
    """Beside it lies what belongs to the record and is no part of it."""
    engine: Engine

    @abc.abstractmethod
    def check_free(self) -> None:
        """That a record can be made here.

        Raises:
            UnreadableFile: something is there already, or there is no place for it.
        """

    @abc.abstractmethod
    def create(self) -> None:
        """Every table, in one transaction."""

    @abc.abstractmethod
    def discard(self) -> None:
        """Lets go of every table of a record that was just made; files are left as they are."""

    @abc.abstractmethod
    def check(self) -> None:
        """That the database is a record this version can read.

        Raises:
            UnreadableFile: something else, or made by a newer version.
        """

    @abc.abstractmethod
    def read(self) -> AbstractContextManager[Connection]:
        """A connection on one snapshot."""

    def first(self, sql: str) -> tuple[Any, ...] | None:
        """The first row of a query that is asked before anything else is, over and over.

        Args:
            sql: without values.
        """
        with self.read() as connection:
            row = connection.exec_driver_sql(sql).first()
        return None if row is None else tuple(row)

    @abc.abstractmethod
    def write(self) -> AbstractContextManager[Connection]:
        """A connection that alone may write; everything is kept on a clean exit, else nothing.

        Raises:
            BusyRecord: another process went on writing for longer than we wait.
        """

    @abc.abstractmethod
    def beside(self) -> Beside:
        """Where its projections are made anew."""

    @abc.abstractmethod
    def settle(self, *, erased: bool = False) -> None:
        """Brings everything to its place.

        Args:
            erased: lets go of what an erasure left behind, as far as that is the engine's.

        Raises:
            BusyRecord: somebody is still reading an older state, or writing.
            NoRoom: there is none for what has to be written beside it.
        """

    @abc.abstractmethod
    def copy(self, to: Path, told: Callable[[int, int], None] | None = None) -> None:
        """A record in a file with all that holds truth here, as of one moment, while others write.

        Args:
            told: called with how many parts were copied, of how many.
        """

    @abc.abstractmethod
    def size(self) -> int:
        """Bytes it takes on the disk."""

    @abc.abstractmethod
    def close(self) -> None:
        """Every connection."""


def no_room(where: str) -> NoRoom:
    """What is told where the disk takes no more."""
    return NoRoom(
        "nothing more can be written there: the disk is full, or cannot be written to",
        where=where,
        fix="Nothing of this was kept, and all that was kept before is. Make room, then try again.",
    )


def busy(where: str) -> BusyRecord:
    """What is told where another holds the record."""
    return BusyRecord(
        "another program is writing to the record", where=where, fix="Try again in a moment."
    )
