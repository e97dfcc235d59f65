"""Feeds as one file: to keep them, and to move them to another record, whole and exactly.

The frames of an exchange, for nobody in particular, in the order in which they came to the record
they are from; so whatever an entry refers to stands before it. What is in it proves itself, feed by
feed; who made the file signs that it is whole.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from inzet.exchange.files import kept
from inzet.exchange.fingerprints import readable, short
from inzet.exchange.frames import (
    PIECE,
    PROTOCOL,
    Archive,
    Batch,
    End,
    Frame,
    Offer,
    Packing,
    Piece,
    Proof,
    Seen,
    Unpacking,
    cut,
    said_of,
)
from inzet.exchange.here import Here
from inzet.exchange.seeing import MOST
from inzet.exchange.taking import MOST_OFFERS, Feed, Taking, feed_id
from inzet.record import Record, View
from inzet.record.keys import fingerprint, signed
from inzet.record.moments import utc_text
from inzet.record.successions import chain
from inzet.record.witnesses import Witness
from inzet.vocabulary.errors import (
    BusyRecord,
    InputError,
    InzetError,
    NotCome,
    NotFound,
    RecordError,
    Unreachable,
    UnreadableFile,
)

_MOST = 2**50
_CHUNK = 2**20
_NONCE = 16


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """What was written to a file."""

    path: str
    feeds: int
    entries: int
    bytes: int


class TakenFrom(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file of feeds."""

    by: str
    """Fingerprint of whose record it was made from."""
    name: str
    feeds: tuple[Feed, ...]
    error: str = ""
    """Why it was not taken to its end; "" where it was."""

    @property
    def entries(self) -> int:
        """How many came that were not here."""
        return sum(each.entries for each in self.feeds)

    @property
    def is_whole(self) -> bool:
        """Whether everything in it is here now."""
        return not self.error and not any(each.error for each in self.feeds)


def write(record: Record, view: View, feeds: Iterable[str], path: Path) -> Archived:
    """Writes feeds of a view to a file.

    Args:
        feeds: by id; of one that is not in the view nothing is written.

    Raises:
        UnreadableFile: the file cannot be written.
    """
    wanted = frozenset(feeds)
    chosen = [feed for feed in view.sources if feed.id in wanted]
    # The same feeds in the same order, wherever they are held.
    chosen.sort(key=lambda feed: (feed.organisation_id, feed.marking))
    own = record.organisation
    packing = Packing(by=own.id, to="", nonce=secrets.token_hex(_NONCE))
    authors, state, keys = view.authors(), view.passed_on(), view.keys()
    count = 0

    def frames() -> Iterator[bytes]:
        nonlocal count
        time = utc_text(record.now())
        yield packing.pack(
            Archive(
                protocol=PROTOCOL,
                name=own.name,
                public_key=own.public_key,
                time=time,
                keys=record.keys.packed,
            )
        )
        for feed in chosen:
            author = authors[feed.organisation_id]
            yield packing.pack(
                Offer(
                    organisation=author.name,
                    public_key=author.public_key,
                    marking=feed.marking,
                    places=state[feed.id],
                    keys=keys[author.id].packed,
                )
            )
        for parcel in view.arrived([feed.id for feed in chosen]):
            for named in parcel.blobs:
                yield from map(packing.pack, _pieces(view, parcel.feed_id, named.sha256))
            count += len(parcel.entries)
            yield packing.pack(Batch(parcel=parcel))
        for feed in chosen:
            seen = view.witnesses(feed.id)
            for witness in sorted(seen, key=lambda one: (one.epoch, one.n, one.witness_key)):
                yield packing.pack(Seen(witness=witness))
            for fork in view.forks(feed.id):
                yield packing.pack(Proof(evidence=fork.evidence, brought_by=fork.brought_by))
        yield packing.end(state, time=time, sign=record.sign)

    size = kept(path, frames())
    return Archived(path=str(path), feeds=len(chosen), entries=count, bytes=size)


def _pieces(view: View, feed: str, sha256: str) -> Iterator[Piece]:
    at = 0
    # What was erased meanwhile is left out: the file is whole without it the next time.
    with suppress(NotFound):
        for data in view.blob(feed, sha256).chunks(length=PIECE):
            yield Piece(sha256=sha256, at=at, data=data)
            at += len(data)


def read(here: Here, path: Path, *, by: str = "") -> TakenFrom:
    """Takes in what a file of feeds holds: what proves, feed by feed, and nothing else.

    Args:
        by: fingerprint of whose record made it, where it is neither this organisation nor a peer
            that a person confirmed.

    Raises:
        UnreadableFile: missing, or no such file.
        InputError: it is by somebody whom nobody confirmed.
    """
    try:
        with path.open("rb") as file:
            frames = Unpacking(iter(lambda: file.read(_CHUNK), b""), most=_MOST)
            return _taken(here, frames, path, by)
    except OSError as error:
        raise UnreadableFile(
            f"this file cannot be read ({(error.strerror or 'unknown').lower()})",
            where=str(path),
            fix="Give the file that inzet export --parcels made.",
        ) from None


