"""A small record made by hand, so that these tests depend on no rule of the reader."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice, Participant, Session

TEXT = """\
Agenda for the meeting of defence ministers on 14 and 15 February 2024

Session 1: Deterrence

The Netherlands will stress that allies should keep their promises.
The government attaches importance to a strong industry.
Norway gave its approval in January 2024.
Before the summit the government will inform parliament of the progress.
The government will send a report within two weeks.
"""
STAMP = "Made for tests, not an official paper."
MEETING = "nato-dmm-2024-02-14"


def make(path: Path, *, marking: str = "PUBLIC", text: str = TEXT) -> Record:
    """A record with one paper, read into a notice, two positions, a status, two commitments."""
    record = Record.create(path, "Ministry", now=lambda: dt.datetime(2024, 3, 1, tzinfo=dt.UTC))
    with record.batch(marking) as batch:
        data = text.encode()
        paper = batch.add(
            Paper(
                sha256=batch.keep(data),
                media_type="text/plain",
                size=len(data),
                title="Agenda for the defence ministers",
                said="2024-02-02",
                language="en",
                genre="annotated agenda",
                on_behalf_of="NLD",
                numbers=("2024D00001",),
                source="agenda.txt",
                stamp=STAMP,
            )
        )
        batch.add(
            Extraction(
                paper=paper,
                version=1,
                extractor="test",
                text_sha256=batch.keep(data),
                length=len(text),
            )
        )
        for body in _statements(paper, text):
            batch.add(body)
    return record


REPORT = """\
Report of the meeting of defence ministers

As promised, I am sending the House a report of the progress before the summit.
"""


def report(folder: Path, *, marking: str = "PUBLIC") -> str:
    """A later paper, put into the record of `make` in a folder; its id."""
    with Record.open(folder / "inzet.db") as record, record.batch(marking) as batch:
        data = REPORT.encode()
        paper = batch.add(
            Paper(
                sha256=batch.keep(data),
                media_type="text/plain",
                size=len(data),
                title="Report of the defence ministers",
                said="2024-02-28",
                language="en",
                genre="minister's report",
                on_behalf_of="NLD",
                numbers=("2024D00002",),
                source="report.txt",
            )
        )
        batch.add(
            Extraction(
                paper=paper,
                version=1,
                extractor="test",
                text_sha256=batch.keep(data),
                length=len(REPORT),
            )
        )
        return paper


def _statements(paper: str, text: str) -> list[Statement]:
    notice = MeetingNotice(
        id=MEETING,
        name="NATO Defence Ministers Meeting",
        body="NATO",
        format="defence ministers",
        from_="2024-02-14",
        to="2024-02-15",
        place="Brussels",
        participants=(Participant(party="NATO members", capacity="member", count=31),),
        sessions=(
            Session(
                number=1,
                on="2024-02-14",
                title="Deterrence",
                participants=(Participant(party="NOR", capacity="member"),),
            ),
        ),
    )
    said: list[tuple[str, Act, str, tuple[str, ...], dict[str, Any]]] = [
        ("Agenda for the meeting", Act.CONTEXT, NOTICE_RULE, (), {"meeting": _plain(notice)}),
        ("The Netherlands will", Act.POSITION, "stress", ("pledge/wales-2014",), {}),
        ("The government attaches", Act.POSITION, "attach", (), {}),
        ("Norway gave", Act.STATUS, "approve", ("accession/FIN",), {"event": "approval"}),
        (
            "Before the summit",
            Act.COMMITMENT,
            "inform",
            ("pledge/wales-2014",),
            {"due": {"before": "the summit", "words": "Before the summit"}},
        ),
        ("The government will send", Act.COMMITMENT, "send", (), {"due_by": "2024-02-16"}),
    ]
    return [_statement(paper, text, *each) for each in said]


def _plain(notice: MeetingNotice) -> Any:
    return msgspec.to_builtins(notice)


def _statement(
    paper: str,
    text: str,
    begin: str,
    act: Act,
    rule: str,
    dossiers: tuple[str, ...],
    content: dict[str, Any],
) -> Statement:
    start = text.index(begin)
    end = text.index("\n", start)
    party = "NOR" if begin.startswith("Norway") else "NLD"
    return Statement(
        identity=statement_identity(sha_of(text), start, end, act, party),
        said="2024-02-02",
        act=act,
        party=party,
        holder=None,
        dossiers=dossiers,
        meeting=MEETING,
        session=1,
        quote=text[start:end],
        citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
        content=content,
        rule=rule,
        language="en",
    )


def sha_of(text: str) -> str:
    """SHA-256 of a text as UTF-8."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()
