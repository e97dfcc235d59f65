"""What was kept beside the feeds, noted in the arrival log: forks and co-signatures.

They stand in no feed, so no seal and no link tells that the last of them was taken away. So each
change of what is kept of a feed is logged as an arrival *without entries*: from one place after
where the feed had come to that same place, and in the place of a head the digest of all that is
kept of it. What comes after links to it, and a head that was given away covers it. For earlier
releases it is an arrival of nothing, which proves as any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed
from inzet.record.findings import RESTORE_OWN, Fault
from inzet.record.keys import Key
from inzet.record.moments import just_after
from inzet.record.store import engine_of, insert, rows, run


@contextmanager
def noted(connection: Connection, key: Key, feeds: Sequence[Feed], time: str) -> Iterator[None]:
    """Notes what changes within of what is kept of feeds, once for each of them.

    What is not what was noted before is noted as nothing else: it would hide from ``verify`` that
    something is missing.

    Args:
        connection: holds the write lock.
        time: by the clock (UTC); the log goes on after its last.
    """
    before = _kept(connection, feeds)
    whole = {feed.key for feed in feeds if _is_noted(connection, feed, before[feed.key])}
    yield
    after = _kept(connection, feeds)
    for feed in feeds:
        kept = after[feed.key]
        if feed.key in whole and kept != before[feed.key]:
            _log(connection, key, feed, _digest(feed, *kept), time)


def verify(
    connection: Connection, known: dict[int, Feed], last: dict[int, bytes]
) -> Iterator[Fault]:
    """That all that was noted last of each feed is here.

    Args:
        last: what the arrival log noted last, by feed.
    """
    noted = [(known[key], digest) for key, digest in last.items() if key in known]
    kept = _kept(connection, [feed for feed, _ in noted])
    for feed, digest in noted:
        if not _fits(feed, *kept[feed.key], digest):
            yield Fault(
                "a fork or a co-signature that was kept of a feed is not here any more",
                f"{feed.organisation_name}, {feed.marking}",
                RESTORE_OWN,
            )


Kept = tuple[list[bytes], list[bytes]]
"""The signatures of forks, and of co-signatures, in the order in which they came."""


def _kept(connection: Connection, feeds: Sequence[Feed]) -> dict[int, Kept]:
    """By the number of the feed."""
    engine = engine_of(connection)
    found: dict[int, Kept] = {feed.key: ([], []) for feed in feeds}
    for at, table in enumerate(("fork", "witness")):
        sql = (
            f"SELECT feed, signature FROM {table} WHERE feed IN (SELECT asked.value FROM "
            f"{engine.numbers}) ORDER BY key"
        )
        for feed, signature in rows(connection, sql, (engine.list_value(list(found)),)):
            found[feed][at].append(bytes(signature))
    return found


def _digest(feed: Feed, forks: list[bytes], witnesses: list[bytes]) -> bytes:
    return hashlib.sha256(chains.kept_message(feed.id, forks, witnesses)).digest()


def _fits(feed: Feed, forks: list[bytes], witnesses: list[bytes], digest: bytes) -> bool:
    """Whether this is what was noted, and after it only what an earlier release kept unnoted."""
    return any(
        _digest(feed, forks[:i], witnesses[:j]) == digest
        for i in range(len(forks), -1, -1)
        for j in range(len(witnesses), -1, -1)
    )


def _is_noted(connection: Connection, feed: Feed, kept: Kept) -> bool:
    """Whether what is kept of a feed is what was noted last; also where nothing ever was."""
    sql = "SELECT head FROM arrival WHERE feed = ? AND first > last ORDER BY seq DESC LIMIT 1"
    digest = run(connection, sql, (feed.key,)).scalar()
    return digest is None or _fits(feed, *kept, bytes(digest))


def _log(connection: Connection, key: Key, feed: Feed, digest: bytes, time: str) -> None:
    sql = "SELECT seq, time, link FROM arrival ORDER BY seq DESC LIMIT 1"
    last = run(connection, sql).first()
    seq, before = (last[0] + 1, bytes(last[2])) if last else (1, chains.NOTHING)
    time = max(time, just_after(last[1])) if last else time
    sql = "SELECT epoch, n FROM entry WHERE feed = ? ORDER BY epoch DESC, n DESC LIMIT 1"
    epoch, n = run(connection, sql, (feed.key,)).first() or (1, 0)
    link = chains.arrival_link(before, seq, feed.id, epoch, n + 1, n, digest, time)
    row = (seq, feed.key, epoch, n + 1, n, digest, time, link, key.sign(link))
    insert(connection, schema.arrival, [row])
