"""A ministry's archive after decades: papers, meetings, promises and figures, a million statements.

Made up and regular where that changes nothing for a page; uneven where it does: a few dossiers hold
most of what is said, one party says half of it, promises are few and meetings come in chains.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench.ground import text_of
from inzet.record import Batch, Record
from inzet.reference import install
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import CellCitation, SpanCitation
from inzet.vocabulary.entries import Statement, statement_identity
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingNotice, Participant, Session

PARTIES = ("NLD", "DEU", "FRA", "POL", "TUR", "HUN", "GBR", "USA", "UKR", "NATO", "EU")
DOSSIERS = (
    "accession/FIN",
    "accession/SWE",
    "pledge/wales-2014",
    "assistance/ukraine",
    "criteria/ukraine",
    "hybrid/nato",
    *(f"watch/subject-{number}" for number in range(60)),
    *(f"dialogue/partner-{number}" for number in range(20)),
)
SENTENCES = 180
"""Statements of a paper's sentences; beside them one notice and some rows of a data set."""
ROWS = 20
PER_MEETING = 10
"""Papers of one meeting."""
PER_BATCH = 50
ACTS = (
    *(Act.POSITION,) * 12,
    *(Act.STATUS,) * 3,
    *(Act.CONTEXT,) * 2,
    Act.EXPECTATION,
    Act.DECISION,
    Act.CONDITION,
)


def archive(path: Path, statements: int) -> Record:
    """A record with about so many statements, or the one that is there already."""
    if path.exists():
        return Record.open(path)
    record = Record.create(path, "Bench")
    fill(record, statements)
    return record


def fill(record: Record, statements: int) -> None:
    """Put about so many statements in a new record."""
    install(record)
    rng = random.Random(6)
    papers = statements // (SENTENCES + ROWS + 1)
    for start in range(0, papers, PER_BATCH):
        with record.batch("PUBLIC") as batch:
            for number in range(start, min(start + PER_BATCH, papers)):
                _paper(batch, number, papers, rng)


def _paper(batch: Batch, number: int, papers: int, rng: random.Random) -> None:
    text, spans = text_of(number, SENTENCES)
    data = text.encode()
    said = dt.date(2008, 1, 1) + dt.timedelta(days=number * 365 * 17 // papers)
    notice = _notice(number // PER_MEETING, papers // PER_MEETING)
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
            addressee="parliament of NLD",
            numbers=(f"kst-9{number % 9}000-{number}",),
            said=said.isoformat(),
        )
    )
    batch.add(
        kinds.Extraction(
            paper=paper, version=1, extractor="bench", text_sha256=sha256, length=len(text)
        )
    )
    batch.add(kinds.Reading(paper=paper, extraction=1, reader="bench/1", statements=SENTENCES))
    for place, (start, end, _) in enumerate(spans):
        batch.add(_said(paper, sha256, text, start, end, place, notice, said, rng))
    first = spans[0]
    batch.add(
        Statement(
            identity=statement_identity(sha256, first[0], first[1], Act.CONTEXT, NOTICE_RULE),
            act=Act.CONTEXT,
            meeting=notice.id,
            quote=text[first[0] : first[1]],
            citation=SpanCitation(paper=paper, extraction=1, start=first[0], end=first[1]),
            content={"meeting": msgspec.to_builtins(notice)},
            rule=NOTICE_RULE,
            said=said.isoformat(),
        )
    )
    for row in _rows(number, said, rng):
        batch.add(row)


def _said(
    paper: str,
    sha256: str,
    text: str,
    start: int,
    end: int,
    place: int,
    notice: MeetingNotice,
    said: dt.date,
    rng: random.Random,
) -> Statement:
    act, content = rng.choice(ACTS), {"about": "accession", "stance": "supports"}
    if not place:
        act = Act.COMMITMENT
        content = {"due_before": (said + dt.timedelta(days=90)).isoformat()}
    party = "NLD" if rng.random() < 0.5 else rng.choice(PARTIES)
    return Statement(
        identity=statement_identity(sha256, start, end, act, party),
        act=act,
        party=party,
        holder="het kabinet" if party == "NLD" else None,
        dossiers=(DOSSIERS[min(int(rng.expovariate(0.12)), len(DOSSIERS) - 1)],),
        meeting=notice.id,
        session=1,
        item=notice.sessions[0].items[place % 4].title,
        quote=text[start:end],
        citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
        content=content,
        rule=f"rule-{place % 40}/1",
        precision="0.93",
        explanation={"matched": ["steunt"]},
        language="nl",
        said=said.isoformat(),
    )


def _notice(number: int, meetings: int) -> MeetingNotice:
    day = dt.date(2008, 1, 20) + dt.timedelta(days=number * 365 * 17 // meetings)
    return MeetingNotice(
        id=f"nato-fmm-{day.isoformat()}",
        name="NATO Foreign Ministers Meeting",
        abbreviation="FMM",
        body="NATO",
        format="foreign ministers",
        from_=day.isoformat(),
        to=(day + dt.timedelta(days=1)).isoformat(),
        place="Brussels",
        participants=(Participant(party="NLD", capacity="member"),),
        sessions=(
            Session(
                number=1,
                title="Session",
                items=tuple(Item(title=f"Item {each}") for each in range(4)),
            ),
        ),
    )


def _rows(number: int, said: dt.date, rng: random.Random) -> Iterator[Statement]:
    for place in range(ROWS):
        year = str(2014 + rng.randrange(11))
        key = f"{number}/{place}"
        content: dict[str, Any] = {
            "metric": "defence expenditure as share of GDP",
            "value": f"{rng.randrange(80, 400) / 100}",
            "unit": "percent",
            "when": year,
            "edition": f"{year}-06",
        }
        yield Statement(
            identity=statement_identity(key, 0, 1, Act.FIGURE, "bench"),
            act=Act.FIGURE,
            party=rng.choice(PARTIES[:8]),
            dossiers=(f"watch/table-{number % 12}",),
            quote="As the table says.",
            citation=CellCitation(source="bench", edition=year, row=key, column="value"),
            content=content,
            valid_from=year,
            rule="data:bench",
            said=said.isoformat(),
        )
