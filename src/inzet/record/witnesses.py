"""Witnesses: seals of a feed that peers signed too, so that it cannot be rewritten quietly.

A witness brings the seal of the feed's organisation with it. Where that is of another head than is
here, the organisation has signed two histories, and the two seals are the evidence of it: nobody
can say so of an organisation without its own signature.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed, feeds
from inzet.record.feeds import link_at
from inzet.record.findings import RESTORE, RESTORE_OWN, Checked, Fault
from inzet.record.forks import Branch, Sealed, branch, forked, own_branch
from inzet.record.keyring import chain_of
from inzet.record.keys import Key, Organisation, fingerprint, signed
from inzet.record.parcels import FURTHEST
from inzet.record.store import insert, run
from inzet.record.vouching import is_old
from inzet.vocabulary.errors import BrokenRecord

MOST = 8
"""Of one peer and feed that are kept: the newest covers all before it."""


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
        and {len(witness.signed_by), len(witness.sealed_by)} <= {0, 32}
    )
    if not sane:
        raise _broken("there is no such place")
    seal = chains.seal_message(
        witness.feed_id, witness.epoch, witness.n, witness.head, witness.sealed
    )
    if not signed(witness.sealed_by or witness.public_key, seal, witness.seal):
        raise _broken("the seal is not by the organisation of the feed")
    if not signed(witness.signed_by or witness.witness_key, _message(witness), witness.signature):
        raise _broken("it is not signed by who says so")


def counts(connection: Connection, witness: Witness) -> bool:
    """Whether a witness that was checked is by keys that count here: the witness's key of now, and
    the one of that epoch of the feed; where that was replaced, only of what is here or the new key
    vouches for, as the old one may be in other hands."""
    by = chain_of(connection, witness.witness, witness.witness_key)
    owner = chain_of(connection, fingerprint(witness.public_key), witness.public_key)
    if (witness.signed_by or witness.witness_key) != by.current:
        return False
    if (witness.sealed_by or witness.public_key) != owner.of_epoch(witness.epoch):
        return False
    if not is_old(owner, witness.epoch):
        return True
    found = [feed for feed in feeds(connection) if feed.id == witness.feed_id]
    return bool(found) and (link_at(connection, found[0], witness.epoch, witness.n) == witness.head)


def _message(witness: Witness) -> bytes:
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


def sign(
    connection: Connection, feed: Feed, key: Key, own: Organisation, time: str
) -> Witness | None:
    """The own signature under the newest seal of a feed; None where it has none yet."""
    seal, table = schema.seal.c, schema.organisation.c
    row = connection.execute(
        sa.select(seal.epoch, seal.n, seal.head, seal.time, seal.signature)
        .where(seal.feed == feed.key)
        .order_by(seal.epoch.desc(), seal.n.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    public_key = connection.execute(
        sa.select(table.public_key).where(table.key == feed.organisation)
    ).scalar_one()
    keys = chain_of(connection, feed.organisation_id, public_key)
    known = [
        each
        for each in witnesses(connection, feed)
        if each.witness == own.id
        and (each.epoch, each.n) == (row.epoch, row.n)
        and each.signed_by == _later(key.public, own.public_key)
    ]
    if known:
        return known[0]
    made = Witness(
        organisation=feed.organisation_name,
        public_key=public_key,
        marking=feed.marking,
        epoch=row.epoch,
        n=row.n,
        head=row.head,
        sealed=row.time,
        seal=row.signature,
        name=own.name,
        witness_key=own.public_key,
        time=time,
        signature=b"",
        signed_by=_later(key.public, own.public_key),
        sealed_by=_later(keys.of_epoch(row.epoch), public_key),
    )
    made = msgspec.structs.replace(made, signature=key.sign(_message(made)))
    keep(connection, feed, made)
    return made


def _later(key: bytes, first: bytes) -> bytes:
    return b"" if key == first else key


def is_kept(connection: Connection, witness: Witness) -> bool:
    """Whether a witness is here to the letter: most that peers hand over are."""
    sql = (
        "SELECT 1 FROM witness w JOIN feed f ON f.key = w.feed WHERE f.id = ? AND w.epoch = ? "
        "AND w.n = ? AND w.head = ? AND w.public_key = ? AND w.signature = ? AND w.seal = ? "
        "AND w.name = ? AND w.time = ? AND w.sealed = ?"
    )
    values = (
        witness.feed_id,
        min(witness.epoch, FURTHEST),
        min(witness.n, FURTHEST),
        witness.head,
        _packed_key(witness),
        witness.signature,
        witness.seal,
        witness.name,
        witness.time,
        witness.sealed,
    )
    return run(connection, sql, values).first() is not None


def keep(connection: Connection, feed: Feed, witness: Witness) -> bool:
    """Keeps a witness that was checked, and lets go of the oldest of that peer; False where it
    was here, or where that peer has seen as much that has not come."""
    table = schema.witness
    mine = [row for row in _rows(connection, feed) if row.public_key[:32] == witness.witness_key]
    same = [
        row
        for row in mine
        if (row.epoch, row.n, row.head) == (witness.epoch, witness.n, witness.head)
    ]
    if any(row.public_key == _packed_key(witness) for row in same):
        return False
    for known in same:
        # Signed again, with another key of that peer.
        connection.execute(table.delete().where(table.c.key == known.key))
        mine.remove(known)
    compared = [row for row in mine if link_at(connection, feed, row.epoch, row.n) is not None]
    if len(mine) >= MOST:
        if not compared:
            return False
        oldest = min(compared, key=lambda row: (row.epoch, row.n))
        connection.execute(table.delete().where(table.c.key == oldest.key))
    number = connection.execute(
        sa.select(sa.func.coalesce(sa.func.max(table.c.key), 0) + 1)
    ).scalar_one()
    row = (
        number,
        feed.key,
        witness.epoch,
        witness.n,
        witness.head,
        witness.sealed,
        witness.seal,
        witness.name,
        _packed_key(witness),
        witness.time,
        witness.signature,
    )
    insert(connection, table, [row])
    return True


def _packed_key(witness: Witness) -> bytes:
    return witness.witness_key + witness.signed_by


def compare(connection: Connection, feed: Feed, witness: Witness) -> None:
    """That a witness that was checked tells of the history that is here, or of what is to come.

    Raises:
        ForkedFeed: it tells of another; also where no seal stands at that place here.
    """
    owner = Organisation(feed.organisation_id, feed.organisation_name, witness.public_key)
    here = own_branch(connection, feed, witness.epoch, witness.n)
    seen = witness.branch()
    by = witness.sealed_by
    if here is not None and here.head != seen.head:
        raise forked(feed, owner, witness.epoch, witness.n, here, seen, by=by)
    for other in between(connection, feed, witness.epoch, witness.n, witness.n):
        if other.head != witness.head:
            raise forked(feed, owner, witness.epoch, witness.n, other.branch(), seen, by=by)


def _rows(connection: Connection, feed: Feed) -> list[sa.Row[tuple[object, ...]]]:
    table = schema.witness.c
    return list(
        connection.execute(
            sa.select(*table)
            .where(table.feed == feed.key)
            .order_by(table.epoch.desc(), table.n.desc(), table.key)
        )
    )


def witnesses(connection: Connection, feed: Feed) -> list[Witness]:
    """What peers signed of a feed, newest seal first."""
    table = schema.organisation.c
    key = connection.execute(
        sa.select(table.public_key).where(table.key == feed.organisation)
    ).scalar_one()
    keys = chain_of(connection, feed.organisation_id, key)
    return [
        Witness(
            organisation=feed.organisation_name,
            public_key=key,
            marking=feed.marking,
            epoch=row.epoch,
            n=row.n,
            head=row.head,
            sealed=row.sealed,
            seal=row.seal,
            name=row.name,
            witness_key=row.public_key[:32],
            time=row.time,
            signature=row.signature,
            signed_by=row.public_key[32:],
            sealed_by=_later(keys.of_epoch(row.epoch), key),
        )
        for row in _rows(connection, feed)
    ]


def between(connection: Connection, feed: Feed, epoch: int, first: int, last: int) -> list[Witness]:
    """What peers signed of a part of a feed."""
    return [
        each
        for each in witnesses(connection, feed)
        if each.epoch == epoch and first <= each.n <= last
    ]


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
