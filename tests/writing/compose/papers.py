"""Records that composers of agendas and reports are tested on: the samples, the seed, our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from inzet.cli.sample import manifest
from inzet.reading.intake import Outcome, take
from inzet.record import Record
from inzet.reference import install
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice

SAMPLES = Path(__file__).parents[3] / "src" / "inzet" / "samples"
FIRST, SECOND, SUMMIT = "nato-fmm-2022-11-29", "nato-fmm-2023-04-04", "nato-summit-2023-07-11"

FIRST_EN = """\
Annotated agenda for the NATO Foreign Ministers Meeting in Oslo on 31 May and 1 June 2023

The NATO Foreign Ministers will meet in Oslo on 31 May and 1 June 2023. The 31 Allies take part in
the meeting. Sweden will take part as an invitee.

Session 1: Enlargement

Accession of Sweden

28 of the 30 Allies have completed their national approval of the accession of Sweden. The
Netherlands will call on Hungary and Türkiye to complete their procedures. The Dutch government
supports NATO's open door policy.

Session 2: Resilience

Hybrid threats

The Netherlands will argue in Oslo for close cooperation between NATO and the EU on hybrid threats.
The Dutch government attaches importance to the protection of critical infrastructure.

Next steps

The Dutch government will inform Parliament of the outcome of the meeting before 15 June 2023.
"""


def samples(path: Path, order: Sequence[int] = (0, 1, 2, 3)) -> Record:
    """The sample papers, arriving in this order."""
    record = Record.create(path, "Ministry of Tests")
    install(record)
    papers = manifest()
    for place in order:
        paper = papers[place]
        taken = take(
            record,
            (SAMPLES / paper["file"]).read_bytes(),
            name=paper["file"],
            media_type=paper["media_type"],
            marking="PUBLIC",
            said_on=paper["said_on"],
            on_behalf_of=paper["on_behalf_of"],
            not_same=True,
            stamp=paper["stamp"],
            by="tests",
        )
        assert taken.outcome == Outcome.NEW
    return record


def keep(
    record: Record,
    text: str,
    said_on: str,
    *,
    marking: str = "PUBLIC",
    name: str = "paper.txt",
    on_behalf_of: str = "NLD",
) -> None:
    """A paper of our own."""
    taken = take(
        record,
        text.encode(),
        name=name,
        media_type="text/plain",
        marking=marking,
        said_on=said_on,
        on_behalf_of=on_behalf_of,
        not_same=True,
        by="tests",
    )
    assert taken.outcome == Outcome.NEW


def day(text: str) -> dt.date:
    """A day as people write it."""
    return dt.date.fromisoformat(text)


def announce(record: Record, notice: MeetingNotice, said_on: str, marking: str = "PUBLIC") -> None:
    """A meeting that a source outside the record announces."""
    with record.batch(marking) as batch:
        batch.add(
            Statement(
                said=said_on,
                identity=f"{notice.id}-{said_on}-{marking}".encode().hex()[:64].ljust(64, "0"),
                act=Act.CONTEXT,
                rule=NOTICE_RULE,
                meeting=notice.id,
                holder=notice.id,
                quote=f"{notice.name} is announced.",
                citation=OutsideCitation(identifier="calendar", date=said_on),
                content={"meeting": msgspec.to_builtins(notice)},
            )
        )


def fmm(
    from_: str | None, to: str | None = None, place: str | None = None, **more: Any
) -> MeetingNotice:
    """A meeting of the foreign ministers."""
    return MeetingNotice(
        id=f"nato-fmm-{from_}",
        name="NATO Foreign Ministers Meeting",
        abbreviation="FMM",
        body="NATO",
        format="foreign ministers",
        from_=from_,
        to=to,
        place=place,
        **more,
    )
