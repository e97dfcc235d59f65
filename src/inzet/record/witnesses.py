"""Witnesses: seals of a feed that peers signed too, so that it cannot be rewritten quietly.

A witness brings the seal of the feed's organisation with it. Where that is of another head than is
here, the organisation has signed two histories, and the two seals are the evidence of it: nobody
can say so of an organisation without its own signature.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.feeds import authors, link_at
from inzet.record.findings import RESTORE, RESTORE_OWN, Checked, Fault
from inzet.record.forks import Branch, Sealed, branch
from inzet.record.keyring import chain_of
from inzet.record.keys import Organisation, fingerprint, signed
from inzet.record.parcels import FURTHEST
from inzet.record.store import engine_of, rows
from inzet.record.successions import KeyChain
from inzet.vocabulary.errors import BrokenRecord


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """That a peer has seen a seal, signed by that peer, with all that it takes to check it."""

    organisation: str
    """Whose feed it is."""
    public_key: bytes
    marking: str
    epoch: int
    n: int
    head: bytes
    sealed: str
    """When the seal was made (UTC)."""
    seal: bytes
    """The signature of the feed's organisation."""
    name: str
    """Of the witness."""
    witness_key: bytes
    """Its first; ``signed_by`` tells of a later one."""
    time: str
    """When the witness signed (UTC)."""
    signature: bytes
    signed_by: bytes = b""
    """The key that the witness signed with, where it is not its first."""
    sealed_by: bytes = b""
    """The key that the feed's organisation sealed with, where it is not its first."""

    @property
    def feed_id(self) -> str:
        """The feed that it is about."""
        return chains.feed_id(fingerprint(self.public_key), self.marking)

    @property
    def witness(self) -> str:
        """Fingerprint of the witness."""
        return fingerprint(self.witness_key)

    def branch(self) -> Branch:
        """The history that was seen."""
        sealed = Sealed(n=self.n, head=self.head.hex(), time=self.sealed, signature=self.seal.hex())
        return branch(self.head, [], sealed)


def check(witness: Witness) -> None:
    """That both signatures are by the keys that they say; whether those are the organisations' is
    asked apart (``counts``).

    Raises:
        BrokenRecord: one of them is not.
    """
    sane = (
        1 <= witness.epoch < FURTHEST
        and 1 <= witness.n < FURTHEST
        and len(witness.head) == 32
        and max(len(witness.name), len(witness.organisation)) <= 1000
        and max(len(witness.time), len(witness.sealed)) <= 32
        # A database keeps none in its texts, and all that come together are kept or none.
        and "\0" not in witness.name + witness.time + witness.sealed
        and {len(witness.signed_by), len(witness.sealed_by)} <= {0, 32}
    )
    if not sane:
        raise _broken("there is no such place")
    seal = chains.seal_message(
        witness.feed_id, witness.epoch, witness.n, witness.head, witness.sealed
    )
    if not signed(witness.sealed_by or witness.public_key, seal, witness.seal):
        raise _broken("the seal is not by the organisation of the feed")
    if not signed(witness.signed_by or witness.witness_key, message(witness), witness.signature):
        raise _broken("it is not signed by who says so")


def message(witness: Witness) -> bytes:
    """What a witness signs."""
    return chains.witness_message(
        witness.feed_id,
        witness.epoch,
        witness.n,
        witness.head,
        witness.seal,
        witness.witness,
        witness.name,
        witness.time,
    )


def _broken(why: str) -> BrokenRecord:
    return BrokenRecord(
        f"a co-signature does not prove: {why}", fix="Ask for it again; it was not kept."
    )


# ---- in a record -----------------------------------------------------------------------


class Row(NamedTuple):
    """A co-signature as it is kept: the columns of its table, in order."""

    key: int
    feed: int
    epoch: int
    n: int
    head: bytes
    sealed: str
    seal: bytes
    name: str
    public_key: bytes
    """The first of the witness, and after it the one that it signed with, where it is another."""
    time: str
    signature: bytes

    @property
    def witness_key(self) -> bytes:
        """The first key of the witness."""
        return self.public_key[:32]

    def branch(self) -> Branch:
        """The history that was seen."""
        sealed = Sealed(n=self.n, head=self.head.hex(), time=self.sealed, signature=self.seal.hex())
        return branch(self.head, [], sealed)


