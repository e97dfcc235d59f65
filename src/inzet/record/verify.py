"""Verifying: everything in the file is checked against hashes and signatures, as a stream."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import chains, schema
from inzet.record.audiences import Feed, feeds
from inzet.record.contents import Contents
from inzet.record.keys import Organisation, fingerprint, signed
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import UnknownValue

_RESTORE = "Restore the record from a backup, or take this feed in again from who else has it."
_RESTORE_OWN = "Restore the record from a backup."


@dataclass(frozen=True, slots=True)
class Checked:
    """A part of the record that was gone through, faults or not."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not prove."""

    what: str
    where: str
    fix: str


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
    connection: Connection, own: Organisation, settings_signed: bool, head: Head | None
) -> Iterator[Checked | Fault]:
    """Every fault in the record, and what was gone through; memory does not grow with it."""
    if not settings_signed:
        yield Fault("the record's settings were altered", "settings", _RESTORE_OWN)
    misread = list(_types(connection))
    if misread:
        # Nothing can be hashed or compared before this is mended.
        yield from misread
        return
    known = feeds(connection)
    yield from _organisations(connection, known, own)
    for feed in known:
        yield from _Walk(connection, feed).faults()
    yield from _seals(connection)
    yield from _order(connection)
    yield from _arrivals(connection, {feed.key: feed for feed in known}, own, head)
    yield from _blobs(connection)


def _types(connection: Connection) -> Iterator[Fault]:
    """Values that are not of the type of their column, which SQLite would let pass."""
    kinds_of = {sa.Integer: "integer", sa.Text: "text", sa.LargeBinary: "blob"}
    for table in schema.TRUTH:
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
            yield Fault(f"{count} rows hold values of another type", table.name, _RESTORE_OWN)


def _organisations(
    connection: Connection, known: list[Feed], own: Organisation
) -> Iterator[Checked | Fault]:
    table = schema.organisation.c
    ids = set()
    for row in connection.execute(sa.select(table.key, table.id, table.name, table.public_key)):
        ids.add(row.key)
        if fingerprint(row.public_key) != row.id:
            yield Fault(
                "the key of an organisation is not the one its id tells", row.name, _RESTORE
            )
        if row.id == own.id and row.name != own.name:
            yield Fault("the name of the own organisation was altered", row.name, _RESTORE_OWN)
    for feed in known:
        if chains.feed_id(feed.organisation_id, feed.marking) != feed.id:
            yield Fault(
                "a feed has another organisation or marking than its id tells",
                f"{feed.organisation_name}, {feed.marking}",
                _RESTORE,
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
        yield Fault(f"{orphans} entries stand in no feed", "entries", _RESTORE)
    yield Checked("organisations", len(ids))


class _Walk:
    """Walks one feed from its first entry to its last."""

    def __init__(self, connection: Connection, feed: Feed) -> None:
        self._connection = connection
        self._feed = feed
        self._contents = Contents(connection, feed)
        table = schema.organisation.c
        self._key: bytes = connection.execute(
            sa.select(table.public_key).where(table.key == feed.organisation)
        ).scalar_one()

    def faults(self) -> Iterator[Checked | Fault]:
        """What is wrong with the feed, in its order."""
        current, n, head, sealed, count = 0, 0, b"", True, 0
        for row in self._rows():
            count += 1
            if row.epoch != current:
                if not sealed:
                    yield self._unsealed(current, n)
                current, n = row.epoch, 0
                head = yield from self._genesis(row.epoch, row.anchor)
            if row.n != n + 1:
                yield Fault(
                    f"{_missing(n + 1, row.n - 1)} not there or out of order",
                    self._where(row),
                    _RESTORE,
                )
            n = row.n
            link = chains.link(head, row.id, n) if 0 <= n < 2**63 else b""
            if link != row.link:
                yield Fault(
                    "the entry does not link to the one before it", self._where(row), _RESTORE
                )
            # From the link that is stored: one break is told once.
            head = row.link
            sealed = row.signature is not None
            if sealed:
                yield from self._seal(row)
            yield from self._arrival(row)
            yield from self._body(row)
        if count and not sealed:
            yield self._unsealed(current, n)
        yield Checked(f"{self._feed.organisation_name}, {self._feed.marking}", count)

    def _rows(self) -> Any:
        entry, seal, arrival, epoch = schema.entry, schema.seal, schema.arrival, schema.epoch
        joined = (
            entry.outerjoin(
                seal,
                sa.and_(
                    seal.c.feed == entry.c.feed,
                    seal.c.epoch == entry.c.epoch,
                    seal.c.n == entry.c.n,
                ),
            )
            .outerjoin(arrival, arrival.c.seq == entry.c.arrival)
            .outerjoin(epoch, sa.and_(epoch.c.feed == entry.c.feed, epoch.c.epoch == entry.c.epoch))
        )
        query = (
            sa.select(
                entry.c.seq,
                entry.c.id,
                entry.c.epoch,
                entry.c.n,
                entry.c.kind,
                entry.c.body,
                entry.c.link,
                epoch.c.anchor,
                seal.c.head,
                seal.c.time,
                seal.c.signature,
                arrival.c.feed.label("arrival_feed"),
                arrival.c.epoch.label("arrival_epoch"),
                arrival.c.first,
                arrival.c.last,
                arrival.c.head.label("arrival_head"),
            )
            .select_from(joined)
            .where(entry.c.feed == self._feed.key)
            .order_by(entry.c.epoch, entry.c.n)
        )
        return self._connection.execute(query, execution_options={"yield_per": 500})

    def _genesis(self, epoch: int, anchor: bytes | None) -> Generator[Fault, None, bytes]:
        feed = self._feed
        if anchor is None:
            yield Fault(
                f"epoch {epoch} of the feed has no beginning", self._place(epoch, 1), _RESTORE
            )
            anchor = chains.NOTHING
        return chains.genesis(feed.id, epoch, feed.organisation_name, self._key, anchor)

    def _seal(self, row: Any) -> Iterator[Fault]:
        if row.head != row.link:
            yield Fault(
                "the seal is over another head",
                self._where(row),
                _RESTORE,
            )
        message = chains.seal_message(self._feed.id, row.epoch, row.n, row.head, row.time)
        if not signed(self._key, message, row.signature):
            yield Fault(
                "the seal is not by the organisation of the feed", self._where(row), _RESTORE
            )

    def _arrival(self, row: Any) -> Iterator[Fault]:
        fits = (
            row.arrival_feed == self._feed.key
            and row.arrival_epoch == row.epoch
            and row.first <= row.n <= row.last
            and (row.n != row.last or row.arrival_head == row.link)
        )
        if not fits:
            yield Fault(
                "the arrival log does not tell of this entry",
                self._where(row),
                _RESTORE,
            )

    def _body(self, row: Any) -> Iterator[Fault]:
        if row.body is None:
            if not self._contents.erased(row.id):
                yield Fault(
                    "the body is missing, and no erasure tells why", self._where(row), _RESTORE
                )
            return
        if hashlib.sha256(row.body).digest() != row.id:
            yield Fault(
                "the entry was altered: it does not hash to its id", self._where(row), _RESTORE
            )
            return
        try:
            body = kinds.decode(row.body)
        except msgspec.DecodeError:
            yield Fault("the entry cannot be read", self._where(row), "Update Inzet.")
            return
        if body.feed != self._feed.id or kinds.kind_of(body) != row.kind:
            yield Fault(
                "the entry stands in another feed or kind than it says", self._where(row), _RESTORE
            )
        for what in self._contents.faults(body):
            yield Fault(what, self._where(row), _RESTORE)

    def _unsealed(self, epoch: int, n: int) -> Fault:
        return Fault("the last entries are under no seal", self._place(epoch, n), _RESTORE)

    def _place(self, epoch: int, n: int) -> str:
        name = f"{self._feed.organisation_name}, {self._feed.marking}, entry {n}"
        return name if epoch == 1 else f"{name} of epoch {epoch}"

    def _where(self, row: Any) -> str:
        return f"{self._place(row.epoch, row.n)}: {row.kind}{_beginning(row.body)}"


def _beginning(raw: bytes | None) -> str:
    """The title or quote of an entry, when it can be read."""
    try:
        body = kinds.decode(raw or b"")
    except (msgspec.DecodeError, ValueError):
        return ""
    if isinstance(body, kinds.Correction):
        body = body.statement
    said = body.title if isinstance(body, kinds.Paper) else getattr(body, "quote", "")
    return f" “{said[:60]}”" if said else ""


def _missing(first: int, last: int) -> str:
    if last < first:
        return "entries are"
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


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
            _RESTORE,
        )
    count = connection.execute(sa.select(sa.func.count()).select_from(seal)).scalar_one()
    yield Checked("seals", count)


