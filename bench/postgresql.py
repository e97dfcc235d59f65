"""A record in PostgreSQL: appending beside raw COPY, and searching for the newest beside SQLite.

It starts a server of its own, which keeps everything safe as one for work does. The raw side copies
the very same rows into the very same tables, with the same indexes, in one transaction.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench.append import PAPERS, SENTENCES, _append
from bench.ground import p95, text_of
from inzet.record import Record, record_path, schema
from inzet.record.engines.database import PostgresStore
from inzet.record.engines.postgresql import ENGINE
from inzet.record.store import make_folder
from tests.record.engines.cluster import Cluster, cluster

ROUNDS, SEARCHES = 3, 40
_SAFE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "shared_buffers=256MB")
_ASKED = {"a common word": "toetreding", "a phrase": '"het kabinet"', "a rare word": "paper-17"}


def measure() -> list[str]:
    """Lines to print; the best of three rounds on each side, taken in turns."""
    for number in range(PAPERS):
        text_of(number, SENTENCES)
    ours, raw, entries, lines = [], [], 0, []
    with tempfile.TemporaryDirectory() as folder, cluster(*_SAFE) as server:
        os.environ["INZET_HOME"] = folder
        for number in range(ROUNDS):
            with Record.create(server.fresh(), "Bench") as record:
                ours.append(_both(partial(_append, record), server))
                tables, stems = _contents(record)
                entries = len(tables[schema.entry])
                raw.append(_copied(server, tables, stems))
                if number == ROUNDS - 1:
                    lines = [_search(record, name, typed) for name, typed in _ASKED.items()]
    for index, name in enumerate(("by the clock", "processor, the server's too")):
        mine, base = (min(times[index] for times in side) for side in (ours, raw))
        lines.insert(
            index,
            f"append in PostgreSQL {name:<27} {entries / mine:>7,.0f} entries/s   "
            f"raw COPY {entries / base:>7,.0f}, ratio {base / mine:.2f} (goal 0.50 or more)",
        )
    return lines


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _both(run: Callable[[], object], server: Cluster) -> tuple[float, float]:
    """Seconds by the clock and of processors, of ours and the server's."""
    start, cpu = time.perf_counter(), time.process_time() + _used(server)
    run()
    return time.perf_counter() - start, time.process_time() + _used(server) - cpu


def _used(server: Cluster) -> float:
    """Seconds of a processor that a server took so far, with those it started."""
    first = (server.data / "postmaster.pid").read_text().split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rsplit(")", 1)[1].split()
            if stat.parent.name == first:
                # With those that ended.
                ticks += sum(map(int, fields[11:15]))
            elif fields[1] == first:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _contents(record: Record) -> tuple[dict[sa.Table, list[Any]], list[Any]]:
    """Every row of every table as it came, and what stands in the full text."""
    with record._store.read() as connection:
        tables = {
            table: [tuple(row) for row in connection.execute(sa.select(table))]
            for table in schema.metadata.sorted_tables
        }
        found = connection.exec_driver_sql("SELECT rowid, feed, stems FROM words")
        return tables, [tuple(row) for row in found]


def _copied(
    server: Cluster, tables: dict[sa.Table, list[Any]], stems: list[Any]
) -> tuple[float, float]:
    """Seconds that copying takes, until it is kept."""
    url = server.fresh()
    path = record_path(url)
    make_folder(path)
    store = PostgresStore(path, url, busy=5.0)
    store.create()

    def copy() -> None:
        with store.write() as connection:
            for table, rows in tables.items():
                if rows:
                    ENGINE.insert(connection, table, rows, known=False)
            ENGINE.add_words(connection, stems)

    taken = _both(copy, server)
    store.close()
    return taken


def _search(record: Record, name: str, typed: str) -> str:
    view = record.view(record.reader())
    view.search(typed, limit=20)
    taken = [_timed(lambda: view.search(typed, limit=20)) for _ in range(SEARCHES)]
    return f"newest 20 of {name:<14} p95 {p95(taken) * 1000:6.1f} ms"
