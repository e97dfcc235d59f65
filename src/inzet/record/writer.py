"""The one path by which entries get into the feeds: numbered, linked, sealed, logged, projected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, nothing, places, schema
from inzet.record.audiences import Feed, feeds
from inzet.record.heads import Heads, least_epoch
from inzet.record.keys import Key, Organisation
from inzet.record.moments import just_after, utc_text, utc_time
from inzet.record.projections import NOW, Fresh, Projector
from inzet.record.store import insert, rows, value
from inzet.vocabulary.entries import Body

_CHUNK = 4000
_CHUNK_BYTES = 32 << 20
_SEALED_AFTER = 2000
"""Entries of a batch after which it is sealed, and goes on: what travels together stays small."""
_SEALED_BYTES = 8 * 2**20
"""Bytes of those entries, and of what they stand on, after which it is sealed."""


@dataclass(slots=True)
class OpenFeed:
    """A feed that is being written to: where its chain stands."""

    feed: Feed
    epoch: int
    n: int
    head: bytes
    first: int = 0
    """Number of the first entry of this batch; 0 while there is none."""
    arrival: int = 0
    size: int = 0
    """Bytes of what was added since the last seal."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A signature of an organisation over its feed up to and including entry ``n``."""

    time: str
    signature: bytes


class Writer:
    """Writes to feeds inside one transaction.

    Args:
        connection: holds the write lock.
        key: of this node, for its seals and its arrival log.
        own: the heads this node has signed before, by the sidecar.
    """

    def __init__(
        self, connection: Connection, key: Key, own: Heads, now: Callable[[], dt.datetime]
    ) -> None:
        self.connection = connection
        self._key = key
        self._own = own
        self._open: dict[int, OpenFeed] = {}
        self._entries: list[tuple[object, ...]] = []
        self._fresh: list[Fresh] = []
        self._waiting = 0
        self._seals: dict[int, Seal] = {}
        self._heads: Heads = {}
        # Written out, here and below: these are asked for each batch.
        sql = "SELECT seq, time, link FROM arrival ORDER BY seq DESC LIMIT 1"
        found = rows(connection, sql)
        last = found[0] if found else (0, "", chains.NOTHING)
        moment = now()
        self._arrivals: int = last[0]
        self._arrival_link = bytes(last[2])
        # The log never runs back, whatever the clock does, nor stands still: who asks what came
        # after the last that they saw is told all of it.
        self.time = max(utc_text(moment), just_after(last[1]) if found else "")
        self.today = places.day_of(utc_time(self.time).date())
        self._seq: int = value(connection, "SELECT coalesce(max(seq), 0) FROM entry")
        self._least = least_epoch(connection)
        self._projector = Projector(connection)
        self.feeds = {feed.key: feed for feed in feeds(connection)}

    def own_feed(self, organisation: Organisation, marking: str) -> OpenFeed:
        """This node's feed under a marking, opened at its head; made when it is not there."""
        feed = self.feed(organisation, marking)
        if feed.key not in self._open:
            epoch, n, head = self.head(feed)
            signed = self._own.get(feed.id)
            if signed is not None and self._behind(feed, epoch, n, signed):
                epoch = max(epoch, signed[0], self._least - 1) + 1
                head = self.open_epoch(feed, organisation, epoch, anchor=head if n else b"")
                n = 0
            elif epoch < self._least:
                epoch = self._least
                head = self.open_epoch(feed, organisation, epoch, anchor=head if n else b"")
                n = 0
            elif epoch == 0:
                epoch = 1
                head = self.open_epoch(feed, organisation, epoch, anchor=b"")
            self._open[feed.key] = OpenFeed(feed, epoch, n, head)
        return self._open[feed.key]

    def _behind(self, feed: Feed, epoch: int, n: int, signed: tuple[int, int, str]) -> bool:
        if (epoch, n) < signed[:2]:
            return True
        sql = "SELECT link FROM entry WHERE feed = ? AND epoch = ? AND n = ?"
        link = value(self.connection, sql, (feed.key, signed[0], signed[1]))
        return link is None or link.hex() != signed[2]

    def feed(self, organisation: Organisation, marking: str) -> Feed:
        """A feed by whose it is and its marking; made when it is not there."""
        feed_id = chains.feed_id(organisation.id, marking)
        for feed in self.feeds.values():
            if feed.id == feed_id:
                return feed
        owner, name = self._organisation(organisation)
        key = max(self.feeds, default=0) + 1
        insert(self.connection, schema.feed, [(key, feed_id, owner, marking)])
        feed = Feed(key, feed_id, marking, owner, organisation.id, name)
        self.feeds[key] = feed
        return feed

    def _organisation(self, organisation: Organisation) -> tuple[int, str]:
        """The local number of an organisation, and the name by which it is known here."""
        table = schema.organisation.c
        found = self.connection.execute(
            sa.select(table.key, table.name).where(table.id == organisation.id)
        ).first()
        if found is not None:
            return found.key, found.name
        key = self.connection.execute(
            sa.select(sa.func.coalesce(sa.func.max(table.key), 0) + 1)
        ).scalar_one()
        row = (key, organisation.id, organisation.name, organisation.public_key)
        insert(self.connection, schema.organisation, [row])
        return int(key), organisation.name

    def head(self, feed: Feed, epoch: int | None = None) -> tuple[int, int, bytes]:
        """(epoch, n, link) that a feed, or one epoch of it, stands at; zeros while empty."""
        only, values = ("", (feed.key,)) if epoch is None else ("AND epoch = ? ", (feed.key, epoch))
        sql = (
            f"SELECT epoch, n, link FROM entry WHERE feed = ? {only}"
            "ORDER BY epoch DESC, n DESC LIMIT 1"
        )
        found = rows(self.connection, sql, values)
        return (found[0][0], found[0][1], bytes(found[0][2])) if found else (0, 0, chains.NOTHING)

    def open_epoch(
        self, feed: Feed, organisation: Organisation, epoch: int, *, anchor: bytes
    ) -> bytes:
        """Begins an epoch; returns the link that its first entry links to."""
        anchor = anchor or chains.NOTHING
        insert(self.connection, schema.epoch, [(feed.key, epoch, anchor)], known=True)
        return chains.genesis(feed.id, epoch, organisation.name, organisation.public_key, anchor)

    def take_up(self, feed: Feed, epoch: int, n: int, head: bytes, seal: Seal) -> OpenFeed:
        """Opens another organisation's feed at a head, with the seal its entries come under."""
        self.settle()
        self._open[feed.key] = OpenFeed(feed, epoch, n, head)
        self._seals[feed.key] = seal
        return self._open[feed.key]

    def append(
        self, to: OpenFeed, entry_id: bytes, kind: str, raw: bytes | None, body: Body | None
    ) -> int:
        """Adds one entry at the end of a feed; returns its local number."""
        if raw is not None and body is not None:
            nothing.check(raw, body)
        if to.first and self._is_long(to):
            self._close(to)
        size = 0 if raw is None else len(raw)
        to.size += size
        if not to.first:
            self._arrivals += 1
            to.first, to.arrival = to.n + 1, self._arrivals
        self._seq += 1
        to.n += 1
        to.head = chains.link(to.head, entry_id, to.n)
        self._entries.append(
            (
                self._seq,
                entry_id,
                to.feed.key,
                to.epoch,
                to.n,
                to.arrival,
                kind,
                raw,
                to.head,
            )
        )
        if body is not None:
            seal = self._seals.get(to.feed.key)
            self._fresh.append(
                Fresh(
                    self._seq,
                    entry_id,
                    to.feed.key,
                    to.feed.organisation,
                    to.arrival,
                    self.today,
                    body,
                    NOW if seal is None else seal.time,
                )
            )
        self._waiting += size
        if len(self._entries) >= _CHUNK or self._waiting >= _CHUNK_BYTES:
            self.flush()
        return self._seq

    def flush(self) -> None:
        """Writes what is waiting, still inside the transaction."""
        entries, self._entries = self._entries, []
        fresh, self._fresh = self._fresh, []
        self._waiting = 0
        insert(self.connection, schema.entry, entries)
        self._projector.project(fresh)

    def _is_long(self, to: OpenFeed) -> bool:
        """Whether a batch of one's own has come to where it is sealed and goes on."""
        if to.feed.key in self._seals:
            return False
        return to.n - to.first + 1 >= _SEALED_AFTER or to.size >= _SEALED_BYTES

    def settle(self) -> None:
        """Seals and logs what was added so far, still inside the transaction."""
        self.flush()
        for to in sorted(self._open.values(), key=lambda item: item.arrival):
            self._close(to)

    def finish(self) -> Heads:
        """Seals every feed that got entries and logs its arrival; returns its own heads."""
        self.settle()
        return self._heads

    def _close(self, to: OpenFeed) -> None:
        if not to.first:
            return
        feed = to.feed
        seal = self._seals.get(feed.key)
        if seal is None:
            message = chains.seal_message(feed.id, to.epoch, to.n, to.head, self.time)
            seal = Seal(self.time, self._key.sign(message))
            self._heads[feed.id] = (to.epoch, to.n, to.head.hex())
        insert(
            self.connection,
            schema.seal,
            [(feed.key, to.epoch, to.n, to.head, seal.time, seal.signature)],
        )
        self._log(to)
        to.first = to.size = 0

    def _log(self, to: OpenFeed) -> None:
        self._arrival_link = chains.arrival_link(
            self._arrival_link,
            to.arrival,
            to.feed.id,
            to.epoch,
            to.first,
            to.n,
            to.head,
            self.time,
        )
        row = (
            to.arrival,
            to.feed.key,
            to.epoch,
            to.first,
            to.n,
            to.head,
            self.time,
            self._arrival_link,
            self._key.sign(self._arrival_link),
        )
        insert(self.connection, schema.arrival, [row])
