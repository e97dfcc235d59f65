"""The summary of all dossiers, as the home page shows it, at a million statements.

One reader and moment, seen again and again while papers come in: the summary is kept, and what
came since is folded in. Beside it the bare SELECT that counts the statements of each dossier,
which asks neither who reads nor what was corrected.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.ground import add_paper, new_record, p95, timed
from inzet.dossiers.summaries import Summaries
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation
from inzet.vocabulary.entries import Statement, statement_identity

STATEMENTS, PER_PAPER, PER_BATCH = 1_000_000, 200, 100
ALLIES = ["BEL", "CAN", "DNK", "FRA", "DEU", "GRC", "HUN", "ISL", "ITA", "NLD", "NOR", "POL", "TUR"]
CANDIDATES = ["FIN", "SWE", "UKR", "GEO", "MDA", "ALB", "MNE", "MKD", "SRB", "BIH"]
TOLD, ROWS = 6, 60
"""Statements of a paper that tell a procedure something; rows of a data set beside each of the
papers that were there before."""
SUBJECTS = [
    *(f"watch/subject-{number}" for number in range(60)),
    *(f"dialogue/partner-{number}" for number in range(20)),
]
LOOKS, EVERY = 500, 25
"""Looks at the summary, and after how many of them a paper comes in."""
BARE = "SELECT dossier, count(*) FROM statement_dossier GROUP BY dossier"


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder, new_record(Path(folder)) as record:
        rng, numbers = random.Random(4), itertools.count()
        for _ in range(STATEMENTS // (PER_PAPER + ROWS) // PER_BATCH):
            _papers(record, rng, numbers, PER_BATCH, ROWS)
        reader, kept = record.reader(), Summaries()
        begun = time.perf_counter()
        shown = kept.of(record.view(reader))
        first = time.perf_counter() - begun
        quiet: list[float] = []
        after: list[float] = []
        for look in range(LOOKS):
            busy = look % EVERY == EVERY - 1
            if busy:
                _papers(record, rng, numbers, 1, 0)
            took = timed(lambda: kept.of(record.view(reader)))
            (after if busy else quiet).append(took)
        raw = sqlite3.connect(record.path)
        bare = timed(partial(_fetch, raw))
        raw.close()
        every = p95(quiet + after)
        yield (
            f"summary of {len(shown)} dossiers, {STATEMENTS:,} statements: "
            f"p95 {every * 1000:.1f} ms (goal 50), of the bare count {every / bare:.3f}"
        )
        yield (
            f"  nothing new p95 {p95(quiet) * 1000:.1f} ms; just after a paper of {PER_PAPER} "
            f"median {statistics.median(after) * 1000:.0f} ms, p95 {p95(after) * 1000:.0f} ms; "
            f"made anew {first:.1f} s, of the bare count {first / bare:.1f}"
        )


def _papers(
    record: Record, rng: random.Random, numbers: Iterator[int], some: int, rows: int
) -> None:
    with record.batch("PUBLIC") as batch:
        for number in itertools.islice(numbers, some):
            day = dt.date(2010, 1, 1) + dt.timedelta(days=number % 5_000)
            said = day.isoformat()
            add_paper(batch, number, PER_PAPER - TOLD, rng.choice(SUBJECTS), said)
            for place in range(TOLD + rows):
                batch.add(_told(f"{number}/{place}", said, rng))


def _told(key: str, said: str, rng: random.Random) -> Statement:
    """A statement of a table: a step of an accession, a figure, or an assessment."""
    party, year = rng.choice(ALLIES), said[:4]
    kind = rng.randrange(3)
    content: dict[str, Any]
    if kind == 0:
        candidate = rng.choice(CANDIDATES)
        act, dossier = Act.STATUS, f"accession/{candidate}"
        content = {
            "procedure": "accession",
            "candidates": [candidate],
            "event": "national approval completed",
            "by": [party],
            "when": said,
        }
    elif kind == 1:
        act, dossier = Act.FIGURE, "pledge/defence-expenditure"
        content = {
            "metric": "defence expenditure as share of GDP",
            "value": f"{rng.randrange(80, 400) / 100}",
            "unit": "percent",
            "when": year,
            "edition": f"{year}-06",
        }
    else:
        act, dossier = Act.ASSESSMENT, "criteria/ukraine"
        content = {
            "procedure": "criteria",
            "for": "UKR",
            "towards": "EU accession",
            "criterion": f"criterion {rng.randrange(40)}",
            "level": rng.choice(["none", "some progress", "good progress", "met"]),
            "when": said,
        }
    return Statement(
        identity=statement_identity(key, 0, 1, act, party),
        act=act,
        party=party,
        dossiers=(dossier,),
        quote="As the table says.",
        citation=CellCitation(source="bench", edition=year, row=key, column="value"),
        content=content,
        valid_from=said,
        rule="data:bench",
        said=said,
    )


def _fetch(raw: sqlite3.Connection) -> None:
    raw.execute(BARE).fetchall()
