"""Sending: a feed as it travels, from a place on, one parcel at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import blobs, promises, schema
from inzet.record.audiences import Feed
from inzet.record.blobs import Named
from inzet.record.feeds import Place, link_at
from inzet.record.keyring import chain_of
from inzet.record.parcels import FURTHEST, Parcel, Sent
from inzet.record.store import Store
from inzet.record.successions import KeyChain
from inzet.record.vouching import is_old, vouching
from inzet.vocabulary import entries as kinds

_SEALS = 256
"""Seals that are looked up at once."""
_STANDING = ("paper", "extraction")
"""Kinds of entry that stand on bytes."""


def parcels(store: Store, feed: Feed, after: dict[int, Place]) -> Iterator[Parcel]:
    """What of a feed lies after a place in each epoch, in order; nothing is held in between."""
    done: tuple[int, int] = (0, 0)
    sent: tuple[int, int] = (0, 0)
    elsewhere: int | None = None
    while True:
        with store.read() as connection:
            seals = _seals(connection, feed, done)
            keys = chain_of(connection, feed.organisation_id)
        if not seals:
            return
        for seal in seals:
            epoch, first = seal.epoch, sent[1] + 1 if seal.epoch == sent[0] else 1
            done = epoch, seal.n
            with store.read() as connection:
                if not _counts(connection, feed, keys, seal):
                    continue
            sent = done
            known, head = after.get(epoch, (0, ""))
            known = max(0, min(known, FURTHEST))
            if seal.n < known or epoch == elsewhere:
                continue
            with store.read() as connection:
                if first <= known and _link(connection, feed, epoch, known) != head:
                    # The asker has another history: this parcel shows it, the rest is of no use.
                    elsewhere = epoch
                else:
                    first = max(first, known + 1)
                found = None if seal.n < first else _parcel(connection, feed, seal, first)
            if found is not None:
                yield found


def arrived(store: Store, feeds: Sequence[Feed]) -> Iterator[Parcel]:
    """Feeds as they came here, one arrival a parcel, so that what is referred to comes before.

    What comes after it was begun is left out; nothing is held in between.
    """
    known = {feed.key: feed for feed in feeds}
    arrival = schema.arrival.c
    query = (
        sa.select(arrival.seq, arrival.feed, arrival.epoch, arrival.first, arrival.last)
        .where(arrival.feed.in_(known), arrival.first <= arrival.last)
        .order_by(arrival.seq)
        .limit(_SEALS)
    )
    with store.read() as connection:
        end = connection.execute(sa.select(sa.func.max(arrival.seq))).scalar() or 0
    after = 0
    while True:
        with store.read() as connection:
            rows = connection.execute(query.where(arrival.seq > after, arrival.seq <= end)).all()
        if not rows:
            return
        after = rows[-1].seq
        for _, feed, epoch, first, last in rows:
            with store.read() as connection:
                seal = _seals(connection, known[feed], (epoch, last - 1), most=1)[0]
                keys = chain_of(connection, known[feed].organisation_id)
                if not _counts(connection, known[feed], keys, seal):
                    continue
                parcel = _parcel(connection, known[feed], seal, first)
            yield parcel


def _counts(connection: Connection, feed: Feed, keys: KeyChain, seal: Any) -> bool:
    """Whether others can take what stands under a seal: it is not older than the key of now, or
    that vouches for it."""
    if not is_old(keys, seal.epoch):
        return True
    return bool(vouching(connection, feed, keys, seal.epoch, seal.n))


def _link(connection: Connection, feed: Feed, epoch: int, n: int) -> str:
    link = link_at(connection, feed, epoch, n)
    return "" if link is None else link.hex()


def _seals(
    connection: Connection, feed: Feed, after: tuple[int, int], *, most: int = _SEALS
) -> list[Any]:
    seal, epoch, organisation = schema.seal.c, schema.epoch.c, schema.organisation.c
    query = (
        sa.select(
            seal.epoch,
            seal.n,
            seal.head,
            seal.time,
            seal.signature,
            epoch.anchor,
            organisation.public_key,
        )
        .select_from(
            schema.seal.join(
                schema.epoch, sa.and_(epoch.feed == seal.feed, epoch.epoch == seal.epoch)
            ).join(schema.organisation, organisation.key == feed.organisation)
        )
        .where(seal.feed == feed.key)
        .where(sa.or_(seal.epoch > after[0], sa.and_(seal.epoch == after[0], seal.n > after[1])))
        .order_by(seal.epoch, seal.n)
        .limit(most)
    )
    return list(connection.execute(query))


def _parcel(connection: Connection, feed: Feed, seal: Any, first: int) -> Parcel:
    entry = schema.entry.c
    rows = connection.execute(
        sa.select(entry.id, entry.kind, entry.body)
        .where(entry.feed == feed.key, entry.epoch == seal.epoch, entry.n.between(first, seal.n))
        .order_by(entry.n)
    )
    sent = tuple(Sent(*found) for found in rows)
    return Parcel(
        organisation=feed.organisation_name,
        public_key=seal.public_key,
        marking=feed.marking,
        epoch=seal.epoch,
        anchor=seal.anchor,
        first=first,
        before=link_at(connection, feed, seal.epoch, first - 1) or b"",
        entries=sent,
        head=seal.head,
        time=seal.time,
        signature=seal.signature,
        blobs=tuple(_named(connection, sent)),
        erasures=promises.proofs(connection, feed, sent),
        vouch=vouching(
            connection, feed, chain_of(connection, feed.organisation_id), seal.epoch, seal.n
        ),
    )


def _named(connection: Connection, sent: tuple[Sent, ...]) -> Iterator[Named]:
    found = dict.fromkeys(
        blobs.stands_on(kinds.decode(entry.body))
        for entry in sent
        if entry.kind in _STANDING and entry.body is not None
    )
    for sha256 in found:
        size = None if sha256 is None else blobs.size_of(connection, sha256)
        if sha256 is not None and size is not None:
            yield Named(sha256, size)
