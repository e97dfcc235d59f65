"""Co-signatures: what peers have seen of each other's feeds, handed to and fro after an exchange.

Each signs the newest seal of the feeds that it took, and gives on what others signed. Who is handed
one of another history than is here holds two seals of one organisation, which prove that it rewrote
its feed; the record keeps them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

import msgspec

from inzet.exchange.frames import Packing, Seen
from inzet.exchange.here import Here, Told
from inzet.exchange.peer import Peer
from inzet.record.witnesses import Witness
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed, InputError

MOST = 2000
"""Co-signatures that are handed over at once."""


def cosign(here: Here, feeds: Iterable[str]) -> None:
    """Signs the newest seal of feeds that were taken."""
    view = here.record.view(here.record.reader())
    shown = {feed.id for feed in view.sources}
    here.record.cosign(view, [feed for feed in feeds if feed in shown])


def seen(told: Told, without: Iterable[Witness] = ()) -> list[Witness]:
    """What is known to have been seen of the feeds that a peer may know of.

    Args:
        without: what the peer itself handed over just now.
    """
    theirs = {each.signature for each in without}
    # The newest of each is enough: it covers all before it.
    return told.view.newest_witnesses(list(told.state), most=MOST, without=theirs)


def take_witnesses(
    here: Here, peer: Peer, witnesses: Iterable[Witness], feeds: Container[str] | None = None
) -> dict[str, ForkedFeed]:
    """Takes in what a peer says was seen.

    Args:
        feeds: of these alone; None for all that are here.

    Returns:
        The forks that came to light, by feed.

    Raises:
        BrokenRecord: one of them proves nothing; those before it are kept.
    """
    known = {each.id for each in here.peers.confirmed()}
    return here.record.take_witnesses(
        islice(witnesses, MOST), brought_by=peer.id, known=known, only=feeds
    ).forks


def body_of(witnesses: Iterable[Witness]) -> bytes:
    """The body that hands co-signatures over."""
    return msgspec.msgpack.encode(list(witnesses))


def witnesses_of(body: bytes) -> Sequence[Witness]:
    """What such a body hands over.

    Raises:
        InputError: of another form, or more than is taken at once.
    """
    try:
        found = msgspec.msgpack.decode(body, type=list[Witness])
    except MALFORMED:
        raise InputError("this hands nothing over that is known here", where="body") from None
    if len(found) > MOST:
        raise InputError(f"more than {MOST:,} co-signatures are handed over", where="body")
    return found


def handed(told: Told, body: bytes, packing: Packing) -> Iterator[bytes]:
    """Takes what is handed over; hands over what is known here beside it, as frames."""
    found = witnesses_of(body)
    # One that proves nothing spoils what came with it, and nothing else.
    with suppress(BrokenRecord):
        take_witnesses(told.here, told.peer, found, told.state)
    for each in seen(told, without=found):
        yield packing.pack(Seen(witness=each))
