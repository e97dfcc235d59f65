"""The newest 50 statements of a dossier of 100,000 as of a day, beside the bare SELECT.

The bare side is one prepared SELECT by the index on the dossier, with the bodies and all that a
row shows, fetched by ``sqlite3``; it asks neither who reads nor what was corrected.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import statistics
import tempfile
from pathlib import Path

from bench.ground import add_paper, new_record, p95, timed
from inzet.record import Filter, places
from inzet.vocabulary import entries as kinds

PAPERS, SENTENCES, ROUNDS = 500, 200, 400
BARE = """
SELECT s.key, e.id, e.body, s.feed, s.paper, s.correction, a.time
FROM statement_dossier d JOIN statement s ON s.key = d.key
JOIN entry e ON e.seq = s.entry JOIN arrival a ON a.seq = s.arrival
WHERE d.dossier = ? AND d.key < ? AND s.from_day <= ? AND s.to_day >= ?
ORDER BY d.key DESC LIMIT 50
"""


def measure() -> list[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        said: list[str] = []
        for part in range(0, PAPERS, 100):
            with record.batch("PUBLIC") as batch:
                for number in range(part, part + 100):
                    day = dt.date(2015, 1, 1) + dt.timedelta(days=number * 5)
                    ids = add_paper(batch, number, SENTENCES, "accession/FIN", day.isoformat())[1]
                    said += ids
        with record.batch("INTERNAL") as batch:
            for entry in said[::50]:
                batch.add(kinds.Review(target=entry, verdict="rejected", by="bench"))
        reader, asked = record.reader(), Filter(dossier="accession/FIN")
        raw = sqlite3.connect(record.path)
        bare, ours, decoded = [], [], []
        for number in range(ROUNDS):
            day = dt.date(2016, 1, 1) + dt.timedelta(days=number * 5)
            as_of = places.day_of(day)
            values = ("accession/FIN", places.first_key(as_of + 1), as_of, as_of)
            view = record.view(reader, as_of=day)
            bare.append(timed(lambda v=values: raw.execute(BARE, v).fetchall()))  # type: ignore[misc]
            decoded.append(
                timed(lambda v=values: [kinds.decode(r[2]) for r in raw.execute(BARE, v)])  # type: ignore[misc]
            )
            ours.append(timed(lambda v=view: v.statements(asked)))  # type: ignore[misc]
        raw.close()
    lines = []
    for name, measured in (("median", statistics.median), ("p95", p95)):
        mine, base, read = (measured(samples) * 1000 for samples in (ours, bare, decoded))
        lines.append(
            f"as of       {mine:>10.2f} ms {name:<6}     bare SELECT {base:>9.2f}"
            f"   times {mine / base:.2f} (goal 2 or less)   "
            f"with its bodies decoded {read:.2f}, times {mine / read:.2f}"
        )
    return lines
