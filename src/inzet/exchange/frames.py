"""What travels between nodes: frames, each with its length before it, the last of them signed.

The same in an answer over the network and in a file. Nothing here is believed: what a frame says
is proven where it is taken (a parcel by its own seal, a statement by its signature), and what is
too large, too deep or of another form is refused before it is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from inzet.exchange.signing import Sign
from inzet.record import Parcel
from inzet.record.feeds import Places
from inzet.record.vouching import Vouched
from inzet.record.witnesses import Witness
from inzet.vocabulary.canonical import MALFORMED, canonical_bytes
from inzet.vocabulary.errors import Unreachable

PROTOCOL = 1
LARGEST = 128 * 2**20
"""Bytes of one frame."""
PIECE = 2**20
"""Bytes of a piece of an original or text."""
_LENGTH = 4
_PREFIX = b"inzet answer\n"
"""Before what is signed here, so that it can never be taken for a seal."""


class Standing(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """That a feed had come so far at a time, said and signed by the organisation whose it is.

    Whoever holds the feed up to there knows that it lacks nothing that was written by then: nobody
    who was let in or put out. A lease counts from ``time``.
    """

    feed: str
    epoch: int
    n: int
    head: str
    """As hex."""
    time: str
    """UTC, as of a seal."""
    signature: bytes

    def message(self) -> bytes:
        """What is signed."""
        return b"inzet standing\n" + canonical_bytes(
            {
                "feed": self.feed,
                "epoch": self.epoch,
                "n": self.n,
                "head": self.head,
                "time": self.time,
            }
        )


class Offer(msgspec.Struct, frozen=True, kw_only=True, tag="offer", array_like=True):
    """A feed that may be had, whose it is, and how far it has come here."""

    organisation: str
    """Name."""
    public_key: bytes
    marking: str
    places: Places
    standing: Standing | None = None
    keys: tuple[bytes, ...] = ()
    """How its organisation came from ``public_key`` to the key that it signs with now."""


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag="piece", array_like=True):
    """A part of an original or text that the next parcel stands on."""

    sha256: str
    at: int
    data: bytes


class Batch(msgspec.Struct, frozen=True, kw_only=True, tag="batch", array_like=True):
    """A parcel, without the bytes that came in pieces before it."""

    parcel: Parcel


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the one who answers states at the end."""

    by: str
    to: str
    """Fingerprints."""
    nonce: str
    """Of the request, or of the file."""
    time: str
    frames: int
    digest: str
    """SHA-256 over every byte before this frame."""
    feeds: dict[str, Places] = {}
    """How far each feed had come that the one it is for may know of."""


class End(msgspec.Struct, frozen=True, kw_only=True, tag="end", array_like=True):
    """The last frame; ``signature`` is over ``said``."""

    said: bytes
    signature: bytes

    def message(self) -> bytes:
        """What is signed."""
        return _PREFIX + self.said


class Head(msgspec.Struct, frozen=True, kw_only=True, tag="head", array_like=True):
    """The first frame of a file: from whom, for whom; ``signature`` is over the rest."""

    protocol: int
    by: str
    to: str
    nonce: str
    time: str
    signature: bytes
    keys: tuple[bytes, ...] = ()
    """How who made it came to the key of now; they prove themselves."""

    def message(self) -> bytes:
        """What is signed."""
        told = [self.protocol, self.by, self.to, self.nonce, self.time]
        return b"inzet file\n" + canonical_bytes(told)


class Seen(msgspec.Struct, frozen=True, kw_only=True, tag="seen", array_like=True):
    """That somebody has seen a seal, signed by them."""

    witness: Witness


class Archive(msgspec.Struct, frozen=True, kw_only=True, tag="archive", array_like=True):
    """The first frame of a file of feeds that is for nobody in particular: from whose record."""

    protocol: int
    name: str
    public_key: bytes
    time: str
    keys: tuple[bytes, ...] = ()
    """How that organisation came from ``public_key`` to the key of now."""


class Proof(msgspec.Struct, frozen=True, kw_only=True, tag="proof", array_like=True):
    """Evidence that somebody signed two histories; it proves itself."""

    evidence: bytes
    brought_by: str


