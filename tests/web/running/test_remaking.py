"""While tables of another version are made anew, pages say so, and how far it is."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.applications import Starlette

from inzet.record import Record, condition, rebuild, remade
from inzet.record.store import open_store, run
from inzet.web.app import create_app
from tests.record.world import add_paper, home
from tests.web.client import Client


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record whose tables are of another version."""
    monkeypatch.setattr(rebuild, "SLICE", 5)
    with home(tmp_path) as record, record.batch("PUBLIC") as batch:
        for number in range(10):
            add_paper(batch, f"Paper {number} about Finland", title=f"Paper {number}")
    with closing(open_store(record.path)) as store, store.write() as connection:
        run(connection, "UPDATE meta SET value = '0' WHERE name = 'projections'")
    return record.path


def app_over(path: Path, remake: Callable[[Callable[[object], None]], None]) -> Starlette:
    """As ``inzet serve`` makes it."""
    return create_app(
        lambda: Record.open(path, wait=False),
        condition=lambda: condition(path),
        remake=remake,
        remade=lambda: remade(path),
    )


def soon(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def test_pages_say_that_and_how_far_until_it_is_done(path: Path) -> None:
    go_on, begun = threading.Event(), list[int]()

    def remake(told: Callable[[object], None]) -> None:
        begun.append(1)

        def tell(progress: object) -> None:
            told(progress)
            go_on.wait(20)

        Record.open(path, told=tell).close()

    client = Client(app_over(path, remake))
    assert client.get("/ready").text == "not ready: tables are being made anew, 0 %\n"
    assert soon(lambda: "20 %" in client.get("/ready").text)
    page = client.get("/?lang=en")
    assert (page.status_code, page.headers["retry-after"]) == (503, "10")
    assert "being made anew: 20 %" in page.text
    assert "opnieuw gemaakt: 20 %" in client.get("/papers?lang=nl").text
    told = client.get("/api/v1/papers")
    assert (told.status_code, "20 %" in told.json()["detail"]) == (503, True)
    assert begun == [1], "however many ask, it is made once"
    go_on.set()
    assert soon(lambda: client.get("/ready").text == "ready\n")
    assert "Paper 3" in client.get("/papers?lang=en").text


def test_a_worker_that_stops_leaves_it_to_be_gone_on_with(path: Path) -> None:
    reached = threading.Event()

    def remake(told: Callable[[object], None]) -> None:
        def tell(progress: object) -> None:
            reached.set()
            time.sleep(0.02)
            told(progress)

        Record.open(path, told=tell).close()

    app = app_over(path, remake)

    async def serve() -> None:
        async with app.router.lifespan_context(app):
            assert (await asyncio.to_thread(Client(app).get, "/")).status_code == 503
            assert await asyncio.to_thread(reached.wait, 20)

    asyncio.run(serve())
    assert 0 < remade(path) < 100
    assert not [each for each in threading.enumerate() if each.name == "remaking"]
    Record.open(path).close()


def test_what_goes_wrong_is_tried_again_at_the_next_visit(path: Path) -> None:
    tried = list[int]()

    def remake(_: Callable[[object], None]) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise RuntimeError("no room on the disk")
        Record.open(path).close()

    client = Client(app_over(path, remake))
    assert soon(lambda: client.get("/papers").status_code == 200)
    # A visit that found it not ready may begin it once more when it just was.
    assert len(tried) >= 2
