"""Walking one feed from its first entry to its last: ids, links, seals, arrivals, contents."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.contents import Contents
from inzet.record.erasure import ERASED
from inzet.record.findings import RESTORE, Fault
from inzet.record.keyring import chain_of, every_key
from inzet.record.keys import signed
from inzet.record.parts import BEFORE_ALL, Gone, Part, Place
from inzet.record.stride import Reached, Stride
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import MALFORMED

_SOME = 500
"""Entries that are taken one by one where a stride could not be, before the next is tried."""


class Walk:
    """Walks one feed, or part of it, from entry to entry."""

    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
        self._contents = Contents(connection, feed)
        table = schema.organisation.c
        self._key: bytes = connection.execute(
            sa.select(table.public_key).where(table.key == feed.organisation)
        ).scalar_one()
        self._keys = chain_of(connection, feed.organisation_id, self._key)
        self._stride = Stride(connection, feed, self._key, self._keys, self._contents)
        self.count = 0
        """Entries that were gone through."""

    def faults(self, part: Part) -> Iterator[Fault]:
        """What is wrong with a part of the feed, in its order: in strides, and by entry where one
        cannot be taken."""
        at, after, before = self._start(part.after), part.after, self.count
        while True:
            taken = self._stride.take(at, part.until)
            if taken:
                self.count += taken
                after = at.epoch, at.n
                continue
            rows = self._rows(after, part.until)
            for row in rows:
                self.count += 1
                yield from self._entry(row, at)
            if not rows:
                break
            after = rows[-1].epoch, rows[-1].n
        if part.last and self.count > before and not at.sealed:
            yield self._unsealed(at)

    def _start(self, after: Place) -> Reached:
        """Where a walk stands that came to a place: what is stored there is what it goes on from,
        whatever was wrong before."""
        if after == BEFORE_ALL:
            return Reached(0, 0, b"", True)
        entry, seal = schema.entry.c, schema.seal.c
        epoch, n = after
        here = entry.feed == self._feed.key, entry.epoch == epoch, entry.n == n
        there = seal.feed == self._feed.key, seal.epoch == epoch, seal.n == n
        link = self._connection.execute(sa.select(entry.link).where(*here)).scalar()
        sealed = self._connection.execute(sa.select(seal.n).where(*there)).first() is not None
        return Reached(epoch, n, link or b"", sealed)

    def _entry(self, row: Any, at: Reached) -> Iterator[Fault]:
        """What is wrong with one entry; moves ``at`` on to it."""
        if row.epoch != at.epoch:
            if not at.sealed:
                yield self._unsealed(at)
            at.epoch, at.n = row.epoch, 0
            at.head = yield from self._genesis(row.epoch, row.anchor)
        if row.n != at.n + 1:
            yield Fault(
                f"{_missing(at.n + 1, row.n - 1)} not there or out of order",
                self._where(row),
                RESTORE,
            )
        at.n = row.n
        link = chains.link(at.head, row.id, at.n) if 0 <= at.n < 2**63 else b""
        if link != row.link:
            yield Fault("the entry does not link to the one before it", self._where(row), RESTORE)
        # From the link that is stored: one break is told once.
        at.head = row.link
        at.sealed = row.signature is not None
        if at.sealed:
            yield from self._seal(row)
        yield from self._arrival(row)
        yield from self._body(row)

    def _rows(self, after: Place, until: Place) -> Sequence[Any]:
        """Some entries after a place and up to another, with what belongs to them."""
        entry, seal, arrival, epoch = schema.entry, schema.seal, schema.arrival, schema.epoch
        joined = (
            entry.outerjoin(
                seal,
                sa.and_(
                    seal.c.feed == entry.c.feed,
                    seal.c.epoch == entry.c.epoch,
                    seal.c.n == entry.c.n,
                ),
            )
            .outerjoin(arrival, arrival.c.seq == entry.c.arrival)
            .outerjoin(epoch, sa.and_(epoch.c.feed == entry.c.feed, epoch.c.epoch == entry.c.epoch))
        )
        query = (
            sa.select(
                entry.c.seq,
                entry.c.id,
                entry.c.epoch,
                entry.c.n,
                entry.c.kind,
                entry.c.body,
                entry.c.link,
                epoch.c.anchor,
                seal.c.head,
                seal.c.time,
                seal.c.signature,
                arrival.c.feed.label("arrival_feed"),
                arrival.c.epoch.label("arrival_epoch"),
                arrival.c.first,
                arrival.c.last,
                arrival.c.head.label("arrival_head"),
            )
            .select_from(joined)
            .where(
                entry.c.feed == self._feed.key,
                sa.tuple_(entry.c.epoch, entry.c.n) > sa.tuple_(*map(sa.literal, after)),
                sa.tuple_(entry.c.epoch, entry.c.n) <= sa.tuple_(*map(sa.literal, until)),
            )
            .order_by(entry.c.epoch, entry.c.n)
            .limit(_SOME)
        )
        return self._connection.execute(query).all()

    def _genesis(self, epoch: int, anchor: bytes | None) -> Generator[Fault, None, bytes]:
        feed = self._feed
        if anchor is None:
            yield Fault(
                f"epoch {epoch} of the feed has no beginning", self._place(epoch, 1), RESTORE
            )
            anchor = chains.NOTHING
        return chains.genesis(feed.id, epoch, feed.organisation_name, self._key, anchor)

    def _seal(self, row: Any) -> Iterator[Fault]:
        if row.head != row.link:
            yield Fault(
                "the seal is over another head",
                self._where(row),
                RESTORE,
            )
        message = chains.seal_message(self._feed.id, row.epoch, row.n, row.head, row.time)
        if signed(self._keys.of_epoch(row.epoch), message, row.signature):
            return
        once = any(signed(key, message, row.signature) for key in self._once)
        if not (once and self._is_doubtful(row)):
            yield Fault(
                "the seal is not by the organisation of the feed", self._where(row), RESTORE
            )

    @cached_property
    def _once(self) -> frozenset[bytes]:
        """The keys that the organisation was ever believed to have here."""
        return every_key(self._connection, self._feed.organisation_id)

    def _is_doubtful(self, row: Any) -> bool:
        """Whether an entry came under a key that counts no more; that it did is told apart."""
        table = schema.doubt.c
        first = self._connection.execute(
            sa.select(table.n).where(table.feed == self._feed.key, table.epoch == row.epoch)
        ).scalar()
        return first is not None and row.n >= first

    def _arrival(self, row: Any) -> Iterator[Fault]:
        fits = (
            row.arrival_feed == self._feed.key
            and row.arrival_epoch == row.epoch
            and row.first <= row.n <= row.last
            and (row.n != row.last or row.arrival_head == row.link)
        )
        if not fits:
            yield Fault(
                "the arrival log does not tell of this entry",
                self._where(row),
                RESTORE,
            )

    def _body(self, row: Any) -> Iterator[Fault]:
        if row.body is None:
            if row.kind != ERASED or not self._contents.erased(row.id):
                yield Fault(
                    "the body is missing, and no erasure tells why", self._where(row), RESTORE
                )
            return
        if hashlib.sha256(row.body).digest() != row.id:
            yield Fault(
                "the entry was altered: it does not hash to its id", self._where(row), RESTORE
            )
            return
        try:
            body = kinds.decode(row.body)
        except MALFORMED:
            yield Fault("the entry cannot be read", self._where(row), "Update Inzet.")
            return
        if body.feed != self._feed.id or kinds.kind_of(body) != row.kind:
            yield Fault(
                "the entry stands in another feed or kind than it says", self._where(row), RESTORE
            )
        for what in self._contents.faults(body, row.seq):
            yield Fault(what, self._where(row), RESTORE)

    def _unsealed(self, at: Reached) -> Fault:
        return Fault("the last entries are under no seal", self._place(at.epoch, at.n), RESTORE)

    def _place(self, epoch: int, n: int) -> str:
        name = f"{self._feed.organisation_name}, {self._feed.marking}, entry {n}"
        return name if epoch == 1 else f"{name} of epoch {epoch}"

    def _where(self, row: Any) -> str:
        return f"{self._place(row.epoch, row.n)}: {row.kind}{_beginning(row.body)}"


def gone_through(connection: Connection, feed: Feed, part: Part) -> Gone:
    """Walks one part of a feed."""
    walk = Walk(connection, feed)
    faults = tuple(walk.faults(part))
    return Gone(walk.count, faults)


def _beginning(raw: bytes | None) -> str:
    """The title or quote of an entry, when it can be read."""
    try:
        body = kinds.decode(raw or b"")
    except (*MALFORMED, ValueError):
        return ""
    if isinstance(body, kinds.Correction):
        body = body.statement
    said = body.title if isinstance(body, kinds.Paper) else getattr(body, "quote", "")
    return f" “{said[:60]}”" if said else ""


def _missing(first: int, last: int) -> str:
    if last < first:
        return "entries are"
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"