class Vouches(msgspec.Struct, frozen=True, kw_only=True, tag="vouches", array_like=True):
    """For which older seals of a feed its organisation's new key vouches."""

    feed: str
    vouchings: tuple[Vouched, ...]


Frame = Head | Offer | Piece | Batch | Seen | End | Archive | Proof | Vouches
_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Frame] = msgspec.msgpack.Decoder(Frame)
_said = msgspec.json.Decoder(Said)


class Cut(Unreachable):
    """An answer or file that ends before its end."""


def cut() -> Cut:
    """That it ended too early."""
    return Cut("it ended before its end", fix="Ask for it again: what came is kept.")


class Packing:
    """Makes bytes of frames, and the signed end of them.

    Args:
        by, to: fingerprints.
        nonce: of the request, or of the file.
    """

    def __init__(self, *, by: str, to: str, nonce: str) -> None:
        self._by, self._to, self._nonce = by, to, nonce
        self._hash = hashlib.sha256()
        self._frames = 0

    def pack(self, frame: Frame) -> bytes:
        """One frame."""
        raw = _encoder.encode(frame)
        data = len(raw).to_bytes(_LENGTH, "big") + raw
        self._hash.update(data)
        self._frames += 1
        return data

    def end(self, feeds: dict[str, Places], *, time: str, sign: Sign) -> bytes:
        """The last frame."""
        said = msgspec.json.encode(
            Said(
                by=self._by,
                to=self._to,
                nonce=self._nonce,
                time=time,
                frames=self._frames,
                digest=self._hash.hexdigest(),
                feeds=feeds,
            )
        )
        end = End(said=said, signature=b"")
        return self.pack(End(said=said, signature=sign(end.message())))


class Unpacking:
    """Makes frames of bytes as they come in; looks at nothing that is larger than it may be.

    Args:
        most: bytes of all together.
    """

    def __init__(self, data: Iterable[bytes], *, most: int) -> None:
        self._data = iter(data)
        self._most = most
        self._held = bytearray()
        self._hash = hashlib.sha256()
        self._frames = 0
        self._ended = False
        self.taken = 0
        """Bytes up to the frame that is being read."""

    @property
    def frames(self) -> int:
        """How many came."""
        return self._frames

    @property
    def digest(self) -> str:
        """SHA-256 of every byte before the frame that came last."""
        return self._before

    def __iter__(self) -> Iterator[Frame]:
        """Every frame, the signed end too.

        Raises:
            Unreachable: larger than it may be, or of no form that is known.
            Cut: it ends before its end.
        """
        self._before = self._hash.hexdigest()
        while True:
            raw = self._take(_LENGTH)
            size = int.from_bytes(raw, "big")
            if size > LARGEST:
                raise Unreachable(
                    f"a frame of {size / 2**20:,.0f} MB came, where {LARGEST // 2**20} MB is most",
                    fix="Nothing of it was read. Tell whoever runs that node.",
                )
            payload = self._take(size)
            self._before = self._hash.hexdigest()
            self._hash.update(raw)
            self._hash.update(payload)
            try:
                frame = _decoder.decode(payload)
            except (msgspec.DecodeError, ValueError, RecursionError):
                raise Unreachable(
                    f"frame {self._frames + 1} is of no form that is known here",
                    fix="Perhaps that node runs another version of Inzet.",
                ) from None
            self._frames += 1
            yield frame
            if isinstance(frame, End):
                return

    def _take(self, size: int) -> bytes:
        while len(self._held) < size:
            more = next(self._data, None)
            if more is None:
                raise cut()
            self.taken += len(more)
            if self.taken > self._most:
                raise Unreachable(
                    f"more came than the {self._most / 2**20:,.0f} MB that may come at once",
                    fix="What was taken before is kept. Tell whoever runs that node.",
                )
            self._held += more
        found = bytes(self._held[:size])
        del self._held[:size]
        return found


def said_of(end: End) -> Said:
    """What the end states; whether its signature is true is asked apart.

    Raises:
        Unreachable: of another form.
    """
    try:
        return _said.decode(end.said)
    except MALFORMED:
        raise Unreachable("its end is of no form that is known here") from None
