"""Queries made ready: as SQL with the constants written in, which is kept and run as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record.store import Engine, engine_of

T = TypeVar("T")


class Written(NamedTuple):
    """A query in the SQL of one engine, and the names of its values in order."""

    sql: str
    names: tuple[str, ...]


class Ready:
    """A query, written for an engine when it is first run there."""

    __slots__ = ("_on_postgresql", "_query", "_written")

    def __init__(self, query: sa.Select[Any], on_postgresql: sa.Select[Any] | None = None) -> None:
        self._query = query
        self._on_postgresql = query if on_postgresql is None else on_postgresql
        self._written: dict[Engine, Written] = {}

    def on(self, engine: Engine) -> Written:
        """The query as an engine's driver takes it."""
        written = self._written.get(engine)
        if written is None:
            on_postgresql = engine.dialect.name == "postgresql"
            query = self._on_postgresql if on_postgresql else self._query
            written = self._written[engine] = _written(query, engine)
        return written

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows as plain tuples, with the values by name."""
        engine = engine_of(connection)
        sql, names = self.on(engine)
        cursor = connection.connection.cursor()
        try:
            engine.execute(cursor, sql, names, values)
            return list(cursor.fetchall())
        finally:
            cursor.close()


def padded(name: str, wanted: Sequence[T]) -> dict[str, T]:
    """Values for a list in a query, by name and place.

    The last stands there several times, so that queries of few lengths do for any.
    """
    size = 1 << (len(wanted) - 1).bit_length()
    return {f"{name}{at}": wanted[min(at, len(wanted) - 1)] for at in range(size)}


def ready(query: sa.Select[Any], on_postgresql: sa.Select[Any] | None = None) -> Ready:
    """A query that is kept, with its constants written in.

    Args:
        on_postgresql: the same as PostgreSQL is to be asked it, where that is another way.
    """
    return Ready(query, on_postgresql)


def _written(query: sa.Select[Any], engine: Engine) -> Written:
    compiled = query.compile(dialect=engine.dialect, compile_kwargs={"render_postcompile": True})
    names = tuple(compiled.positiontup or ())
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    asked = tuple(name for name in names if name not in constants)
    return Written(engine.marked(_with_constants(str(compiled), names, constants)), asked)


def _with_constants(sql: str, names: tuple[str, ...], constants: Mapping[str, Any]) -> str:
    """Writes the constants of our own (kinds, limits) into the SQL."""
    parts = sql.split("?")
    out = parts[0]
    for name, part in zip(names, parts[1:], strict=True):
        if name in constants:
            value = constants[name]
            out += str(value) if isinstance(value, int) else "'" + str(value) + "'"
        else:
            out += "?"
        out += part
    return out
