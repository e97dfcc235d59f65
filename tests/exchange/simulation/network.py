"""A network in this process that loses, cuts, garbles, delays, repeats and stalls answers.

Requests and answers are those of the exchange itself, made and taken by its own functions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import msgspec

from inzet.exchange import answering
from inzet.exchange.asking import FRAMES, Who, wanted_of
from inzet.exchange.frames import PROTOCOL
from inzet.exchange.here import Here
from inzet.exchange.inquiry import Refused, known_asker

FAULTS = ("lost", "silent", "cut", "garbled", "stale", "slow", "delayed")
Answered = tuple[int, str, bytes]


def served(here: Here, request: httpx.Request) -> Answered:
    """What a node answers: status, media type, body."""
    path, body = request.url.path, request.read()
    if path == "/nodes/self":
        own = here.record.organisation
        who = Who(name=own.name, key=own.public_key.hex(), protocol=PROTOCOL)
        return 200, "application/json", msgspec.json.encode(who)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        peer, nonce = known_asker(
            here,
            headers,
            method=request.method,
            path=path,
            query=request.url.query.decode(),
            body=body,
        )
    except Refused as error:
        return 401, "application/json", msgspec.json.encode({"detail": error.what})
    told = here.told(peer)
    answers: dict[str, Callable[[], Iterator[bytes]]] = {
        "/nodes/feeds": lambda: answering.offers(told, nonce=nonce),
        "/nodes/parcels": lambda: answering.parcels(told, wanted_of(body), nonce=nonce),
        "/nodes/witnesses": lambda: answering.witnesses(told, body, nonce=nonce),
    }
    return 200, FRAMES, b"".join(answers[path]())


@dataclass
class Network:
    """What went over it, and who is cut off from whom."""

    chance: random.Random
    meanwhile: Callable[[], None] = lambda: None
    """Something else that happens while an answer is under way."""
    cut: set[frozenset[str]] = field(default_factory=set)
    requests: int = 0
    sent: int = 0
    """Bytes of all answers."""
    largest: int = 0
    """Bytes of the largest answer."""
    faults: Counter[str] = field(default_factory=Counter)
    _old: dict[tuple[str, str, str], Answered] = field(default_factory=dict)
    _away: bool = False

    def line(
        self, asker: str, asked: str, server: Callable[[httpx.Request], Answered], fault: str
    ) -> Line:
        """The way from one node to another, with a fault or none ("")."""
        return Line(self, asker, asked, server, fault)

    def handle(self, line: Line, request: httpx.Request) -> httpx.Response:
        """An answer, or what is left of it."""
        self.requests += 1
        if frozenset((line.asker, line.asked)) in self.cut or line.fault == "lost":
            raise httpx.ConnectError("no way there")
        if line.fault == "silent":
            raise httpx.ReadTimeout("not a word")
        answer = line.server(request)
        key = line.asker, line.asked, request.url.path
        status, kind, body = answer
        if line.fault == "stale" and key in self._old:
            status, kind, body = self._old[key]
        self._old[key] = answer
        if line.fault == "delayed" and not self._away:
            self._away = True
            self.meanwhile()
            self._away = False
        if line.fault == "cut":
            body = body[: self.chance.randrange(len(body) + 1)]
        if line.fault == "garbled" and body:
            spoiled = bytearray(body)
            spoiled[self.chance.randrange(len(spoiled))] ^= 1 << self.chance.randrange(8)
            body = bytes(spoiled)
        self.faults[line.fault] += 1
        self.sent += len(body)
        self.largest = max(self.largest, len(body))
        stream: httpx.SyncByteStream = httpx.ByteStream(body)
        if line.fault == "slow":
            stream = _Slowly(line, body)
        return httpx.Response(status, headers={"content-type": kind}, stream=stream)


class Line(httpx.BaseTransport):
    """Hands requests of one node to another."""

    def __init__(
        self,
        network: Network,
        asker: str,
        asked: str,
        server: Callable[[httpx.Request], Answered],
        fault: str,
    ) -> None:
        self.network = network
        self.asker, self.asked, self.server, self.fault = asker, asked, server, fault
        self.time = 0.0

    def clock(self) -> float:
        """Seconds that the asker has waited."""
        return self.time

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self.network.handle(self, request)


class _Slowly(httpx.SyncByteStream):
    """A byte a minute."""

    def __init__(self, line: Line, body: bytes) -> None:
        self._line, self._body = line, body

    def __iter__(self) -> Iterator[bytes]:
        for place in range(len(self._body)):
            self._line.time += 60
            yield self._body[place : place + 1]
