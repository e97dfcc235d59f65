"""Taking in what peers signed, and signing: many co-signatures at once, in one transaction.

What is kept to the letter is passed over, signatures are checked while nobody waits for the record,
and what is left is held against the feeds and kept together.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy.engine import Connection

from inzet.record import forks, schema, witnesses
from inzet.record.audiences import Feed, feeds
from inzet.record.feeds import authors, link_at
from inzet.record.keyring import chain_of
from inzet.record.keys import Key, Organisation
from inzet.record.noted import noted
from inzet.record.store import engine_of, insert, rows, value
from inzet.record.successions import KeyChain
from inzet.record.vouching import is_old
from inzet.record.witnesses import Row, Witness, later, packed_key
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed

MOST = 8
"""Of one peer and feed that are kept: the newest covers all before it."""


@dataclass
class Cosigned:
    """What came of co-signatures that were handed over."""

    new: int = 0
    """That are kept since."""
    forks: dict[str, ForkedFeed] = field(default_factory=dict)
    """Of feeds, by id: they tell of another history than is here. The evidence is kept."""
    broken: BrokenRecord | None = None
    """The first that proves nothing; it and what came after it were left."""


Told = tuple[str, Feed | None, Witness]
"""A witness, the id of the feed that it is of, and that feed where it is here."""


def fresh(
    connection: Connection, found: Iterable[Witness], only: Container[str] | None
) -> list[Told]:
    """Those that are not here to the letter, each once: most that peers hand over are.

    Args:
        only: ids of feeds of which they are looked at; None for all.
    """
    here = {feed.id: feed for feed in feeds(connection)}
    # Whose feeds they are is worked out once for each feed, as there are so many of each.
    ids: dict[tuple[bytes, str], str] = {}
    told: list[Told] = []
    for witness in dict.fromkeys(found):
        place = witness.public_key, witness.marking
        if place not in ids:
            ids[place] = witness.feed_id
        if only is None or ids[place] in only:
            told.append((ids[place], here.get(ids[place]), witness))
    kept = _kept(connection, {feed.key: feed for _, feed, _ in told if feed is not None}, told)
    return [each for each in told if (each[0], *_letter(each[2])) not in kept]


def _kept(
    connection: Connection, asked: dict[int, Feed], told: Sequence[Told]
) -> set[tuple[object, ...]]:
    """What is here of feeds with a signature of those, to the letter."""
    signatures = {witness.signature for _, _, witness in told}
    engine = engine_of(connection)
    # First which, as there are several of each peer here, and it hands over the newest.
    sql = (
        "SELECT w.key, w.signature FROM witness w WHERE w.feed IN "
        f"(SELECT asked.value FROM {engine.numbers})"
    )
    here = rows(connection, sql, (engine.list_value(list(asked)),))
    keys = engine.list_value([key for key, signature in here if signature in signatures])
    those = f"w.key IN (SELECT asked.value FROM {engine.numbers})"
    return {
        (asked[row.feed].id, *row[2:])
        for row in witnesses.rows_of(connection, asked.values(), those, (keys,))
    }


def _letter(witness: Witness) -> tuple[object, ...]:
    """What is kept of a witness, beside of which feed it is."""
    return (
        witness.epoch,
        witness.n,
        witness.head,
        witness.sealed,
        witness.seal,
        witness.name,
        packed_key(witness),
        witness.time,
        witness.signature,
    )


def proven(found: Iterable[Told]) -> tuple[list[Told], BrokenRecord | None]:
    """Those whose signatures are by whom they say, up to the first of which one is not; and why
    that proves nothing."""
    good: list[Told] = []
    for told in found:
        try:
            witnesses.check(told[2])
        except BrokenRecord as error:
            return good, error
        good.append(told)
    return good, None


def telling(
    connection: Connection, found: Iterable[Told], known: Collection[str]
) -> list[tuple[Feed, Witness]]:
    """Those that tell something here: the feed is here, the witness is known, and the keys of both
    count.

    Args:
        found: of which the signatures were checked.
        known: fingerprints of peers beside the organisations whose feeds are here.
    """
    peers = {*known, *(feed.organisation_id for feed in feeds(connection))}
    chains: dict[str, KeyChain] = {}
    kept = []
    for _, feed, witness in found:
        if feed is None:
            continue
        by, owner = witness.witness, feed.organisation_id
        if by not in peers:
            continue
        if by not in chains:
            chains[by] = chain_of(connection, by, witness.witness_key)
        if owner not in chains:
            chains[owner] = chain_of(connection, owner, witness.public_key)
        if _counts(connection, feed, witness, chains[by], chains[owner]):
            kept.append((feed, witness))
    return kept


def _counts(
    connection: Connection, feed: Feed, witness: Witness, by: KeyChain, owner: KeyChain
) -> bool:
    """Whether a witness is by keys that count here: the witness's key of now, and the one of that
    epoch of the feed; where that was replaced, only of what is here or the new key vouches for, as
    the old one may be in other hands."""
    if (witness.signed_by or witness.witness_key) != by.current:
        return False
    if (witness.sealed_by or witness.public_key) != owner.of_epoch(witness.epoch):
        return False
    if not is_old(owner, witness.epoch):
        return True
    return link_at(connection, feed, witness.epoch, witness.n) == witness.head


def take(
    connection: Connection,
    key: Key,
    told: Sequence[tuple[Feed, Witness]],
    *,
    brought_by: str,
    time: str,
) -> Cosigned:
    """Keeps what tells of the history that is here or of what is to come, and the evidence of what
    tells of another.

    Args:
        connection: holds the write lock.
        key: of this node.
        told: each with its feed, in the order in which they came.
        brought_by: fingerprint of who brought them.
        time: now, UTC.
    """
    done = Cosigned()
    touched = list({feed.key: feed for feed, _ in told}.values())
    with noted(connection, key, touched, time):
        shelf = _Shelf(connection, touched)
        for feed, witness in told:
            try:
                shelf.compare(feed, witness)
            except ForkedFeed as error:
                try:
                    shelf.keep_fork(feed, error.evidence, key, brought_by=brought_by, time=time)
                except BrokenRecord as nothing:
                    done.broken = nothing
                    break
                done.forks[feed.id] = error
            else:
                done.new += shelf.keep(feed, witness)
    return done


def sign(
    connection: Connection, wanted: Sequence[Feed], key: Key, own: Organisation, time: str
) -> dict[str, Witness]:
    """The own signatures under the newest seals of feeds, by feed; of those that have one.

    Args:
        connection: holds the write lock.
    """
    found, lacking = signed(connection, wanted, key, own)
    if not lacking:
        return found
    owners = authors(connection, lacking)
    with noted(connection, key, lacking, time):
        shelf = _Shelf(connection, lacking)
        for feed in lacking:
            seal = _newest_seal(connection, feed)
            assert seal is not None
            epoch, n, head, sealed, signature = seal
            first = owners[feed.organisation_id].public_key
            chain = chain_of(connection, feed.organisation_id, first)
            made = Witness(
                organisation=feed.organisation_name,
                public_key=first,
                marking=feed.marking,
                epoch=epoch,
                n=n,
                head=head,
                sealed=sealed,
                seal=signature,
                name=own.name,
                witness_key=own.public_key,
                time=time,
                signature=b"",
                signed_by=later(key.public, own.public_key),
                sealed_by=later(chain.of_epoch(epoch), first),
            )
            made = msgspec.structs.replace(made, signature=key.sign(witnesses.message(made)))
            shelf.keep(feed, made)
            found[feed.id] = made
    return found


def signed(
    connection: Connection, wanted: Sequence[Feed], key: Key, own: Organisation
) -> tuple[dict[str, Witness], list[Feed]]:
    """The own signatures that are here under the newest seals of feeds, by feed, and the feeds that
    have a seal without."""
    by = own.public_key + later(key.public, own.public_key)
    mine = witnesses.rows_of(connection, wanted, "w.public_key = ?", (by,))
    places = {(row.feed, row.epoch, row.n): row for row in mine}
    kept: list[Row] = []
    lacking: list[Feed] = []
    for feed in wanted:
        seal = _newest_seal(connection, feed)
        if seal is None:
            continue
        row = places.get((feed.key, *seal[:2]))
        if row is None:
            lacking.append(feed)
        else:
            kept.append(row)
    ids = {feed.key: feed.id for feed in wanted}
    told = witnesses.as_told(connection, wanted, kept)
    return {ids[row.feed]: each for row, each in zip(kept, told, strict=True)}, lacking


def _newest_seal(connection: Connection, feed: Feed) -> tuple[int, int, bytes, str, bytes] | None:
    # Written out: each exchange asks it of every feed.
    sql = (
        "SELECT epoch, n, head, time, signature FROM seal WHERE feed = ? "
        "ORDER BY epoch DESC, n DESC LIMIT 1"
    )
    found = rows(connection, sql, (feed.key,))
    return found[0] if found else None


class _Shelf:
    """What is kept of some feeds, looked up at once, while one transaction adds to it."""

    def __init__(self, connection: Connection, touched: Sequence[Feed]) -> None:
        self._connection = connection
        self._mine: dict[tuple[int, bytes], list[Row]] = {}
        self._at: dict[tuple[int, int, int], list[Row]] = {}
        for row in witnesses.rows_of(connection, touched):
            self._add(row)
        self._last = value(connection, "SELECT max(key) FROM witness") or 0
        self._links: dict[tuple[int, int, int], bytes | None] = {}
        self._forked: dict[tuple[int, int, int, bytes], ForkedFeed] = {}
        self._evidence: set[bytes] = set()

    def _add(self, row: Row) -> None:
        self._mine.setdefault((row.feed, row.witness_key), []).append(row)
        self._at.setdefault((row.feed, row.epoch, row.n), []).append(row)

    def _remove(self, row: Row) -> None:
        self._connection.execute(schema.witness.delete().where(schema.witness.c.key == row.key))
        self._mine[row.feed, row.witness_key].remove(row)
        self._at[row.feed, row.epoch, row.n].remove(row)

    def _link(self, feed: Feed, epoch: int, n: int) -> bytes | None:
        place = feed.key, epoch, n
        if place not in self._links:
            self._links[place] = link_at(self._connection, feed, epoch, n)
        return self._links[place]

    def compare(self, feed: Feed, witness: Witness) -> None:
        """That a witness that was checked tells of the history that is here, or of what is to come.

        Raises:
            ForkedFeed: it tells of another; also where no seal stands at that place here. Of the
                same place and head always the same one.
        """
        place = feed.key, witness.epoch, witness.n, witness.head
        if place not in self._forked:
            found = self._compared(feed, witness)
            if found is None:
                return
            self._forked[place] = found
        raise self._forked[place]

    def _compared(self, feed: Feed, witness: Witness) -> ForkedFeed | None:
        epoch, n, by = witness.epoch, witness.n, witness.sealed_by
        owner = Organisation(feed.organisation_id, feed.organisation_name, witness.public_key)
        if self._link(feed, epoch, n) not in (None, witness.head):
            here = forks.own_branch(self._connection, feed, epoch, n)
            if here is not None:
                return forks.forked(feed, owner, epoch, n, here, witness.branch(), by=by)
        for other in self._at.get((feed.key, epoch, n), ()):
            if other.head != witness.head:
                return forks.forked(feed, owner, epoch, n, other.branch(), witness.branch(), by=by)
        return None

    def keep_fork(
        self, feed: Feed, evidence: bytes, key: Key, *, brought_by: str, time: str
    ) -> None:
        """Keeps evidence of a fork, once for all who saw the same.

        Raises:
            BrokenRecord: it proves nothing.
        """
        if evidence in self._evidence:
            return
        forks.keep(self._connection, key, feed, evidence, brought_by=brought_by, time=time)
        self._evidence.add(evidence)

    def keep(self, feed: Feed, witness: Witness) -> bool:
        """Keeps a witness that was checked, and lets go of the oldest of that peer; False where it
        was here, or where that peer has seen as much that has not come."""
        mine = self._mine.get((feed.key, witness.witness_key), [])
        same = [
            row
            for row in mine
            if (row.epoch, row.n, row.head) == (witness.epoch, witness.n, witness.head)
        ]
        if any(row.public_key == packed_key(witness) for row in same):
            return False
        for known in same:
            # Signed again, with another key of that peer.
            self._remove(known)
        if len(mine) >= MOST:
            compared = [row for row in mine if self._link(feed, row.epoch, row.n) is not None]
            if not compared:
                return False
            self._remove(min(compared, key=lambda row: (row.epoch, row.n)))
        self._last += 1
        row = Row(self._last, feed.key, *_letter(witness))  # type: ignore[arg-type]
        insert(self._connection, schema.witness, [row])
        self._add(row)
        return True
