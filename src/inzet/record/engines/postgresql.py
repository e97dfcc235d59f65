"""The SQL of PostgreSQL, and how rows get in: by COPY, with the vector of the full text made here.

Only what runs on distributed engines that speak the same protocol is used: no advisory locks, no
LOCK TABLE, no triggers, no row-level security.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, cast

import psycopg
import sqlalchemy as sa
from psycopg.types.numeric import Int8BinaryDumper, Int8Dumper
from psycopg.types.string import StrBinaryDumper
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.engine import Connection

from inzet.record.engines import by_feed
from inzet.record.engines.base import Engine, Row
from inzet.record.engines.sought import Sought, Term

FULL_TEXT = (
    "CREATE TABLE words (rowid BIGINT NOT NULL, feed BIGINT NOT NULL, "
    'stems TEXT COLLATE "C" NOT NULL, vector TSVECTOR NOT NULL, PRIMARY KEY (feed, rowid));'
    "CREATE INDEX words_rowid ON words (rowid);"
    # What waits to be put in its place is read by every search: little of it is to wait.
    "CREATE INDEX words_vector ON words USING gin (vector) WITH (gin_pending_list_limit = 256)"
)
_TSVECTOR = 3614
_TYPES = {sa.Integer: "int8", sa.String: "text", sa.LargeBinary: "bytea"}
_LONGEST = 200
"""Characters of a word that the vector keeps; a longer one is looked for in the stems as well."""
ADDED = "added"
"""Under this the connection counts the rows of its transaction."""


class Vector(bytes):
    """The words of a text as PostgreSQL sends and takes a ``tsvector``: sorted, without places."""

    @classmethod
    def of(cls, stems: str) -> Vector:
        """Of stems with one space between them."""
        if not stems:
            return cls(b"\0\0\0\0")
        words = {word[:_LONGEST].encode() for word in stems.split(" ")}
        return cls(len(words).to_bytes(4) + b"\0\0\0".join(sorted(words)) + b"\0\0\0")


class _VectorDumper(psycopg.adapt.Dumper):
    format = psycopg.pq.Format.BINARY
    oid = _TSVECTOR

    def dump(self, obj: Any) -> bytes:
        """As it is."""
        return bytes(obj)


def adapt(connection: psycopg.Connection[Any]) -> None:
    """Has a connection send whole numbers as the columns hold them: a smaller kind makes
    PostgreSQL pass over an index."""
    for kind in (Int8Dumper, Int8BinaryDumper):
        connection.adapters.register_dumper(int, kind)
    connection.adapters.register_dumper(str, StrBinaryDumper)
    connection.adapters.register_dumper(Vector, _VectorDumper)


class PostgreSQL(Engine):
    """The SQL of PostgreSQL."""

    dialect = PGDialect(paramstyle="qmark")  # type: ignore[no-untyped-call]
    numbers = "unnest(CAST(? AS BIGINT[])) AS asked(value)"
    then = "JOIN"
    groups_in_order = False
    recurses = False
    tables = by_feed.metadata
    keeps_types = True

    def marked(self, sql: str) -> str:
        """With the marks of psycopg."""
        return sql.replace("%", "%%").replace("?", "%s")

    def values(self, names: Sequence[str], values: Mapping[str, Any]) -> list[Any]:
        """Lists as arrays; what is sought as its query or its phrases."""
        return [_value(name, values) for name in names]

    def execute(
        self, cursor: Any, sql: str, names: Sequence[str], values: Mapping[str, Any]
    ) -> None:
        """Look-ups are planned once, as planning takes longer than they do; what walks from the
        newest on, or looks for words, is planned for the values at hand."""
        once = "limit" not in names and "f_words" not in names
        cursor.execute(sql, self.values(names, values), prepare=once)

    def list_value(self, values: Sequence[Any]) -> list[Any]:
        """As an array."""
        return list(values)

    def insert(
        self, connection: Connection, table: sa.Table, rows: Sequence[Row], *, known: bool
    ) -> None:
        """COPY; where rows may be there already, into a table for the while when they are."""
        if not known:
            _copy(connection, table.name, table, rows)
            return
        # What comes twice at once is sorted out here; what is there already is rare.
        key = _key(table)
        fresh = list({key(row): row for row in reversed(rows)}.values())
        fresh.reverse()
        try:
            with connection.begin_nested():
                _copy(connection, table.name, table, fresh)
        except psycopg.errors.UniqueViolation:
            _copy_unknown(connection, table, fresh)

    # ---- full text ----------------------------------------------------------------------

    def create_words(self, connection: Connection) -> None:
        """The stems, for phrases, and their words without places, for the index: places would
        end after the first 16,383 words of a paper."""
        for sql in FULL_TEXT.split(";"):
            connection.exec_driver_sql(sql)

    def add_words(self, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
        """COPY, with vectors that are sorted already."""
        cut = ((key, feed, " ".join(text.split())) for key, feed, text in rows)
        _copy_rows(
            connection,
            'COPY "words" (rowid, feed, stems, vector) FROM STDIN (FORMAT BINARY)',
            ("int8", "int8", "text", "tsvector"),
            [(key, feed, text, Vector.of(text)) for key, feed, text in cut],
        )

    def remove_words(self, connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """By row id."""
        sql = "DELETE FROM words WHERE rowid = ANY(%s)"
        connection.exec_driver_sql(sql, ([key for key, _ in rows],))

    def rewrite_words(self, connection: Connection) -> None:
        """Nothing inside a transaction: see ``PostgresStore.settle``."""

    def all_words(self, connection: Connection) -> Iterator[Row]:
        """Every row with its feed, its stems and its vector."""
        rows = connection.execute(
            sa.text("SELECT rowid, feed, stems, CAST(vector AS TEXT) FROM words ORDER BY rowid"),
            execution_options={"yield_per": 1000},
        )
        for row in rows:
            yield tuple(row)


ENGINE = PostgreSQL()


def _value(name: str, values: Mapping[str, Any]) -> Any:
    whole, _, part = name.rpartition("_")
    value = values.get(whole) if part in _PARTS else None
    if isinstance(value, Sought):
        return _PARTS[part](value)
    value = values[name]
    if isinstance(value, Sought):
        return query(value)
    if type(value) is tuple:
        return [_sent(one) for one in value]
    return _sent(value)


def _sent(value: Any) -> Any:
    """NUL is in no text of a record, and PostgreSQL takes none: it is asked for as a character
    that is in none either."""
    return value.replace("\0", "\uffff") if isinstance(value, str) else value


def query(sought: Sought) -> str:
    """What is sought as a ``tsquery``: the words of each phrase, wherever they stand."""
    return " & ".join(
        f"({' | '.join(_all_of(words, term.begins) for words in term.alternatives)})"
        for term in sought.terms
    )


def _all_of(words: tuple[str, ...], begins: bool) -> str:
    last = len(words) - 1
    found = []
    for place, word in enumerate(words):
        beginning = (begins and place == last) or len(word) >= _LONGEST
        found.append(f"'{word[:_LONGEST]}'{':*' if beginning else ''}")
    return f"({' & '.join(found)})"


def phrases(sought: Sought) -> list[str]:
    """What the words alone do not tell, as patterns of LIKE over the stems: which stand together,
    and how words go on that are longer than the vector keeps."""
    told = ((term, " ".join(term.alternatives[0])) for term in _apart(sought, single=True))
    # Of the signs that mean something in a pattern a word has the low line alone.
    return [
        f"% {words.replace('_', chr(92) + '_')}{'%' if term.begins else ' %'}"
        for term, words in told
    ]


def options(sought: Sought) -> list[str]:
    """The same where there are several ways to say it, as regular expressions, which take ten times
    as long. No word has a letter that means something in one."""
    return [
        f" ({'|'.join(' '.join(words) for words in term.alternatives)}){'' if term.begins else ' '}"
        for term in _apart(sought, single=False)
    ]


def _apart(sought: Sought, *, single: bool) -> Iterator[Term]:
    """The terms of which the words alone do not tell all, with one alternative or with several."""
    for term in sought.terms:
        if (len(term.alternatives) == 1) == single and any(
            len(words) > 1 or any(len(word) >= _LONGEST for word in words)
            for words in term.alternatives
        ):
            yield term


_PARTS = {"phrases": phrases, "options": options}


@cache
def _key(table: sa.Table) -> Any:
    names = [column.name for column in table.columns]
    return itemgetter(*(names.index(column.name) for column in table.primary_key.columns))


@cache
def _types(table: sa.Table) -> tuple[str, ...]:
    return tuple(
        next(name for kind, name in _TYPES.items() if isinstance(column.type, kind))
        for column in table.columns
    )


def _copy(connection: Connection, name: str, table: sa.Table, rows: Sequence[Row]) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    sql = f'COPY "{name}" ({names}) FROM STDIN (FORMAT BINARY)'
    _copy_rows(connection, sql, _types(table), rows)


def _copy_rows(connection: Connection, sql: str, types: Sequence[str], rows: Sequence[Row]) -> None:
    connection.info[ADDED] = connection.info.get(ADDED, 0) + len(rows)
    cursor = cast("psycopg.Cursor[Any]", connection.connection.cursor())
    with cursor, cursor.copy(sql) as copy:
        copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _copy_unknown(connection: Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Rows of which some are there already, which stay as they are."""
    coming = f"coming_{table.name}"
    # Without its index and constraints; gone with the transaction.
    connection.exec_driver_sql(
        f'CREATE TEMPORARY TABLE IF NOT EXISTS "{coming}" (LIKE "{table.name}") ON COMMIT DROP'
    )
    connection.exec_driver_sql(f'DELETE FROM "{coming}"')
    _copy(connection, coming, table, rows)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" SELECT * FROM "{coming}" ON CONFLICT DO NOTHING'
    )
