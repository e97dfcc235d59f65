"""A record for the tests of the web: two papers in our own words, annotated by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzet.reading.review import as_typed, find_quote
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import (
    Extraction,
    Paper,
    Reading,
    Statement,
    statement_identity,
)

STAMP = "retold by the Inzet project, not an official paper"
AGENDA = """\
Geannoteerde agenda bijeenkomst van NAVO-ministers van Defensie, Den Haag, 8 en 9 juni 2027

Op 8 en 9 juni 2027 komen de ministers van Defensie van de NAVO bijeen in Den Haag. De minister \
is voornemens deel te nemen. De top in Ljubljana wordt er voorbereid.

Sessie 1: Weerbaarheid

Kritieke infrastructuur

Het kabinet vindt dat bondgenoten elkaar sneller moeten waarschuwen bij sabotage op zee. \
Nederland zal in de vergadering vragen om een gezamenlijke oefening, die nog dit jaar kan worden \
gehouden en waaraan ook partners meedoen. Twee bondgenoten hebben hun plan nog niet af: Malta en \
Zwitserland. Wat er daarna gebeurt, is nog niet bekend.

- Het kabinet steunt een register van kabels.
- Over de kosten <b>wordt</b> later gesproken.

Sessie 2: De nieuwe afspraak

Uitgaven

In 2026 gaf Nederland 3,1% van het bbp uit aan defensie. Voor de top ontvangt u een brief over \
de inzet van het kabinet bij de nieuwe afspraak. Het kabinet hecht aan een afspraak die tien jaar \
houdt (Kamerstuk 33 333, nr. 12).
"""
REPORT = """\
Report of the meeting of NATO defence ministers, The Hague, 8 and 9 June 2027