def _order(connection: Connection) -> Iterator[Fault]:
    """Entries are numbered here without gaps, in the order in which they arrived."""
    table = schema.entry.c
    rows = connection.execute(
        sa.select(table.seq, table.arrival, table.n).order_by(table.seq),
        execution_options={"yield_per": 2000},
    )
    before, place = 0, (0, 0)
    for seq, arrival, n in rows:
        if seq != before + 1 or (arrival, n) <= place:
            yield Fault(
                "entries are not in the order in which they arrived",
                f"local number {seq}",
                _RESTORE_OWN,
            )
        before, place = seq, (arrival, n)


def _arrivals(
    connection: Connection, known: dict[int, Feed], own: Organisation, head: Head | None
) -> Iterator[Checked | Fault]:
    """The node's own log of what came when."""
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
                _RESTORE_OWN,
            )
            count = row.seq
        if not signed(own.public_key, row.link, row.signature):
            yield Fault(
                "the arrival log is not signed by this organisation",
                where,
                _RESTORE_OWN,
            )
        if row.first != reached.get((row.feed, row.epoch), 0) + 1:
            yield Fault(
                "the arrival log leaves out entries of a feed",
                where,
                _RESTORE_OWN,
            )
        if row.held != row.last - row.first + 1:
            yield Fault(
                "entries that had arrived are not there",
                where,
                _RESTORE,
            )
        reached[row.feed, row.epoch] = row.last
        before, time = row.link, row.time
        if head is not None and row.seq == head.seq and row.link != head.link:
            yield Fault(
                "the record has another history than the head you gave", where, _RESTORE_OWN
            )
    if head is not None and head.seq > count:
        yield Fault(
            "the record ends before the head you gave: its end was removed, or it was restored",
            f"arrival {count} of {head.seq}",
            "Take the missing entries in again from who else has them.",
        )
    yield Checked("arrivals", count)


def _blobs(connection: Connection) -> Iterator[Checked | Fault]:
    """Originals and extracted texts, one at a time."""
    table = schema.blob.c
    count, after = 0, -(2**63)
    while True:
        row = connection.execute(
            sa.select(table.key, table.sha256, table.data)
            .where(table.key > after)
            .order_by(table.key)
            .limit(1)
        ).first()
        if row is None:
            break
        after, count = row.key, count + 1
        if hashlib.sha256(row.data).hexdigest() != row.sha256:
            yield Fault("stored bytes were altered", f"blob {row.sha256[:12]}", _RESTORE)
    yield Checked("originals and texts", count)
