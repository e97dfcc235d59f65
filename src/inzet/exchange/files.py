"""Exchange by file, for networks that never touch: the same frames, in a file for one peer alone.

What is in it is what that peer may read, and nothing else; who made it and for whom is signed, and
so is its end. It can be carried by hand, taken in twice, or lost: the next one holds it again,
until the peer has said, in a file of its own, how far everything came there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from inzet.exchange.answering import end, entries, vouchings
from inzet.exchange.asking import proven
from inzet.exchange.fingerprints import short
from inzet.exchange.frames import (
    PROTOCOL,
    Batch,
    End,
    Frame,
    Head,
    Offer,
    Packing,
    Piece,
    Said,
    Unpacking,
    Vouches,
    cut,
)
from inzet.exchange.here import Here
from inzet.exchange.inquiry import introduced
from inzet.exchange.peer import Peer
from inzet.exchange.sync import Synced, may_exchange
from inzet.exchange.taking import Offered, Taking, come, known_organisations, stood
from inzet.record.keys import fingerprint, signed
from inzet.record.moments import utc_text
from inzet.record.successions import chain
from inzet.vocabulary.errors import BusyRecord, InputError, InzetError, Unreachable, UnreadableFile

_MOST = 2**40
_CHUNK = 2**20
_NONCE = 16


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a file for a peer holds."""

    path: str
    peer: str
    """Fingerprint."""
    name: str
    feeds: int
    """Feeds that it speaks of."""
    entries: int
    bytes: int


def write(here: Here, peer: Peer, path: Path, *, whole: bool = False) -> Written:
    """Makes a file for a peer, of what it may read and has not said to have.

    Args:
        whole: of everything it may read, whatever it said.

    Raises:
        InputError: nobody confirmed the peer.
        UnreadableFile: the file cannot be written.
    """
    may_exchange(peer)
    told = here.told(peer)
    had = {} if whole else {each.feed: each.places for each in here.peers.come(peer.id)}
    nonce = secrets.token_hex(_NONCE)
    packing = Packing(by=here.id, to=peer.id, nonce=nonce)
    # What the peer wrote itself is for a peer that lost it.
    offers = {feed: offer for feed, offer in told.offers.items() if whole or feed not in told.own}
    count = 0

    def frames() -> Iterator[bytes]:
        nonlocal count
        yield packing.pack(_head(here, peer, nonce))
        for offer in offers.values():
            yield packing.pack(offer)
        for vouched in vouchings(told, offers):
            yield packing.pack(vouched)
        for frame in entries(told, {feed: had.get(feed, {}) for feed in offers}):
            if isinstance(frame, Batch):
                count += len(frame.parcel.entries)
            yield packing.pack(frame)
        yield end(told, packing)

    size = kept(path, frames())
    return Written(
        path=str(path),
        peer=peer.id,
        name=peer.name,
        feeds=len(offers),
        entries=count,
        bytes=size,
    )


