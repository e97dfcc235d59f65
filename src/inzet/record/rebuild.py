"""Making the projections anew from the entries, in order of arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

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
        led = list(table.primary_key.columns)
        columns = [*led, *(one for one in table.columns if one not in led)]
        rows = connection.execute(
            sa.select(*columns).order_by(*led), execution_options={"yield_per": 1000}
        )
        keyed = [column.name == "key" for column in columns]
        as_wanted = (
            tuple(places.wanted(one) if key else one for one, key in zip(row, keyed, strict=True))
            for row in rows
        )
        upto = keyed.index(True) + 1 if any(keyed[: len(led)]) else len(led)
        yield table.name, _digest(as_wanted, upto)
    words = engine_of(connection).all_words(connection)
    # A place in a text is far below any key.
    told = (tuple(places.wanted(one) if isinstance(one, int) else one for one in r) for r in words)
    first = next(told, None)
    if first is not None:
        # Engines order it by its row, or by the word and its row.
        upto = 1 if isinstance(first[0], int) else 2
        yield "full text", _digest(chain([first], told), upto)
    else:
        yield "full text", _digest((), 1)


def _digest(rows: Iterable[tuple[Any, ...]], upto: int) -> str:
    """Over rows, whichever of those that wanted the same key got the first: what came after an
    erasure takes the place that was free, and made anew it would not.

    Args:
        upto: how many columns they are ordered by, of which the last may be a key.
    """
    digest = hashlib.sha256()
    for _, tied in groupby(rows, key=lambda row: row[:upto]):
        for told in sorted(map(repr, tied)):
            digest.update(told.encode())
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
