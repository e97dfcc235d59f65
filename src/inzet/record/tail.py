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
from itertools import islice
from typing import Any

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
    seals: dict[int, tuple[int, dt.datetime]] = {}
    for row, arrived in islice(_entries(connection, feed, after, limit), limit):
        n, sealed = _seal(connection, feed, seals, row.epoch, row.n)
        yield Tailed(
            entry=row.id.hex(),
            place=row.seq,
            epoch=row.epoch,
            n=row.n,
            arrived=arrived,
            kind=row.kind,
            body=None if row.body is None else kinds.decode(row.body),
            sealed=sealed,
            ends=n == row.n,
        )


def _entries(
    connection: Connection, feed: Feed, after: int, limit: int
) -> Iterator[tuple[Any, dt.datetime]]:
    """The entries of a feed after a place, each with when it arrived; about ``limit`` of them.

    By way of the arrivals, of which there are few: by their own numbers one would walk over what
    came in every other feed.
    """
    entry = schema.entry.c
    for came in _arrivals(connection, feed, after, limit):
        times = [(last, utc_time(time)) for _, last, time in came.runs]
        query = (
            sa.select(entry.id, entry.seq, entry.epoch, entry.n, entry.kind, entry.body)
            .where(
                entry.feed == feed.key,
                entry.epoch == came.epoch,
                entry.n.between(came.runs[0][0], came.runs[-1][1]),
                entry.seq > after,
            )
            .order_by(entry.n)
            .limit(limit)
        )
        at = 0
        for row in connection.execute(query).fetchall():
            while times[at][0] < row.n:
                at += 1
            yield row, times[at][1]


@dataclass(slots=True)
class _Came:
    """Arrivals of one epoch that follow each other."""

    epoch: int
    runs: list[tuple[int, int, str]]
    """The first entry, the last, and when, of each."""


def _arrivals(connection: Connection, feed: Feed, after: int, limit: int) -> list[_Came]:
    """The arrivals of a feed from the one on that a place stands in, until they hold enough."""
    arrival, entry = schema.arrival.c, schema.entry.c
    stands = sa.select(entry.arrival).where(entry.seq <= after).order_by(entry.seq.desc()).limit(1)
    query = (
        sa.select(arrival.epoch, arrival.first, arrival.last, arrival.time)
        .where(
            arrival.feed == feed.key,
            arrival.seq >= sa.func.coalesce(stands.scalar_subquery(), 0),
            # Those without entries only note something.
            arrival.first <= arrival.last,
        )
        .order_by(arrival.seq)
        # Each holds one at least, and of the first all may stand before the place.
        .limit(limit + 1)
    )
    found: list[_Came] = []
    left: int | None = None
    for epoch, first, last, time in connection.execute(query):
        if not found or found[-1].epoch != epoch or found[-1].runs[-1][1] + 1 != first:
            found.append(_Came(epoch, []))
        found[-1].runs.append((first, last, time))
        left = limit if left is None else left - (last - first + 1)
        if left <= 0:
            break
    return found


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
