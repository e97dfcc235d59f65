"""Entries taken in from another record per second, verified, beside appending the same.

Both make projections and full text and end on the disk. Taking in also proves: it hashes every
entry, follows the links, checks the seals, reads what each entry says and holds it to the rules.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from bench.ground import add_paper, new_record, text_of, timed_both
from inzet.record import Fault, Record

PAPERS, SENTENCES, ROUNDS = 50, 200, 3


def measure() -> list[str]:
    """Lines to print; the best of three rounds on each side, taken in turns.

    By the clock counts waiting for the disk, and whatever else the machine does; by the
    processor counts neither.
    """
    for number in range(PAPERS):
        text_of(number, SENTENCES)
    taken, added, entries, size = [], [], 0, 0
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder)
            (path / "there").mkdir()
            with new_record(path) as record, Record.create(path / "there" / "r.db", "There") as to:
                added.append(timed_both(partial(_append, record)))
                view = record.view(record.reader("PUBLIC"))
                feed = view.feeds()[0].id
                parcels = list(view.parcels(feed))
                taken.append(
                    timed_both(partial(to.receive_all, iter(parcels), view.bytes_of(feed)))
                )
                bodies = [entry.body or b"" for parcel in parcels for entry in parcel.entries]
                entries, size = len(bodies), sum(map(len, bodies))
                assert to.view(to.reader("PUBLIC")).state() == view.state()
                assert not [each for each in to.verify() if isinstance(each, Fault)]
    lines = [f"taking in {entries:,} entries of {size / entries:,.0f} bytes"]
    for index, name in enumerate(("by the clock", "processor")):
        mine, base = (min(times[index] for times in side) for side in (taken, added))
        lines.append(
            f"take in {name:<12} {entries / mine:>8,.0f} entries/s (goal 10,000)   "
            f"append {entries / base:>8,.0f}   ratio {base / mine:.2f}"
        )
    return lines


def _append(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        for number in range(PAPERS):
            said = f"20{10 + number % 14}-0{1 + number % 9}-1{number % 10}"
            add_paper(batch, number, SENTENCES, "accession/FIN", said)
