"""Entries appended per second, with projections and full text, beside raw SQLite.

The raw side writes the very same bytes into the very same tables, with the same indexes and
pragmas, in one transaction, by ``executemany``; it hashes, links and signs nothing. It is measured
twice: with the rows in the order in which they came, and with every 4,000 of them in the order of
their keys, which is how the record writes them and costs the database far less.

``INZET_BENCH_PAPERS`` sets how many papers of 200 sentences (50; 5,000 make a million entries).
"""

from __future__ import annotations

import os
import resource
import sqlite3
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.ground import add_paper, new_record, text_of, timed_both
from inzet.record import Record, schema, words
from inzet.record.engines.sqlite import FULL_TEXT
from inzet.vocabulary import entries as kinds

PAPERS = int(os.environ.get("INZET_BENCH_PAPERS", "50"))
SENTENCES = 200
ROUNDS = 3 if PAPERS <= 500 else 1
SLICE = 4000
PER_BATCH = 50
KEYED = ("statement", "statement_dossier", "statement_early", "reference")


def measure() -> list[str]:
    """Lines to print; the best of three rounds on each side, taken in turns.

    By the clock counts waiting for the disk, and whatever else the machine does; by the
    processor counts neither.
    """
    for number in range(PAPERS):
        text_of(number, SENTENCES)
    before = _peak()
    ours, came, keyed, entries, grown = [], [], [], 0, 0.0
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            with new_record(Path(folder)) as record:
                ours.append(timed_both(partial(_append, record)))
            grown = grown or _peak() - before
            path = Path(folder) / "bench.db"
            tables, stems = _contents(path)
            entries = len(tables["entry"])
            came.append(timed_both(partial(_write, Path(folder) / "came.db", path, tables, stems)))
            _put_in_order(tables, stems)
            keyed.append(timed_both(partial(_write, Path(folder) / "raw.db", path, tables, stems)))
    lines = [f"append {entries:,} entries; memory grew by {grown:,.0f} MB while ours were written"]
    for index, name in enumerate(("by the clock", "processor")):
        mine, *bases = (min(times[index] for times in side) for side in (ours, came, keyed))
        lines.append(
            f"append {name:<12} {entries / mine:>8,.0f} entries/s   "
            + "   ".join(
                f"raw SQLite {how} {entries / base:>8,.0f}, ratio {base / mine:.2f}"
                for how, base in zip(("as they came", "in order"), bases, strict=True)
            )
            + " (goal 0.50 or more)"
        )
    return lines


def _peak() -> float:
    """Most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _put_in_order(tables: dict[str, list[Any]], stems: list[tuple[int, str]]) -> None:
    for name in KEYED:
        tables[name] = _in_slices(tables[name])
    stems[:] = _in_slices(stems)


def _in_slices(rows: list[Any]) -> list[Any]:
    starts = range(0, len(rows), SLICE)
    return [row for start in starts for row in sorted(rows[start : start + SLICE])]


def _append(record: Record, most: int = PER_BATCH) -> None:
    """Appends all papers, so many in a batch."""
    for first in range(0, PAPERS, most):
        with record.batch("PUBLIC") as batch:
            for number in range(first, min(first + most, PAPERS)):
                said = f"20{10 + number % 14}-0{1 + number % 9}-1{number % 10}"
                add_paper(batch, number, SENTENCES, "accession/FIN", said)


def _contents(path: Path) -> tuple[dict[str, list[Any]], list[tuple[int, str]]]:
    """Every row of every table, and what stands in the full text."""
    connection = sqlite3.connect(path)
    tables = {
        table.name: connection.execute(_as_it_came(table)).fetchall()
        for table in schema.metadata.sorted_tables
    }
    stems = []
    entries = "SELECT s.key, e.body FROM statement s JOIN entry e ON e.seq = s.entry ORDER BY seq"
    for key, raw in connection.execute(entries):
        body = kinds.decode(raw)
        assert isinstance(body, kinds.Statement)
        stems.append((key, words.stems(words.statement_text(body), "nl")))
    texts = (
        "SELECT p.key, e.body, b.data FROM paper p JOIN entry e ON e.seq = p.entry "
        "JOIN extraction x ON x.paper = p.entry JOIN blob b ON b.sha256 = x.text_sha256"
    )
    for key, raw, data in connection.execute(texts):
        body = kinds.decode(raw)
        assert isinstance(body, kinds.Paper)
        stems.append(
            (key, words.stems("\n".join([body.title, *body.numbers, data.decode()]), "nl"))
        )
    connection.close()
    return tables, stems


def _as_it_came(table: sa.Table) -> str:
    """All rows of a table in the order in which their entries came.

    In the order of their keys, the raw side would only ever write at the end of each tree, which
    nobody who appends as papers come can do.
    """
    columns = table.columns.keys()
    if "entry" in columns:
        return f'SELECT * FROM "{table.name}" ORDER BY entry'
    if "key" in columns and table.name.startswith("statement"):
        return (
            f'SELECT t.* FROM "{table.name}" t JOIN statement s ON s.key = t.key ORDER BY s.entry'
        )
    return f'SELECT * FROM "{table.name}"'


def _write(
    path: Path, like: Path, tables: dict[str, list[Any]], stems: list[tuple[int, str]]
) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "cache_size = -65536",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    source = sqlite3.connect(like)
    made = "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'words%'"
    for (sql,) in source.execute(made).fetchall():
        connection.execute(sql)
    source.close()
    connection.execute(FULL_TEXT)
    connection.execute("BEGIN IMMEDIATE")
    for name, rows in tables.items():
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    connection.executemany("INSERT INTO words (rowid, stems) VALUES (?, ?)", stems)
    connection.execute("COMMIT")
    connection.close()
