"""Entries verified per second, beside the least that any verifying does.

The least: every body is fetched by ``sqlite3`` in the order of its feed, hashed, linked to the one
before it and decoded, and nothing is compared with the rest of the record. What is above it goes
to seals, arrivals, references, quotes at their offsets, originals, and to Python. A record of some
size is also verified by two processes, of which both are counted. Verifying with
``projections=True``, which makes all projections anew, is measured once.

``INZET_BENCH_PAPERS`` sets how many papers of 200 sentences, as in ``bench.append``.
"""

from __future__ import annotations

import hashlib
import resource
import sqlite3
import tempfile
from functools import partial
from pathlib import Path

from bench.append import PAPERS, ROUNDS, SENTENCES, _append, _peak
from bench.ground import new_record, text_of, timed_both
from inzet.record import Fault, Record, chains
from inzet.record.sharing import WORTH
from inzet.vocabulary import entries as kinds


def measure() -> list[str]:
    """Lines to print; the best of the rounds on each side, taken in turns."""
    for number in range(PAPERS):
        text_of(number, SENTENCES)
    ours, least, shared = [], [], []
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        _append(record)
        before = _peak()
        for _ in range(ROUNDS):
            ours.append(timed_both(partial(_verified, record, projections=False)))
            least.append(timed_both(partial(_gone_through, record.path)))
            if PAPERS * SENTENCES >= WORTH:
                shared.append(_by_two(record))
        grown = _peak() - before
        entries = _gone_through(record.path)
        anew = timed_both(partial(_verified, record, projections=True))
    lines = [f"verify {entries:,} entries; {grown:,.0f} MB above what appending needed"]
    for index, name in enumerate(("by the clock", "processor")):
        mine, base = (min(times[index] for times in side) for side in (ours, least))
        lines.append(
            f"verify {name:<12} {entries / mine:>8,.0f} entries/s (goal 150,000)   "
            f"fetch, hash, link and decode alone {entries / base:>8,.0f}, "
            f"ratio {base / mine:.2f}   "
            f"with projections {entries / anew[index]:>8,.0f}"
        )
        if shared:
            both = min(times[index] for times in shared)
            lines.append(f"verify {name:<12} {entries / both:>8,.0f} entries/s by two processes")
    return lines


def _by_two(record: Record) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of all processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock, cpu = timed_both(partial(_verified, record, projections=False, processes=2))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, cpu + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _verified(record: Record, *, projections: bool, processes: int = 1) -> None:
    found = record.verify(projections=projections, processes=processes)
    assert not [each for each in found if isinstance(each, Fault)]


def _gone_through(path: Path) -> int:
    """How many entries there are, having hashed, linked and decoded each."""
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT n, id, body FROM entry ORDER BY feed, epoch, n")
    count, link = 0, chains.NOTHING
    for n, entry, body in rows:
        assert hashlib.sha256(body).digest() == entry
        link = chains.link(link, entry, n)
        kinds.decode(body)
        count += 1
    connection.close()
    return count
