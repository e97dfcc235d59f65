"""The newest 50 statements of a dossier of 100,000 as of a day, beside the bare SELECT.

The bare side is the best SELECT by the index on the dossier that asks neither who reads nor what
was corrected, with the bodies and all that a row shows, as the driver fetches it. Beside it: the
view's own queries, fetched alike; and the whole call, which decodes the rows into values too.
Times are of the processor, so that what else the machine does counts for neither side.
"""

from __future__ import annotations

import datetime as dt
import statistics
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from bench.ground import add_paper, new_record, p95, timed_cpu
from inzet.record import Filter, Record, View, places
from inzet.record.query import Shape
from inzet.record.walking import walked
from inzet.vocabulary.entries import Review

PAPERS, SENTENCES, ROUNDS, PER_BATCH = 500, 200, 400, 100
ASKED = Filter(dossier="accession/FIN")
BARE = """
SELECT s.key, e.id, e.body, s.feed, s.paper, s.correction, a.time
FROM statement_dossier d JOIN statement s ON s.key = d.key
JOIN entry e ON e.seq = s.entry JOIN arrival a ON a.seq = s.arrival
WHERE d.dossier = ? AND d.key < ? AND s.from_day <= ? AND s.to_day >= ?
ORDER BY d.key DESC LIMIT 50
"""
BY_KEY = """
SELECT s.key, e.id, e.body, s.feed, s.paper, s.correction, a.time
FROM statement s JOIN entry e ON e.seq = s.entry JOIN arrival a ON a.seq = s.arrival
WHERE s.key IN ({}) ORDER BY s.key DESC
"""
"""Rows that were found already: what to fetch them takes, and nothing else."""


def measure() -> list[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        _fill(record)
        reader = record.reader()
        bare, ours, whole = [], [], []
        for number in range(ROUNDS):
            day = dt.date(2016, 1, 1) + dt.timedelta(days=number * 5)
            as_of = places.day_of(day)
            values = "accession/FIN", places.first_key(as_of + 1), as_of, as_of
            view = record.view(reader, as_of=day)
            if not number:
                view.statements(ASKED)
            bare.append(timed_cpu(partial(_fetch, record, BARE, values)))
            ours.append(timed_cpu(partial(_ours, record, view, as_of)))
            whole.append(timed_cpu(partial(view.statements, ASKED)))
    lines = []
    for name, measured in (("median", statistics.median), ("p95", p95)):
        base, mine, all_of_it = (measured(samples) * 1000 for samples in (bare, ours, whole))
        lines.append(
            f"as of {name:<6}  bare SELECT {base:.3f} ms   the view's queries {mine:.3f} ms, "
            f"times {mine / base:.2f} (goal 2 or less)   whole call {all_of_it:.3f} ms, "
            f"times {all_of_it / base:.2f}"
        )
    return lines


def _fill(record: Record) -> None:
    """A hundred thousand statements over seven years, one in fifty of them rejected."""
    said: list[str] = []
    for part in range(0, PAPERS, PER_BATCH):
        with record.batch("PUBLIC") as batch:
            for number in range(part, part + PER_BATCH):
                day = dt.date(2015, 1, 1) + dt.timedelta(days=number * 5)
                said += add_paper(batch, number, SENTENCES, "accession/FIN", day.isoformat())[1]
    with record.batch("INTERNAL") as batch:
        for entry in said[::50]:
            batch.add(Review(target=entry, verdict="rejected", by="bench"))


def _ours(record: Record, view: View, as_of: int) -> None:
    """What the view asks of the database, all parts of it."""
    values: dict[str, Any] = {
        "f_dossier": ASKED.dossier,
        "as_of": as_of,
        "as_of_key": places.first_key(as_of + 1),
        "limit": 51,
        "after": None,
    }
    with record._store.read() as connection:
        walked(connection, view._scope, Shape.of(ASKED), values, as_of=as_of)


def _fetch(record: Record, sql: str, values: tuple[Any, ...]) -> None:
    with record._store.read() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(sql, values)
        cursor.fetchall()
