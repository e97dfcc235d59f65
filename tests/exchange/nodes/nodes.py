"""Nodes of several organisations in one process, over the very application that serves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import msgspec
from starlette.applications import Starlette

from inzet.exchange.asking import Wire
from inzet.exchange.here import Here
from inzet.exchange.peer import Peer
from inzet.exchange.sync import Synced, sync_one
from inzet.record import Fault, Record
from inzet.vocabulary.people import Person
from inzet.web.app import create_app
from tests.record.world import add_paper, statement
from tests.web.client import Client

PERSON = Person.named("Anna")
TEXT = "Het kabinet steunt de toetreding van Finland. Zweden volgt."


class Clock:
    """A clock that all nodes share and the test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(milliseconds=1)
        return self.now

    def sleep(self, **much: float) -> None:
        """Moves on."""
        self.now += dt.timedelta(**much)


class Through(httpx.BaseTransport):
    """Hands requests to an application in this process; a test can change what comes back."""

    def __init__(self, app: Starlette) -> None:
        self._client = Client(app)
        self.asked: list[httpx.Request] = []
        self.told: list[bytes] = []
        self.change: Callable[[str, bytes], bytes] = lambda path, data: data

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the application."""
        self.asked.append(request)
        answer = self._client.ask(
            request.method,
            request.url.raw_path.decode(),
            content=request.read(),
            headers={name: value for name, value in request.headers.items() if name != "host"},
        )
        data = self.change(request.url.path, answer.content)
        self.told.append(data)
        headers = {"content-type": answer.headers["content-type"]}
        return httpx.Response(answer.status_code, stream=httpx.ByteStream(data), headers=headers)


@dataclass
class Node:
    """An organisation with its record and its node."""

    name: str
    here: Here
    clock: Clock
    app: Starlette = field(init=False)
    wires: dict[str, Through] = field(default_factory=dict)
    """By the fingerprint of whom it asks."""

    def __post_init__(self) -> None:
        self.app = create_app(lambda: Record.open(self.record.path, self.clock))

    @property
    def record(self) -> Record:
        """Its record."""
        return self.here.record

    @property
    def id(self) -> str:
        """Its fingerprint."""
        return self.here.id

    def peer(self, other: Node) -> Peer:
        """Another node, in this one's book."""
        found = self.here.peers.by_id(other.id)
        assert found is not None
        return found

    def knows(self, other: Node) -> None:
        """Adds and confirms another."""
        added = self.here.peers.add(
            id_=other.id,
            name=other.name,
            url=f"https://{other.name.lower()}.example",
            public_key=other.record.organisation.public_key,
        )
        self.here.peers.confirm(added.id, other.id, PERSON)

    def line(self, other: Node) -> Through:
        """The wire to another node."""
        return self.wires.setdefault(other.id, Through(other.app))

    def pull(self, other: Node) -> Synced:
        """Copies what another lets it read."""
        line = self.line(other)
        return sync_one(
            self.here,
            self.peer(other),
            lambda peer: Wire(peer.url, transport=line),
        )

    def write(self, marking: str, words: str) -> str:
        """A paper and a statement of it under a marking."""
        with self.record.batch(marking) as batch:
            paper = add_paper(batch, f"{words} {TEXT}", said="2022-02-02")
            text = f"{words} {TEXT}"
            batch.add(statement(paper, text, 0, len(words), dossiers=("accession/FIN",)))
        return paper

    def sees(self, words: str) -> bool:
        """Whether its own organisation finds words here."""
        rows = self.record.view(self.record.reader()).statements(limit=1000).items
        return any(row.quote.startswith(words) for row in rows)

    def proves(self) -> bool:
        """Whether its record verifies as a whole."""
        return not [each for each in self.record.verify() if isinstance(each, Fault)]


def node(folder: Path, name: str, clock: Clock) -> Node:
    """A new node."""
    record = Record.create(folder / f"{name.lower()}.db", name, now=clock)
    return Node(name, Here.of(record), clock)


def meet(*nodes: Node) -> None:
    """Everybody adds and confirms everybody."""
    for one in nodes:
        for other in nodes:
            if one is not other:
                one.knows(other)


def plain(done: Synced) -> str:
    """What a run told, to show where a test fails."""
    return msgspec.json.encode(done).decode()
