"""The same events recorded with the ``eventsourcing`` library and in a record, both on SQLite.

What each does for an entry:

- The library, as its own documentation has it: an aggregate for each paper with an event for each
  entry, whose fields it writes as JSON; 50 papers in one call of ``save``, which is one
  transaction. It keeps one table with one key: no hash, no signature, no projection.
- The library's recorder by itself: the same table is given events whose bytes are ready, so that
  nothing of the library but its inserting is measured. It is its best case.
- Ours: canonical bytes, hash, link, seals, the rules (quotes found at their offsets among them),
  the log of arrivals, the originals, and every projection with full text; 50 papers in one
  transaction.

Both keep a write-ahead log and wait for the disk at each commit.
``INZET_BENCH_PAPERS`` sets how many papers of 200 sentences, as in ``bench.append``.
"""

from __future__ import annotations

import sqlite3
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent

from bench.append import PAPERS, PER_BATCH, ROUNDS, SENTENCES, _append
from bench.ground import new_record, text_of, timed_both


class Entries(Aggregate):
    """A paper and what is said in it: each entry is an event, and nothing is made of it."""

    @event("Started")
    def __init__(self) -> None:
        """The aggregate's own first event, which holds no entry."""

    @event("Recorded")
    def record(self, kind: str, body: dict[str, Any]) -> None:
        """An entry, as its fields."""


def measure() -> list[str]:
    """Lines to print; the best of the rounds on each side, taken in turns."""
    for number in range(PAPERS):
        text_of(number, SENTENCES)
    ours, whole, bare, entries, size = [], [], [], 0, 0
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            with new_record(folder) as record:
                ours.append(timed_both(partial(_append, record)))
            papers = _papers(folder / "bench.db")
            fields = [[(kind, msgspec.json.decode(raw)) for kind, raw in paper] for paper in papers]
            whole.append(timed_both(partial(_saved, folder / "whole.db", fields)))
            bare.append(timed_both(partial(_inserted, folder / "bare.db", papers)))
            entries = sum(map(len, papers))
            size = sum(len(raw) for paper in papers for _, raw in paper)
            # An aggregate's own beginning is an event too, which the other side does not write.
            assert _count(folder / "whole.db") == entries + len(papers)
            assert _count(folder / "bare.db") == entries
    lines = [f"recording {entries:,} entries of {size / entries:,.0f} bytes"]
    for index, name in enumerate(("by the clock", "processor")):
        mine, theirs, least = (min(times[index] for times in side) for side in (ours, whole, bare))
        lines.append(
            f"record {name:<12} ours with projections {entries / mine:>8,.0f} entries/s   "
            f"eventsourcing {entries / theirs:>8,.0f}, ours times {theirs / mine:.2f} "
            f"(goal 2.00 or more)   its recorder alone {entries / least:>8,.0f}, "
            f"ours times {least / mine:.2f}"
        )
    return lines


def _papers(path: Path) -> list[list[tuple[str, bytes]]]:
    """(kind, body) of the entries of each paper, in their order."""
    connection = sqlite3.connect(path)
    papers: list[list[tuple[str, bytes]]] = []
    for kind, raw in connection.execute("SELECT kind, body FROM entry ORDER BY seq"):
        if kind == "paper":
            papers.append([])
        papers[-1].append((kind, raw))
    connection.close()
    return papers


def _application(path: Path) -> Application[Any]:
    return Application(
        {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
        }
    )


def _saved(path: Path, papers: list[list[tuple[str, dict[str, Any]]]]) -> None:
    with _application(path) as application:
        for first in range(0, len(papers), PER_BATCH):
            together = []
            for paper in papers[first : first + PER_BATCH]:
                aggregate = Entries()
                for kind, body in paper:
                    aggregate.record(kind, body)
                together.append(aggregate)
            application.save(*together)


def _inserted(path: Path, papers: list[list[tuple[str, bytes]]]) -> None:
    with _application(path) as application:
        for first in range(0, len(papers), PER_BATCH):
            application.recorder.insert_events(
                [
                    StoredEvent(originator, version, kind, raw)
                    for paper in papers[first : first + PER_BATCH]
                    for originator in (uuid4(),)
                    for version, (kind, raw) in enumerate(paper, 1)
                ]
            )


def _count(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM stored_events").fetchone()
    connection.close()
    return int(count)