The ministers met in The Hague. The Netherlands asked for a common exercise at sea, and several \
allies supported it. Allies agreed on a register of cables.
"""
AGENDA_MEETING = "nato-dmm-2027-06-08"


@dataclass(frozen=True)
class Workspace:
    """Where the record is, and the ids of what it holds."""

    path: Path
    agenda: str
    report: str

    def open(self) -> Record:
        """The record, opened anew."""
        return Record.open(self.path)


def build(folder: Path, *, report: bool = True) -> Workspace:
    """A record with both papers, the report under INTERNAL; or as if it had never come."""
    path = folder / "inzet.db"
    with Record.create(path, "Ministry of Examples", now=_clock()) as record:
        agenda = _agenda(record)
        kept = _report(record) if report else ""
    return Workspace(path, agenda, kept)


def _clock() -> Any:
    ticks = iter(range(10_000))
    begin = dt.datetime(2027, 6, 20, 9, 0, tzinfo=dt.UTC)
    return lambda: begin + dt.timedelta(seconds=next(ticks))


def _agenda(record: Record) -> str:
    behalf = {"party": "NLD", "holder": "het kabinet"}
    one = {"meeting": AGENDA_MEETING, "session": 1, "item": "Kritieke infrastructuur"}
    two = {"meeting": AGENDA_MEETING, "session": 2, "item": "Uitgaven"}
    cables = {"dossiers": ("hybrid/undersea-infrastructure",)}
    money = {"dossiers": ("pledge/new-pledge",)}
    read = [
        (
            "Op 8 en 9 juni",
            "in Den Haag.",
            Act.CONTEXT,
            {
                "holder": AGENDA_MEETING,
                "party": "NLD",
                "rule": "meeting-notice",
                "meeting": AGENDA_MEETING,
                "content": {"meeting": NOTICE},
            },
        ),
        (
            "Op 8 en 9 juni",
            "in Den Haag.",
            Act.PARTICIPATION,
            {
                "party": "NATO",
                "holder": "NATO as member in all",
                "rule": "participation",
                "meeting": AGENDA_MEETING,
                "content": {"party": "NATO", "capacity": "member"},
            },
        ),
        (
            "Op 8 en 9 juni",
            "in Den Haag.",
            Act.PARTICIPATION,
            {
                "party": "UKR",
                "holder": "UKR as guest in all",
                "rule": "participation",
                "meeting": AGENDA_MEETING,
                "content": {"party": "UKR", "capacity": "guest"},
            },
        ),
        (
            "Het kabinet vindt",
            "sabotage op zee.",
            Act.POSITION,
            {**behalf, **one, **cables, "rule": "finds-that", "precision": "0.93"},
        ),
        (
            "Nederland zal in",
            "partners meedoen.",
            Act.POSITION,
            {**one, **cables, "party": "NLD", "holder": "Nederland", "rule": "will-ask"},
        ),
        (
            "een gezamenlijke oefening",
            "worden gehouden",
            Act.EXPECTATION,
            {**one, **cables, "party": "NLD", "rule": "still-this-year"},
        ),
        (
            "Twee bondgenoten",
            "Malta en Zwitserland.",
            Act.STATUS,
            {
                **one,
                **cables,
                "rule": "not-yet",
                "precision": "0.81",
                "content": {"event": "national plan", "pending": ["MLT", "CHE"]},
            },
        ),
        (
            "Het kabinet steunt",
            "register van kabels.",
            Act.POSITION,
            {**behalf, **one, **cables, "rule": "supports", "precision": "0.97"},
        ),
        (
            "In 2026 gaf",
            "aan defensie.",
            Act.FIGURE,
            {
                "party": "NLD",
                **two,
                **money,
                "rule": "share-of-gdp",
                "content": {
                    "metric": "defence expenditure as share of GDP",
                    "value": "3.1",
                    "unit": "percent",
                    "year": 2026,
                },
            },
        ),
        (
            "Voor de top",
            "nieuwe afspraak.",
            Act.COMMITMENT,
            {
                **behalf,
                **two,
                **money,
                "rule": "inform-parliament",
                "precision": "0.96",
                "content": {
                    "by": "NLD",
                    "by_role": "government",
                    "to": "NLD",
                    "to_role": "parliament",
                    "form": "written",
                    "due": {"before": "NATO Summit Ljubljana", "words": "voor de top"},
                    "due_before": "2027-07-06",
                },
            },
        ),
        (
            "Het kabinet hecht",
            "nr. 12).",
            Act.POSITION,
            {**behalf, **two, **money, "rule": "attaches-importance", "precision": "0.9"},
        ),
        (
            "Kamerstuk 33 333",
            "nr. 12",
            Act.REFERENCE,
            {
                "party": "NLD",
                "holder": "NLD",
                "rule": "reference",
                "content": {"id": "kst-33333-12"},
            },
        ),
    ]
    return _keep(
        record,
        AGENDA,
        read,
        marking="PUBLIC",
        said="2027-05-28",
        language="nl",
        genre="annotated agenda",
        numbers=("kst-33333-14", "2027D01234"),
        blank=("Wat er daarna", "niet bekend."),
    )


def _report(record: Record) -> str:
    read = [
        (
            "The ministers met",
            "in The Hague.",
            Act.CONTEXT,
            {
                "holder": AGENDA_MEETING,
                "party": "NLD",
                "rule": "meeting-notice",
                "meeting": AGENDA_MEETING,
                "content": {
                    "meeting": {
                        "id": AGENDA_MEETING,
                        "name": "NATO Defence Ministers Meeting",
                        "body": "NATO",
                        "format": "defence ministers",
                        "from": "2027-06-08",
                        "to": "2027-06-09",
                        "place": "The Hague",
                        "certainty": "held",
                    }
                },
            },
        ),
        (
            "Allies agreed",
            "of cables.",
            Act.DECISION,
            {
                "party": "NATO",
                "holder": "Allies",
                "meeting": AGENDA_MEETING,
                "rule": "agreed-on",
                "dossiers": ("hybrid/undersea-infrastructure",),
            },
        ),
    ]
    return _keep(
        record,
        REPORT,
        read,
        marking="INTERNAL",
        said="2027-06-16",
        language="en",
        genre="minister's report",
        numbers=("kst-33333-15",),
        blank=None,
    )


NOTICE: dict[str, Any] = {
    "id": AGENDA_MEETING,
    "name": "NATO Defence Ministers Meeting",
    "abbreviation": "DMM",
    "body": "NATO",
    "format": "defence ministers",
    "from": "2027-06-08",
    "to": "2027-06-09",
    "place": "The Hague",
    "certainty": "confirmed",
    "minister_intends_to_attend": True,
    "prepares": {
        "name": "NATO Summit Ljubljana",
        "from": "2027-07-06",
        "to": "2027-07-07",
        "place": "Ljubljana",
    },
    "previous": {"name": "DMM", "month": "2027-02"},
    "participants": [
        {"party": "NATO", "capacity": "member"},
        {"party": "UKR", "capacity": "guest"},
    ],
    "sessions": [
        {
            "number": 1,
            "on": "2027-06-08",
            "certainty": "expected",
            "title": "Weerbaarheid",
            "participants": [{"party": "UKR", "capacity": "guest", "role": "minister of defence"}],
            "items": [{"title": "Kritieke infrastructuur", "procedure": "hybrid"}],
        },
        {
            "number": 2,
            "on": None,
            "certainty": "expected",
            "title": "De nieuwe afspraak",
            "items": [{"title": "Uitgaven", "procedure": "pledge"}],
        },
    ],
}


def _keep(
    record: Record,
    text: str,
    read: list[Any],
    *,
    marking: str,
    said: str,
    language: str,
    genre: str,
    numbers: tuple[str, ...],
    blank: tuple[str, str] | None,
) -> str:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    with record.batch(marking) as batch:
        batch.keep(data)
        paper = batch.add(
            Paper(
                said=said,
                sha256=digest,
                media_type="text/plain",
                size=len(data),
                title=text.partition("\n")[0],
                language=language,
                genre=genre,
                on_behalf_of="NLD",
                addressee="parliament of NLD",
                numbers=numbers,
                source="paper.txt",
                stamp=STAMP,
            )
        )
        batch.add(
            Extraction(
                said=said,
                paper=paper,
                version=1,
                extractor="text-1",
                text_sha256=digest,
                length=len(text),
            )
        )
        for body in _statements(
            text, read, paper=paper, digest=digest, said=said, language=language
        ):
            batch.add(body)
        spans = (_span(text, *blank),) if blank else ()
        batch.add(
            Reading(
                said=said,
                paper=paper,
                extraction=1,
                reader="hand-1",
                statements=len(read),
                unrecognised=spans,
            )
        )
    return paper


def _statements(
    text: str, read: list[Any], *, paper: str, digest: str, said: str, language: str
) -> Iterator[Statement]:
    for first, last, act, fields in read:
        start, end = _span(text, first, last)
        yield Statement(
            identity=statement_identity(digest, start, end, act, fields.get("holder")),
            said=said,
            act=act,
            quote=as_typed(text[start:end]),
            language=language,
            citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
            **fields,
        )


def _span(text: str, first: str, last: str) -> tuple[int, int]:
    start = find_quote(text, first)[0][0]
    return start, text.index(last, start) + len(last)
