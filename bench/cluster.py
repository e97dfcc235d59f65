"""Reading on a Dask cluster of this machine, two workers, beside reading with two processes.

The machine is the same, so what is measured is what the cluster costs: texts and answers over the
loopback, the scheduler, and the extraction that stays at home. ``python -m bench.cluster 60`` runs
a slice.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.papers import write_papers
from inzet.cli.bulk import Found
from inzet.reading.bulk import HomeReaders, Keeping, Readers, read_many
from inzet.reading.cluster.readers import ClusterReaders
from inzet.reading.intake import keep, recognised
from inzet.record import Record
from inzet.vocabulary.markings import Classification
from tests.cli.cluster.machines import Machines

_ALL = 600
_WARM = 12
_WORKERS = 2


def measure(papers: int = _ALL) -> Iterator[str]:
    """Papers a second both ways, kept in a record each, and their ratio."""
    folder = Path(tempfile.mkdtemp(prefix="inzet-cluster-"))
    machines = Machines(folder)
    try:
        for number in range(_WORKERS):
            machines.worker(str(number))
        write_papers(folder / "warm", _WARM, seed=2)
        write_papers(folder / "papers", papers)
        names = Found([str(folder / "papers")], set()).files
        machines.wait_for(*map(str, range(_WORKERS)))
        home = _rate(folder / "home.db", names, HomeReaders(_WORKERS))
        for _ in _reads(folder / "warm.db", Found([str(folder / "warm")], set()).files,
                        _there(machines)):  # fmt: skip
            pass
        cluster = _rate(folder / "cluster.db", names, _there(machines))
    finally:
        machines.close()
        shutil.rmtree(folder)
    yield (
        f"cluster: {cluster:,.1f} papers a second by {_WORKERS} workers, {home:,.1f} by "
        f"{_WORKERS} processes ({papers:,} papers, {os.cpu_count()} processors, both kept)"
    )
    yield f"  {cluster / home:.2f} times reading at home"


def _there(machines: Machines) -> ClusterReaders:
    return ClusterReaders(machines.address, jobs=1, ceiling=lambda: Classification.UNCLASSIFIED)


def _rate(path: Path, names: list[str], readers: Readers) -> float:
    begun = time.monotonic()
    count = sum(1 for _ in _reads(path, names, readers))
    return count / (time.monotonic() - begun)


def _reads(path: Path, names: list[str], readers: Readers) -> Iterator[object]:
    with Record.create(path, "Bench") as record:
        keeping = Keeping(
            contents=lambda name: Path(name).read_bytes(),
            is_known=lambda sha256: recognised(record, sha256) is not None,
            keep=lambda paper, data, name: keep(record, paper, data, name=name, not_same=True),
        )
        yield from read_many(names, keeping, readers)


if __name__ == "__main__":
    for line in measure(*map(int, sys.argv[1:2])):
        print(line, flush=True)
