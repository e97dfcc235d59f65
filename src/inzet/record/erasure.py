"""Erasure: a body and its text are gone, its id, its link and an entry that says so stay."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import claims, schema, words
from inzet.record.indexing import index_paper, load_body, named_in, object_words, paper_words
from inzet.record.keys import Organisation
from inzet.record.projections import SUPERSEDED, WITHDRAWN
from inzet.record.rules import Rules
from inzet.record.store import engine_of, run
from inzet.record.tally import Tally
from inzet.record.writer import Writer
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import NotFound, NotOwner, RecordError

COUNTED = "erasures"
"""The setting that counts how often something was erased here."""
ERASED = "erased"
"""The kind of an entry whose body is gone: what it was is gone with it."""
_STATEMENTS = (kinds.Statement, kinds.Correction)


def erase(
    writer: Writer, own: Organisation, entry_id: str, *, by: str, ground: str
) -> tuple[str, ...]:
    """Erases an entry and what repeats it, each with an erasure in its own feed."""
    connection, entry = writer.connection, schema.entry.c
    known = Rules(writer).find(entry_id)
    if known is None:
        raise NotFound(f"there is no entry “{entry_id[:64]}”", fix="Give its whole id.")
    if known.feed.organisation_id != own.id:
        raise NotOwner(
            f"the entry {entry_id[:12]} was written by {known.feed.organisation_name}",
            fix="Ask that organisation to erase it; its erasure then reaches this record.",
        )
    if isinstance(known.body, kinds.Membership | kinds.Erasure):
        raise RecordError(f"a {kinds.kind_of(known.body)} cannot be erased: it tells who may read")
    rows = connection.execute(
        sa.select(entry.seq, entry.id, entry.feed)
        .where(entry.seq.in_(spread(connection, known.seq, known.feed.organisation)))
        .where(entry.body.is_not(None))
        .order_by(entry.feed, entry.seq)
    ).fetchall()
    nonce = secrets.token_hex(8)
    for index, row in enumerate(rows):
        to = writer.own_feed(own, writer.feeds[row.feed].marking)
        body = kinds.Erasure(
            feed=to.feed.id,
            nonce=f"{nonce}{index:x}",
            target=row.id.hex(),
            by=by,
            ground=ground,
            said=writer.time[:10],
        )
        raw = canonical_bytes(body)
        writer.append(to, hashlib.sha256(raw).digest(), kinds.kind_of(body), raw, body)
    writer.flush()
    clear(connection, [row.seq for row in rows])
    return tuple(row.id.hex() for row in rows)


def spread(connection: Connection, seq: int, organisation: int) -> list[int]:
    """The entries of one organisation that repeat what entry ``seq`` says, itself included.

    With a paper go its texts, readings, other numbers and the statements that quote it; with a
    statement go its other readings and its corrections; with an object of others its versions.
    """
    found: dict[int, None] = {}
    waiting = [seq]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        found[current] = None
        body = load_body(connection, current)
        if isinstance(body, kinds.Paper):
            waiting += _of_paper(connection, current, organisation)
        elif isinstance(body, _STATEMENTS):
            waiting += _of_statement(connection, current, organisation)
        elif isinstance(body, kinds.ForeignObject):
            waiting += _of_object(connection, body.object_id, organisation)
    return sorted(found)


def _of_paper(connection: Connection, seq: int, organisation: int) -> list[int]:
    found: list[int] = []
    for table in (schema.extraction, schema.reading, schema.number, schema.statement):
        query = (
            sa.select(table.c.entry)
            .join_from(table, schema.feed, table.c.feed == schema.feed.c.key)
            .where(table.c.paper == seq, schema.feed.c.organisation == organisation)
            .distinct()
        )
        found += connection.execute(query).scalars()
    return found


def _of_statement(connection: Connection, seq: int, organisation: int) -> list[int]:
    table = schema.statement.c
    identity = sa.select(table.identity).where(table.entry == seq).scalar_subquery()
    query = sa.select(table.entry).where(
        table.identity == identity, table.organisation == organisation
    )
    return list(connection.execute(query).scalars())


def _of_object(connection: Connection, object_id: str, organisation: int) -> list[int]:
    table, feed = schema.foreign.c, schema.feed.c
    query = (
        sa.select(table.entry)
        .join_from(schema.foreign, schema.feed, table.feed == feed.key)
        .where(table.id == object_id, feed.organisation == organisation)
    )
    return list(connection.execute(query).scalars())


def clear(connection: Connection, seqs: Iterable[int]) -> None:
    """Empties the bodies of these entries everywhere: projections, full text, blobs, entries."""
    wanted = [seq for seq in seqs if load_body(connection, seq) is not None]
    blobs: set[str] = set()
    tally, opened = Tally(connection), _closed_by(connection, wanted)
    tally.forget(wanted)
    # The words go while the texts they were made of are still there.
    bodies = {seq: load_body(connection, seq) for seq in wanted}
    for seq, body in sorted(bodies.items(), key=lambda item: isinstance(item[1], kinds.Extraction)):
        if isinstance(body, _STATEMENTS):
            _forget_statement(connection, seq, body)
        elif isinstance(body, kinds.Paper):
            blobs.add(body.sha256)
            opened += [(entry, SUPERSEDED) for entry in claims.let_go(connection, seq, None)]
            words.remove(connection, paper_words(connection, seq))
            connection.execute(schema.paper.delete().where(schema.paper.c.entry == seq))
        elif isinstance(body, kinds.Extraction):
            blobs.add(body.text_sha256)
            moved = _forget_extraction(connection, seq, body.version)
            opened += [(entry, SUPERSEDED) for entry in moved]
        elif isinstance(body, kinds.ForeignObject):
            words.remove(connection, [(seq, object_words(objects.known(body)))])
        gone = schema.number, schema.reading, schema.review, schema.foreign, schema.foreign_link
        for table in gone:
            connection.execute(table.delete().where(table.c.entry == seq))
        _reopen(connection, seq)
    for seq in wanted:
        table = schema.entry
        connection.execute(table.update().where(table.c.seq == seq).values(body=None, kind=ERASED))
    tally.settle(opened)
    _drop_blobs(connection, blobs)
    _count(connection)
    # Rewrites the index, so that no word of what was removed is left in it.
    engine_of(connection).rewrite_words(connection)


def _count(connection: Connection) -> None:
    """Tells every process that something went, so that none keeps what it made of it."""
    run(
        connection,
        "INSERT INTO meta (name, value) VALUES (?, '1') "
        "ON CONFLICT (name) DO UPDATE "
        "SET value = CAST(CAST(meta.value AS BIGINT) + 1 AS TEXT)",
        (COUNTED,),
    )


def _forget_statement(
    connection: Connection, seq: int, body: kinds.Statement | kinds.Correction
) -> None:
    said = body.statement if isinstance(body, kinds.Correction) else body
    table = schema.statement
    key = connection.execute(sa.select(table.c.key).where(table.c.entry == seq)).scalar()
    if key is None:
        return
    words.remove(connection, [(key, words.stems(words.statement_text(said), said.language))])
    connection.execute(table.delete().where(table.c.key == key))
    dossiers = sorted({"", *said.dossiers})
    for link in (schema.statement_dossier, schema.statement_early):
        connection.execute(link.delete().where(link.c.key == key, link.c.dossier.in_(dossiers)))
    names = schema.reference.c.number.in_(named_in(said))
    connection.execute(schema.reference.delete().where(schema.reference.c.key == key, names))
    review = schema.review
    connection.execute(review.delete().where(review.c.target == seq))


def _forget_extraction(connection: Connection, seq: int, version: int) -> list[int]:
    """Forgets a text; returns the statements that rested on it and may rest elsewhere now."""
    table = schema.extraction
    paper = connection.execute(sa.select(table.c.paper).where(table.c.entry == seq)).scalar()
    if paper is None:
        return []
    moved = claims.let_go(connection, int(paper), version)
    connection.execute(table.delete().where(table.c.entry == seq))
    index_paper(connection, int(paper))
    # The same version may have been added twice.
    return moved and [*moved, *claims.rest(connection, int(paper), version)]


def _closed_by(connection: Connection, seqs: Iterable[int]) -> list[tuple[int, str]]:
    """What these entries close, and how."""
    closing = schema.closing.c
    query = sa.select(closing.target, closing.kind)
    return [
        (target, kind)
        for seq in seqs
        for target, kind in connection.execute(query.where(closing.closer == seq))
    ]


def _reopen(connection: Connection, seq: int) -> None:
    """What was erased closes nothing any more; a withdrawal of it stays, as its entry does."""
    closing = schema.closing
    connection.execute(closing.delete().where(closing.c.closer == seq))
    connection.execute(closing.delete().where(closing.c.target == seq, closing.c.kind != WITHDRAWN))


def _drop_blobs(connection: Connection, blobs: set[str]) -> None:
    """Deletes bytes that no paper and no extraction stands on any more."""
    paper, extraction, blob = schema.paper, schema.extraction, schema.blob
    for sha256 in sorted(blobs):
        used = sa.select(sa.literal(1)).where(
            sa.or_(
                sa.exists().where(paper.c.sha256 == sha256),
                sa.exists().where(extraction.c.text_sha256 == sha256),
            )
        )
        if connection.execute(used).first() is None:
            connection.execute(blob.delete().where(blob.c.sha256 == sha256))
