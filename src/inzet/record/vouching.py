"""Vouching: what a new key says of the seals of before it, and what is doubtful without that.

Whoever has an old key can go on sealing with it. So from a change on, what is older than it is
taken only where the new key has signed the seal too. Of what came after the moment that the change
names, and the new key does not vouch for, lists and ``verify`` say that it is doubtful. It is not
taken away: that it was signed, and when it came here, stays proven.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed, doubts_of
from inzet.record.feeds import Places
from inzet.record.findings import RESTORE_OWN, Checked, Doubt, Fault
from inzet.record.keyring import chain_of, every_key
from inzet.record.keys import Key, signed
from inzet.record.store import insert, run
from inzet.record.successions import KeyChain, Succession, Why, vouch_message

_CHUNK = 5000


class Vouched(msgspec.Struct, frozen=True, array_like=True):
    """A seal that is older than its organisation's key, and that the new key has signed too."""

    epoch: int
    n: int
    signature: bytes


def is_old(keys: KeyChain, epoch: int) -> bool:
    """Whether an epoch is older than the key of now, so that its seals have to be vouched for."""
    return keys.latest is not None and epoch < keys.latest.epoch


def is_true(
    keys: KeyChain, feed: str, epoch: int, n: int, head: bytes, time: str, signature: bytes
) -> bool:
    """Whether the key of now vouches for a seal.

    Args:
        time: of the seal.
    """
    last = keys.latest
    if last is None or not signature:
        return False
    return signed(last.new, vouch_message(last.id, feed, epoch, n, head, time), signature)


def vouch_for_own(
    connection: Connection, key: Key, feeds: Iterable[Feed], succession: Succession
) -> int:
    """Signs with a new key every own seal of before it; returns how many.

    Where the old key may be in other hands, what was taken in from others under it after the moment
    that the succession names is left out: perhaps nobody here wrote it.
    """
    seal, count = schema.seal.c, 0
    for feed in feeds:
        left = _brought(connection, feed, succession.since) if _doubts(succession) else {}
        run(connection, "DELETE FROM vouch WHERE feed = ?", (feed.key,))
        query = (
            sa.select(seal.epoch, seal.n, seal.head, seal.time)
            .where(seal.feed == feed.key, seal.epoch < succession.epoch)
            .order_by(seal.epoch, seal.n)
        )
        rows: list[tuple[object, ...]] = []
        for epoch, n, head, time in connection.execute(query):
            if n > left.get(epoch, n):
                continue
            message = vouch_message(succession.id, feed.id, epoch, n, head, time)
            rows.append((feed.key, epoch, n, succession.id.hex(), key.sign(message)))
        for start in range(0, len(rows), _CHUNK):
            insert(connection, schema.vouch, rows[start : start + _CHUNK])
        count += len(rows)
    return count


def _doubts(succession: Succession) -> bool:
    return succession.why is not Why.ROTATED


def _brought(connection: Connection, feed: Feed, since: str) -> dict[int, int]:
    """By epoch the last entry that was written here, of those into which entries were brought from
    elsewhere later than a moment: what this record wrote arrived in it when it was sealed."""
    sql = (
        "SELECT a.epoch, min(a.first) FROM arrival a JOIN seal s ON s.feed = a.feed "
        "AND s.epoch = a.epoch AND s.n = a.last WHERE a.feed = ? AND a.time > ? "
        "AND a.time <> s.time AND a.first <= a.last GROUP BY a.epoch"
    )
    return {epoch: first - 1 for epoch, first in run(connection, sql, (feed.key, since))}


def take(connection: Connection, feed: Feed, keys: KeyChain, vouchings: Iterable[Vouched]) -> int:
    """Keeps what the key of now vouches for, as far as the seals are here and as it says; returns
    how many were new."""
    last, seal, count = keys.latest, schema.seal.c, 0
    if last is None:
        return 0
    for each in vouchings:
        row = connection.execute(
            sa.select(seal.head, seal.time).where(
                seal.feed == feed.key, seal.epoch == each.epoch, seal.n == each.n
            )
        ).first()
        if row is None or each.epoch >= last.epoch:
            continue
        if is_true(keys, feed.id, each.epoch, each.n, row.head, row.time, each.signature):
            count += keep(connection, feed, last, each)
    if count:
        weigh(connection, feed, keys)
    return count


