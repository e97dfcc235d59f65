"""Going through many entries of a feed at once, as long as nothing is wrong with any of them.

A walk asks of one entry after another what is wrong with it and says so. Nearly always it is
nothing, and then the same questions cost a fraction here. A stride ends before the first entry of
which any answer is not plainly yes; the walk takes it up from there, and tells.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.contents import Contents
from inzet.record.keys import signed
from inzet.record.ready import ready
from inzet.record.store import engine_of, run
from inzet.record.successions import KeyChain
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.citations import SpanCitation

LENGTH = 4000
"""Entries that a stride tries; a few megabytes of them are held."""
_STATEMENT = "statement"

_entry, _seal = schema.entry.c, schema.seal.c
_ENTRIES = ready(
    sa.select(_entry.n, _entry.id, _entry.kind, _entry.body, _entry.link, _entry.arrival)
    .where(
        _entry.feed == sa.bindparam("feed"),
        _entry.epoch == sa.bindparam("epoch"),
        _entry.n > sa.bindparam("after"),
    )
    .order_by(_entry.n)
    .limit(sa.bindparam("most"))
)
_SEALS = ready(
    sa.select(_seal.n, _seal.head, _seal.time, _seal.signature).where(
        _seal.feed == sa.bindparam("feed"),
        _seal.epoch == sa.bindparam("epoch"),
        _seal.n > sa.bindparam("after"),
        _seal.n <= sa.bindparam("last"),
    )
)


@dataclass(slots=True)
class Reached:
    """How far a walk has come in an epoch of a feed."""

    epoch: int
    n: int
    head: bytes
    sealed: bool
    """Whether entry ``n`` is under a seal of its own."""


class Stride:
    """Goes through one feed in strides.

    Args:
        keys: of the feed's organisation.
        contents: of the same feed.
    """

    def __init__(
        self, connection: Connection, feed: Feed, keys: KeyChain, contents: Contents
    ) -> None:
        self._connection = connection
        self._feed = feed
        self._keys = keys
        self._contents = contents

    def take(self, at: Reached) -> int:
        """Moves ``at`` on over entries that are as they should be; returns over how many."""
        values = {"feed": self._feed.key, "epoch": at.epoch, "after": at.n, "most": LENGTH}
        rows = _ENTRIES.run(self._connection, values)
        if not rows:
            return 0
        seals = {
            n: seal for n, *seal in _SEALS.run(self._connection, values | {"last": rows[-1][0]})
        }
        arrivals = self._arrivals(at.epoch, {row[5] for row in rows})
        feed, epoch, n, head, sealed = self._feed.id, at.epoch, at.n, at.head, at.sealed
        self._key = self._keys.of_epoch(epoch)
        known, first, last, arrived = None, 0, 0, b""
        sha256, decode, link_of = hashlib.sha256, kinds.decode, chains.link
        taken = 0
        for place, entry_id, kind, raw, link, arrival in rows:
            if place != n + 1 or link != link_of(head, entry_id, place):
                break
            if arrival != known:
                if arrival not in arrivals:
                    break
                known = arrival
                first, last, arrived = arrivals[arrival]
            if not first <= place <= last or (place == last and arrived != link):
                break
            if raw is None or sha256(raw).digest() != entry_id:
                break
            try:
                body = decode(raw)
            except MALFORMED:
                break
            if body.feed != feed or not self._says_so(kind, body):
                break
            seal = seals.get(place)
            if seal is not None and not self._is_sealed(epoch, place, link, seal):
                break
            n, head, sealed = place, link, seal is not None
            taken += 1
        at.n, at.head, at.sealed = n, head, sealed
        return taken

    def _says_so(self, kind: str, body: kinds.AnyBody) -> bool:
        """Whether an entry is of the kind it is kept as, and what it says fits what is here."""
        if type(body) is kinds.Statement:
            if kind != _STATEMENT:
                return False
            citation = body.citation
            if type(citation) is SpanCitation:
                return self._contents.is_quoted(body.quote, citation)
        elif kinds.kind_of(body) != kind:
            return False
        return next(self._contents.faults(body), None) is None

    def _arrivals(self, epoch: int, seqs: set[int]) -> dict[int, tuple[int, int, bytes]]:
        """(first, last, head) of those of these arrivals that are of the feed and this epoch."""
        engine = engine_of(self._connection)
        sql = (
            f"SELECT a.seq, a.first, a.last, a.head FROM {engine.numbers} "
            f"{engine.then} arrival a ON a.seq = asked.value WHERE a.feed = ? AND a.epoch = ?"
        )
        values = engine.list_value(sorted(seqs)), self._feed.key, epoch
        rows = run(self._connection, sql, values)
        return {seq: (first, last, bytes(head)) for seq, first, last, head in rows}

    def _is_sealed(self, epoch: int, n: int, link: bytes, seal: list[object]) -> bool:
        head, time, signature = seal
        if not (isinstance(time, str) and isinstance(signature, bytes)):
            return False
        message = chains.seal_message(self._feed.id, epoch, n, link, time)
        return head == link and signed(self._key, message, signature)
