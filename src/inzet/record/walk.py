"""Walking one feed from its first entry to its last: ids, links, seals, arrivals, contents."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.contents import Contents
from inzet.record.erasure import ERASED
from inzet.record.findings import RESTORE, Checked, Fault
from inzet.record.keys import signed
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import MALFORMED


class Walk:
    """Walks one feed from its first entry to its last."""

    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
        self._contents = Contents(connection, feed)
        table = schema.organisation.c
        self._key: bytes = connection.execute(
            sa.select(table.public_key).where(table.key == feed.organisation)
        ).scalar_one()

    def faults(self) -> Iterator[Checked | Fault]:
        """What is wrong with the feed, in its order."""
        current, n, head, sealed, count = 0, 0, b"", True, 0
        for row in self._rows():
            count += 1
            if row.epoch != current:
                if not sealed:
                    yield self._unsealed(current, n)
                current, n = row.epoch, 0
                head = yield from self._genesis(row.epoch, row.anchor)
            if row.n != n + 1:
                yield Fault(
                    f"{_missing(n + 1, row.n - 1)} not there or out of order",
                    self._where(row),
                    RESTORE,
                )
            n = row.n
            link = chains.link(head, row.id, n) if 0 <= n < 2**63 else b""
            if link != row.link:
                yield Fault(
                    "the entry does not link to the one before it", self._where(row), RESTORE
                )
            # From the link that is stored: one break is told once.
            head = row.link
            sealed = row.signature is not None
            if sealed:
                yield from self._seal(row)
            yield from self._arrival(row)
            yield from self._body(row)
        if count and not sealed:
            yield self._unsealed(current, n)
        yield Checked(f"{self._feed.organisation_name}, {self._feed.marking}", count)

    def _rows(self) -> Any:
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
            .where(entry.c.feed == self._feed.key)
            .order_by(entry.c.epoch, entry.c.n)
        )
        return self._connection.execute(query, execution_options={"yield_per": 500})

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
        if not signed(self._key, message, row.signature):
            yield Fault(
                "the seal is not by the organisation of the feed", self._where(row), RESTORE
            )

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
        for what in self._contents.faults(body):
            yield Fault(what, self._where(row), RESTORE)

    def _unsealed(self, epoch: int, n: int) -> Fault:
        return Fault("the last entries are under no seal", self._place(epoch, n), RESTORE)

    def _place(self, epoch: int, n: int) -> str:
        name = f"{self._feed.organisation_name}, {self._feed.marking}, entry {n}"
        return name if epoch == 1 else f"{name} of epoch {epoch}"

    def _where(self, row: Any) -> str:
        return f"{self._place(row.epoch, row.n)}: {row.kind}{_beginning(row.body)}"


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