def keep(connection: Connection, feed: Feed, succession: Succession, each: Vouched) -> bool:
    """Keeps one that was checked; False where it is here."""
    table, id_ = schema.vouch, succession.id.hex()
    where = table.c.feed == feed.key, table.c.epoch == each.epoch, table.c.n == each.n
    if connection.execute(sa.select(table.c.succession).where(*where)).scalar() == id_:
        return False
    connection.execute(table.delete().where(*where))
    insert(connection, table, [(feed.key, each.epoch, each.n, id_, each.signature)])
    return True


def vouchings(connection: Connection, feed: Feed, keys: KeyChain) -> list[Vouched]:
    """What the key of now vouches for, as far as it is known here."""
    table, last = schema.vouch.c, keys.latest
    if last is None:
        return []
    rows = connection.execute(
        sa.select(table.epoch, table.n, table.signature)
        .where(table.feed == feed.key, table.succession == last.id.hex())
        .order_by(table.epoch, table.n)
    )
    return [Vouched(*row) for row in rows]


def vouching(connection: Connection, feed: Feed, keys: KeyChain, epoch: int, n: int) -> bytes:
    """The signature of the key of now under one seal; empty where it is not here."""
    table, last = schema.vouch.c, keys.latest
    if last is None or epoch >= last.epoch:
        return b""
    found = connection.execute(
        sa.select(table.signature).where(
            table.feed == feed.key,
            table.epoch == epoch,
            table.n == n,
            table.succession == last.id.hex(),
        )
    ).scalar()
    return bytes(found or b"")


def vouched_for(connection: Connection, feed: Feed, keys: KeyChain, places: Places) -> Places:
    """Of how far a feed has come, what the key of now sealed or vouches for."""
    last = keys.latest
    if last is None:
        return places
    table, seal = schema.vouch.c, schema.seal.c
    found: Places = {}
    for epoch, place in places.items():
        if epoch >= last.epoch:
            found[epoch] = place
            continue
        row = connection.execute(
            sa.select(seal.n, seal.head)
            .join_from(
                schema.seal,
                schema.vouch,
                sa.and_(table.feed == seal.feed, table.epoch == seal.epoch, table.n == seal.n),
            )
            .where(
                seal.feed == feed.key,
                seal.epoch == epoch,
                table.succession == last.id.hex(),
            )
            .order_by(seal.n.desc())
            .limit(1)
        ).first()
        if row is not None:
            found[epoch] = (row.n, row.head.hex())
    return found


def lacks(connection: Connection, feed: Feed, keys: KeyChain) -> bool:
    """Whether seals of a feed are here that the key of now is not known to vouch for."""
    last = keys.latest
    if last is None:
        return False
    sql = (
        "SELECT 1 FROM seal s WHERE s.feed = ? AND s.epoch < ? AND NOT EXISTS ("
        "SELECT 1 FROM vouch v WHERE v.feed = s.feed AND v.epoch = s.epoch AND v.n = s.n "
        "AND v.succession = ?) LIMIT 1"
    )
    return run(connection, sql, (feed.key, last.epoch, last.id.hex())).first() is not None


def forget(connection: Connection, feeds: Iterable[Feed]) -> None:
    """Lets go of what keys vouched for that are not believed any more."""
    for feed in feeds:
        run(connection, "DELETE FROM vouch WHERE feed = ?", (feed.key,))


# ---- doubt -------------------------------------------------------------------------------------


def weigh(connection: Connection, feed: Feed, keys: KeyChain) -> None:
    """Notes anew what of a feed is doubtful."""
    run(connection, "DELETE FROM doubt WHERE feed = ?", (feed.key,))
    found = _weighed(connection, feed, keys)
    insert(connection, schema.doubt, [(feed.key, epoch, n) for epoch, n in found.items()])


def weigh_all(connection: Connection, feeds: Iterable[Feed], organisation: str) -> None:
    """Notes anew what is doubtful of the feeds of an organisation."""
    keys = chain_of(connection, organisation)
    for feed in feeds:
        if feed.organisation_id == organisation:
            weigh(connection, feed, keys)


def _weighed(connection: Connection, feed: Feed, keys: KeyChain) -> dict[int, int]:
    known = every_key(connection, feed.organisation_id)
    if len(known) <= 1:
        return {}
    epochs = connection.execute(
        sa.select(schema.epoch.c.epoch)
        .where(schema.epoch.c.feed == feed.key)
        .order_by(schema.epoch.c.epoch)
    ).scalars()
    found = {}
    for epoch in list(epochs):
        first = _doubtful_from(connection, feed, keys, epoch)
        if first is not None:
            found[epoch] = first
    return found


