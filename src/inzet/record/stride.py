"""Many entries of a feed at once, where nothing is wrong with any of them.

A walk looks at one entry after another and can say what is wrong with it. Nearly always nothing is:
a stride asks the same of some hundreds at once, of whole columns where it can, and takes all of
them or none. What does not plainly fit is left to the walk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.contents import Contents
from inzet.record.erasure import ERASED
from inzet.record.keys import signed
from inzet.record.parts import Place
from inzet.record.ready import ready
from inzet.record.store import engine_of, run
from inzet.record.successions import KeyChain
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import MALFORMED

LENGTH = 500
"""Entries that a stride takes; more of them would not stay near the processor."""
_LAST = 2**63 - 1

_entry, _seal, _epoch = schema.entry.c, schema.seal.c, schema.epoch.c
_ENTRIES = ready(
    sa.select(_entry.n, _entry.id, _entry.kind, _entry.body, _entry.link, _entry.arrival)
    .where(
        _entry.feed == sa.bindparam("feed"),
        _entry.epoch == sa.bindparam("epoch"),
        _entry.n > sa.bindparam("after"),
        _entry.n <= sa.bindparam("until"),
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
_BEGUN = ready(
    sa.select(_entry.epoch, _entry.n)
    .where(_entry.feed == sa.bindparam("feed"), _entry.epoch >= sa.bindparam("least"))
    .order_by(_entry.epoch, _entry.n)
    .limit(1)
)
_ANCHOR = ready(
    sa.select(_epoch.anchor).where(
        _epoch.feed == sa.bindparam("feed"), _epoch.epoch == sa.bindparam("epoch")
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
        key: the first of the feed's organisation, which its epochs begin with.
        keys: all that it had.
        contents: of the same feed.
    """

    def __init__(
        self, connection: Connection, feed: Feed, key: bytes, keys: KeyChain, contents: Contents
    ) -> None:
        self._connection = connection
        self._feed = feed
        self._key = key
        self._keys = keys
        self._contents = contents

    def take(self, at: Reached, until: Place) -> int:
        """Moves ``at`` on over entries that are as they should be, none after ``until``; returns
        over how many."""
        epoch, n, head = at.epoch, at.n, at.head
        rows = self._rows(epoch, n, until) if epoch else []
        if not rows:
            begun = self._begun(epoch, until) if at.sealed else None
            if begun is None:
                return 0
            (epoch, head), n = begun, 0
            rows = self._rows(epoch, n, until)
        places, ids, names, raws, links, arrivals = zip(*rows, strict=True)
        # By the place first, so that all else may go by it.
        if places != tuple(range(n + 1, n + 1 + len(rows))):
            return 0
        if not self._are_linked(head, n, ids, links) or not self._came(epoch, n, links, arrivals):
            return 0
        seals = self._seals(epoch, n, places[-1])
        if not all(self._is_sealed(epoch, each, links[each[0] - n - 1]) for each in seals):
            return 0
        if not self._say(ids, names, raws):
            return 0
        at.epoch, at.n, at.head = epoch, places[-1], links[-1]
        at.sealed = any(each[0] == at.n for each in seals)
        return len(rows)

    def _rows(self, epoch: int, after: int, until: Place) -> list[tuple[Any, ...]]:
        last = until[1] if epoch == until[0] else _LAST
        if epoch > until[0]:
            return []
        values = {"feed": self._feed.key, "epoch": epoch, "after": after, "until": last}
        return _ENTRIES.run(self._connection, values | {"most": LENGTH})

    def _begun(self, after: int, until: Place) -> tuple[int, bytes] | None:
        """The epoch that comes next, and the link before its first entry; None where there is none
        or its beginning is not as it should be."""
        least = after + 1 if after else -_LAST - 1
        found = _BEGUN.run(self._connection, {"feed": self._feed.key, "least": least})
        if not found or found[0] > until:
            return None
        feed, (epoch, n) = self._feed, found[0]
        if epoch < 1 or n != 1:
            return None
        anchor = _ANCHOR.run(self._connection, {"feed": feed.key, "epoch": epoch})
        if not anchor:
            return None
        return epoch, chains.genesis(
            feed.id, epoch, feed.organisation_name, self._key, anchor[0][0]
        )

    def _are_linked(
        self, head: bytes, after: int, ids: Sequence[bytes], links: tuple[bytes, ...]
    ) -> bool:
        """Whether each links to the one before it, the first to ``head``."""
        places = range(after + 1, after + 1 + len(ids))
        return (*map(chains.link, (head, *links), ids, places),) == links

    def _came(
        self, epoch: int, after: int, links: Sequence[bytes], arrivals: Sequence[int]
    ) -> bool:
        """Whether the log of arrivals tells of these entries: each arrival of a stretch of them."""
        known = self._arrivals(epoch, set(arrivals))
        at, end = after, after + len(arrivals)
        while at < end:
            seq = arrivals[at - after]
            if seq not in known:
                return False
            first, last, head = known[seq]
            until = min(last, end)
            stretch = arrivals[at - after : until - after]
            if not first <= at + 1 <= until or stretch.count(seq) != len(stretch):
                return False
            if until == last and links[last - after - 1] != head:
                return False
            at = until
        return True

    def _say(
        self, ids: Sequence[bytes], names: Sequence[str], raws: Sequence[bytes | None]
    ) -> bool:
        """Whether entries hash to their ids, are of the kind they are kept as and fit what is here,
        or were erased."""
        feed, contents = self._feed.id, self._contents
        sha256, decode, fits, names_of = hashlib.sha256, kinds.decode, contents.fits, kinds.NAMES
        for entry_id, name, raw in zip(ids, names, raws, strict=True):
            if raw is None:
                if name != ERASED or not contents.erased(entry_id):
                    return False
                continue
            if sha256(raw).digest() != entry_id:
                return False
            try:
                body = decode(raw)
            except MALFORMED:
                return False
            # Bodies are let go of one by one: to keep them would take longer than to read them.
            if body.feed != feed or names_of[type(body)] != name or not fits(body):
                return False
        return True

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

    def _seals(self, epoch: int, after: int, last: int) -> list[tuple[Any, ...]]:
        values = {"feed": self._feed.key, "epoch": epoch, "after": after, "last": last}
        return _SEALS.run(self._connection, values)

    def _is_sealed(self, epoch: int, seal: tuple[Any, ...], link: bytes) -> bool:
        n, head, time, signature = seal
        if not (isinstance(time, str) and isinstance(signature, bytes)):
            return False
        message = chains.seal_message(self._feed.id, epoch, n, link, time)
        return head == link and signed(self._keys.of_epoch(epoch), message, signature)
