"""Promises: proof that entries which travel without a body were erased by their organisation.

The erasure stands later in the feed than what it erases. Whoever takes a feed in from its beginning
meets the empty entry first, and takes it only with the part of the feed that erases it: ids up to
a seal, and the erasures themselves. It is kept until that part of the feed comes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.feeds import link_at
from inzet.record.keyring import chain_of
from inzet.record.parcels import Parcel, Sent, broken, prove
from inzet.record.store import insert
from inzet.record.successions import KeyChain
from inzet.record.vouching import vouching
from inzet.vocabulary import entries as kinds

_ERASURE = "erasure"
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Parcel)


def proofs(connection: Connection, feed: Feed, sent: Iterable[Sent]) -> tuple[Parcel, ...]:
    """The proof for the entries without a body among those that are sent."""
    sent = tuple(sent)
    missing = {entry.id for entry in sent if entry.body is None}
    if not missing:
        return ()
    found: list[Parcel] = []
    here = {entry.id for entry in sent if entry.kind == _ERASURE}
    places: dict[tuple[int, int], dict[int, bytes]] = {}
    for epoch, n, entry_id, raw in _erasures(connection, feed):
        if entry_id in here:
            missing.discard(erased_by(raw) or b"")
        elif erased_by(raw) in missing:
            missing.discard(erased_by(raw) or b"")
            seal = _seal_over(connection, feed, epoch, n)
            if seal is not None:
                places.setdefault((epoch, seal), {})[n] = raw
    for (epoch, seal), bodies in sorted(places.items()):
        found.append(_stretch(connection, feed, epoch, seal, bodies))
    for parcel in kept(connection, feed) if missing else ():
        if missing & set(_targets(parcel)):
            missing -= set(_targets(parcel))
            found.append(parcel)
    return tuple(found)


def _erasures(connection: Connection, feed: Feed) -> list[tuple[int, int, bytes, bytes]]:
    entry = schema.entry.c
    query = (
        sa.select(entry.epoch, entry.n, entry.id, entry.body)
        .where(entry.kind == sa.literal_column(f"'{_ERASURE}'"), entry.feed == feed.key)
        .where(entry.body.is_not(None))
        .order_by(entry.epoch, entry.n)
    )
    return [(epoch, n, entry_id, raw) for epoch, n, entry_id, raw in connection.execute(query)]


def _seal_over(connection: Connection, feed: Feed, epoch: int, n: int) -> int | None:
    seal = schema.seal.c
    return connection.execute(
        sa.select(sa.func.min(seal.n)).where(
            seal.feed == feed.key, seal.epoch == epoch, seal.n >= n
        )
    ).scalar()


def _stretch(
    connection: Connection, feed: Feed, epoch: int, last: int, bodies: dict[int, bytes]
) -> Parcel:
    """Ids from the first of these erasures up to a seal, with these bodies alone."""
    entry, seal = schema.entry.c, schema.seal.c
    first = min(bodies)
    row = connection.execute(
        sa.select(
            seal.head,
            seal.time,
            seal.signature,
            schema.epoch.c.anchor,
            schema.organisation.c.public_key,
        )
        .select_from(
            schema.seal.join(
                schema.epoch,
                sa.and_(schema.epoch.c.feed == seal.feed, schema.epoch.c.epoch == seal.epoch),
            ).join(schema.organisation, schema.organisation.c.key == feed.organisation)
        )
        .where(seal.feed == feed.key, seal.epoch == epoch, seal.n == last)
    ).one()
    rows = connection.execute(
        sa.select(entry.n, entry.id)
        .where(entry.feed == feed.key, entry.epoch == epoch, entry.n.between(first, last))
        .order_by(entry.n)
    )
    return Parcel(
        organisation=feed.organisation_name,
        public_key=row.public_key,
        marking=feed.marking,
        epoch=epoch,
        anchor=row.anchor,
        first=first,
        before=link_at(connection, feed, epoch, first - 1) or b"",
        entries=tuple(
            Sent(entry_id, _ERASURE if n in bodies else "", bodies.get(n)) for n, entry_id in rows
        ),
        head=row.head,
        time=row.time,
        signature=row.signature,
        vouch=vouching(connection, feed, chain_of(connection, feed.organisation_id), epoch, last),
    )


def check(parcel: Parcel, keys: KeyChain) -> set[bytes]:
    """The ids of the entries that a parcel proves to be erased, itself and what it carries.

    Args:
        keys: of its organisation, as they are believed here.

    Raises:
        BrokenRecord: what it carries proves nothing, or is of another feed.
    """
    found = set(_targets(parcel))
    for erasing in parcel.erasures:
        if (erasing.public_key, erasing.marking) != (parcel.public_key, parcel.marking):
            raise broken(parcel, "its proof of what was erased is of another feed")
        prove(erasing, erasing.before, keys)
        if any(
            entry.body is not None and hashlib.sha256(entry.body).digest() != entry.id
            for entry in erasing.entries
        ):
            raise broken(parcel, "its proof of what was erased is not what its ids say")
        found |= set(_targets(erasing))
    return found


def _targets(parcel: Parcel) -> Iterator[bytes]:
    for entry in parcel.entries:
        if entry.kind == _ERASURE and entry.body is not None:
            target = erased_by(entry.body)
            if target is not None:
                yield target


def erased_by(raw: bytes) -> bytes | None:
    """The id of the entry that an erasure's body erases; None where it is not the body of one."""
    try:
        body = kinds.decode(raw)
        return bytes.fromhex(body.target) if isinstance(body, kinds.Erasure) else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def keep(connection: Connection, feed: Feed, parcel: Parcel) -> None:
    """Keeps what a parcel carries, as far as that part of the feed is not here."""
    table = schema.promise
    for erasing in parcel.erasures:
        if link_at(connection, feed, erasing.epoch, erasing.last) is not None:
            continue
        where = (
            table.c.feed == feed.key,
            table.c.epoch == erasing.epoch,
            table.c.n == erasing.last,
        )
        old = connection.execute(sa.select(table.c.parcel).where(*where)).scalar()
        if old is not None:
            connection.execute(table.delete().where(*where))
            erasing = _joined(_decoder.decode(old), erasing)
        raw = _encoder.encode(msgspec.structs.replace(erasing, organisation=feed.organisation_name))
        insert(connection, table, [(feed.key, erasing.epoch, erasing.last, raw)])


