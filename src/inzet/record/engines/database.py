"""A record in a database of PostgreSQL: connections, transactions, and who may write."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import errors
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from inzet.record import schema
from inzet.record.engines.base import Store, busy, no_room
from inzet.record.engines.postgres_beside import PostgresBeside
from inzet.record.engines.postgresql import ADDED, ENGINE, adapt
from inzet.record.engines.replicas import Replicas
from inzet.record.engines.urls import told, write_pointer
from inzet.vocabulary.errors import BrokenRecord, RecordError, Unreachable, UnreadableFile

_IDLE = 4
"""Connections kept open while nobody uses them."""
_MANY = 5_000
"""Rows after which the planner is told anew what the tables hold; then after twice as many."""
_NEVER = 1 << 62
"""Times that something is asked before the driver prepares it of its own accord."""
_MARK = "inzet_record"
"""The table that marks a database as a record, with the version of its tables."""
_ERASED = ("entry", "blob", "words", *(table.name for table in schema.PROJECTIONS))
_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)
_DAMAGED = (errors.DataCorrupted, errors.IndexCorrupted)


class PostgresStore(Store):
    """An open database of PostgreSQL 15 or newer.

    Args:
        path: where the key and all else that lies beside a record is; the file itself holds the
            URL, once there is a record.
        url: ``postgresql://…``, with its password.
        busy: seconds to wait for another writer before ``BusyRecord``.
        replicas: URLs of servers that follow it, to read from where they have come far enough.
    """

    engine = ENGINE

    def __init__(self, path: Path, url: str, *, busy: float, replicas: Sequence[str] = ()) -> None:
        self.path = path
        self._url = url
        self._busy = busy
        self._where = told(url)
        # Readers see one state of the record; a writer sees what was kept before it got the lock.
        self._readers = self._pool(url, busy, psycopg.IsolationLevel.REPEATABLE_READ)
        self._writers = self._pool(
            url, busy, psycopg.IsolationLevel.READ_COMMITTED, read_only=False
        )
        self._replicas = Replicas(
            [self._pool(each, busy, psycopg.IsolationLevel.REPEATABLE_READ) for each in replicas]
        )
        self._added, self._many = 0, _MANY
        # Whoever lets go of it without closing, as where opening failed, leaves no connection.
        self._pools = self._readers, self._writers, *self._replicas.pools
        self._closed = weakref.finalize(self, _close, *self._pools)

    @staticmethod
    def _pool(
        url: str, busy: float, level: psycopg.IsolationLevel, *, read_only: bool = True
    ) -> sa.Engine:
        pool = sa.create_engine(
            sa.make_url(url).set(drivername="postgresql+psycopg"),
            # Only look-ups are planned for any value (see ``PostgreSQL.execute``), at once: such a
            # plan of what walks passes over an index. Never by itself; with None not at all.
            connect_args={
                "prepare_threshold": _NEVER,
                "application_name": "inzet",
                "connect_timeout": 5,
            },
            pool_size=_IDLE,
            max_overflow=-1,
            pool_pre_ping=True,
        )

        def on_connect(raw: psycopg.Connection[Any], _record: object) -> None:
            adapt(raw)
            raw.autocommit = True
            raw.execute(f"SET lock_timeout = {max(1, round(busy * 1000))}")
            raw.execute("SET jit = off")
            # As on an SSD: as on a disk that turns, whole tables are read for a few rows.
            raw.execute("SET random_page_cost = 1.1")
            raw.autocommit = False
            raw.isolation_level = level
            raw.read_only = read_only

        sa.event.listen(pool, "connect", on_connect)
        return pool

    def check_free(self) -> None:
        """That nothing is in the database yet, and that it can hold a record."""
        with self._explaining(), self._readers.connect() as connection:
            if _MARK in sa.inspect(connection).get_table_names():
                raise UnreadableFile(
                    "there is a record in this database already",
                    where=self._where,
                    fix="Choose another database, or put the key of that record at "
                    f"{self.path}.key to open it.",
                )
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
            if encoding != "UTF8":
                raise UnreadableFile(
                    f"the database is in {encoding}, which cannot hold every text",
                    where=self._where,
                    fix="Make one with: createdb --encoding UTF8 --template template0 NAME",
                )

    def create(self) -> None:
        """Every table, in one transaction; then the file that tells where they are."""
        with self._transaction() as connection:
            ENGINE.tables.create_all(connection)
            ENGINE.create_words(connection)
            connection.exec_driver_sql(
                f"CREATE TABLE {_MARK} (application BIGINT PRIMARY KEY, version BIGINT NOT NULL)"
            )
            connection.exec_driver_sql(
                f"INSERT INTO {_MARK} VALUES (%s, %s)",
                (schema.APPLICATION_ID, schema.SCHEMA_VERSION),
            )
        write_pointer(self.path, self._url)

    def discard(self) -> None:
        """Drops every table of a record."""
        with self._transaction() as connection:
            schema.metadata.drop_all(connection)
            for name in ("words", _MARK):
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")

    def check(self) -> None:
        """That the database holds a record this version can read."""
        try:
            with self._explaining(), self._readers.connect() as connection:
                application, version = connection.exec_driver_sql(
                    f"SELECT application, version FROM {_MARK}"
                ).one()
        except (sa.exc.SQLAlchemyError, psycopg.Error):
            application, version = None, 0
        if application != schema.APPLICATION_ID:
            raise UnreadableFile(
                "there is no record of Inzet in this database",
                where=self._where,
                fix="Give another, or have `inzet read FILE` make one in it.",
            )
        if version > schema.SCHEMA_VERSION:
            raise UnreadableFile(
                "this record was made by a newer version of Inzet",
                where=self._where,
                fix="Update Inzet, then open it again.",
            )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one snapshot, from its first question on; to a replica where one has come
        as far as anybody here has seen."""
        with self._explaining(), ExitStack() as opened:
            connection = self._replicas.connection(opened)
            if connection is None:
                connection = opened.enter_context(self._readers.connect())
                self._replicas.saw(self._replicas.last(connection))
            yield connection
            # Where a transaction is rolled back the driver lets go of all that was prepared. The
            # driver's own commit, as queries that are kept pass SQLAlchemy by.
            connection.connection.commit()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that alone may write: it holds the row of the setting that tells whose
        record it is, until all is kept. So entries are kept in the order of their numbers, and
        nobody who reads on from the last one passes over another."""
        with self._transaction() as connection:
            connection.exec_driver_sql(
                "SELECT value FROM meta WHERE name = 'organisation' FOR UPDATE"
            )
            connection.info[ADDED] = 0
            yield connection
            self._added += connection.info[ADDED]
            if self._added >= self._many:
                connection.exec_driver_sql("ANALYZE")
                self._added, self._many = 0, self._many * 2
            written = self._replicas.last(connection)
        self._replicas.saw(written)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._explaining(), self._writers.connect() as connection:
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def beside(self) -> PostgresBeside:
        """A schema of its own."""
        connected = partial(self._pool, self._url, self._busy, read_only=False)
        return PostgresBeside(connected, self._explaining, ENGINE)

    def settle(self, *, erased: bool = False) -> None:
        """Lets the rows go that were erased, and makes the index of the full text anew, which
        would keep their words. What PostgreSQL keeps beside its tables (its log, replicas,
        backups) is its administrator's."""
        with self._explaining(), self._writers.connect() as plain:
            connection = plain.execution_options(isolation_level="AUTOCOMMIT")
            tables = ", ".join(f'"{name}"' for name in _ERASED)
            connection.exec_driver_sql(f"VACUUM {tables}")
            connection.exec_driver_sql("REINDEX INDEX CONCURRENTLY words_vector")

    def copy(self, to: Path, told: Callable[[int, int], None] | None = None) -> None:
        """Row by row, on one snapshot."""
        # It needs a store of either kind, so it is imported where it is asked for.
        from inzet.record.pouring import into_file

        with self.read() as connection:
            into_file(connection, to, told)

    def size(self) -> int:
        """Of the whole database."""
        with self.read() as connection:
            sql = "SELECT pg_database_size(current_database())"
            return int(connection.exec_driver_sql(sql).scalar_one())

    def close(self) -> None:
        """Every connection."""
        _close(*self._pools)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            raise self._explained(error) from error

    def _explained(self, error: DBAPIError | psycopg.Error) -> Exception:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, _BUSY):
            return busy(self._where)
        if isinstance(cause, psycopg.errors.DiskFull):
            return no_room(self._where)
        if isinstance(cause, _DAMAGED):
            return BrokenRecord(
                "the record's database is damaged",
                where=self._where,
                fix="Restore it from a backup; `inzet verify` tells what is affected.",
            )
        if isinstance(cause, errors.ReadOnlySqlTransaction):
            return RecordError(
                "nothing can be written here: the server is a replica, or read only",
                where=self._where,
                fix="Give the URL of the server that is written to.",
            )
        if isinstance(cause, errors.ProgramLimitExceeded):
            return RecordError(
                "the full text cannot hold that many different words of one paper",
                where=self._where,
                fix="Keep the paper in parts, or in a record in a file.",
            )
        if isinstance(cause, psycopg.OperationalError) and (
            cause.sqlstate is None or cause.sqlstate[:2] in ("08", "57", "28", "3D")
        ):
            return Unreachable(
                f"the database of the record cannot be reached: {_reason(cause)}",
                where=self._where,
                fix="See that the server runs, that the database is there (createdb NAME), and "
                "that its user may log in.",
            )
        return error


def _close(*pools: sa.Engine) -> None:
    for pool in pools:
        pool.dispose()


def _reason(error: psycopg.Error) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1].strip() if lines else type(error).__name__
