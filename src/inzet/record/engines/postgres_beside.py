"""Projections of a record in a database, made anew in a schema of their own.

Names without a schema are looked for in that schema first and then in the record's, so the same
code as ever fills the tables of the one from the log of the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.engines.base import Beside, Engine
from inzet.vocabulary.errors import BusyRecord

_SUFFIX = "_making"

Connected = Callable[[psycopg.IsolationLevel], sa.Engine]
"""Makes connections as the record's own are, but for what they do at once."""


class PostgresBeside(Beside):
    """The schema ``<schema of the record>_making``.

    Args:
        connected: makes connections that may write.
        explaining: turns errors of the database into those that people are told.
        engine: makes the table of the full text.
    """

    def __init__(
        self,
        connected: Connected,
        explaining: Callable[[], AbstractContextManager[None]],
        engine: Engine,
    ) -> None:
        self._connected = connected
        self._explaining = explaining
        self._engine = engine
        self._held: Connection | None = None
        self._pool: sa.Engine | None = None

    def hold(self) -> bool:
        """By a row that nobody else writes to, for as long as a transaction that does nothing:
        the server lifts it whatever becomes of the process."""
        connection = self._connection()
        try:
            with self._explaining():
                connection.exec_driver_sql(
                    "SELECT value FROM meta WHERE name = 'ceiling' FOR UPDATE NOWAIT"
                )
        except BusyRecord:
            connection.close()
            return False
        except BaseException:
            connection.close()
            raise
        self._held = connection
        return True

    def state(self) -> dict[str, str]:
        """What stands in the schema; nothing where there is none."""
        with self._explaining(), contextlib.closing(self._connection()) as connection:
            name = f"{_place(connection)}.making"
            there = connection.execute(sa.select(sa.func.to_regclass(name))).scalar()
            if there is None:
                return {}
            try:
                rows = connection.exec_driver_sql(f"SELECT name, value FROM {name}").all()
            except sa.exc.ProgrammingError as error:
                # Whoever made them was done between the two questions.
                if isinstance(error.orig, psycopg.errors.UndefinedTable):
                    return {}
                raise
            return {row.name: row.value for row in rows}

    def empty(self) -> None:
        """Another schema, in one transaction."""
        with self._explaining(), self._beside(psycopg.IsolationLevel.READ_COMMITTED) as connection:
            self._drop(connection)
            connection.exec_driver_sql(f"CREATE SCHEMA {_place(connection)}")
            schema.making.create(connection, checkfirst=False)
            self._engine.create_projections(connection)
            connection.commit()

    @contextmanager
    def filling(self) -> Iterator[Connection]:
        """On one state of the record for each transaction."""
        with self._explaining(), self._beside(psycopg.IsolationLevel.REPEATABLE_READ) as connection:
            yield connection

    @contextmanager
    def moving(self) -> Iterator[Connection]:
        """Tables of another form take the place of the record's as they are: nobody of this
        version reads those. Else rows are copied, as who reads an earlier state goes on seeing
        rows that were deleted, but not tables."""
        with self._explaining(), self._beside(psycopg.IsolationLevel.READ_COMMITTED) as connection:
            made = "SELECT value FROM meta WHERE name = 'projections'"
            connection.exec_driver_sql(
                "SELECT value FROM meta WHERE name = 'organisation' FOR UPDATE"
            )
            same = connection.exec_driver_sql(made).scalar() == str(schema.PROJECTION_VERSION)
            yield connection
            record, place = _record(connection), _place(connection)
            names = [*(table.name for table in schema.PROJECTIONS), "words"]
            for name in names:
                if same:
                    connection.exec_driver_sql(f'DELETE FROM {record}."{name}"')
                    connection.exec_driver_sql(
                        f'INSERT INTO {record}."{name}" SELECT * FROM {place}."{name}"'
                    )
                else:
                    connection.exec_driver_sql(f'DROP TABLE IF EXISTS {record}."{name}"')
                    connection.exec_driver_sql(f'ALTER TABLE {place}."{name}" SET SCHEMA {record}')
            # Of a column that is not unique by itself the planner knows nothing before.
            every = ", ".join(f'{record}."{name}"' for name in names)
            connection.exec_driver_sql(f"ANALYZE {every}")
            connection.commit()

    def discard(self) -> None:
        """Drops the schema."""
        with self._explaining(), contextlib.closing(self._connection()) as connection:
            self._drop(connection)
            connection.commit()

    def close(self) -> None:
        """Ends the transaction that holds it."""
        if self._held is not None:
            self._held.close()
            self._held = None
        if self._pool is not None:
            self._pool.dispose()
            self._pool = None

    def _connection(self) -> Connection:
        if self._pool is None:
            self._pool = self._connected(psycopg.IsolationLevel.READ_COMMITTED)
        return self._pool.connect()

    @contextmanager
    def _beside(self, level: psycopg.IsolationLevel) -> Iterator[Connection]:
        pool = self._connected(level)
        try:
            with pool.connect() as connection:
                record, place = _record(connection), _place(connection)
                connection.exec_driver_sql(f"SET search_path = {place}, {record}")
                connection.info[_RECORD] = record
                # A setting lasts where the transaction it was made in is kept.
                connection.commit()
                yield connection
        finally:
            pool.dispose()

    def _drop(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_place(connection)} CASCADE")


_RECORD = "record's schema"
"""Under this a connection keeps the schema that names were looked for in at first."""


def _record(connection: Connection) -> str:
    """The schema of the record, quoted."""
    found: Any = connection.info.get(_RECORD)
    if found is None:
        sql = "SELECT quote_ident(current_schema())"
        found = connection.exec_driver_sql(sql).scalar_one()
    return str(found)


def _place(connection: Connection) -> str:
    """The schema in which tables are made, quoted."""
    record = _record(connection)
    plain = record[1:-1] if record.startswith('"') else record
    return f'"{plain}{_SUFFIX}"'
