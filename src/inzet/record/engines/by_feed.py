"""The tables as PostgreSQL has them: keys begin with the feed, so that rows can be spread by it.

An engine that spreads tables over machines wants the column it spreads by in every key and in all
that is unique. SQLite is never spread and keeps the keys of ``schema``, where the number of a row
is its place in the file. What ``schema`` calls a key is found here by an index of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from inzet.record import schema

OF_THE_NODE = frozenset(
    {"meta", "organisation", "feed", "arrival", "succession", schema.migration.name}
)
"""Tables that are not spread, being little or of all feeds: on every machine, or on one."""
_BY = {"blob": "sha256"}
_KEYS = {"entry": ("feed", "epoch", "n"), "blob": ("sha256",)}
"""Keys of tables whose rows something else names than their local number."""


def spread_by(table: str) -> str | None:
    """The column that a table is spread by; None of those that are not."""
    return None if table in OF_THE_NODE else _BY.get(table, "feed")


def _laid() -> sa.MetaData:
    made = sa.MetaData()
    for table in schema.metadata.sorted_tables:
        by = spread_by(table.name)
        if by is None:
            table.to_metadata(made)
        else:
            _lay(table, by, made)
        # An index of some rows holds those that SQLite is told.
        some = {each.name: each.dialect_options["sqlite"]["where"] for each in table.indexes}
        for index in made.tables[table.name].indexes:
            index.dialect_options["postgresql"]["where"] = some.get(index.name)
    return made


def _lay(table: sa.Table, by: str, into: sa.MetaData) -> None:
    old = _names(table.primary_key.columns)
    key = _KEYS.get(table.name, (by, *(name for name in old if name != by)))
    unique = {
        _with(by, _names(each.columns))
        for each in table.constraints
        if isinstance(each, sa.UniqueConstraint)
    }
    laid = sa.Table(
        table.name,
        into,
        *(sa.Column(each.name, each.type, nullable=each.nullable) for each in table.columns),
        sa.PrimaryKeyConstraint(*key),
        *(sa.UniqueConstraint(*names) for names in sorted(unique - {key})),
    )
    if old != key:
        sa.Index("_".join((table.name, *old)), *(laid.c[name] for name in old))
    for index in table.indexes:
        names = _names(index.columns)
        names = _with(by, names) if index.unique else names
        sa.Index(index.name, *(laid.c[name] for name in names), unique=index.unique)


def _names(columns: Iterable[sa.Column[object]]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def _with(by: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What is unique, with what its table is spread by; looked for by its own columns first."""
    return names if by in names else (*names, by)


metadata = _laid()
"""The tables of ``schema``, by the same names."""
