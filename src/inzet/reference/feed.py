"""The feed as a file: made from the tables, sealed once, and read with everything checked.

The file is one sealed parcel without what follows from the rest (the ids of its entries),
packed with MessagePack and zlib.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import chain

import msgspec

from inzet.record import Parcel
from inzet.record.chains import NOTHING, feed_id, genesis, link, seal_message
from inzet.record.keys import Key, fingerprint
from inzet.record.parcels import Sent
from inzet.reference import accession, expenditure, parties, undertakings
from inzet.reference.editions import CURRENT, Edition
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import BrokenRecord
from inzet.vocabulary.markings import PUBLIC

FILE = "feed.bin"
_LARGEST = 64 * 2**20
"""Nothing that unpacks to more than this is ours."""


class Packed(msgspec.Struct, frozen=True):
    """A parcel without what follows from the rest."""

    organisation: str
    public_key: bytes
    time: str
    signature: bytes
    bodies: tuple[bytes, ...]


def organisation_of(edition: str) -> str:
    """The name under which an edition signs."""
    return f"Inzet reference entries, {edition}"


def statements() -> Iterator[Statement]:
    """Everything the tables say, in order, without feed and nonce."""
    yield from chain(
        parties.parties(),
        parties.memberships(),
        parties.groups(),
        accession.accessions(),
        accession.counts(),
        undertakings.agreements(),
        undertakings.contributions(),
        undertakings.steps(),
        expenditure.headlines(),
        expenditure.figures(),
    )


def bodies(public_key: bytes, said: Iterable[Statement]) -> tuple[bytes, ...]:
    """The statements as entries of the feed of this key; the same each time.

    Raises:
        BrokenRecord: two of them are the same statement.
    """
    feed = feed_id(fingerprint(public_key), PUBLIC)
    found: dict[str, bytes] = {}
    for statement in said:
        identity = statement.identity
        if identity in found:
            raise BrokenRecord(
                "two rows of the tables say the same",
                where=statement.quote[:80],
                fix="Take one of them away, or tell in what they differ.",
            )
        # The identity stands for the nonce: chance would make another file each time.
        body = msgspec.structs.replace(statement, feed=feed, nonce=identity[:16])
        found[identity] = canonical_bytes(body)
    return tuple(found.values())


def head_of(organisation: str, public_key: bytes, entries: Iterable[bytes]) -> bytes:
    """The link of the last of these entries."""
    feed = feed_id(fingerprint(public_key), PUBLIC)
    head = genesis(feed, 1, organisation, public_key, NOTHING)
    for n, body in enumerate(entries, 1):
        head = link(head, hashlib.sha256(body).digest(), n)
    return head


def sealed(organisation: str, key: Key, time: str, said: Iterable[Statement]) -> Packed:
    """A feed of these statements, sealed by a key at a time (UTC, as the record writes it)."""
    entries = bodies(key.public, said)
    head = head_of(organisation, key.public, entries)
    feed = feed_id(fingerprint(key.public), PUBLIC)
    message = seal_message(feed, 1, len(entries), head, time)
    return Packed(organisation, key.public, time, key.sign(message), entries)


def parcel_of(packed: Packed) -> Parcel:
    """The parcel as a record receives it; its ids and head follow from its bodies."""
    entries = tuple(
        Sent(hashlib.sha256(body).digest(), "statement", body) for body in packed.bodies
    )
    return Parcel(
        organisation=packed.organisation,
        public_key=packed.public_key,
        marking=PUBLIC,
        epoch=1,
        anchor=NOTHING,
        first=1,
        entries=entries,
        head=head_of(packed.organisation, packed.public_key, packed.bodies),
        time=packed.time,
        signature=packed.signature,
    )


def pack(packed: Packed) -> bytes:
    """The file of a feed."""
    return zlib.compress(msgspec.msgpack.encode(packed), 9)


def unpack(data: bytes, edition: Edition = CURRENT) -> Parcel:
    """The parcel in a file that is the pinned edition to the bit.

    Raises:
        BrokenRecord: it is another.
    """
    if hashlib.sha256(data).hexdigest() != edition.sha256:
        raise _altered("its hash is not the one that is pinned")
    packed = msgspec.msgpack.decode(zlib.decompressobj().decompress(data, _LARGEST), type=Packed)
    parcel = parcel_of(packed)
    if packed.public_key.hex() != edition.public_key or parcel.head.hex() != edition.head:
        raise _altered("it is the feed of another edition")
    return parcel


def shipped() -> Parcel:
    """The reference entries that came with this version.

    Raises:
        BrokenRecord: they were altered.
    """
    return unpack((resources.files("inzet.reference") / FILE).read_bytes())


def _altered(why: str) -> BrokenRecord:
    return BrokenRecord(
        f"the reference entries that came with Inzet were altered: {why}",
        where=FILE,
        fix="Install Inzet again; nothing was taken into the record.",
    )