def owner_in(path: Path, public_key: bytes) -> str:
    """The name under which the holder of a key wrote the feeds of it in a file; "" where it did
    not.

    Raises:
        UnreadableFile: missing, or no such file.
    """
    try:
        with path.open("rb") as file:
            frames = iter(Unpacking(iter(lambda: file.read(_CHUNK), b""), most=_MOST))
            _opened(frames, path)
            for frame in frames:
                if not isinstance(frame, Offer):
                    break
                if frame.public_key == public_key:
                    return frame.organisation
    except OSError as error:
        raise UnreadableFile(
            f"this file cannot be read ({(error.strerror or 'unknown').lower()})", where=str(path)
        ) from None
    return ""


def _opened(frames: Iterator[Frame], path: Path) -> Archive:
    try:
        head = next(frames)
    except Unreachable:
        head = None
    if not isinstance(head, Archive) or head.protocol != PROTOCOL:
        raise UnreadableFile(
            "this is no file of feeds, or of another version of it",
            where=str(path),
            fix="Give the file that inzet export --parcels made; what a peer made for this node is "
            "for inzet sync --from.",
        )
    return head


def _taken(here: Here, frames: Unpacking, path: Path, by: str) -> TakenFrom:
    each = iter(frames)
    head = _opened(each, path)
    maker = fingerprint(head.public_key)
    keys = chain(head.keys, head.public_key)
    peer = here.peers.by_id(maker)
    if by and by == keys.fingerprint and maker != here.id:
        if here.record.learn(keys).waits is not None:
            # The fingerprint of its key of now, as a person was told it.
            here.record.believe(keys, person="--by")
    elif maker != here.id and not (peer is not None and peer.is_confirmed):
        raise InputError(
            f"nobody has confirmed whose record this file is of: it says {head.name[:80]}",
            where=str(path),
            fix=f"Its fingerprint is {readable(keys.fingerprint)}. Ask them by another way, then "
            f"add --by {short(keys.fingerprint)}… in full.",
        )
    offers: dict[str, Offer] = {}
    error = ""
    taking = Taking(here, offers, through=maker)
    with closing(taking):
        try:
            _take(here, head, frames, each, offers, taking)
        except BusyRecord:
            raise
        except InzetError as failure:
            last = taking.last
            where = f"after {last}" if last else f"frame {frames.frames + 1}"
            error = f"{path.name}: {where}: {failure.what}. {failure.fix}".strip()
        with suppress(BusyRecord):
            taking.flush()
        feeds = tuple(taking.feeds())
    return TakenFrom(by=maker, name=head.name, feeds=feeds, error=error)


def _take(
    here: Here,
    head: Archive,
    frames: Unpacking,
    each: Iterator[Frame],
    offers: dict[str, Offer],
    taking: Taking,
) -> None:
    maker = fingerprint(head.public_key)
    for frame in _gathered(each):
        if isinstance(frame, Offer):
            if len(offers) >= MOST_OFFERS:
                raise RecordError(f"it holds more than {MOST_OFFERS:,} feeds")
            offers[feed_id(frame)] = frame
            if frame.keys:
                here.learn(chain(frame.keys, frame.public_key), frame.organisation)
        elif isinstance(frame, Piece | Batch):
            taking.take(frame)
        elif isinstance(frame, list):
            taking.flush()
            # Of whomever they are: that of the maker was compared.
            known = {witness.witness for witness in frame}
            here.record.take_witnesses(frame, brought_by=maker, known=known)
        elif isinstance(frame, Proof):
            taking.flush()
            with suppress(NotCome, NotFound):
                here.record.take_evidence(frame.evidence, brought_by=frame.brought_by or maker)
        elif isinstance(frame, End):
            said = said_of(frame)
            # With the key of when it was made; what is in it proves itself by the key of now.
            by = chain(head.keys, head.public_key).current
            if not signed(by, frame.message(), frame.signature) or (
                said.frames != frames.frames - 1 or said.digest != frames.digest
            ):
                raise Unreachable("its end is not what was signed: it was altered on the way")
            return
    raise cut()


def _gathered(each: Iterable[Frame]) -> Iterator[Frame | list[Witness]]:
    """Frames in their order; co-signatures that stand beside each other come together."""
    waiting: list[Witness] = []
    try:
        for frame in each:
            if isinstance(frame, Seen):
                waiting.append(frame.witness)
                if len(waiting) < MOST:
                    continue
            if waiting:
                yield waiting
                waiting = []
            if not isinstance(frame, Seen):
                yield frame
    except InzetError:
        # What came before that is good.
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting
