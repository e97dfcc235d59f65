"""Two nodes copy a feed over loopback, every entry proven, beside writing the same entries oneself.

The answering node is a process of its own (`inzet serve`). Told are entries a second by the clock
and by the processor's time of both sides, as what else runs on the machine does not tell in that.
Then what a node is before it does anything: how long until it answers, and its memory, beside a
bare Starlette application under the same server.

``INZET_BENCH_ENTRIES`` sets how many entries (20,000; a million takes some minutes).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from inzet.exchange.connecting import wire_of
from inzet.exchange.here import Here
from inzet.exchange.sync import sync_one
from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.people import Person

ENTRIES = int(os.environ.get("INZET_BENCH_ENTRIES", "20000"))
PER_BATCH = 10_000
NODE = "from inzet.cli import main; main()"
BARE = (
    "import socket, uvicorn\n"
    "from starlette.applications import Starlette\n"
    "from starlette.responses import PlainTextResponse\n"
    "from starlette.routing import Route\n"
    "line = socket.socket(); line.bind(('127.0.0.1', 0)); line.listen()\n"
    "print(f'http://127.0.0.1:{line.getsockname()[1]}', flush=True)\n"
    "async def health(request): return PlainTextResponse('alive')\n"
    "app = Starlette(routes=[Route('/health', health)])\n"
    "uvicorn.Server(uvicorn.Config(app, log_level='error')).run(sockets=[line])\n"
)


def measure() -> Iterator[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _copied(Path(folder))
        yield from _started(Path(folder))


def _copied(folder: Path) -> Iterator[str]:
    source, target = (
        Here.of(Record.create(folder / f"{name}.db", name)) for name in ("One", "Other")
    )
    began, used = time.perf_counter(), time.process_time()
    _write(source.record)
    wrote, wrote_used = time.perf_counter() - began, time.process_time() - used
    with _process(NODE, "serve", "--record", str(source.record.path), "--port", "0") as (url, pid):
        for one, other, address in ((source, target, ""), (target, source, url)):
            own = other.record.organisation
            one.peers.add(id_=own.id, name=own.name, url=address, public_key=own.public_key)
            one.peers.confirm(own.id, own.id, Person.named("bench"))
        peer = target.peers.by_id(source.id)
        assert peer is not None
        before = _cpu(pid)
        began, used = time.perf_counter(), time.process_time()
        done = sync_one(target, peer, wire_of)
        took, took_used = time.perf_counter() - began, time.process_time() - used
        served = _cpu(pid) - before
        assert done.is_whole, done.trouble
        assert done.entries == ENTRIES
        began = time.perf_counter()
        again = sync_one(target, peer, wire_of)
        idle = time.perf_counter() - began
        assert again.entries == 0
        peak = _memory(os.getpid(), "VmHWM"), _memory(pid, "VmHWM")
    yield (
        f"nodes: {ENTRIES:,} entries copied and proven in {took:.1f} s, {ENTRIES / took:,.0f} a "
        f"second; {ENTRIES / (took_used + served):,.0f} a second of processor time of both sides "
        f"({took_used:.1f} s taking, {served:.1f} s answering)"
    )
    yield (
        f"nodes: writing them oneself took {wrote:.1f} s; copying is {took / wrote:.2f}× that by "
        f"the clock, {(took_used + served) / wrote_used:.2f}× by the processor"
    )
    yield (
        f"nodes: asking again where nothing is new takes {idle * 1000:.0f} ms; memory at most "
        f"{peak[0]:,.0f} MB here, {peak[1]:,.0f} MB at the node that answered"
    )
    for each in (source, target):
        each.record.close()


def _write(record: Record) -> None:
    number = 0
    while number < ENTRIES:
        with record.batch("PUBLIC") as batch:
            for _ in range(min(PER_BATCH, ENTRIES - number)):
                number += 1
                batch.add(
                    Statement(
                        identity=f"{number:064x}",
                        act=Act.POSITION,
                        party="NLD",
                        quote=f"Sentence {number} of what is said about the exchange of feeds.",
                        citation=OutsideCitation(identifier=f"paper-{number}"),
                        dossiers=("accession/FIN",),
                        rule="bench",
                        said="2026-01-01",
                    )
                )


def _started(folder: Path) -> Iterator[str]:
    path = folder / "small.db"
    Record.create(path, "Small").close()
    times, memory = [], []
    for program, *arguments in (
        (NODE, "serve", "--record", str(path), "--port", "0"),
        (BARE,),
    ):
        began = time.perf_counter()
        with _process(program, *arguments) as (url, pid):
            while True:
                try:
                    httpx.get(f"{url}/health", timeout=5, trust_env=False).raise_for_status()
                    break
                except httpx.TransportError:
                    time.sleep(0.02)
            times.append(time.perf_counter() - began)
            if program is NODE:
                httpx.get(f"{url}/nodes/self", trust_env=False).raise_for_status()
            memory.append(_memory(pid, "VmRSS"))
    yield (
        f"nodes: a node answers {times[0]:.1f} s after it was started, with {memory[0]:.0f} MB; a "
        f"bare server {times[1]:.1f} s, {memory[1]:.0f} MB: {times[0] / times[1]:.1f}× and "
        f"{memory[0] / memory[1]:.1f}×"
    )


@contextmanager
def _process(program: str, *arguments: str) -> Iterator[tuple[str, int]]:
    """The address that a server prints, and its process id."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http")), process.pid
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int, name: str) -> float:
    """MB of memory of a process: ``VmRSS`` now, ``VmHWM`` at most."""
    line = next(
        each
        for each in Path(f"/proc/{pid}/status").read_text().splitlines()
        if each.startswith(name)
    )
    return int(line.split()[1]) / 1024