def kept(path: Path, parts: Iterator[bytes]) -> int:
    """Writes a file beside where it will stand, then puts it there: it is whole or not there."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    size = 0
    try:
        with fresh.open("xb") as file:
            for data in parts:
                size += file.write(data)
        fresh.replace(path)
    except OSError as error:
        raise UnreadableFile(
            f"this file cannot be written ({(error.strerror or 'unknown').lower()})",
            where=str(path),
            fix="Choose another place with --to.",
        ) from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return size


def _head(here: Here, peer: Peer, nonce: str) -> Head:
    blank = Head(
        protocol=PROTOCOL,
        by=here.id,
        to=peer.id,
        nonce=nonce,
        time=utc_text(here.now()),
        signature=b"",
        keys=here.record.keys.packed,
    )
    return msgspec.structs.replace(blank, signature=here.record.sign(blank.message()))


def read(here: Here, path: Path) -> Synced:
    """Takes in what a file of a peer holds: what proves, feed by feed, and nothing else.

    Raises:
        UnreadableFile: missing, or no such file.
        InputError: it is for another organisation, or by nobody who was confirmed here.
    """
    try:
        with path.open("rb") as file:
            frames = Unpacking(iter(lambda: file.read(_CHUNK), b""), most=_MOST)
            return _taken(here, frames, path)
    except OSError as error:
        raise UnreadableFile(
            f"this file cannot be read ({(error.strerror or 'unknown').lower()})",
            where=str(path),
            fix="Give the file that `inzet sync --to FILE` made at the other node.",
        ) from None


def _taken(here: Here, frames: Unpacking, path: Path) -> Synced:
    each = iter(frames)
    head, peer = _opened(here, each, path)
    offered, failure, said = Offered(), "", None
    with closing(Taking(here, offered.feeds, through=peer.id)) as taking:
        try:
            said = _take(here, peer, head, frames, each, offered, taking)
            taking.flush()
        except InzetError as error:
            with suppress(BusyRecord):
                taking.flush()
            last = taking.last
            where = f"after {last}" if last else f"frame {frames.frames + 1}"
            failure = f"{path.name}: {where}: {error.what}. {error.fix}".strip()
        feeds = (*taking.feeds(), *offered.refused)
    done = Synced(peer=peer.id, name=peer.name, feeds=feeds, unknown=offered.unknown, error=failure)
    here.peers.note(
        peer.id,
        error=done.trouble,
        come=None if said is None else come(said, offered.every, here),
        met=None if said is None else offered.unknown,
        standings=() if said is None else stood(here, offered.feeds),
    )
    return done


def _opened(here: Here, frames: Iterator[Frame], path: Path) -> tuple[Head, Peer]:
    """By whom a file is and that it is for us; nothing else of it is looked at before."""
    try:
        head = next(frames)
    except Unreachable:
        head = None
    if not isinstance(head, Head) or head.protocol != PROTOCOL:
        raise UnreadableFile(
            "this is no file of an exchange, or of another version of it",
            where=str(path),
            fix="Give the file that `inzet sync --to FILE` made at the other node.",
        )
    if head.to != here.id:
        raise InputError(
            f"this file is for another organisation (fingerprint {short(head.to)}…)",
            where=str(path),
            fix="Have one made for yours: inzet sync --to FILE --for …",
        )
    peer = introduced(here, head.by, b"", head.keys)
    if peer is None or not peer.is_confirmed:
        raise InputError(
            f"this file is by an organisation that nobody has confirmed here "
            f"(fingerprint {short(head.by)}…)",
            where=str(path),
            fix="inzet peer add --name NAME --fingerprint DIGITS, as it told you itself.",
        )
    if head.keys and peer.public_key:
        here.learn(chain(head.keys, peer.public_key), peer.name)
    if not peer.public_key:
        return head, peer
    if not signed(here.keys_of(peer).current, head.message(), head.signature):
        raise InputError(
            f"the beginning of this file is not signed by {peer.name}",
            where=str(path),
            fix="It was altered on the way; nothing of it was taken.",
        )
    return head, peer


def _take(
    here: Here,
    peer: Peer,
    head: Head,
    frames: Unpacking,
    each: Iterator[Frame],
    offered: Offered,
    taking: Taking,
) -> Said:
    known = known_organisations(here)
    for frame in each:
        if isinstance(frame, Offer):
            offered.look(here, frame, known)
            taking.offer(offered)
            if fingerprint(frame.public_key) == peer.id and not peer.public_key:
                # One that was written down by its fingerprint: this is the key that has it.
                if not signed(frame.public_key, head.message(), head.signature):
                    raise Unreachable(f"its beginning is not signed by {peer.name}")
                here.peers.heard(peer.id, name=frame.organisation, public_key=frame.public_key)
                peer = here.peers.by_id(peer.id) or peer
        elif isinstance(frame, Vouches):
            if frame.feed in offered.feeds:
                here.record.take_vouchings(frame.feed, frame.vouchings)
        elif isinstance(frame, Piece | Batch):
            if not peer.public_key:
                raise Unreachable(f"it holds nothing that {peer.name} signed")
            taking.take(frame)
        elif isinstance(frame, End):
            return proven(frame, frames, peer, here, nonce=head.nonce)
    raise cut()
