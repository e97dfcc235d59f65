"""Peers that are slow, stall, send too much or lie: told of that peer, and the others go on."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from inzet.exchange.asking import Wire
from inzet.exchange.frames import LARGEST, Offer, Packing
from inzet.exchange.peer import Peer
from inzet.exchange.sync import Synced, sync, sync_one
from tests.exchange.nodes.nodes import PERSON, Clock, Node, meet, node, plain

Talk = Callable[[socket.socket], None]


@contextmanager
def talking(talk: Talk) -> Iterator[str]:
    """A server that says to everybody what it is told to, byte by byte."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                with line:
                    try:
                        line.recv(65536)
                        talk(line)
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def said(line: socket.socket, *parts: bytes, pause: float = 0.0) -> None:
    for part in parts:
        line.sendall(part)
        time.sleep(pause)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
ENDLESS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        (lambda line: time.sleep(2), "does not answer"),
        (lambda line: said(line, ENDLESS, chunk(b"{"), pause=1), "does not answer"),
        (lambda line: said(line, b"nonsense\r\n\r\n"), "cannot be reached"),
        (lambda line: said(line, HEAD + b"\r\n", b"<html>"), "no node that exchanges"),
        (
            lambda line: said(line, HEAD + b"\r\n", b'{"name":"x","key":"00","protocol":1}'),
            "no node that exchanges",
        ),
        (
            lambda line: said(
                line, HEAD + b"\r\n", f'{{"name":"x","key":"{"00" * 32}","protocol":9}}'.encode()
            ),
            "speaks version 9",
        ),
        (lambda line: said(line, HEAD + b"\r\n", bytes(200_000)), "more than it should"),
        (
            lambda line: said(line, b"HTTP/1.1 302 Found\r\nLocation: http://x/\r\n\r\n"),
            "it refuses (302)",
        ),
        (
            lambda line: said(line, HEAD + b"Content-Encoding: gzip\r\n\r\n", bytes(10)),
            "packed unasked",
        ),
    ],
)
def test_what_is_no_node_is_told(tmp_path: Path, clock: Clock, talk: Talk, words: str) -> None:
    one = node(tmp_path, "One", clock)
    with talking(talk) as url:
        one.here.peers.add(id_="ab" * 32, name="Other", url=url, public_key=b"")
        one.here.peers.confirm("ab" * 32, "ab" * 32, PERSON)
        peer = one.here.peers.by_id("ab" * 32)
        assert peer is not None
        done = sync_one(one.here, peer, lambda each: Wire(each.url, stall=0.5))
    assert words in done.error, done.error
    one.record.close()


def test_what_drips_is_given_up(tmp_path: Path) -> None:
    """Time is that of a clock of the test: a byte a second."""
    ticks = iter(range(0, 10**6, 1))

    def stream() -> Iterator[bytes]:
        while True:
            yield b"x"

    class Drip(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=_Stream(stream()))

    class _Stream(httpx.SyncByteStream):
        def __init__(self, parts: Iterator[bytes]) -> None:
            self._parts = parts

        def __iter__(self) -> Iterator[bytes]:
            return self._parts

    wire = Wire("http://127.0.0.1:1", transport=Drip(), clock=lambda: float(next(ticks)), grace=60)
    with pytest.raises(Exception, match="too slowly"):
        wire.who()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda real, packing: (LARGEST + 1).to_bytes(4, "big") + b"x", "where 128 MB is most"),
        (lambda real, packing: b"\x00\x00\x00\x03abc", "of no form that is known"),
        (lambda real, packing: b"\x00\x00\x00\x01\xc1", "of no form that is known"),
        (lambda real, packing: real[: len(real) // 2], "ended before its end"),
        (lambda real, packing: b"", "ended before its end"),
        (lambda real, packing: real[:-1] + bytes([real[-1] ^ 1]), "not signed by Other"),
        (
            lambda real, packing: packing.pack(_offer("x" * 500)) + real,
            "name cannot be shown",
        ),
        (
            lambda real, packing: packing.pack(_offer("\u202eeno")) + real,
            "name cannot be shown",
        ),
        (lambda real, packing: packing.pack(_offer("Invented")) + real, "not what was sent"),
        (
            lambda real, packing: packing.pack(_offer("Epochs", 1001)) + real,
            "more than there can be",
        ),
        (lambda real, packing: bytes(40 * 2**20), "more came than the 32 MB"),
    ],
)
def test_an_answer_that_lies_is_refused(
    tmp_path: Path, clock: Clock, made: Callable[[bytes, Packing], bytes], words: str
) -> None:
    one, other = node(tmp_path, "One", clock), node(tmp_path, "Other", clock)
    meet(one, other)
    other.write("PUBLIC", "Openbaar")
    packing = Packing(by=other.id, to=one.id, nonce="")
    one.line(other).change = lambda path, data: (
        made(data, packing) if path == "/nodes/feeds" else data
    )
    done = one.pull(other)
    assert words in done.error, done.error
    assert not one.sees("Openbaar")
    assert one.proves()
    for each in (one, other):
        each.record.close()


def _offer(name: str, epochs: int = 1) -> Offer:
    places = dict.fromkeys(range(1, epochs + 1), (1, "00"))
    return Offer(organisation=name, public_key=bytes(32), marking="PUBLIC", places=places)


def test_an_answer_of_another_request_or_for_another_is_refused(
    nodes: dict[str, Node],
) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    ministry.write("REL-AP", "Samen")
    kept: list[bytes] = []
    line = alliance.line(ministry)

    def keep(path: str, data: bytes) -> bytes:
        if "feeds" in path:
            kept.append(data)
        return data

    line.change = keep
    assert alliance.pull(ministry).is_whole
    old = kept[0]
    line.change = lambda path, data: old if "feeds" in path else data
    assert "belongs to another answer" in alliance.pull(ministry).error
    partner.line(ministry).change = lambda path, data: old if "feeds" in path else data
    assert "belongs to another answer" in partner.pull(ministry).error


def test_one_that_fails_keeps_no_other_from_coming(nodes: dict[str, Node]) -> None:
    ministry, alliance, partner = nodes["Ministry"], nodes["Alliance"], nodes["Partner"]
    alliance.write("PUBLIC", "Bond")
    ministry.write("PUBLIC", "Ministerie")
    partner.line(ministry).change = lambda path, data: b""
    wires = {each.id: partner.line(each) for each in (ministry, alliance)}

    def connect(peer: Peer) -> Wire:
        return Wire(peer.url, transport=wires[peer.id])

    peers = [partner.peer(ministry), partner.peer(alliance)]
    done: list[Synced] = list(sync(partner.here, peers, connect))
    assert [bool(each.error) for each in done] == [True, False], [plain(each) for each in done]
    assert partner.sees("Bond")
    assert partner.peer(ministry).error
    assert not partner.peer(alliance).error
