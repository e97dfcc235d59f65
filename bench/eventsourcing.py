"""The same events recorded with the ``eventsourcing`` library and in a record, both on SQLite.

What each does for an entry:

- The library, as its own documentation has it: an aggregate for each paper with an event for each
  entry, whose fields it writes as JSON, and a call of ``save`` for each aggregate, which is one
  transaction. It keeps one table with one key: no hash, no signature, no projection.
- The same with 50 papers in one call of ``save``.
- The library's recorder by itself: the same table is given events whose bytes are ready, 50 papers
  in one transaction, so that nothing of the library but its inserting is measured. It is its best
  case.
- Ours: canonical bytes, hash, link, seals, the rules (quotes found at their offsets among them),
  the log of arrivals, the originals, and every projection with full text; a transaction for each
  paper, and one for 50 papers.
- The very same rows of all that by ``executemany``, as in ``bench.append``: what the database alone
  takes for what we write, below which nobody who keeps these projections comes.

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

from bench.append import (
    PAPERS,
    PER_BATCH,
    ROUNDS,
    SENTENCES,
    _append,
    _contents,
    _put_in_order,
    _write,
)
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
    sides = ("ours each", "ours", "each", "whole", "bare", "raw")
    taken: dict[str, list[tuple[float, float]]] = {side: [] for side in sides}
    entries, size = 0, 0
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for side, most in (("ours each", 1), ("ours", PER_BATCH)):
                (folder / side).mkdir()
                with new_record(folder / side) as record:
                    taken[side].append(timed_both(partial(_append, record, most)))
            path = folder / "ours" / "bench.db"
            papers = _papers(path)
            fields = [[(kind, msgspec.json.decode(raw)) for kind, raw in paper] for paper in papers]
            for side, most in (("each", 1), ("whole", PER_BATCH)):
                saved = partial(_saved, folder / f"{side}.db", fields, most)
                taken[side].append(timed_both(saved))
            taken["bare"].append(timed_both(partial(_inserted, folder / "bare.db", papers)))
            tables, stems = _contents(path)
            _put_in_order(tables, stems)
            written = partial(_write, folder / "raw.db", path, tables, stems)
            taken["raw"].append(timed_both(written))
            entries = sum(map(len, papers))
            size = sum(len(raw) for paper in papers for _, raw in paper)
            # An aggregate's own beginning is an event too, which the other side does not write.
            assert _count(folder / "whole.db") == entries + len(papers)
            assert _count(folder / "bare.db") == entries
    lines = [f"recording {entries:,} entries of {size / entries:,.0f} bytes"]
    for index, name in enumerate(("by the clock", "processor")):
        best = {side: min(times[index] for times in taken[side]) for side in sides}
        rate = {side: f"{entries / seconds:>8,.0f}" for side, seconds in best.items()}
        lines.append(
            f"record {name:<12} a paper at a time: ours with projections {rate['ours each']} "
            f"entries/s   eventsourcing {rate['each']}, "
            f"ours times {best['each'] / best['ours each']:.2f} (goal 2.00 or more)"
        )
        lines.append(
            f"record {name:<12} 50 papers at a time: ours {rate['ours']}   "
            f"eventsourcing {rate['whole']}, ours times {best['whole'] / best['ours']:.2f}   "
            f"its recorder alone {rate['bare']}, ours times {best['bare'] / best['ours']:.2f}   "
            f"our rows alone {rate['raw']}, times {best['whole'] / best['raw']:.2f}"
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


def _saved(path: Path, papers: list[list[tuple[str, dict[str, Any]]]], most: int) -> None:
    """Saves so many papers at a time."""
    with _application(path) as application:
        for first in range(0, len(papers), most):
            together = []
            for paper in papers[first : first + most]:
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