def rows_of(
    connection: Connection,
    feeds: Iterable[Feed],
    condition: str = "",
    values: Sequence[object] = (),
) -> list[Row]:
    """What is kept of feeds, asked at once: feed by feed as they are numbered, newest seal first.

    Args:
        condition: on the columns of ``w``, beside the feeds; with its values.
    """
    engine = engine_of(connection)
    columns = ", ".join(f"w.{name}" for name in Row._fields)
    sql = (
        f"SELECT {columns} FROM witness w WHERE w.feed IN (SELECT asked.value FROM "
        f"{engine.numbers}) {condition and 'AND'} {condition} "
        "ORDER BY w.feed, w.epoch DESC, w.n DESC, w.key"
    )
    asked = engine.list_value([feed.key for feed in feeds])
    return [Row(*row) for row in rows(connection, sql, (asked, *values))]


def as_told(connection: Connection, feeds: Iterable[Feed], kept: Iterable[Row]) -> list[Witness]:
    """What is kept of feeds, with all that others need to check it."""
    known = {feed.key: feed for feed in feeds}
    owners = authors(connection, known.values())
    keys = {id_: chain_of(connection, id_, each.public_key) for id_, each in owners.items()}
    return [_told(known[row.feed], keys, owners, row) for row in kept]


def _told(
    feed: Feed, keys: dict[str, KeyChain], owners: dict[str, Organisation], row: Row
) -> Witness:
    first = owners[feed.organisation_id].public_key
    return Witness(
        organisation=feed.organisation_name,
        public_key=first,
        marking=feed.marking,
        epoch=row.epoch,
        n=row.n,
        head=row.head,
        sealed=row.sealed,
        seal=row.seal,
        name=row.name,
        witness_key=row.witness_key,
        time=row.time,
        signature=row.signature,
        signed_by=row.public_key[32:],
        sealed_by=later(keys[feed.organisation_id].of_epoch(row.epoch), first),
    )


def later(key: bytes, first: bytes) -> bytes:
    """A key, where it is not the first of its organisation; else empty."""
    return b"" if key == first else key


def packed_key(witness: Witness) -> bytes:
    """The keys of a witness as they are kept."""
    return witness.witness_key + witness.signed_by


def witnesses(connection: Connection, feed: Feed) -> list[Witness]:
    """What peers signed of a feed, newest seal first."""
    return as_told(connection, [feed], rows_of(connection, [feed]))


def newest(
    connection: Connection, feeds: Sequence[Feed], most: int, without: Container[bytes]
) -> list[Witness]:
    """The newest that each peer signed of each of some feeds, in the order of the feeds.

    Args:
        most: that are given; the rest is left out.
        without: signatures of those that are not wanted.
    """
    engine = engine_of(connection)
    by_feed: dict[int, list[int]] = {feed.key: [] for feed in feeds}
    # First which: there are several of each peer, and what it signed takes most of the room.
    sql = (
        "SELECT w.key, w.feed, substr(w.public_key, 1, 32), w.signature FROM witness w "
        f"WHERE w.feed IN (SELECT asked.value FROM {engine.numbers}) "
        "ORDER BY w.feed, w.epoch DESC, w.n DESC, w.key"
    )
    met: set[tuple[int, bytes]] = set()
    for key, feed, by, signature in rows(connection, sql, (engine.list_value(list(by_feed)),)):
        if (feed, by) not in met:
            met.add((feed, by))
            if signature not in without:
                by_feed[feed].append(key)
    keys = [key for kept in by_feed.values() for key in kept][:most]
    those = f"w.key IN (SELECT asked.value FROM {engine.numbers})"
    found = {row.key: row for row in rows_of(connection, feeds, those, (engine.list_value(keys),))}
    return as_told(connection, feeds, [found[key] for key in keys])


def between(connection: Connection, feed: Feed, epoch: int, first: int, last: int) -> list[Row]:
    """What peers signed of a part of a feed."""
    part = "w.epoch = ? AND w.n BETWEEN ? AND ?"
    return rows_of(connection, [feed], part, (epoch, first, last))


def verify(connection: Connection, known: dict[int, Feed]) -> Iterator[Checked | Fault]:
    """Every co-signature: that it is whole, and tells of the history that is here."""
    count = 0
    for feed in known.values():
        for each in witnesses(connection, feed):
            count += 1
            where = f"{each.name[:60]}, {feed.organisation_name}, {feed.marking}, entry {each.n}"
            try:
                check(each)
            except BrokenRecord as error:
                yield Fault(error.what, where, RESTORE_OWN)
                continue
            here = link_at(connection, feed, each.epoch, each.n)
            if here is not None and here != each.head:
                yield Fault("a peer has seen another history of this feed", where, RESTORE)
    held = connection.execute(sa.select(sa.func.count()).select_from(schema.witness)).scalar_one()
    if held != count:
        yield Fault(f"{held - count} co-signatures are of no feed", "co-signatures", RESTORE_OWN)
    yield Checked("co-signatures", count)
