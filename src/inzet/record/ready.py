"""Queries made ready: as SQL with the constants written in, which is kept and run as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record.store import DIALECT


@dataclass(frozen=True, slots=True)
class Ready:
    """A query as SQL, and the names of its values in order."""

    sql: str
    names: tuple[str, ...]

    def run(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows as plain tuples, with the values by name."""
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.sql, tuple([values[name] for name in self.names]))
            return list(cursor.fetchall())
        finally:
            cursor.close()


def ready(query: sa.Select[Any]) -> Ready:
    """A query as SQL with its constants written in."""
    compiled = query.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    names = tuple(compiled.positiontup or ())
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    asked = tuple(name for name in names if name not in constants)
    return Ready(_with_constants(str(compiled), names, constants), asked)


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
