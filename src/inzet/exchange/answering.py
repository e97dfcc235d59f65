"""Answers to a peer: what it may read, as frames, in a stream that holds little at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping

from inzet.exchange.frames import PIECE, Batch, Frame, Packing, Piece, Vouches
from inzet.exchange.here import Told
from inzet.exchange.seeing import handed
from inzet.record.feeds import Places
from inzet.record.moments import utc_text
from inzet.record.parcels import Parcel
from inzet.vocabulary.errors import NotFound

MOST = 2**30
"""Bytes of one answer; the rest is asked for again, from where it ended."""
_TOGETHER = 5000
"""Seals that are vouched for in one frame."""
SECONDS = 900.0
"""How long one answer may take."""


def offers(told: Told, *, nonce: str) -> Iterator[bytes]:
    """Which feeds a peer may have, and how far each has come."""
    packing = Packing(by=told.here.id, to=told.peer.id, nonce=nonce)
    for offer in told.offers.values():
        yield packing.pack(offer)
    yield end(told, packing)


def parcels(
    told: Told,
    wanted: Mapping[str, Places],
    *,
    nonce: str,
    most: int = MOST,
    seconds: float = SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[bytes]:
    """What came after a state, feed by feed; of feeds it may not have as of those there are not."""
    began, sent = clock(), 0
    packing = Packing(by=told.here.id, to=told.peer.id, nonce=nonce)
    for frame in entries(told, wanted):
        data = packing.pack(frame)
        sent += len(data)
        yield data
        if isinstance(frame, Batch) and (sent > most or clock() - began > seconds):
            break
    yield end(told, packing)


def witnesses(told: Told, body: bytes, *, nonce: str) -> Iterator[bytes]:
    """Takes the co-signatures that a peer hands over, and hands over those that are here."""
    packing = Packing(by=told.here.id, to=told.peer.id, nonce=nonce)
    yield from handed(told, body, packing)
    yield end(told, packing)


def vouches(told: Told, wanted: Collection[str], *, nonce: str) -> Iterator[bytes]:
    """For which older seals of feeds the key of now vouches; of feeds that it may not have as of
    those there are not."""
    packing = Packing(by=told.here.id, to=told.peer.id, nonce=nonce)
    for frame in vouchings(told, wanted):
        yield packing.pack(frame)
    yield end(told, packing)


def vouchings(told: Told, wanted: Collection[str]) -> Iterator[Vouches]:
    """The same, as frames."""
    for feed, offer in told.offers.items():
        if feed in wanted and offer.keys:
            found = told.view.vouchings(feed)
            for start in range(0, len(found), _TOGETHER):
                yield Vouches(feed=feed, vouchings=tuple(found[start : start + _TOGETHER]))


def entries(told: Told, wanted: Mapping[str, Places]) -> Iterator[Frame]:
    """What came after a state, as frames: the bytes that a parcel stands on before it."""
    for feed in told.offers:
        if feed in wanted:
            for parcel in told.view.parcels(feed, wanted[feed]):
                yield from _pieces(told, feed, parcel)
                yield Batch(parcel=parcel)


def _pieces(told: Told, feed: str, parcel: Parcel) -> Iterator[Piece]:
    for named in parcel.blobs:
        at = 0
        try:
            for data in told.view.blob(feed, named.sha256).chunks(length=PIECE):
                yield Piece(sha256=named.sha256, at=at, data=data)
                at += len(data)
        except NotFound:
            # Erased meanwhile: the parcel is refused there, and comes without it the next time.
            continue


def end(told: Told, packing: Packing) -> bytes:
    """The signed end: how far everything had come that the peer may know of."""
    here = told.here
    return packing.end(told.state, time=utc_text(here.now()), sign=here.record.sign)
