"""What a statement takes on disk, by table and index, and what records up to a billion need.

Two records of different size are made; what the larger has more, by what it has more statements, is
what one takes once a record has grown. The rest of the table is arithmetic on ``RATES``, figures
that other measurements of this folder gave: put new ones there, run ``python -m bench.capacity``,
and copy the table into ``docs/scale.md``.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bench.archive import archive, fill
from inzet.record import Record
from tests.record.engines.cluster import binaries, cluster

SIZES = (10_000, 40_000)
SCALES = (10**6, 10**7, 10**8, 10**9)
_SHOWN = 14
_SIZES = """
SELECT relname, CASE relkind WHEN 'r' THEN pg_table_size(oid) ELSE pg_relation_size(oid) END
FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace
"""
_GROUPS = {
    "feeds": ("entry", "sqlite_autoindex_entry", "seal", "arrival"),
    "texts and originals": ("blob", "sqlite_autoindex_blob"),
    "full text": ("words",),
}
"""Tables and their indexes by the beginnings of their names; what is left speeds up views."""


@dataclass(frozen=True)
class Rates:
    """Figures measured elsewhere; a second is one of the clock unless it says otherwise."""

    append: float = 10_400
    """Entries written a second by one process on SQLite, tables and full text included, up to a
    million (``bench.append``)."""
    append_postgresql: float = 8_900
    """The same on PostgreSQL (``bench.postgresql``)."""
    receive: float = 8_100
    """Entries copied and proven from another node a second of processor time of both sides, at a
    million (``bench.nodes``)."""
    verify: float = 113_000
    """Entries verified a second of a processor, on a record of 101,000 (``bench.verify``)."""
    page: float = 0.034
    """Seconds of a processor to read a page of PDF (``bench.pdf``'s papers)."""
    statements_a_page: float = 17.3
    """Statements that such a page gives."""
    original_page: float = 21_100
    """Bytes of such a page."""
    statements_a_paper: float = 25
    """Assumed, as most papers are short letters."""


RATES = Rates()


def measure(sizes: tuple[int, int] = SIZES) -> Iterator[str]:
    """Bytes a statement by table and index, on each engine, and the table of what records need."""
    with tempfile.TemporaryDirectory(prefix="inzet-capacity-") as folder:
        small, large = (_on_sqlite(Path(folder) / f"{size}.db", size) for size in sizes)
        each = _each(small, large)
        yield from _told("SQLite", small, large, each)
        if binaries() is not None:
            small, large = (_on_postgresql(Path(folder) / f"{size}", size) for size in sizes)
            yield from _told("PostgreSQL", small, large, _each(small, large))
    yield from table(sum(each.values()), _grouped(each)["texts and originals"])


@dataclass(frozen=True)
class _Measured:
    statements: int
    bytes: dict[str, int]


def _each(small: _Measured, large: _Measured) -> dict[str, float]:
    """What a statement more takes, by table and index."""
    count = large.statements - small.statements
    return {name: (large.bytes[name] - small.bytes.get(name, 0)) / count for name in large.bytes}


def _told(engine: str, small: _Measured, large: _Measured, each: dict[str, float]) -> Iterator[str]:
    yield (
        f"capacity: {sum(each.values()):,.0f} bytes a statement on {engine}, from "
        f"{small.statements:,} to {large.statements:,}"
    )
    for name, size in sorted(each.items(), key=lambda item: -item[1])[:_SHOWN]:
        yield f"  {name:<28} {size:>7,.0f}"
    for name, size in _grouped(each).items():
        yield f"  = {name:<26} {size:>7,.0f}"


def _on_postgresql(folder: Path, size: int) -> _Measured:
    """Indexes by themselves, tables with what of their rows is stored apart."""
    os.environ["INZET_HOME"] = str(folder)
    with cluster() as server:
        url = server.fresh()
        with Record.create(url, "Bench") as record:
            fill(record, size)
        engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1))
        with engine.connect() as connection:
            count = connection.execute(sa.text("SELECT count(*) FROM statement")).scalar_one()
            found = connection.execute(sa.text(_SIZES)).all()
        engine.dispose()
    return _Measured(int(count), {str(name): int(taken) for name, taken in found})


def _on_sqlite(path: Path, size: int) -> _Measured:
    archive(path, size).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        count = int(file.execute("SELECT count(*) FROM statement").fetchone()[0])
        found = dict(file.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    return _Measured(count, found)


def _grouped(each: dict[str, float]) -> dict[str, float]:
    found = dict.fromkeys((*_GROUPS, "projections"), 0.0)
    for name, size in each.items():
        group = next((one for one, starts in _GROUPS.items() if name.startswith(starts)), None)
        found[group or "projections"] += size
    return found


def table(each: float, text: float, rates: Rates = RATES) -> Iterator[str]:
    """The table of what records need, in Markdown.

    Args:
        each: bytes a statement, all told.
        text: of them, bytes of text.
    """
    yield f"| | {' | '.join(_count(scale) for scale in SCALES)} |"
    yield f"| --- |{' --- |' * len(SCALES)}"
    originals = rates.original_page / rates.statements_a_page
    read = rates.page / rates.statements_a_page
    rows: dict[str, Callable[[float], str]] = {
        "papers": lambda n: f"{n / rates.statements_a_paper:,.0f}",
        "record without originals": lambda n: _size(n * each),
        "texts in it": lambda n: _size(n * text),
        "originals": lambda n: _size(n * originals),
        "disk to have, a backup included": lambda n: _size(2 * n * (each + originals) + n * each),
        "reading all anew, by one processor": lambda n: _time(n * read),
        "writing all at once, SQLite": lambda n: _time(n / rates.append),
        "writing all at once, PostgreSQL": lambda n: _time(n / rates.append_postgresql),
        "a new node copies all": lambda n: _time(n / rates.receive),
        "proving all, by one processor": lambda n: _time(n / rates.verify),
    }
    for name, row in rows.items():
        yield f"| {name} | {' | '.join(row(scale) for scale in SCALES)} |"


def _count(number: int) -> str:
    return {10**6: "1 million", 10**7: "10 million", 10**8: "100 million"}.get(number, "1 billion")


def _size(number: float) -> str:
    for unit, size in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if number >= size:
            return f"{number / size:.{0 if number >= 10 * size else 1}f} {unit}"
    return f"{number:,.0f} bytes"


def _time(seconds: float) -> str:
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.{0 if seconds >= 10 * size else 1}f} {unit}"
    return f"{seconds:.0f} s"


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]]
    for line in measure((given[0], given[1]) if len(given) == 2 else SIZES):
        print(line, flush=True)
