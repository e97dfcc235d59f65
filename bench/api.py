"""The API beside a bare Starlette application that answers the same bytes.

Both run in a server of their own on loopback, asked in turns by the same client over one kept
connection. Counted is the processor's time of server and client together, so that what else runs
on the machine does not tell: what is compared is what it costs to open the record, look, and make
an answer. One statement, and an answer that is unchanged (304), are measured too.
"""

from __future__ import annotations

import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.ground import add_paper, new_record
from inzet.record import Record
from inzet.web.app import create_app

PAPERS, PER_PAPER = 200, 100
PATH = "/api/v1/statements?limit=50"
ROUNDS, ASKED = 5, 60


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with new_record(Path(folder)) as record, record.batch("PUBLIC") as batch:
            for number in range(PAPERS):
                add_paper(batch, number, PER_PAPER, "accession/FIN", "2023-03-17")
        with (
            _served(create_app(lambda: Record.open(path))) as ours,
            httpx.Client(base_url=ours, headers={"Accept-Encoding": "identity"}) as client,
        ):
            answer = client.get(PATH).raise_for_status()
            with (
                _served(_bare(answer.content)) as bare_at,
                httpx.Client(base_url=bare_at, headers={"Accept-Encoding": "identity"}) as other,
            ):
                known = {"If-None-Match": answer.headers["etag"]}
                rates: dict[str, list[float]] = {"bare": [], "whole": [], "one": [], "same": []}
                for _ in range(ROUNDS):
                    rates["bare"].append(_rate(other, PATH))
                    rates["whole"].append(_rate(client, PATH))
                    rates["one"].append(_rate(client, "/api/v1/statements?limit=1"))
                    rates["same"].append(_rate(client, PATH, known))
        found = {name: statistics.median(each) for name, each in rates.items()}
        size = len(answer.content)
        yield (
            f"{PATH}, {PAPERS * PER_PAPER:,} statements, {size:,} bytes: "
            f"{found['whole']:.0f} a second, of a bare answer of the same bytes "
            f"({found['bare']:.0f}) {found['whole'] / found['bare']:.2f}"
        )
        yield f"  one statement: {found['one']:.0f} a second, {found['one'] / found['bare']:.2f}"
        same = found["same"]
        yield f"  unchanged (304): {same:.0f} a second, {same / found['bare']:.2f}"


def _bare(body: bytes) -> Starlette:
    async def answer(request: Request) -> Response:
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/api/v1/statements", answer)])


@contextmanager
def _served(app: Starlette) -> Iterator[str]:
    """The address under which an application answers, on loopback only."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def _rate(client: httpx.Client, path: str, headers: dict[str, str] | None = None) -> float:
    """Requests in a second of the processor."""
    begun = time.process_time()
    for _ in range(ASKED):
        client.get(path, headers=headers)
    return ASKED / (time.process_time() - begun)
