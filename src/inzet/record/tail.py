"""A feed entry by entry, in the order in which it came here: for what is made of feeds.

What goes on from a place reads no entry twice and skips none: entries are numbered in the order in
which they were committed. A record that was put back from a backup may number others alike; what
keeps a place keeps the ``mark`` of its view with it, and begins anew where the record does not go
on from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.moments import utc_time
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.entries import AnyBody


@dataclass(frozen=True, slots=True)
class Tailed:
    """An entry of a feed, with where it stands."""

    entry: str
    """Its id."""
    place: int = field(repr=False)
    """What to go on from. Local to this record and never shown."""
    epoch: int
    n: int
    arrived: dt.datetime
    kind: str
    body: AnyBody | None
    """None where it was erased."""
    sealed: dt.datetime
    """When its organisation sealed it: the same wherever the feed is held."""
    ends: bool
    """It is the last under its seal."""


def tail(connection: Connection, feed: Feed, after: int, limit: int) -> Iterator[Tailed]:
    """The entries of a feed after a place (0: from the first), oldest first."""
    entry, arrival = schema.entry.c, schema.arrival.c
    query = (
        sa.select(entry.id, entry.seq, entry.epoch, entry.n, arrival.time, entry.kind, entry.body)
        .join_from(schema.entry, schema.arrival, arrival.seq == entry.arrival)
        .where(entry.feed == feed.key, entry.seq > after)
        .order_by(entry.seq)
        .limit(limit)
    )
    seals: dict[int, tuple[int, dt.datetime]] = {}
    for row in connection.execute(query).fetchall():
        n, sealed = _seal(connection, feed, seals, row.epoch, row.n)
        yield Tailed(
            entry=row.id.hex(),
            place=row.seq,
            epoch=row.epoch,
            n=row.n,
            arrived=utc_time(row.time),
            kind=row.kind,
            body=None if row.body is None else kinds.decode(row.body),
            sealed=sealed,
            ends=n == row.n,
        )


def _seal(
    connection: Connection,
    feed: Feed,
    known: dict[int, tuple[int, dt.datetime]],
    epoch: int,
    n: int,
) -> tuple[int, dt.datetime]:
    """(last entry under it, when) of the seal that covers an entry; ``known`` holds the last."""
    last = known.get(epoch)
    if last is None or last[0] < n:
        table = schema.seal.c
        row = connection.execute(
            sa.select(table.n, table.time)
            .where(table.feed == feed.key, table.epoch == epoch, table.n >= n)
            .order_by(table.n)
            .limit(1)
        ).one()
        last = known[epoch] = (row.n, utc_time(row.time))
    return last