def _doubtful_from(connection: Connection, feed: Feed, keys: KeyChain, epoch: int) -> int | None:
    """The first entry of an epoch that is doubtful; None where none is."""
    seal = schema.seal.c
    row = connection.execute(
        sa.select(seal.n, seal.head, seal.time, seal.signature)
        .where(seal.feed == feed.key, seal.epoch == epoch)
        .order_by(seal.n)
        .limit(1)
    ).first()
    if row is None:
        return None
    message = chains.seal_message(feed.id, epoch, row.n, row.head, row.time)
    if not signed(keys.of_epoch(epoch), message, row.signature):
        # Under a key that was believed, and is not the one of this epoch.
        return 1
    ended = keys.ended(epoch)
    if ended is None:
        return None
    sql = (
        "SELECT min(e.n) FROM entry e JOIN arrival a ON a.seq = e.arrival WHERE e.feed = ? "
        "AND e.epoch = ? AND a.time > ? AND e.n > (SELECT coalesce(max(v.n), 0) FROM vouch v "
        "WHERE v.feed = ? AND v.epoch = ?)"
    )
    values = (feed.key, epoch, ended.since, feed.key, epoch)
    found = run(connection, sql, values).scalar()
    return None if found is None else int(found)


def doubtful(connection: Connection, entries: Iterable[tuple[Feed, bytes]]) -> frozenset[bytes]:
    """Those of these entries, each with the feed of a view that it stands in, that are doubtful."""
    table, found = schema.entry.c, set()
    for feed, entry in entries:
        if not feed.doubts:
            continue
        row = connection.execute(sa.select(table.epoch, table.n).where(table.id == entry)).first()
        if row is not None and any(
            row.epoch == epoch and row.n >= first for epoch, first in feed.doubts
        ):
            found.add(entry)
    return frozenset(found)


def verify(connection: Connection, known: dict[int, Feed]) -> Iterator[Checked | Fault | Doubt]:
    """Every vouching, that it is true; and what is doubtful, that it was noted so."""
    noted = {(feed, epoch): n for feed, each in doubts_of(connection).items() for epoch, n in each}
    true: dict[tuple[int, int], int] = {}
    for feed in known.values():
        keys = chain_of(connection, feed.organisation_id)
        for epoch, n in _weighed(connection, feed, keys).items():
            true[feed.key, epoch] = n
            yield from _told(connection, feed, epoch, n)
    if noted != true:
        yield Fault("what was noted to be doubtful was altered", "doubts", RESTORE_OWN)
    table, seal, count = schema.vouch, schema.seal, 0
    query = (
        sa.select(*table.c, seal.c.head, seal.c.time)
        .select_from(
            table.outerjoin(
                seal,
                sa.and_(
                    seal.c.feed == table.c.feed,
                    seal.c.epoch == table.c.epoch,
                    seal.c.n == table.c.n,
                ),
            )
        )
        .order_by(table.c.feed, table.c.epoch, table.c.n)
    )
    by_id: dict[str, Succession] = {}
    for organisation in {feed.organisation_id for feed in known.values()}:
        for each in chain_of(connection, organisation).successions:
            by_id[each.id.hex()] = each
    for row in connection.execute(query, execution_options={"yield_per": 500}):
        count += 1
        of, by = known.get(row.feed), by_id.get(row.succession)
        if of is not None and by is not None and row.head is not None:
            message = vouch_message(by.id, of.id, row.epoch, row.n, row.head, row.time)
            if signed(by.new, message, row.signature):
                continue
        where = f"entry {row.n} of epoch {row.epoch}"
        yield Fault("what a new key says of an older seal was altered", where, RESTORE_OWN)
    yield Checked("seals that a newer key vouches for", count)


def _told(connection: Connection, feed: Feed, epoch: int, first: int) -> Iterator[Doubt]:
    sql = "SELECT max(n) FROM entry WHERE feed = ? AND epoch = ?"
    last = run(connection, sql, (feed.key, epoch)).scalar() or first
    entries = f"entry {first}" if last == first else f"entries {first} to {last}"
    yield Doubt(
        "came under a key that counted no more, and the key of now does not vouch for it",
        f"{feed.organisation_name}, {feed.marking}, {entries} of epoch {epoch}",
        f"Ask {feed.organisation_name} by another way whether it wrote this.",
    )
