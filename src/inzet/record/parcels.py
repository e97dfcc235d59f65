"""Parcels: what was sealed together in one feed, as it travels from record to record.

A parcel proves itself: its entries hash to their ids, chain on to what came before, and end at
a head that its organisation signed. The bytes that its entries stand on travel beside it, by name.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inzet.record import chains
from inzet.record.audiences import check_audience
from inzet.record.blobs import LARGEST, Named
from inzet.record.keys import Organisation, fingerprint, signed
from inzet.record.successions import KeyChain
from inzet.vocabulary.errors import BrokenRecord, UnknownValue
from inzet.vocabulary.markings import INTERNAL, PUBLIC

MOST_ENTRIES = 20_000
"""Entries of one parcel at most; a record seals after far fewer."""
MOST_BYTES = 64 * 2**20
"""Bytes of the bodies in one parcel at most."""
FURTHEST = 2**53
"""No feed has so many entries, or epochs."""
_LONGEST_NAME = 1000


class Sent(msgspec.Struct, frozen=True, gc=False):
    """An entry under way; ``body`` is None where it was erased."""

    id: bytes
    kind: str
    body: bytes | None


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """Entries ``first`` … of one epoch of one feed, and the seal over their head."""

    organisation: str
    public_key: bytes
    """Its first; a later epoch is sealed with the key of then."""
    marking: str
    epoch: int
    anchor: bytes
    """Head of an earlier epoch at which this one departs; 32 zero bytes for none."""
    first: int
    before: bytes = b""
    """The link before the first entry, so that another history can be told from a spoiled parcel;
    empty: what the receiver has there."""
    entries: tuple[Sent, ...]
    head: bytes
    time: str
    signature: bytes
    blobs: tuple[Named, ...] = ()
    """The bytes that its entries stand on; they come apart, by their SHA-256."""
    erasures: tuple[Parcel, ...] = ()
    """For entries without a body: the parcels in which they are erased, with nothing in them but
    ids and the erasures themselves."""
    vouch: bytes = b""
    """Where its organisation changed its key since: the new key's signature under this seal."""

    @property
    def last(self) -> int:
        """Number of the last entry, which the seal is over."""
        return self.first + len(self.entries) - 1

    @property
    def owner(self) -> Organisation:
        """Whose it is, as far as the signature holds."""
        return Organisation(fingerprint(self.public_key), self.organisation, self.public_key)

    @property
    def feed_id(self) -> str:
        """The feed that it is of."""
        return chains.feed_id(fingerprint(self.public_key), self.marking)


def prove(parcel: Parcel, before: bytes, keys: KeyChain) -> None:
    """That a parcel is what its organisation signed: its size, its seal, the links between.

    Args:
        before: the link before its first entry.
        keys: of its organisation, as they are believed here.

    Raises:
        BrokenRecord: it is not.
    """
    message = chains.seal_message(
        parcel.feed_id, parcel.epoch, parcel.last, parcel.head, parcel.time
    )
    if not signed(keys.of_epoch(parcel.epoch), message, parcel.signature):
        raise broken(parcel, "its seal is not by that organisation")
    ids = (entry.id for entry in parcel.entries)
    if chains.lead(before, ids, parcel.first) != parcel.head:
        raise broken(parcel, "its entries do not lead to the head that was signed")


def measure(parcel: Parcel) -> None:
    """That a parcel is of a size and form that can be, before any of it is looked into.

    Raises:
        BrokenRecord: it is not.
    """
    for wrong, why in _measures(parcel):
        if wrong:
            raise broken(parcel, why)
    try:
        if parcel.marking not in (PUBLIC, INTERNAL):
            check_audience(parcel.marking)
    except UnknownValue:
        raise broken(parcel, "no audience can be called so") from None
    for erasing in parcel.erasures:
        if erasing.erasures or erasing.blobs:
            raise broken(parcel, "its proof of what was erased holds more than that")
        measure(erasing)


def _measures(parcel: Parcel) -> Iterator[tuple[bool, str]]:
    yield len(parcel.public_key) != 32, "its key is none"
    yield not 0 < len(parcel.organisation) <= _LONGEST_NAME, "its organisation has no name"
    yield not 1 <= parcel.epoch < FURTHEST, "its epoch cannot be"
    yield not 1 <= parcel.first < FURTHEST - MOST_ENTRIES, "its place cannot be"
    yield not parcel.entries, "it is empty"
    yield len(parcel.entries) > MOST_ENTRIES, f"it has more than {MOST_ENTRIES:,} entries"
    size = sum(len(entry.body or b"") for entry in parcel.entries)
    yield size > MOST_BYTES, f"it has more than {MOST_BYTES >> 20} MB of entries"
    yield any(len(entry.id) != 32 for entry in parcel.entries), "an id in it is none"
    links = (parcel.head, parcel.anchor, parcel.before or parcel.head)
    yield any(len(link) != 32 for link in links), "a link in it is none"
    yield len(parcel.time) > 32, "its time is none"
    yield len(parcel.vouch) not in (0, 64), "what vouches for it is no signature"
    yield len(parcel.blobs) > 2 * len(parcel.entries), "it names more bytes than it has entries"
    sizes = [named.size for named in parcel.blobs]
    yield any(not 0 <= each <= LARGEST for each in sizes), f"bytes of over {LARGEST >> 20} MB"
    yield len(parcel.erasures) > len(parcel.entries), "it proves more than it has entries"


def broken(parcel: Parcel, why: str) -> BrokenRecord:
    """The error for a parcel that does not prove."""
    marking, name = parcel.marking[:64], parcel.organisation[:80]
    return BrokenRecord(
        f"a parcel of {marking} of {name} does not prove: {why}",
        where=f"entries from {parcel.first} of epoch {parcel.epoch}",
        fix="Ask for it again; nothing of it was taken.",
    )
