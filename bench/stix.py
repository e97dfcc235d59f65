"""A feed made into STIX objects, and going on from there, beside decoding the feed alone.

Twenty thousand statements that came a hundred at a time, on ten dossiers each time: each brings
a version of ten groupings and ten reports. The measure is of the whole: reading the feed, making
the objects and writing their JSON. Going on: one batch more, by an emitter of its own.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.ground import add_paper, new_record, timed_cpu
from inzet.exchange.misp import Feed
from inzet.exchange.stix.emitting import Emitter
from inzet.record import Record, View

BATCHES, SENTENCES, PARTS, DOSSIERS = 200, 100, 10, 200
CHUNK = 1000


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        for number in range(BATCHES):
            _batch(record, number)
        view = record.view(record.reader())
        feed = view.feeds()[0].id
        bare = timed_cpu(lambda: _emitted(view, feed, make=False))
        start, made, size = time.process_time(), 0, 0
        made, size = _emitted(view, feed)
        whole = time.process_time() - start
        yield (
            f"STIX, {BATCHES * SENTENCES:,} statements: {made:,} objects of "
            f"{size / made / 1000:.1f} kB, {made / whole:,.0f} a second, {whole:.0f} s; "
            f"the feed alone {bare:.1f} s (times {whole / bare:.1f})"
        )
        last = view.tail(feed, 0, limit=10**7)[-1].place
        _batch(record, BATCHES)
        view = record.view(record.reader())
        more = timed_cpu(lambda: _emitted(view, feed, last))
        yield f"  one batch more, by an emitter of its own: {more * 1000:.0f} ms"
        manifest = timed_cpu(lambda: Feed(view, feed).manifest())
        listed = timed_cpu(lambda: Feed(view, feed).listed())
        yield (
            f"  MISP: what changed when {listed * 1000:.0f} ms, the manifest with all "
            f"{DOSSIERS} events {manifest:.1f} s"
        )


def _batch(record: Record, number: int) -> None:
    with record.batch("PUBLIC") as batch:
        day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
        for part in range(PARTS):
            paper = number * PARTS + part
            dossier = f"watch/subject-{paper % DOSSIERS}"
            add_paper(batch, paper, SENTENCES // PARTS, dossier, day.isoformat())


def _emitted(view: View, feed: str, after: int = 0, *, make: bool = True) -> tuple[int, int]:
    emitter, count, size = Emitter(view, feed), 0, 0
    while came := view.tail(feed, after, limit=CHUNK):
        after = came[-1].place
        for _, each in emitter.emit(came) if make else ():
            count += 1
            size += len(each.raw)
    return count, size
