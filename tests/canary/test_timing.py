"""A hidden id and one that never was take alike long, at every door that takes one."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from inzet.record import Record
from inzet.web.app import create_app
from tests.canary.plant import ALLY, PUBLIC, plant
from tests.canary.timing import BOUND, Compared, Took, compared, told_apart
from tests.canary.visits import GET, Known
from tests.web.client import HERE

NOTHING = Known((), (), (), (), (), ())
MILLISECOND = 0.001
_PLACE = "placeofanid"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plant(tmp_path_factory.mktemp("timing") / "plant.db").path


class Asker:
    """Asks an application in one loop, and tells how long each answer took."""

    def __init__(self, app: ASGIApp, loop: asyncio.AbstractEventLoop) -> None:
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=HERE)
        self._loop = loop

    def took(self, address: str, method: str = "GET", **options: Any) -> tuple[Took, int]:
        """How long, and the status."""
        began, computed = time.perf_counter(), time.process_time()
        asked = self._client.request(method, address, **options)
        answer = self._loop.run_until_complete(asked)
        took = Took(time.process_time() - computed, time.perf_counter() - began)
        return took, answer.status_code


@contextmanager
def asking(app: ASGIApp) -> Iterator[Asker]:
    loop = asyncio.new_event_loop()
    try:
        yield Asker(app, loop)
    finally:
        loop.close()


class Slower:
    """Takes a little longer over some addresses: what the test is to find."""

    def __init__(self, app: ASGIApp, ids: list[str], waits: bool) -> None:
        self._app = app
        self._ids = ids
        self._waits = waits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope.get("path", "") + scope.get("query_string", b"").decode()
        if any(each in asked for each in self._ids):
            if self._waits:
                time.sleep(MILLISECOND)
            until = time.thread_time() + (0 if self._waits else MILLISECOND)
            while time.thread_time() < until:
                pass
        await self._app(scope, receive, send)


def doors() -> dict[str, str]:
    """Every door that takes an id of a paper or statement, with an address that asks for one."""
    found = {}
    for door, visits in GET.items():
        addresses = [each for each in visits(NOTHING, _PLACE) if _PLACE in each]
        takes = any(word in door for word in ("/papers/{", "/statements/{", "/share/", "/exchange"))
        if addresses and takes:
            found[door] = addresses[0]
    return found


def hidden_ids(path: Path, reader: str, door: str) -> list[str]:
    """Ids of what a reader may not read: of papers, or of statements where the door takes those."""
    with Record.open(path) as record:
        all_, theirs = (record.view(record.reader(name)) for name in (None, _id(record, reader)))
        if "statement" in door:
            rows = {row.identity for row in all_.statements(limit=1000).items}
            seen = {row.identity for row in theirs.statements(limit=1000).items}
        else:
            rows = {row.id for row in all_.papers(limit=1000).items}
            seen = {row.id for row in theirs.papers(limit=1000).items}
    return sorted(rows - seen)[:8]


def _id(record: Record, reader: str) -> str:
    return max((each.id for each in record.readers() if each.name == reader), key=len)


def made_up(ids: list[str]) -> list[str]:
    draw = random.Random(7)
    return [f"{draw.getrandbits(256):064x}" for _ in ids]


def apart(asker: Asker, address: str, hidden: list[str]) -> Compared | None:
    """How hidden ids and such as never were differ at an address; None where they do not."""
    missing = made_up(hidden)

    def took(ids: list[str], number: int) -> Took:
        seconds, status = asker.took(address.replace(_PLACE, ids[number % len(ids)]))
        statuses.add(status)
        return seconds

    statuses: set[int] = set()
    found = told_apart(lambda n: took(hidden, n), lambda n: took(missing, n))
    assert len(statuses) == 1, (address, statuses)
    return found


@pytest.mark.parametrize("reader", [PUBLIC, pytest.param(ALLY, marks=pytest.mark.soak)])
def test_hidden_and_missing_take_alike_long(path: Path, reader: str) -> None:
    with Record.open(path) as record:
        who = _id(record, reader)
    found = {}
    with asking(create_app(lambda: Record.open(path), reader=who)) as asker:
        for door, address in doors().items():
            differs = apart(asker, address, hidden_ids(path, reader, door))
            if differs is not None:
                found[door] = differs
    assert found == {}


@pytest.mark.parametrize(
    ("door", "waits"), [("/papers/{id}", False), ("/api/v1/statements/{statement}", True)]
)
def test_a_millisecond_more_is_found(path: Path, door: str, waits: bool) -> None:
    address = doors()[door]
    ids = hidden_ids(path, PUBLIC, door)
    app = create_app(lambda: Record.open(path), reader=PUBLIC)
    with asking(Slower(app, ids, waits)) as asker:
        # Other work of the machine may hide once what is always there, but not twice.
        found = apart(asker, address, ids) or apart(asker, address, ids)
    assert found is not None
    assert found.difference > BOUND


def test_what_disturbs_both_alike_raises_no_alarm() -> None:
    draw = random.Random(3)

    def noisy(more: float) -> float:
        stopped = 0.05 * draw.random() if draw.random() < 0.2 else 0.0
        return 0.005 + draw.gauss(0, 0.0004) + stopped + more

    assert not any(
        compared([(noisy(0), noisy(0)) for _ in range(60)], seed=turn).differs for turn in range(12)
    )
    assert all(
        compared([(noisy(MILLISECOND), noisy(0)) for _ in range(60)], seed=turn).differs
        for turn in range(12)
    )
    assert BOUND <= MILLISECOND / 2