def _joined(one: Parcel, other: Parcel) -> Parcel:
    """Two parcels under one seal as one, with the bodies of both."""
    longer, shorter = (one, other) if one.first <= other.first else (other, one)
    bodies = {entry.id: entry for entry in shorter.entries if entry.body is not None}
    entries = tuple(bodies.get(entry.id, entry) for entry in longer.entries)
    return msgspec.structs.replace(longer, entries=entries)


def fulfil(connection: Connection, feed: Feed, epoch: int, n: int) -> None:
    """Lets go of what was promised up to a place: it has come."""
    table = schema.promise
    connection.execute(
        table.delete().where(table.c.feed == feed.key, table.c.epoch == epoch, table.c.n <= n)
    )


def kept(connection: Connection, feed: Feed) -> list[Parcel]:
    """What was promised of a feed and has not come."""
    table = schema.promise.c
    rows = connection.execute(
        sa.select(table.parcel).where(table.feed == feed.key).order_by(table.epoch, table.n)
    )
    return [_decoder.decode(raw) for raw in rows.scalars()]


def promised(connection: Connection, feed: Feed) -> set[bytes]:
    """The ids of the entries of a feed whose erasures have not come, but were proven.

    Raises:
        BrokenRecord: what is kept proves nothing.
    """
    found: set[bytes] = set()
    keys = chain_of(connection, feed.organisation_id)
    for parcel in kept(connection, feed):
        if parcel.feed_id != feed.id:
            raise broken(parcel, "it is of another feed")
        prove(parcel, parcel.before, keys)
        found |= check(parcel, keys)
    return found
