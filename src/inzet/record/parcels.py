"""Parcels: what was sealed together in one feed, as it travels from record to record.

A parcel proves itself: its entries hash to their ids, chain on to what came before, and end at
a head that its organisation signed.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, erasure, schema
from inzet.record.audiences import Feed
from inzet.record.batch import keep
from inzet.record.keys import Organisation, fingerprint, signed
from inzet.record.rules import Rules
from inzet.record.writer import OpenFeed, Seal, Writer
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import BrokenRecord, InputError, RecordError


class Sent(msgspec.Struct, frozen=True):
    """An entry under way; ``body`` is None where it was erased."""

    id: bytes
    kind: str
    body: bytes | None


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """Entries ``first`` … of one epoch of one feed, and the seal over their head."""

    organisation: str
    public_key: bytes
    marking: str
    epoch: int
    anchor: bytes
    first: int
    entries: tuple[Sent, ...]
    head: bytes
    time: str
    signature: bytes
    blobs: tuple[bytes, ...] = ()
    """Originals and extracted texts of its papers."""


def parcels(connection: Connection, feed: Feed, public_key: bytes) -> Iterator[Parcel]:
    """Everything of a feed, in order."""
    seal, epoch, entry = schema.seal.c, schema.epoch.c, schema.entry.c
    seals = connection.execute(
        sa.select(seal.epoch, seal.n, seal.head, seal.time, seal.signature, epoch.anchor)
        .select_from(
            schema.seal.join(
                schema.epoch, sa.and_(epoch.feed == seal.feed, epoch.epoch == seal.epoch)
            )
        )
        .where(seal.feed == feed.key)
        .order_by(seal.epoch, seal.n)
    ).fetchall()
    current, first = 0, 1
    for row in seals:
        first = first if row.epoch == current else 1
        current = row.epoch
        rows = connection.execute(
            sa.select(entry.id, entry.kind, entry.body)
            .where(entry.feed == feed.key, entry.epoch == current, entry.n.between(first, row.n))
            .order_by(entry.n)
        )
        sent = tuple(Sent(*found) for found in rows)
        yield Parcel(
            organisation=feed.organisation_name,
            public_key=public_key,
            marking=feed.marking,
            epoch=current,
            anchor=row.anchor,
            first=first,
            entries=sent,
            head=row.head,
            time=row.time,
            signature=row.signature,
            blobs=tuple(_blobs(connection, sent)),
        )
        first = row.n + 1


def _wanted(sent: tuple[Sent, ...]) -> dict[str, None]:
    """The hashes of the bytes that these entries stand on."""
    wanted: dict[str, None] = {}
    for entry in sent:
        if entry.body is not None and entry.kind in ("paper", "extraction"):
            with contextlib.suppress(msgspec.DecodeError):
                body = kinds.decode(entry.body)
                if isinstance(body, kinds.Paper):
                    wanted[body.sha256] = None
                elif isinstance(body, kinds.Extraction):
                    wanted[body.text_sha256] = None
    return wanted


def _blobs(connection: Connection, sent: tuple[Sent, ...]) -> Iterator[bytes]:
    table = schema.blob.c
    for sha256 in _wanted(sent):
        data = connection.execute(sa.select(table.data).where(table.sha256 == sha256)).scalar()
        if data is not None:
            yield bytes(data)


def receive(writer: Writer, parcel: Parcel) -> int:
    """Takes a parcel in; returns how many of its entries were new.

    Raises:
        BrokenRecord: it does not prove.
        RecordError: it leaves a gap, forks the feed, or refers to what has not come yet.
    """
    owner = Organisation(fingerprint(parcel.public_key), parcel.organisation, parcel.public_key)
    feed_id = chains.feed_id(owner.id, parcel.marking)
    last = parcel.first + len(parcel.entries) - 1
    message = chains.seal_message(feed_id, parcel.epoch, last, parcel.head, parcel.time)
    if not parcel.entries or not signed(parcel.public_key, message, parcel.signature):
        raise _broken(parcel, "its seal is not by that organisation")
    feed = writer.feed(owner, parcel.marking)
    _, n, head = writer.head(feed, parcel.epoch)
    if last <= n:
        _compare(writer.connection, feed, parcel)
        return 0
    if parcel.first != n + 1:
        raise RecordError(
            f"entries {n + 1} to {parcel.first - 1} of {parcel.marking} of "
            f"{parcel.organisation} have not come yet",
            fix="Take the parcels of a feed in order.",
        )
    if n == 0:
        head = writer.open_epoch(feed, owner, parcel.epoch, anchor=parcel.anchor)
    _check_chain(parcel, head)
    to = writer.take_up(feed, parcel.epoch, n, head, Seal(parcel.time, parcel.signature))
    wanted = _wanted(parcel.entries)
    for data in parcel.blobs:
        if hashlib.sha256(data).hexdigest() in wanted:
            keep(writer, data)
    _append(writer, to, parcel)
    return len(parcel.entries)


def _check_chain(parcel: Parcel, head: bytes) -> None:
    for n, entry in enumerate(parcel.entries, parcel.first):
        head = chains.link(head, entry.id, n)
    if head != parcel.head:
        raise _broken(parcel, "its entries do not lead to the head that was signed")


def _append(writer: Writer, to: OpenFeed, parcel: Parcel) -> None:
    rules = Rules(writer, received=True)
    erased: list[int] = []
    for entry in parcel.entries:
        body = None
        if entry.body is not None:
            try:
                body = kinds.decode(entry.body)
            except msgspec.DecodeError:
                raise _broken(parcel, "one of its entries cannot be read") from None
            if hashlib.sha256(entry.body).digest() != entry.id or body.feed != to.feed.id:
                raise _broken(parcel, "one of its entries is not what its id says")
            try:
                rules.check(body, to.feed)
            except InputError as error:
                raise _broken(parcel, error.what) from None
        kind = erasure.ERASED if body is None else kinds.kind_of(body)
        seq = writer.append(to, entry.id, kind, entry.body, body)
        if body is not None:
            rules.remember(entry.id.hex(), seq, to.feed, body)
        if isinstance(body, kinds.Erasure):
            target = rules.find(body.target)
            if target is not None:
                erased.append(target.seq)
    if erased:
        writer.flush()
        erasure.clear(writer.connection, erased)


def _compare(connection: Connection, feed: Feed, parcel: Parcel) -> None:
    table = schema.entry.c
    last = parcel.first + len(parcel.entries) - 1
    here = connection.execute(
        sa.select(table.id)
        .where(
            table.feed == feed.key,
            table.epoch == parcel.epoch,
            table.n.between(parcel.first, last),
        )
        .order_by(table.n)
    ).scalars()
    if [bytes(entry) for entry in here] != [entry.id for entry in parcel.entries]:
        raise BrokenRecord(
            f"{parcel.organisation} has signed two different histories of {parcel.marking}",
            fix="Ask that organisation which of the two it stands by; nothing was taken.",
        )


def _broken(parcel: Parcel, why: str) -> BrokenRecord:
    return BrokenRecord(
        f"a parcel of {parcel.marking} of {parcel.organisation} does not prove: {why}",
        fix="Ask for it again; nothing of it was taken.",
    )
