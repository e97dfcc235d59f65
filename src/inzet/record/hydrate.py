"""Rows of the database into the plain values that a view returns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import referring, schema
from inzet.record.audiences import Feed
from inzet.record.moments import utc_time
from inzet.record.query import Scope
from inzet.record.ready import Ready, padded, ready
from inzet.record.renamings import UNCHANGED, Renaming
from inzet.record.rows import PaperLite, PaperRow, StatementRow
from inzet.record.vouching import doubtful
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.judgements import DOSSIER, MEETING
from inzet.vocabulary.times import first_day


@lru_cache(maxsize=8192)
def day(said: str | None) -> dt.date | None:
    """The first day of a possibly partial ISO date."""
    return first_day(said) if said else None


@lru_cache(maxsize=4096)
def moment(text: str) -> dt.datetime:
    """When a batch arrived."""
    return utc_time(text)


@lru_cache(maxsize=128)
def _lites(scope: Scope, some: int) -> Ready:
    paper, entry, number = schema.paper.c, schema.entry.c, schema.number.c
    numbers = sa.and_(
        number.paper == paper.entry, scope.sees(schema.number), scope.lasts(number.entry)
    )
    wanted: list[Any] = [sa.bindparam(f"seq{index}") for index in range(some)]
    query = (
        sa.select(paper.entry, paper.id, entry.body, number.printed)
        .select_from(
            schema.paper.join(schema.entry, entry.seq == paper.entry).outerjoin(
                schema.number, numbers
            )
        )
        .where(paper.entry.in_(wanted), scope.sees(schema.paper), scope.lasts(paper.entry))
        .order_by(paper.entry, number.entry, number.number)
    )
    return ready(query)


def papers_lite(
    connection: Connection, scope: Scope, values: dict[str, Any], seqs: Iterable[int | None]
) -> dict[int, PaperLite]:
    """The papers with these local numbers that the reader may see."""
    wanted = sorted({seq for seq in seqs if seq is not None})
    found: dict[int, PaperLite] = {}
    for start in range(0, len(wanted), 64):
        chunk = wanted[start : start + 64]
        named = padded("seq", chunk)
        bodies: dict[int, tuple[str, bytes, list[str]]] = {}
        for seq, paper_id, raw, printed in _lites(scope, len(named)).run(
            connection, values | named
        ):
            numbers = bodies.setdefault(seq, (paper_id, raw, []))[2]
            if printed and not printed.startswith("sha256:"):
                numbers.append(printed)
        for seq, (paper_id, raw, more) in bodies.items():
            body = kinds.decode(raw)
            assert isinstance(body, kinds.Paper)
            numbers_all = tuple(dict.fromkeys((*body.numbers, *more)))
            found[seq] = PaperLite(paper_id, body.title, numbers_all, day(body.said), body.stamp)
    return found


def statement_rows(
    connection: Connection,
    scope: Scope,
    values: dict[str, Any],
    rows: Sequence[Any],
    feeds: dict[int, Feed],
    names: Mapping[str, Renaming] = UNCHANGED,
) -> list[StatementRow]:
    """Statement rows of what ``query.statements`` and its like select, under the names shown."""
    read = [_body(row[2]) for row in rows]
    bodies = [body for body, _ in read]
    leads = list(referring.leads(connection, scope, values, bodies))
    papers = papers_lite(connection, scope, values, {*leads, *(row[4] for row in rows)})
    unsure = doubtful(connection, ((feeds[row[3]], row[1]) for row in rows))
    if names[DOSSIER] or names[MEETING]:
        bodies = [_renamed(body, row[4], names) for row, body in zip(rows, bodies, strict=True)]
    return [
        _statement_row(row, body, said, papers, feeds[row[3]], lead, row[1] in unsure)
        for row, body, (_, said), lead in zip(rows, bodies, read, leads, strict=True)
    ]


def _body(raw: bytes) -> tuple[kinds.Statement, str | None]:
    """A statement in its current version, and when it was said."""
    body = kinds.decode(raw)
    said = body.said
    if isinstance(body, kinds.Correction):
        body = body.statement
    assert isinstance(body, kinds.Statement)
    return body, said


def _renamed(
    body: kinds.Statement, paper: int | None, names: Mapping[str, Renaming]
) -> kinds.Statement:
    on, at = names[DOSSIER], names[MEETING]
    if on and body.dossiers:
        shown = dict.fromkeys(on.shown(each, paper, body.identity) for each in body.dossiers)
        body = msgspec.structs.replace(body, dossiers=tuple(shown))
    if at and body.meeting:
        meeting = at.shown(body.meeting, paper, body.identity)
        body = msgspec.structs.replace(body, meeting=meeting)
    return body


def _statement_row(
    row: Any,
    body: kinds.Statement,
    said: str | None,
    papers: dict[int, PaperLite],
    feed: Feed,
    lead: int | None,
    unsure: bool,
) -> StatementRow:
    _, entry_id, _, _, paper, correction, confirmed_by, time = row
    return StatementRow(
        entry=entry_id.hex(),
        identity=body.identity,
        act=body.act.value,
        party=body.party,
        holder=body.holder,
        dossiers=body.dossiers,
        meeting=body.meeting,
        session=body.session,
        item=body.item,
        quote=body.quote,
        citation=body.citation,
        content=body.content,
        said=day(said),
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        rule=body.rule,
        precision=body.precision,
        explanation=body.explanation,
        language=body.language,
        speaker=body.speaker,
        paper=None if paper is None else papers.get(paper),
        resolved=None if lead is None else papers.get(lead),
        marking=feed.marking,
        organisation=feed.organisation_name,
        review=None if confirmed_by is None else "confirmed",
        reviewed_by=confirmed_by,
        corrected=bool(correction),
        arrived=moment(time),
        doubtful=unsure,
    )


def paper_row(
    body: kinds.Paper,
    paper_id: str,
    numbers: tuple[str, ...],
    feed: Feed,
    time: str,
    *,
    unsure: bool = False,
) -> PaperRow:
    """A paper's row.

    Args:
        numbers: those of the reader's aliases too.
        unsure: it is doubtful.
    """
    return PaperRow(
        id=paper_id,
        sha256=body.sha256,
        title=body.title,
        language=body.language,
        genre=body.genre,
        on_behalf_of=body.on_behalf_of,
        addressee=body.addressee,
        numbers=tuple(dict.fromkeys((*body.numbers, *numbers))),
        said=day(body.said),
        source=body.source,
        stamp=body.stamp,
        marking=feed.marking,
        organisation=feed.organisation_name,
        media_type=body.media_type,
        size=body.size,
        arrived=moment(time),
        doubtful=unsure,
    )
