"""Verifying: everything in the file is checked against hashes and signatures, as a stream."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import (
    chains,
    claims,
    forks,
    keyring,
    noted,
    schema,
    untrue,
    vouching,
    witnesses,
)
from inzet.record.audiences import Feed, feeds
from inzet.record.findings import RESTORE, RESTORE_OWN, Checked, Fault, Finding
from inzet.record.keys import Organisation, fingerprint, signed
from inzet.record.parts import Gone, parts_of
from inzet.record.settings import LOGGED, settings_of
from inzet.record.sharing import Share, alone
from inzet.record.store import engine_of, rows
from inzet.record.successions import KeyChain
from inzet.record.walk import gone_through
from inzet.vocabulary.errors import UnknownValue

_HELD = 4 << 20
"""Bytes of originals and texts that are held at once, unless one alone has more."""
_NOTHING = None, Gone(0, ())
_MISTYPED = (
    "SELECT 1 FROM entry WHERE typeof(seq + feed + epoch + n + arrival) <> 'integer' "
    "OR feed >= '' OR epoch >= '' OR n >= '' OR arrival >= '' OR kind < '' OR kind >= x'' "
    "OR id < x'' OR link < x'' OR typeof(body) NOT IN ('blob', 'null') LIMIT 1"
)
"""Entries of which a value is, or could be, of another type than its column: numbers come before
text and text before bytes, and a sum is a whole number where all its parts are. To ask each for its
type takes three times as long."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a record had come: a place in its arrival log, which links everything before."""

    seq: int
    link: bytes

    def __str__(self) -> str:
        return f"inzet1-{self.seq}-{self.link.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """The head that was printed.

        Raises:
            UnknownValue: it is none.
        """
        try:
            name, seq, link = text.strip().split("-")
            if name != "inzet1" or len(link) != 64:
                raise ValueError(text)
            return cls(int(seq), bytes.fromhex(link))
        except ValueError:
            raise UnknownValue(
                "this is not the head of a record", fix="Give the line that Inzet printed."
            ) from None


def head_of(connection: Connection) -> Head:
    """How far the record has come."""
    table = schema.arrival.c
    row = connection.execute(
        sa.select(table.seq, table.link).order_by(table.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.link) if row else Head(0, chains.NOTHING)


def verify(
    connection: Connection,
    own: Organisation,
    settings_signed: bool,
    head: Head | None,
    share: Share = alone,
) -> Iterator[Finding]:
    """Every fault in the record, what is doubtful or not so, and what was gone through; memory does
    not grow with it.

    Args:
        share: has parts of feeds gone through, by this process or also by others.
    """
    if not settings_signed:
        yield Fault("the record's settings were altered", "settings", RESTORE_OWN)
    misread = list(_types(connection))
    if misread:
        # Nothing can be hashed or compared before this is mended.
        yield from misread
        return
    known = feeds(connection)
    yield from _organisations(connection, known, own)
    keys = keyring.chain_of(connection, own.id, own.public_key)
    yield from keyring.verify(connection, keys)
    yield from _entries(connection, known, share)
    yield from _seals(connection)
    yield from _order(connection)
    by_key = {feed.key: feed for feed in known}
    last: dict[int, bytes] = {}
    yield from _arrivals(connection, by_key, keys, head, last)
    yield from _blobs(connection)
    yield from forks.verify(connection, by_key, keys)
    yield from witnesses.verify(connection, by_key)
    yield from noted.verify(connection, by_key, last)
    yield from vouching.verify(connection, by_key)
    yield from claims.verify(connection)
    yield from untrue.verify(connection, known, own.id)


def _entries(connection: Connection, known: list[Feed], share: Share) -> Iterator[Checked | Fault]:
    """Each feed from its first entry to its last, a part at a time."""
    by_key = {feed.key: feed for feed in known}
    parts = chain.from_iterable(parts_of(connection, feed.key) for feed in known)
    found = share(parts, lambda part: gone_through(connection, by_key[part.feed], part))
    part, gone = next(found, _NOTHING)
    for feed in known:
        count = 0
        while part is not None and part.feed == feed.key:
            count += gone.count
            yield from gone.faults
            part, gone = next(found, _NOTHING)
        yield Checked(f"{feed.organisation_name}, {feed.marking}", count)


def _types(connection: Connection) -> Iterator[Fault]:
    """Values that are not of the type of their column, where the engine would let them pass."""
    if engine_of(connection).keeps_types:
        return
    kinds_of = {sa.Integer: "integer", sa.Text: "text", sa.LargeBinary: "blob"}
    for table in schema.TRUTH:
        if table is schema.entry and not rows(connection, _MISTYPED):
            continue
        wrong = sa.or_(
            *(
                sa.func.typeof(column).not_in([kinds_of[type(column.type)], "null"])
                for column in table.columns
            )
        )
        count = connection.execute(
            sa.select(sa.func.count()).select_from(table).where(wrong)
        ).scalar_one()
        if count:
            yield Fault(f"{count} rows hold values of another type", table.name, RESTORE_OWN)


def _organisations(
    connection: Connection, known: list[Feed], own: Organisation
) -> Iterator[Checked | Fault]:
    table = schema.organisation.c
    ids = set()
    for row in connection.execute(sa.select(table.key, table.id, table.name, table.public_key)):
        ids.add(row.key)
        if fingerprint(row.public_key) != row.id:
            yield Fault("the key of an organisation is not the one its id tells", row.name, RESTORE)
        if row.id == own.id and row.name != own.name:
            yield Fault("the name of the own organisation was altered", row.name, RESTORE_OWN)
    for feed in known:
        if chains.feed_id(feed.organisation_id, feed.marking) != feed.id:
            yield Fault(
                "a feed has another organisation or marking than its id tells",
                f"{feed.organisation_name}, {feed.marking}",
                RESTORE,
            )
    orphans = connection.execute(
        sa.select(sa.func.count()).where(
            schema.entry.c.feed.not_in(
                sa.select(schema.feed.c.key).join(
                    schema.organisation, schema.organisation.c.key == schema.feed.c.organisation
                )
            )
        )
    ).scalar_one()
    if orphans:
        yield Fault(f"{orphans} entries stand in no feed", "entries", RESTORE)
    yield Checked("organisations", len(ids))


def _seals(connection: Connection) -> Iterator[Checked | Fault]:
    """Seals over entries that are not there: a tail was cut off."""
    seal, entry, feed = schema.seal, schema.entry, schema.feed
    query = (
        sa.select(seal.c.n, seal.c.epoch, feed.c.marking)
        .select_from(seal.outerjoin(feed, feed.c.key == seal.c.feed))
        .where(
            ~sa.exists().where(
                entry.c.feed == seal.c.feed,
                entry.c.epoch == seal.c.epoch,
                entry.c.n == seal.c.n,
            )
        )
    )
    for n, epoch, marking in connection.execute(query):
        yield Fault(
            "a seal is over entries that are not there",
            f"{marking}, up to entry {n} of epoch {epoch}",
            RESTORE,
        )
    count = connection.execute(sa.select(sa.func.count()).select_from(seal)).scalar_one()
    yield Checked("seals", count)


def _order(connection: Connection) -> Iterator[Fault]:
    """Entries are numbered here without gaps, in the order in which they arrived."""
    if _are_in_order(connection):
        return
    table = schema.entry.c
    every = connection.execute(
        sa.select(table.seq, table.arrival, table.n).order_by(table.seq),
        execution_options={"yield_per": 2000},
    )
    before, place = 0, (0, 0)
    for seq, arrival, n in every:
        if seq != before + 1 or (arrival, n) <= place:
            yield Fault(
                "entries are not in the order in which they arrived",
                f"local number {seq}",
                RESTORE_OWN,
            )
        before, place = seq, (arrival, n)


def _are_in_order(connection: Connection) -> bool:
    """Whether none is out of order: asked of all at once, as nearly always none is."""
    sql = "SELECT count(*), min(seq), max(seq) FROM entry"
    ((count, first, last),) = rows(connection, sql)
    if count and (first, last) != (1, count):
        return False
    sql = (
        "SELECT 1 FROM entry before JOIN entry after ON after.seq = before.seq + 1 "
        "WHERE (after.arrival, after.n) <= (before.arrival, before.n) LIMIT 1"
    )
    # The first comes after nothing.
    start = "SELECT 1 FROM entry WHERE seq = 1 AND (arrival, n) <= (0, 0)"
    return not rows(connection, sql) and not rows(connection, start)


def _arrivals(
    connection: Connection,
    known: dict[int, Feed],
    own: KeyChain,
    head: Head | None,
    noted: dict[int, bytes],
) -> Iterator[Checked | Fault]:
    """The node's own log of what came when.

    Args:
        noted: filled with what it notes last of each feed beside its entries.
    """
    signing = _Signing(connection, own)
    table, entry = schema.arrival, schema.entry.c
    before, count, time = chains.NOTHING, 0, ""
    reached: dict[tuple[int, int], int] = {}
    held = (
        sa.select(sa.func.count())
        .where(
            entry.feed == table.c.feed,
            entry.epoch == table.c.epoch,
            entry.n.between(table.c.first, table.c.last),
        )
        .scalar_subquery()
    )
    rows = connection.execute(
        sa.select(*table.c, held.label("held")).order_by(table.c.seq),
        execution_options={"yield_per": 500},
    )
    for row in rows:
        where = f"arrival {row.seq}, {row.time}"
        count += 1
        feed = known.get(row.feed)
        link = (
            b""
            if feed is None
            else chains.arrival_link(
                before, row.seq, feed.id, row.epoch, row.first, row.last, row.head, row.time
            )
        )
        if row.seq != count or link != row.link or row.time < time:
            yield Fault(
                "the arrival log was altered or cut",
                where,
                RESTORE_OWN,
            )
            count = row.seq
        if not signing.by_us(row.seq, row.link, row.signature):
            yield Fault(
                "the arrival log is not signed by this organisation",
                where,
                RESTORE_OWN,
            )
        if row.first != reached.get((row.feed, row.epoch), 0) + 1:
            yield Fault(
                "the arrival log leaves out entries of a feed",
                where,
                RESTORE_OWN,
            )
        if row.held != row.last - row.first + 1:
            yield Fault(
                "entries that had arrived are not there",
                where,
                RESTORE,
            )
        if row.first > row.last:
            noted[row.feed] = row.head
        reached[row.feed, row.epoch] = row.last
        before, time = row.link, row.time
        if head is not None and row.seq == head.seq and row.link != head.link:
            yield Fault("the record has another history than the head you gave", where, RESTORE_OWN)
    if head is not None and head.seq > count:
        yield Fault(
            "the record ends before the head you gave: its end was removed, or it was restored",
            f"arrival {count} of {head.seq}",
            "Take the missing entries in again from who else has them.",
        )
    yield Checked("arrivals", count)


class _Signing:
    """Which key of this node signed which part of the log: the settings tell, which the key of now
    signed."""

    def __init__(self, connection: Connection, own: KeyChain) -> None:
        raw = settings_of(connection).get(LOGGED, "[]")
        try:
            marks = msgspec.json.decode(raw, type=list[tuple[int, str]])
        except msgspec.DecodeError:
            marks = []
        self._parts = list(zip(marks, own.keys, strict=False))
        self._now = own.current

    def by_us(self, seq: int, link: bytes, signature: bytes) -> bool:
        """Whether an arrival is signed with the key that was this node's then."""
        for (last, head), key in self._parts:
            if seq <= last:
                return signed(key, link, signature) and (seq < last or link.hex() == head)
        return signed(self._now, link, signature)


def _blobs(connection: Connection) -> Iterator[Checked | Fault]:
    """Originals and extracted texts, some megabytes at a time."""
    count, after = 0, -(2**63)
    sizes = "SELECT key, length(data) FROM blob WHERE key > ? ORDER BY key LIMIT 1000"
    some = "SELECT sha256, data FROM blob WHERE key BETWEEN ? AND ? ORDER BY key"
    while found := rows(connection, sizes, (after,)):
        start, held = found[0][0], 0
        for at, (key, size) in enumerate(found):
            held += size or 0
            after = key
            if held >= _HELD or at == len(found) - 1:
                break
        for sha256, data in rows(connection, some, (start, after)):
            count += 1
            if hashlib.sha256(data).hexdigest() != sha256:
                yield Fault("stored bytes were altered", f"blob {sha256[:12]}", RESTORE)
    yield Checked("originals and texts", count)
