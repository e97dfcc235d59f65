"""Following a dossier from a server on this machine: papers a second, and memory.

Against a client that only fetches the same files, and against reading them alone. Memory is the
peak of a process of its own, with 50 and with 500 papers. ``python -m bench.following 200`` runs
a slice.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from inzet.following import Journal, Wishes, follow
from inzet.following.settings import Settings
from inzet.following.tweedekamer import TweedeKamer
from inzet.reading.guard import shared
from inzet.record import PaperRow, Record
from tests.following.house import House, agenda
from tests.following.serving import ODATA, serving

_FEW, _MANY = 50, 500
_SENTENCE = "De Raad sprak over onderwerp {n} en nam kennis van punt {m}, zoals eerder gemeld. "


def measure(papers: int = _MANY) -> Iterator[str]:
    """Lines with papers a second beside plain fetching, a second run, and memory."""
    folder = Path(tempfile.mkdtemp(prefix="inzet-follow-"))
    try:
        few, _ = _one(folder / "few.db", min(_FEW, papers))
        many, lines = _one(folder / "many.db", papers)
        yield from lines
        yield (
            f"  memory at its peak {few >> 10:,} MB with {min(_FEW, papers)} papers, "
            f"{many >> 10:,} MB with {papers}"
        )
    finally:
        shutil.rmtree(folder)


def _one(path: Path, papers: int) -> tuple[int, list[str]]:
    """A process that follows so many papers: its peak memory in KB, and lines on its speed."""
    house = House()
    dossier = house.dossier(28676)
    for number in range(1, papers + 1):
        body = "".join(_SENTENCE.format(n=number, m=place) for place in range(60))
        house.document(dossier, agenda(number) + b"\n\n" + body.encode(), number)
    with serving(house) as server:
        plain = _plain([f"{server.address}{ODATA}/Document({id_})/resource" for id_ in house.files])
        begun = time.monotonic()
        command = [sys.executable, "-m", "bench.following", "--child", str(path), server.address]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        whole = time.monotonic() - begun
        first, again, alone = map(float, told[:3])
        peak, kept = map(int, told[3:])
        size = sum(map(len, house.files.values())) / papers / 1024
    return peak, [
        f"following: {kept / first:,.1f} papers a second, {kept:,} papers of {size:.1f} KB",
        f"  read, signed and searchable; {whole:.1f} s with its start",
        f"  {first / plain:,.0f} times as long as fetching alone ({papers / plain:,.0f} a second)",
        f"  {first / kept / alone:.2f} times as long as reading alone ({1 / alone:,.1f} a second)",
        f"  a second run, in which nothing is new: {again:.2f} s",
    ]


def _plain(addresses: list[str]) -> float:
    begun = time.monotonic()
    with httpx.Client(trust_env=False) as client:
        for address in addresses:
            client.get(address)
    return time.monotonic() - begun


def _some(record: Record) -> Sequence[PaperRow]:
    return record.view(record.reader()).papers(limit=40).items


def _child(path: Path, address: str) -> None:
    """Follows twice; prints seconds of each, seconds of reading a paper alone, peak memory in KB,
    and how many papers there are."""
    settings = Settings(addresses={"tweedekamer": address}, rate=1000)
    seconds = []
    with Record.create(path, "Bench") as record:
        for _ in range(2):
            source = TweedeKamer(settings)
            begun = time.monotonic()
            with Journal(path) as journal:
                for _done in follow(record, source, "28676", journal, Wishes()):
                    pass
            seconds.append(time.monotonic() - begun)
            source.close()
        originals = [record.view(record.reader()).original(each.id) for each in _some(record)]
        begun = time.monotonic()
        for data in originals:
            shared().read(data)
        seconds.append((time.monotonic() - begun) / len(originals))
        with Journal(path) as journal:
            kept = sum(journal.followed()[0].told.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak //= 1024 if sys.platform == "darwin" else 1
    print(*(f"{each:.3f}" for each in seconds), peak, kept)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(Path(sys.argv[2]), sys.argv[3])
    else:
        for line in measure(*map(int, sys.argv[1:2])):
            print(line, flush=True)
