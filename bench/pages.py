"""Every page at a million statements, asked by eight readers at once; the first beside a bare one.

The workspace runs as it would be run: two processes. Eight readers ask for all pages again and
again, each in an order of its own, over kept connections, from a process that shares the two
cores. Each page is asked a few times before, and the longest first answer is told apart: it is
what somebody waits who comes first after a paper came in. Sizes are as sent.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.archive import archive
from bench.ground import p95
from inzet.record import Record

STATEMENTS = int(os.environ.get("INZET_BENCH_STATEMENTS", "1000000"))
KEPT = os.environ.get("INZET_BENCH_ARCHIVE")
"""Where an archive stays for the next run; else it is made and thrown away."""
READERS, ROUNDS, WORKERS = 8, 12, 2
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "en"}
ASKED = 200
"""Requests by which the first page is compared with a bare one."""


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(KEPT) if KEPT else Path(folder) / "archive.db"
        with archive(path, STATEMENTS) as record:
            pages = _pages(record)
        with _workspace(path) as port:
            first = {page: _first(port, page) for page in pages}
            times, sizes = _all_at_once(port, pages)
            every = [each for took in times.values() for each in took]
            yield (
                f"{len(pages)} pages, {STATEMENTS:,} statements, {READERS} readers at once, "
                f"{WORKERS} processes: p95 {p95(every) * 1000:.0f} ms (goal 100)"
            )
            for page in sorted(pages, key=lambda each: -p95(times[each])):
                yield (
                    f"  {page:44} p95 {p95(times[page]) * 1000:6.0f} ms   "
                    f"{sizes[page] / 1000:5.0f} kB sent   first {first[page] * 1000:8,.0f} ms"
                )
            yield _beside_bare(port)


def _pages(record: Record) -> list[str]:
    """The pages, with the ids of a paper, meeting and statement in the middle of the archive."""
    view = record.view(record.reader())
    paper = view.papers(limit=40).items[-1]
    row = next(each for each in view.paper_statements(paper.id) if each.meeting)
    meeting = f"/meetings/{row.meeting}"
    return [
        "/",
        "/papers",
        f"/papers/{paper.id[:12]}",
        f"/papers/{paper.id[:12]}/beside",
        "/meetings",
        meeting,
        f"{meeting}/cycle",
        f"{meeting}/beside",
        "/dossiers",
        "/dossiers/accession/FIN",
        "/dossiers/accession/FIN?as_of=2023-03-17",
        "/dossiers/pledge/wales-2014",
        "/dossiers/watch/subject-3",
        "/dossiers/pledge",
        "/positions",
        "/positions?party=NLD&dossier=accession%2FFIN",
        "/commitments",
        "/motions",
        "/search",
        "/search?q=toetreding",
        f"/changes?since={row.meeting}",
        "/review",
        "/drafts",
        "/library",
        "/exchange",
        f"/statements/{row.identity}",
    ]


@contextmanager
def _workspace(path: Path) -> Iterator[int]:
    """The port of ``inzet serve`` over an archive."""
    line = [sys.executable, "-c", "from inzet.cli import main; main()", "serve"]
    line += ["--record", str(path), "--port", "0", "--workers", str(WORKERS)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", told)
        assert found, told
        try:
            yield int(found[1])
        finally:
            server.terminate()


def _open(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=900)


def _ask(line: http.client.HTTPConnection, page: str) -> tuple[float, int]:
    """Seconds until the whole page was there, and how many bytes it was."""
    begun = time.perf_counter()
    line.request("GET", page, headers=HEADERS)
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (page, answer.status)
    return time.perf_counter() - begun, len(body)


def _first(port: int, page: str) -> float:
    """Seconds of the longest answer until each process has made the page.

    Which process takes a connection is not ours to say: all readers ask at once, some times over.
    """
    took: list[float] = []

    def ask() -> None:
        took.append(_ask(_open(port), page)[0])

    for _ in range(3):
        readers = [threading.Thread(target=ask) for _ in range(READERS)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()
    return max(took)


def _all_at_once(port: int, pages: list[str]) -> tuple[dict[str, list[float]], dict[str, int]]:
    times: dict[str, list[float]] = defaultdict(list)
    sizes: dict[str, int] = {}

    def read(seed: int) -> None:
        line, order = _open(port), list(pages)
        rng = random.Random(seed)
        for _ in range(ROUNDS):
            rng.shuffle(order)
            for page in order:
                took, size = _ask(line, page)
                times[page].append(took)
                sizes[page] = size

    readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    return times, sizes


def _beside_bare(port: int) -> str:
    line = _open(port)
    line.request("GET", "/", headers={"Accept-Language": "en"})
    html = line.getresponse().read()
    ours, bare = [], []
    with _bare(html) as other:
        kept, beside = _open(port), _open(other)
        for _ in range(ASKED):
            ours.append(_ask(kept, "/")[0])
            bare.append(_ask(beside, "/")[0])
    return (
        f"first page alone: {1 / (sum(ours) / ASKED):.0f} a second, of a bare page of the same "
        f"{len(html) / 1000:.0f} kB ({1 / (sum(bare) / ASKED):.0f} a second) "
        f"{sum(bare) / sum(ours):.3f}"
    )


@contextmanager
def _bare(html: bytes) -> Iterator[int]:
    async def page(request: Request) -> Response:
        return Response(html, media_type="text/html")

    config = uvicorn.Config(Starlette(routes=[Route("/", page)]), port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
