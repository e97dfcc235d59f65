"""What tests of keys that change share: a peer who hears of it, a thief with the old key."""

from __future__ import annotations

import hashlib
import secrets
import shutil
from pathlib import Path

from msgspec.structs import replace

from inzet.record import Doubt, Fault, KeyChain, Learnt, Parcel, Record, Sent, Why, chains
from inzet.record.changing import beside
from inzet.record.keys import Key
from inzet.record.moments import utc_text
from inzet.record.successions import chain, made, packed
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.citations import OutsideCitation


def tell(source: Record, to: Record) -> Learnt:
    """A peer hears of an organisation's keys, and for which older seals the new one vouches."""
    return told_of(to, source.keys, source)


def told_of(to: Record, keys: KeyChain, source: Record) -> Learnt:
    """A peer hears of keys, by whoever brings them."""
    learnt = to.learn(chain(keys.packed, keys.first))
    view = source.view(source.reader())
    for feed in view.sources:
        if feed.organisation_id == keys.organisation:
            to.take_vouchings(feed.id, view.vouchings(feed.id))
    return learnt


def doubts(record: Record) -> list[str]:
    """Where something is doubtful."""
    return [each.where for each in record.verify() if isinstance(each, Doubt)]


def faults(record: Record) -> list[Fault]:
    """What does not prove."""
    return [each for each in record.verify(projections=True) if isinstance(each, Fault)]


def clean(record: Record) -> bool:
    """Whether everything proves, and nothing is doubtful."""
    return not faults(record) and not doubts(record)


class Thief:
    """Whoever has a copy of an organisation's key file, and all that it published."""

    def __init__(self, owner: Record) -> None:
        self.key = Key.load(beside(owner.path, ".key"))
        self.name = owner.organisation.name
        self.first = owner.organisation.public_key
        self.keys = owner.keys

    def feed(self, marking: str = "PUBLIC") -> str:
        """The id of the feed under a marking."""
        return chains.feed_id(self.keys.organisation, marking)

    def parcel(
        self, after: Parcel | None, *titles: str, time: str, epoch: int | None = None
    ) -> Parcel:
        """Entries that go on from a parcel of the owner's, or begin an epoch, well sealed.

        Args:
            time: that the seal states; a thief may state any.
        """
        bodies = [self.body(title) for title in titles]
        if after is None or epoch is not None:
            epoch = epoch or 1
            before = chains.genesis(self.feed(), epoch, self.name, self.first, chains.NOTHING)
            first = 1
        else:
            epoch, before, first = after.epoch, after.head, after.last + 1
        ids = [hashlib.sha256(raw).digest() for raw in bodies]
        head = chains.lead(before, ids, first)
        message = chains.seal_message(self.feed(), epoch, first + len(ids) - 1, head, time)
        return Parcel(
            organisation=self.name,
            public_key=self.first,
            marking="PUBLIC",
            epoch=epoch,
            anchor=chains.NOTHING,
            first=first,
            before=before,
            entries=tuple(
                Sent(id_, "statement", raw) for id_, raw in zip(ids, bodies, strict=True)
            ),
            head=head,
            time=time,
            signature=self.key.sign(message),
        )

    def body(self, title: str) -> bytes:
        """An entry of the owner's, as the thief would have it."""
        body = kinds.Statement(
            identity=title,
            act="position",  # type: ignore[arg-type]
            quote=title,
            citation=OutsideCitation(identifier="x", date="2023-01-01", says=title),
        )
        nonce = secrets.token_hex(8)
        return canonical_bytes(replace(body, feed=self.feed(), nonce=nonce))

    def succession(self, owner: Record, *, why: Why = Why.ROTATED) -> KeyChain:
        """Another key in the place of the stolen one, in the thief's hands."""
        new, now = Key.generate(), owner.now()
        step = made(
            self.keys,
            self.key if why is not Why.LOST else None,
            new,
            why=why,
            since=utc_text(now),
            epoch=int(now.timestamp() * 1000) + 5,
            time=utc_text(now),
        )
        self.key = new
        self.keys = chain((*self.keys.packed, packed(step)), self.first)
        return self.keys


def last(record: Record, marking: str = "PUBLIC") -> Parcel:
    """The last parcel of the own feed under a marking."""
    view = record.view(record.reader())
    found = [feed for feed in view.sources if feed.marking == marking]
    own = [feed for feed in found if feed.organisation_id == record.organisation.id]
    return list(view.parcels(own[0].id))[-1]


def quotes(record: Record) -> set[str]:
    """What statements of anybody say here."""
    return {row.quote for row in record.view(record.reader()).statements(limit=1000).items}


def copied(record: Record, folder: Path) -> Path:
    """A copy of a record and its key as of now."""
    record._store.settle()
    folder.mkdir()
    for suffix in ("", ".key", "-wal"):
        source = beside(record.path, suffix)
        if source.exists():
            shutil.copy(source, folder / source.name)
    return folder / record.path.name
