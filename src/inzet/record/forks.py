"""Forks: two histories that one organisation signed for one feed, and the proof of it.

The proof is two seals over one feed with, for each, the ids that lead from one place to what was
sealed: at that place the two had come to different heads. It holds no body and no word of what was
written, so it can be shown to anybody who may know of the feed, and checked with nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.feeds import link_at
from inzet.record.findings import RESTORE_OWN, Checked, Fault
from inzet.record.keyring import every_key
from inzet.record.keys import Key, Organisation, fingerprint, signed
from inzet.record.moments import utc_time
from inzet.record.parcels import FURTHEST, MOST_ENTRIES
from inzet.record.store import insert
from inzet.record.successions import KeyChain
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed

MOST = 16
"""Forks of one feed that are kept: more of them prove nothing more of who signed it."""
_LARGEST = 8 * 2**20
_EVIDENCE = "evidence of a fork"


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """A seal of an organisation over its feed up to and including entry ``n``; hex."""

    n: int
    head: str
    time: str
    signature: str


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """One history: the head at the place, the ids of the entries after it, the seal over them."""

    head: str
    ids: tuple[str, ...] = ()
    seal: Sealed


class Evidence(msgspec.Struct, frozen=True, kw_only=True, tag_field="is", tag=_EVIDENCE):
    """That the holder of a key signed two histories of a feed that are different at entry ``n``.

    Only the key is proven: the name is what the organisation was known by where it was found.
    """

    organisation: str
    key: str
    marking: str
    feed: str
    epoch: int
    n: int
    """Where the two have come to different heads; they may have parted before. 0 where the epoch
    itself begins otherwise."""
    branches: tuple[Branch, Branch]
    signed_by: str = ""
    """The key that sealed both, where it is a later one of the organisation."""


class Fork(msgspec.Struct, frozen=True, kw_only=True):
    """A fork as a record keeps it."""

    feed: str
    organisation: str
    marking: str
    epoch: int
    n: int
    shown: str
    """The head of the history that is shown, as hex; of neither where both were refused."""
    other: str
    found: dt.datetime
    brought_by: str
    """Fingerprint of who brought the other history; "" where that is not known."""
    evidence: bytes
    """A file of its own, which ``check_evidence`` checks."""


def branch(head: bytes, ids: list[bytes], seal: Sealed) -> Branch:
    """One history at a place."""
    return Branch(head=head.hex(), ids=tuple(each.hex() for each in ids), seal=seal)


def evidence_of(
    owner: Organisation,
    marking: str,
    epoch: int,
    n: int,
    one: Branch,
    other: Branch,
    *,
    by: bytes = b"",
) -> bytes:
    """The evidence as a file: canonical JSON.

    Args:
        by: the key that sealed both, where it is not the owner's first.
    """
    return canonical_bytes(
        Evidence(
            organisation=owner.name,
            key=owner.public_key.hex(),
            marking=marking,
            feed=chains.feed_id(owner.id, marking),
            epoch=epoch,
            n=n,
            branches=(one, other),
            signed_by="" if by in (b"", owner.public_key) else by.hex(),
        )
    )


def check_evidence(data: bytes) -> Evidence:
    """What a file of evidence proves.

    Raises:
        BrokenRecord: it proves nothing; ``what`` tells why.
    """
    if len(data) > _LARGEST:
        raise _proves_nothing("it is too large")
    try:
        found = msgspec.json.decode(data, type=Evidence)
        key = bytes.fromhex(found.key)
        if len(key) != 32 or chains.feed_id(fingerprint(key), found.marking) != found.feed:
            raise _proves_nothing("the feed is not of that key and marking")
        by = bytes.fromhex(found.signed_by) or key
        if not (1 <= found.epoch < FURTHEST and 0 <= found.n < FURTHEST):
            raise _proves_nothing("there is no such place")
        for each in found.branches:
            _check_branch(found, by, each)
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError):
        raise _proves_nothing("it cannot be read") from None
    if found.branches[0].head == found.branches[1].head:
        raise _proves_nothing("both histories have the same head there")
    return found


def _check_branch(found: Evidence, key: bytes, each: Branch) -> None:
    head, seal = bytes.fromhex(each.head), each.seal
    if len(head) != 32 or len(each.ids) > MOST_ENTRIES or seal.n != found.n + len(each.ids):
        raise _proves_nothing("a seal is over another place")
    ids = [bytes.fromhex(entry) for entry in each.ids]
    sealed = bytes.fromhex(seal.head)
    if any(len(entry) != 32 for entry in ids) or chains.lead(head, ids, found.n + 1) != sealed:
        raise _proves_nothing("the ids do not lead to what was sealed")
    message = chains.seal_message(found.feed, found.epoch, seal.n, sealed, seal.time)
    if not signed(key, message, bytes.fromhex(seal.signature)):
        raise _proves_nothing("a seal is not by the holder of that key")


def _proves_nothing(why: str) -> BrokenRecord:
    return BrokenRecord(
        f"the evidence proves nothing: {why}", fix="Ask whoever gave it to export it again."
    )


# ---- in a record -----------------------------------------------------------------------


def own_branch(connection: Connection, feed: Feed, epoch: int, n: int) -> Branch | None:
    """The history that is shown, at a place; None where it has not come so far."""
    head = link_at(connection, feed, epoch, n)
    seal, entry = schema.seal.c, schema.entry.c
    row = connection.execute(
        sa.select(seal.n, seal.head, seal.time, seal.signature)
        .where(seal.feed == feed.key, seal.epoch == epoch, seal.n >= n)
        .order_by(seal.n)
        .limit(1)
    ).first()
    if head is None or row is None:
        return None
    ids = connection.execute(
        sa.select(entry.id)
        .where(entry.feed == feed.key, entry.epoch == epoch, entry.n > n, entry.n <= row.n)
        .order_by(entry.n)
    ).scalars()
    sealed = Sealed(n=row.n, head=row.head.hex(), time=row.time, signature=row.signature.hex())
    return branch(head, [bytes(each) for each in ids], sealed)


def forked(
    feed: Feed,
    owner: Organisation,
    epoch: int,
    n: int,
    one: Branch,
    other: Branch,
    *,
    by: bytes = b"",
) -> ForkedFeed:
    """The error for a fork, with its evidence.

    Args:
        by: the key that sealed both, where it is not the owner's first.
    """
    return ForkedFeed(
        f"{feed.organisation_name} has signed two different histories of {feed.marking}",
        where=f"entry {n} of epoch {epoch}",
        fix="Ask that organisation which of the two it stands by; what came first is still shown, "
        "nothing of the other was taken, and the evidence is kept.",
        evidence=evidence_of(owner, feed.marking, epoch, n, one, other, by=by),
    )


def keep(
    connection: Connection, key: Key, feed: Feed, evidence: bytes, *, brought_by: str, time: str
) -> bool:
    """Keeps evidence of a fork of a feed; False where it adds nothing."""
    found = check_evidence(evidence)
    table = schema.fork.c
    if not _is_known(connection, feed, found):
        return False
    known = [
        check_evidence(raw)
        for raw in connection.execute(
            sa.select(table.evidence).where(table.feed == feed.key)
        ).scalars()
    ]
    heads = {each.head for each in found.branches}
    same = [
        each
        for each in known
        if (each.epoch, each.n) == (found.epoch, found.n)
        and {branch.head for branch in each.branches} == heads
    ]
    if same or len(known) >= MOST:
        return False
    number = connection.execute(
        sa.select(sa.func.coalesce(sa.func.max(table.key), 0) + 1)
    ).scalar_one()
    signature = key.sign(_message(number, evidence, brought_by, time))
    row = (number, feed.key, found.epoch, found.n, evidence, brought_by, time, signature)
    insert(connection, schema.fork, [row])
    return True


def _is_known(connection: Connection, feed: Feed, found: Evidence) -> bool:
    """Whether the key that sealed both is one that the organisation was ever believed to have."""
    by = bytes.fromhex(found.signed_by or found.key)
    return by in every_key(connection, feed.organisation_id)


def _message(number: int, evidence: bytes, brought_by: str, time: str) -> bytes:
    return chains.fork_message(number, hashlib.sha256(evidence).hexdigest(), brought_by, time)


def forks(connection: Connection, feed: Feed) -> list[Fork]:
    """The forks of a feed, in the order in which they were found."""
    table = schema.fork.c
    rows = connection.execute(
        sa.select(table.evidence, table.brought_by, table.time)
        .where(table.feed == feed.key)
        .order_by(table.key)
    )
    return [_fork(connection, feed, *row) for row in rows]


def _fork(connection: Connection, feed: Feed, evidence: bytes, by: str, time: str) -> Fork:
    found = check_evidence(evidence)
    link = link_at(connection, feed, found.epoch, found.n)
    one, other = (each.head for each in found.branches)
    if link is not None and link.hex() == other:
        one, other = other, one
    return Fork(
        feed=feed.id,
        organisation=feed.organisation_name,
        marking=feed.marking,
        epoch=found.epoch,
        n=found.n,
        shown=one,
        other=other,
        found=utc_time(time),
        brought_by=by,
        evidence=evidence,
    )


def verify(
    connection: Connection, known: dict[int, Feed], own: KeyChain
) -> Iterator[Checked | Fault]:
    """Every fork that is kept: that it is proven, and whole."""
    table, count = schema.fork.c, 0
    for row in connection.execute(sa.select(*table).order_by(table.key)):
        count += 1
        feed = known.get(row.feed)
        where = f"fork {row.key}"
        try:
            found = check_evidence(row.evidence)
        except BrokenRecord as error:
            yield Fault(error.what, where, RESTORE_OWN)
            continue
        message = _message(row.key, row.evidence, row.brought_by, row.time)
        fits = feed is not None and (found.feed, found.epoch, found.n) == (
            feed.id,
            row.epoch,
            row.n,
        )
        if (
            row.key != count
            or not fits
            or not any(signed(key, message, row.signature) for key in own.keys)
        ):
            yield Fault("what is kept of a fork was altered", where, RESTORE_OWN)
    yield Checked("forks", count)
