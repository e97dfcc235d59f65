"""Making the projections anew from the entries, in order of arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import places, schema
from inzet.record.findings import Checked, Fault
from inzet.record.moments import utc_time
from inzet.record.projections import NOW, Fresh, Projector
from inzet.record.store import engine_of, run
from inzet.vocabulary import entries as kinds

SLICE = 2000


def rebuild(connection: Connection) -> None:
    """Drops every projection, makes it and fills it again, a slice of entries at a time."""
    names = [table.name for table in schema.PROJECTIONS]
    for name in (*names, "words"):
        run(connection, f'DROP TABLE IF EXISTS "{name}"')
    engine_of(connection).create_projections(connection)
    projector = Projector(connection)
    after = 0
    while True:
        fresh, last = next_slice(connection, after)
        if last == after:
            break
        projector.project(fresh)
        after = last
    note_made(connection)


def note_made(connection: Connection) -> None:
    """That the projections are of this version."""
    meta = schema.meta
    connection.execute(
        meta.update()
        .where(meta.c.name == "projections")
        .values(value=str(schema.PROJECTION_VERSION))
    )


def stale(connection: Connection) -> Iterator[Checked | Fault]:
    """Compares the projections with ones made anew; the caller rolls back."""
    before = dict(_digests(connection))
    rebuild(connection)
    for name, digest in _digests(connection):
        if before[name] != digest:
            yield Fault(
                "a projection does not tell what the entries tell",
                name,
                "Run `inzet rebuild`.",
            )
    yield Checked("projections", len(before))


def _digests(connection: Connection) -> Iterator[tuple[str, str]]:
    """By table, with keys as their rows would like to have them: where one of several that wanted
    the same was erased, the others keep theirs, and made anew they would move up."""
    for table in schema.PROJECTIONS:
        digest = hashlib.sha256()
        rows = connection.execute(
            sa.select(table).order_by(*table.primary_key.columns),
            execution_options={"yield_per": 1000},
        )
        keyed = [column.name == "key" for column in table.columns]
        for row in rows:
            told = zip(row, keyed, strict=True)
            row_as_wanted = tuple(places.wanted(one) if key else one for one, key in told)
            digest.update(repr(row_as_wanted).encode())
        yield table.name, digest.hexdigest()
    yield "full text", _full_text_digest(connection)


def _full_text_digest(connection: Connection) -> str:
    """Over every term, row and place in the index."""
    digest = hashlib.sha256()
    for row in engine_of(connection).all_words(connection):
        # A place in a text is far below any key.
        told = tuple(places.wanted(one) if isinstance(one, int) else one for one in row)
        digest.update(repr(told).encode())
    return digest.hexdigest()


def next_slice(connection: Connection, after: int) -> tuple[list[Fresh], int]:
    """The next entries with their bodies, and the local number of the last of them."""
    entry, arrival, feed = schema.entry.c, schema.arrival.c, schema.feed.c
    seal = schema.seal.c
    query = (
        sa.select(
            entry.seq,
            entry.id,
            entry.feed,
            feed.organisation,
            entry.arrival,
            arrival.time.label("arrived"),
            entry.body,
            seal.time.label("sealed"),
        )
        .select_from(
            schema.entry.join(schema.arrival, entry.arrival == arrival.seq)
            .join(schema.feed, entry.feed == feed.key)
            # By where a batch ends, as those who add to it now are ordered too.
            .outerjoin(
                schema.seal,
                sa.and_(
                    seal.feed == arrival.feed,
                    seal.epoch == arrival.epoch,
                    seal.n == arrival.last,
                ),
            )
        )
        .where(entry.seq > after)
        .order_by(entry.seq)
        .limit(SLICE)
    )
    fresh, last = [], after
    for row in connection.execute(query):
        last, raw = row.seq, row.body
        if raw is not None:
            today = places.day_of(utc_time(row.arrived).date())
            body, sealed = kinds.decode(raw), row.sealed or NOW
            fresh.append(
                Fresh(row.seq, row.id, row.feed, row.organisation, row.arrival, today, body, sealed)
            )
    return fresh, last
