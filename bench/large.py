"""A record of any size for measuring how questions grow: made once, then kept by its size.

Papers of 25 sentences come in any order of the day they were said. They stand in 64 feeds, of which
a party reads 20. Half of all statements are on one dossier. Some statements hold from before they
were said, some have ended; some are confirmed, corrected, or rejected, half of the last where the
party cannot see it.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.archive import DOSSIERS, PARTIES
from bench.ground import WORDS
from inzet.record import Batch, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation, SpanCitation
from inzet.vocabulary.entries import Statement, statement_identity

if TYPE_CHECKING:
    from tests.record.engines.cluster import Cluster

FOLDER = Path(os.environ.get("INZET_BENCH_FOLDER", Path(tempfile.gettempdir()) / "inzet-bench"))
"""Where records are kept from one run to the next."""
FEEDS, READS = 64, 20
PARTY = "Partner"
"""Reads ``READS`` of the feeds."""
HALF = "accession/FIN"
"""The dossier that half of all statements are on."""
SENTENCES, ROWS, WORDS_EACH = 25, 4, 25
PER_PAPER = 33
"""Entries of a paper: itself, its text, its statements, and what became of some."""
PER_BATCH = 100
"""Papers sealed together."""
FIRST, DAYS = dt.date(2008, 1, 1), 17 * 365
ACTS = (
    *(Act.POSITION,) * 12,
    *(Act.STATUS,) * 3,
    *(Act.CONTEXT,) * 2,
    Act.EXPECTATION,
    Act.DECISION,
    Act.CONDITION,
)
CANDIDATES = ("FIN", "SWE", "UKR", "GEO", "MDA")
STAGES = ("national approval completed", "signed by head of state")
SUBJECTS = 20_000
"""Words of which one is in each sentence: the first in one of ten, the last in one of 200,000."""
_WEIGHTS = list(accumulate(1 / (place + 1) for place in range(SUBJECTS)))
_OTHERS = tuple(name for name in DOSSIERS if name != HALF)
_EDITION = "1"
"""Another where what is made is another, so that what was kept is not taken for it."""


def large(size: int, server: Cluster | None = None) -> Record:
    """A record of about so many entries, the one that was kept or a new one: in a file, or in a
    database of a server."""
    name = f"large_{_EDITION}_{size}"
    done = FOLDER / f"{name}.{'file' if server is None else 'database'}"
    where = FOLDER / f"{name}.db" if server is None else server.url(name)
    if done.exists():
        return Record.open(where)
    if server is None:
        for old in FOLDER.glob(f"{name}.db*"):
            old.unlink()
    else:
        server.drop(server.url(name))
        server.sql(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
    record = Record.create(where, "Bench")
    fill(record, size)
    done.touch()
    return record


@contextmanager
def kept_server(*settings: str) -> Iterator[Cluster]:
    """A server of PostgreSQL that is there again in the next run."""
    from tests.record.engines.cluster import Cluster, give, needed

    folder = FOLDER / "server"
    server = Cluster(folder, needed())
    if not server.data.exists():
        folder.mkdir(parents=True, exist_ok=True)
        give(folder)
        server.make()
    os.environ["INZET_HOME"] = str(FOLDER / "beside")
    server.start(*settings)
    try:
        yield server
    finally:
        server.stop("fast")


def marking(number: int) -> str:
    """Of a feed by its number; the party reads the first ``READS``."""
    return "PUBLIC" if not number else "INTERNAL" if number == FEEDS - 1 else f"REL-{number}"


def fill(record: Record, size: int) -> None:
    """Puts about so many entries in a new record."""
    for number in range(1, FEEDS - 1):
        record.define_audience(marking(number), [PARTY] if number < READS else [])
    rng = random.Random(8)
    papers = list(range(max(1, size // PER_PAPER)))
    per_batch = min(PER_BATCH, -(-len(papers) // FEEDS))
    hidden: list[str] = []
    for at, start in enumerate(range(0, len(papers), per_batch)):
        with record.batch(marking(at % FEEDS)) as batch:
            for number in papers[start : start + per_batch]:
                hidden += _paper(batch, number, rng)
        if len(hidden) > 1000:
            _reject(record, hidden)
    _reject(record, hidden)


def _reject(record: Record, hidden: list[str]) -> None:
    with record.batch("INTERNAL") as batch:
        for entry in hidden:
            batch.add(kinds.Review(target=entry, verdict="rejected", by="bench"))
    hidden.clear()


def word(place: int) -> str:
    """A word of the ``place``-th most common subject."""
    letters = ""
    place += 100
    while place:
        place, digit = divmod(place, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit] + "o"
    return f"{letters}q"


def _text(rng: random.Random) -> tuple[str, list[tuple[int, int]]]:
    parts, spans, length = [], [], 0
    for _ in range(SENTENCES):
        said = rng.choices(WORDS, k=WORDS_EACH - 1)
        place = rng.choices(range(SUBJECTS), cum_weights=_WEIGHTS)[0]
        said.insert(rng.randrange(WORDS_EACH), word(place))
        sentence = " ".join(said) + "."
        spans.append((length, length + len(sentence)))
        parts.append(sentence)
        length += len(sentence) + 1
    return " ".join(parts), spans


def _paper(batch: Batch, number: int, rng: random.Random) -> Iterator[str]:
    """Returns the statements that are to be rejected where the party does not see it."""
    day = FIRST + dt.timedelta(days=rng.randrange(DAYS))
    said = day.isoformat()
    text, spans = _text(rng)
    data = text.encode()
    sha256 = batch.keep(data)
    paper = batch.add(
        kinds.Paper(
            sha256=sha256,
            media_type="text/plain",
            size=len(data),
            title=f"Annotated agenda {number}",
            language="nl",
            genre="annotated agenda" if number % 2 else "minister's report",
            on_behalf_of="NLD",
            numbers=(f"kst-9{number % 9}000-{number}",),
            said=said,
        )
    )
    batch.add(
        kinds.Extraction(
            paper=paper, version=1, extractor="bench", text_sha256=sha256, length=len(text)
        )
    )
    for start, end in spans:
        statement = _said(paper, sha256, text, (start, end), day, rng)
        entry = batch.add(statement)
        fate = rng.random()
        if fate < 0.01:
            batch.add(kinds.Review(target=entry, verdict="rejected", by="bench"))
        elif fate < 0.02:
            yield entry
        elif fate < 0.03:
            better = Statement(**{**_fields(statement), "rule": "person"})
            batch.add(kinds.Correction(target=entry, statement=better, by="bench"))
        elif fate < 0.04:
            batch.add(kinds.Review(target=entry, verdict="confirmed", by="bench"))
    for place in range(ROWS):
        batch.add(_row(f"{number}/{place}", day, rng))


def _fields(statement: Statement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in statement.__struct_fields__}


def _said(
    paper: str,
    sha256: str,
    text: str,
    span: tuple[int, int],
    day: dt.date,
    rng: random.Random,
) -> Statement:
    act = rng.choice(ACTS)
    party = "NLD" if rng.random() < 0.5 else rng.choice(PARTIES)
    dossier = HALF if rng.random() < 0.55 else rng.choice(_OTHERS)
    content: dict[str, Any] = {"about": "accession", "stance": "supports"}
    if act is Act.STATUS and dossier.startswith("accession/") and rng.random() < 0.1:
        content = {
            "procedure": "accession",
            "candidates": [dossier.partition("/")[2]],
            "event": rng.choice(STAGES),
            "by": [party],
            "when": day.isoformat(),
        }
    holds = rng.random()
    earlier, later = day - dt.timedelta(days=200), day + dt.timedelta(days=200)
    return Statement(
        identity=statement_identity(sha256, *span, act, party),
        act=act,
        party=party,
        holder="het kabinet" if party == "NLD" else None,
        dossiers=(dossier,),
        meeting=f"nato-fmm-{day.year}-{1 + (day.month - 1) // 4 * 4:02}-01",
        session=1,
        item=f"Item {rng.randrange(8)}",
        quote=text[span[0] : span[1]],
        citation=SpanCitation(paper=paper, extraction=1, start=span[0], end=span[1]),
        content=content,
        valid_from=earlier.isoformat() if holds < 0.05 else None,
        valid_to=later.isoformat() if holds > 0.9 else None,
        rule=f"rule-{span[0] % 40}/1",
        precision="0.93",
        explanation={"matched": ["steunt"]},
        language="nl",
        said=day.isoformat(),
    )


def _row(key: str, day: dt.date, rng: random.Random) -> Statement:
    year = str(2014 + rng.randrange(11))
    return Statement(
        identity=statement_identity(key, 0, 1, Act.FIGURE, "bench"),
        act=Act.FIGURE,
        party=rng.choice(PARTIES[:8]),
        dossiers=(f"watch/table-{rng.randrange(12)}",),
        quote="As the table says.",
        citation=CellCitation(source="bench", edition=year, row=key, column="value"),
        content={
            "metric": "defence expenditure as share of GDP",
            "value": f"{rng.randrange(80, 400) / 100}",
            "unit": "percent",
            "when": year,
            "edition": f"{year}-06",
        },
        valid_from=year,
        rule="data:bench",
        said=day.isoformat(),
    )
