"""Receiving: a parcel is proven against what is here, and taken in whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import (
    blobs,
    chains,
    claims,
    erasure,
    forks,
    promises,
    schema,
    vouching,
    witnesses,
)
from inzet.record.audiences import Feed
from inzet.record.blobs import Bytes, Named
from inzet.record.feeds import link_at
from inzet.record.forks import Sealed, branch
from inzet.record.keyring import chain_of
from inzet.record.parcels import Parcel, Sent, broken, measure, prove
from inzet.record.rules import Rules
from inzet.record.store import value
from inzet.record.successions import KeyChain
from inzet.record.vouching import Vouched
from inzet.record.writer import OpenFeed, Seal, Writer
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import check_value
from inzet.vocabulary.entries import AnyBody
from inzet.vocabulary.errors import BrokenRecord, InputError, NotCome, NotFound

_KINDS = kinds.names()
_CHUNK = 500
"""Ids that are looked up at once."""


def receive(writer: Writer, parcel: Parcel, bytes_of: Bytes | None) -> int:
    """Takes a parcel in; returns how many of its entries were new.

    Args:
        bytes_of: gives the bytes that its entries stand on.

    Raises:
        BrokenRecord: it does not prove; ForkedFeed where it proves another history.
        RecordError: it leaves a gap, or refers to what has not come yet.
    """
    measure(parcel)
    owner = parcel.owner
    feed = writer.feed(owner, parcel.marking)
    if feed.organisation_name != parcel.organisation:
        raise broken(parcel, f"that key is known here as {feed.organisation_name[:80]}")
    before = _before(writer.connection, feed, parcel)
    keys = chain_of(writer.connection, owner.id, owner.public_key)
    prove(parcel, before, keys)
    _, n, head = writer.head(feed, parcel.epoch)
    if not _vouched(parcel, keys):
        if link_at(writer.connection, feed, parcel.epoch, parcel.last) == parcel.head:
            return 0
        raise _counts_no_more(parcel, keys)
    _compare(writer.connection, feed, parcel, before, n, keys.of_epoch(parcel.epoch))
    if parcel.last <= n:
        if parcel.vouch:
            vouching.take(writer.connection, feed, keys, [_as_vouched(parcel)])
        return 0
    if n == 0:
        head = writer.open_epoch(feed, owner, parcel.epoch, anchor=parcel.anchor)
    new = parcel.entries[n + 1 - parcel.first :]
    bodies = _bodies(parcel, new, feed, keys)
    _refuse_known(writer.connection, feed, parcel, new)
    _take_bytes(writer.connection, feed, parcel, bodies, bytes_of)
    to = writer.take_up(feed, parcel.epoch, n, head, Seal(parcel.time, parcel.signature))
    promises.keep(writer.connection, feed, parcel)
    empty = [(at, entry.id) for at, entry in enumerate(new, n + 1) if entry.body is None]
    claims.keep(writer.connection, feed, parcel.epoch, empty)
    _append(writer, to, parcel, new, bodies)
    writer.settle()
    claims.differ(writer.connection, [entry_id for _, entry_id in empty])
    promises.fulfil(writer.connection, feed, parcel.epoch, parcel.last)
    if parcel.vouch:
        vouching.take(writer.connection, feed, keys, [_as_vouched(parcel)])
    return len(new)


def _vouched(parcel: Parcel, keys: KeyChain) -> bool:
    """Whether the key of now stands by a parcel and what it carries: it sealed them, or vouches for
    them."""
    if not all(_vouched(each, keys) for each in parcel.erasures):
        return False
    return not vouching.is_old(keys, parcel.epoch) or vouching.is_true(
        keys,
        parcel.feed_id,
        parcel.epoch,
        parcel.last,
        parcel.head,
        parcel.time,
        parcel.vouch,
    )


def _as_vouched(parcel: Parcel) -> Vouched:
    return Vouched(parcel.epoch, parcel.last, parcel.vouch)


def _counts_no_more(parcel: Parcel, keys: KeyChain) -> BrokenRecord:
    assert keys.latest is not None
    return broken(
        parcel,
        f"it is under a key that was replaced on {keys.latest.since[:10]}, and the new one does "
        "not vouch for it",
    )


def lacking(connection: Connection, feed: Feed | None, parcel: Parcel) -> tuple[Named, ...]:
    """The bytes to bring with a parcel: those it names that this feed does not stand on here.

    That the same bytes lie here under another feed is told to nobody, so they are brought again.
    """
    return tuple(
        named
        for named in parcel.blobs
        if feed is None or not blobs.in_feed(connection, feed, named.sha256)
    )


def _before(connection: Connection, feed: Feed, parcel: Parcel) -> bytes:
    """The link before the first entry of a parcel, by what it says itself where it does."""
    if parcel.first == 1:
        genesis = chains.genesis(
            feed.id, parcel.epoch, parcel.organisation, parcel.public_key, parcel.anchor
        )
        if parcel.before not in (b"", genesis):
            raise broken(parcel, "it does not begin where its epoch does")
        return genesis
    before = parcel.before or link_at(connection, feed, parcel.epoch, parcel.first - 1)
    if before is None:
        raise _gap(feed, parcel, 0)
    return before


def _gap(feed: Feed, parcel: Parcel, n: int) -> NotCome:
    return NotCome(
        f"entries {n + 1} to {parcel.first - 1} of {feed.marking} of "
        f"{feed.organisation_name} have not come yet",
        fix="Take the parcels of a feed in order.",
    )


def _compare(
    connection: Connection, feed: Feed, parcel: Parcel, before: bytes, n: int, by: bytes
) -> None:
    """That a parcel goes on from, or repeats, the history that is here and that peers have seen.

    Raises:
        NotCome: there is a gap between.
        ForkedFeed: it is another history.
    """
    seal = Sealed(
        n=parcel.last,
        head=parcel.head.hex(),
        time=parcel.time,
        signature=parcel.signature.hex(),
    )
    ids = [entry.id for entry in parcel.entries]
    here = link_at(connection, feed, parcel.epoch, parcel.first - 1)
    at = None
    if here is not None and here != before:
        at = parcel.first - 1
    elif n >= parcel.first:
        at = _parting(connection, feed, parcel, min(n, parcel.last))
    if at is not None:
        kept = forks.own_branch(connection, feed, parcel.epoch, at)
        after = at + 1 - parcel.first
        head = before if after <= 0 else chains.lead(before, ids[:after], parcel.first)
        other = branch(head, ids[max(0, after) :], seal)
        if kept is None:
            raise broken(parcel, "it is another history than the one that is here")
        raise forks.forked(feed, parcel.owner, parcel.epoch, at, kept, other, by=by)
    if parcel.first > n + 1:
        raise _gap(feed, parcel, n)
    for seen in witnesses.between(connection, feed, parcel.epoch, n + 1, parcel.last):
        after = seen.n + 1 - parcel.first
        head = chains.lead(before, ids[:after], parcel.first)
        if head != seen.head:
            other = branch(head, ids[after:], seal)
            raise forks.forked(
                feed, parcel.owner, parcel.epoch, seen.n, seen.branch(), other, by=by
            )


def _parting(connection: Connection, feed: Feed, parcel: Parcel, last: int) -> int | None:
    """The first entry, up to ``last``, that is another one here; None where none is."""
    entry = schema.entry.c
    rows = connection.execute(
        sa.select(entry.n, entry.id)
        .where(
            entry.feed == feed.key,
            entry.epoch == parcel.epoch,
            entry.n.between(parcel.first, last),
        )
        .order_by(entry.n)
    )
    for n, entry_id in rows:
        if entry_id != parcel.entries[n - parcel.first].id:
            return int(n)
    return None


def _bodies(
    parcel: Parcel, new: Sequence[Sent], feed: Feed, keys: KeyChain
) -> list[AnyBody | None]:
    erased = None
    bodies: list[AnyBody | None] = []
    for entry in new:
        if entry.body is None:
            if erased is None:
                erased = promises.check(parcel, keys)
            if entry.id not in erased:
                raise broken(parcel, "an entry is empty, and nothing proves that it was erased")
            bodies.append(None)
            continue
        if hashlib.sha256(entry.body).digest() != entry.id:
            raise broken(parcel, "one of its entries is not what its id says")
        body = _read(parcel, entry.body)
        if body.feed != feed.id:
            raise broken(parcel, "one of its entries is of another feed")
        bodies.append(body)
    return bodies


def _refuse_known(connection: Connection, feed: Feed, parcel: Parcel, new: Sequence[Sent]) -> None:
    """That no entry comes again in its feed. What another feed says of the same id does not keep
    it out: of the two, one shows no body."""
    ids = [entry.id for entry in new]
    again = len(set(ids)) < len(ids)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        sql = f"SELECT 1 FROM entry WHERE id IN ({marks}) AND feed = ? LIMIT 1"
        again = again or value(connection, sql, (*chunk, feed.key)) is not None
    if again:
        raise broken(parcel, "one of its entries comes twice")


class _Kind(msgspec.Struct):
    kind: str


def _read(parcel: Parcel, raw: bytes) -> AnyBody:
    try:
        body = kinds.decode(raw)
        check_value(body)
        return body
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass
    except InputError as error:
        raise broken(parcel, error.what) from None
    try:
        kind = msgspec.json.decode(raw, type=_Kind).kind
    except (msgspec.DecodeError, ValueError, RecursionError):
        kind = None
    if kind is not None and kind not in _KINDS:
        raise BrokenRecord(
            f"{parcel.organisation[:80]} has entries of the kind “{kind[:40]}” in "
            f"{parcel.marking}, which this version does not know",
            fix="Update Inzet, then take the feed in again; nothing of the parcel was taken.",
        )
    raise broken(parcel, "one of its entries cannot be read")


def _take_bytes(
    connection: Connection,
    feed: Feed,
    parcel: Parcel,
    bodies: Sequence[AnyBody | None],
    bytes_of: Bytes | None,
) -> None:
    """Stores the bytes that the new entries stand on, and no others."""
    wanted = dict.fromkeys(filter(None, map(blobs.stands_on, bodies)))
    named = {each.sha256: each for each in parcel.blobs}
    if len(parcel.entries) == len(bodies) and named.keys() - wanted.keys():
        raise broken(parcel, "it names bytes that none of its entries stands on")
    for sha256 in wanted:
        if blobs.in_feed(connection, feed, sha256):
            continue
        if sha256 not in named or bytes_of is None:
            raise broken(parcel, f"the bytes {sha256[:12]} that an entry stands on did not come")
        try:
            blobs.take(connection, named[sha256], bytes_of(sha256))
        except NotFound:
            raise broken(parcel, f"the bytes {sha256[:12]} did not come") from None


def _append(
    writer: Writer,
    to: OpenFeed,
    parcel: Parcel,
    new: Sequence[Sent],
    bodies: Sequence[AnyBody | None],
) -> None:
    rules = Rules(writer, received=True)
    erased: list[int] = []
    for entry, body in zip(new, bodies, strict=True):
        if body is None:
            writer.append(to, entry.id, erasure.ERASED, None, None)
            continue
        try:
            rules.check(body, to.feed)
        except InputError as error:
            raise broken(parcel, error.what) from None
        seq = writer.append(to, entry.id, kinds.kind_of(body), entry.body, body)
        rules.remember(entry.id.hex(), seq, to.feed, body)
        if isinstance(body, kinds.Erasure):
            target = rules.own(body.target, to.feed)
            if target is not None:
                erased.append(target.seq)
    if erased:
        writer.flush()
        erasure.clear(writer.connection, erased)
