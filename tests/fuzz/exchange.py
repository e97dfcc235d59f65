"""Targets: what other nodes send, and what stands beside a record."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from functools import cache

import httpx
import msgspec

from inzet.exchange import files
from inzet.exchange.asking import Wire, wanted_body, wanted_of
from inzet.exchange.fingerprints import parsed
from inzet.exchange.frames import Unpacking, said_of
from inzet.exchange.peer import checked_name, checked_url
from inzet.exchange.seeing import body_of, witnesses_of
from inzet.exchange.signing import Asking as Signing
from inzet.exchange.signing import claimed, signed_headers
from inzet.record import Fault, Parcel, Record, check_evidence
from inzet.record.condition import condition
from inzet.record.heads import Sidecar
from inzet.record.keys import Key
from inzet.record.verify import Head
from inzet.record.witnesses import check
from inzet.reference.feed import unpack
from inzet.vocabulary.citations import Citation
from inzet.vocabulary.entries import decode
from inzet.vocabulary.errors import BrokenRecord, ForkedFeed, InzetError
from inzet.vocabulary.times import first_day, last_day, parse_day
from tests.exchange.nodes.nodes import Clock, Node, meet, node
from tests.fuzz.scratch import folder, text
from tests.fuzz.target import Target, given
from tests.record.travelling import send, twins, write
from tests.record.world import home


@cache
def _pair() -> tuple[Node, Node]:
    """Two nodes that know each other; the first wrote something the second may read."""
    clock = Clock()
    one, other = (node(folder(), name, clock) for name in ("One", "Other"))
    meet(one, other)
    one.record.define_audience("REL-A", [other.id])
    one.write("REL-A", "Eerst")
    one.write("PUBLIC", "Daarna")
    return one, other


@cache
def _file() -> bytes:
    one, other = _pair()
    path = folder() / "carried"
    files.write(one.here, one.peer(other), path, whole=True)
    return path.read_bytes()


@cache
def _parcels() -> tuple[bytes, ...]:
    one, other = _pair()
    view = one.record.view(one.record.reader(other.id))
    return tuple(
        msgspec.msgpack.encode(parcel) for feed in view.feeds() for parcel in view.parcels(feed.id)
    )


def _frames(data: bytes) -> object:
    """Every frame, and what the end states."""
    half = len(data) // 2
    found = []
    for frame in Unpacking([data[:half], data[half:]], most=1 << 20):
        found.append(frame)
        if type(frame).__name__ == "End":
            said_of(frame)  # type: ignore[arg-type]
    return found


def _framed(data: bytes) -> object:
    """One frame of the right length, so that what is within it is met."""
    return _frames(len(data).to_bytes(4, "big") + data)


def _taken(data: bytes) -> object:
    """A file as a peer would bring it."""
    path = folder() / "file"
    path.write_bytes(data)
    return files.read(_pair()[1].here, path)


def _received(data: bytes) -> object:
    """A parcel, proven and written, or refused."""
    try:
        parcel = msgspec.msgpack.decode(data, type=Parcel)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return _pair()[1].record.receive(parcel, lambda _: [b"x"])


def _witnesses(data: bytes) -> object:
    found = witnesses_of(data)
    for each in found[:5]:
        check(each)
    return found


def _signed(data: bytes) -> object:
    """Headers, a line each."""
    lines = (each.partition(":") for each in text(data).split("\n"))
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    return claimed(headers, method="GET", path="/nodes/x", query="", body=b"")


@cache
def _headers() -> bytes:
    key = Key(bytes(32))
    asking = Signing("GET", "/nodes/x", "", b"", "ab" * 32)
    made = signed_headers(asking, by="ab" * 32, sign=key.sign, now=1.0, key=key.public)
    return "\n".join(f"{name}: {value}" for name, value in made.items()).encode()


def _who(data: bytes) -> object:
    """The first answer of a node."""
    return _asked(200, data)


def _refusing(data: bytes) -> object:
    """An answer that refuses."""
    return _asked(403, data)


def _asked(status: int, data: bytes) -> object:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, stream=httpx.ByteStream(data))

    with Wire("https://a.example", transport=httpx.MockTransport(answer)) as wire:
        return wire.who()


def _written(*calls: Callable[[str], object]) -> Callable[[bytes], object]:
    def call(data: bytes) -> object:
        for each in calls:
            try:
                each(text(data))
            except (InzetError, ValueError):
                # Of a day that is none the vocabulary says ValueError, as it tells.
                continue
        return None

    return call


def _entry(data: bytes) -> object:
    """An entry, and a citation."""
    for decoded in (decode, msgspec.json.Decoder(Citation).decode):
        try:
            decoded(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return None


def _cursor(data: bytes) -> object:
    record = _pair()[0].record
    view = record.view(record.reader())
    return view.statements(after=text(data))


def _search(data: bytes) -> object:
    record = _pair()[0].record
    view = record.view(record.reader())
    typed = text(data)
    return view.search(typed), view.search(f'"{typed}"'), view.search(f"{typed}*")


def _heads(data: bytes) -> object:
    """The sidecar: only ever a hint, whatever it says."""
    path = folder() / "a.head"
    path.write_bytes(data)
    sidecar = Sidecar(path)
    sidecar.write({"x": (1, 1, "ab")})
    return sidecar.read()


def _key(data: bytes) -> object:
    path = folder() / "a.key"
    path.write_bytes(data)
    return Key.load(path)


@cache
def _small() -> bytes:
    path = folder() / "small.db"
    with home(folder(), name="small.db"):
        pass
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


def _opened(data: bytes) -> object:
    """The database file itself, altered: told, opened and verified, or refused."""
    path = folder() / "altered.db"
    for name in ("altered.db-wal", "altered.db-shm", "altered.db.head"):
        (folder() / name).unlink(missing_ok=True)
    path.write_bytes(data)
    (folder() / "altered.db.key").write_bytes((folder() / "small.db.key").read_bytes())
    condition(path)
    with Record.open(path) as record:
        return [each for each in record.verify() if isinstance(each, Fault)]


def _small_file() -> tuple[bytes, ...]:
    return (_small(),)


def _keys() -> tuple[bytes, ...]:
    _small()
    return (b"\x01" * 32, (folder() / "small.db.key").read_bytes())


def _seeded(*made: Callable[[], bytes]) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(each() for each in made)


@cache
def _evidence() -> bytes:
    place = folder() / "forked"
    place.mkdir()
    one, other = twins(place, "common")
    with one, other, Record.create(place / "peer.db", "Peer") as peer:
        write(one, "left")
        write(other, "right")
        send(one, peer)
        try:
            send(other, peer)
        except ForkedFeed as error:
            return error.evidence
    raise AssertionError("two histories were taken for one")


def _payloads() -> tuple[bytes, ...]:
    """What is in each frame of a file."""
    found, data = [], io.BytesIO(_file())
    while head := data.read(4):
        found.append(data.read(int.from_bytes(head, "big")))
    return tuple(found)


def _frames_seeds() -> tuple[bytes, ...]:
    return (_file()[:4096], _file())


def _witness_seeds() -> tuple[bytes, ...]:
    one, other = _pair()
    other.pull(one)
    view = other.record.view(other.record.reader())
    found = [each for feed in view.feeds() for each in view.witnesses(feed.id)]
    return (body_of(found), body_of([]))


def _entries() -> tuple[bytes, ...]:
    found = [msgspec.msgpack.decode(each, type=Parcel) for each in _parcels()]
    return tuple({e.body for each in found for e in each.entries if e.body})[:12]


_WHO = '{"name":"A","key":"' + "ab" * 32 + '","protocol":1}'
_NAMES = ("ab" * 32, "https://a.example:8000/x", "http://[::1]:80", "inzet1-1-" + "ab" * 32)
_TYPED = ('"kabinet steunt" toe*', "“a” -b", "NEAR(a b) OR c:", "\0\x1f'\"")
_ASKED = {"ab" * 32: {1: (2, "cd" * 32)}}


def _some_cursor() -> bytes:
    record = _pair()[0].record
    found = record.view(record.reader()).statements(limit=1).next
    return (found or "x" * 48).encode()


EXCHANGE = (
    Target("frames", _frames, _frames_seeds, largest=1 << 14),
    Target("a frame", _framed, _payloads, largest=1 << 14),
    Target("files of peers", _taken, _seeded(_file), largest=1 << 15, tries=40),
    Target("parcels", _received, _parcels, largest=1 << 14, tries=60),
    Target("co-signatures", _witnesses, _witness_seeds),
    Target("evidence", check_evidence, _seeded(_evidence), allowed=(BrokenRecord,)),
    Target("signatures", _signed, _seeded(_headers)),
    Target("who answers", _who, given(_WHO), tries=30),
    Target("a refusal", _refusing, given('{"title":"no","detail":"the clock"}'), tries=30),
    Target("what is asked", wanted_of, lambda: (wanted_body(_ASKED),)),
    Target(
        "names and addresses",
        _written(parsed, checked_name, checked_url, Head.parse),
        given(*_NAMES),
    ),
    Target("days", _written(first_day, last_day, parse_day), given("2023-01-01", "0000-13-31")),
    Target("entries", _entry, _entries, tries=120),
    Target("cursors", _cursor, _seeded(_some_cursor)),
    Target("search", _search, given(*_TYPED)),
    Target("heads", _heads, given('{"ab":[1,2,"cd"]}')),
    Target("keys", _key, _keys),
    Target("reference entries", unpack, given(b"x\x9c\x03\x00"), allowed=(BrokenRecord,)),
    Target("a database file", _opened, _small_file, largest=1 << 20, tries=25, seconds=10),
)
