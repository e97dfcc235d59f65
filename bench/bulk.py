"""Ten thousand papers in one run: how fast, in how much memory, on how many processors.

``python -m bench.bulk 200`` runs a slice.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench.papers import write_papers
from inzet.cli.bulk import Found
from inzet.reading.bulk import Done, HomeReaders, Keeping, read_many
from inzet.reading.intake import keep, recognised
from inzet.reading.reader import read_paper
from inzet.record import Record

_ALL = 10_000
_ALONE = 40
_TICKS = os.sysconf("SC_CLK_TCK")
_COMMAND = [sys.executable, "-c", "import sys; from inzet.cli import main; sys.exit(main())"]


def measure(papers: int = _ALL) -> Iterator[str]:
    """Lines with papers a second, memory at a tenth and at the end, and a run that was killed.

    Each comes when it is known, as ten thousand papers take their time.
    """
    folder = Path(tempfile.mkdtemp(prefix="inzet-bulk-"))
    try:
        write_papers(folder / "papers", papers)
        yield from _one_run(folder, papers)
        yield from _killed(folder, papers)
    finally:
        shutil.rmtree(folder)


def _one_run(folder: Path, papers: int) -> Iterator[str]:
    names = Found([str(folder / "papers")], set()).files
    alone = _alone(names[:_ALONE])
    jobs = os.cpu_count() or 1
    early = late = (0, 0)
    outcomes: dict[str, int] = {}
    begun, used = time.monotonic(), _computing()
    with Record.create(folder / "bulk.db", "Bench") as record:
        for count, done in enumerate(_reading(record, names, jobs), 1):
            outcome = str(done.outcome or "refused")
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
            if count == papers // 10:
                early = _memory()
            if count == papers - 1:
                late, used = _memory(), _computing() - used
        seconds = time.monotonic() - begun
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    yield f"bulk: {papers / seconds:,.1f} papers a second, {papers:,} papers, {jobs} jobs ({told})"
    yield f"  {papers / seconds / alone:.2f} times one process that only reads ({alone:,.1f}/s)"
    yield f"  {used / seconds:.2f} processors used of {os.cpu_count()}"
    yield (
        f"  memory at {papers // 10:,} papers {early[0]:,} MB and {early[1]:,} MB in readers; "
        f"at {papers:,} {late[0]:,} MB and {late[1]:,} MB"
    )


def _reading(record: Record, names: list[str], jobs: int) -> Iterator[Done]:
    keeping = Keeping(
        contents=lambda name: Path(name).read_bytes(),
        is_known=lambda sha256: recognised(record, sha256) is not None,
        keep=lambda paper, data, name: keep(record, paper, data, name=name, not_same=True),
    )
    return read_many(names, keeping, HomeReaders(jobs))


def _killed(folder: Path, papers: int) -> Iterator[str]:
    """A run killed a third of the way, and another that goes on."""
    command = [*_COMMAND, "--record", str(folder / "killed.db"), "read", str(folder / "papers")]
    command += ["--not-same", "--json"]
    begun = time.monotonic()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and _kept(folder / "killed.db") < papers // 3:
        time.sleep(0.1)
    run.send_signal(signal.SIGKILL)
    run.wait()
    before = _kept(folder / "killed.db")
    first = time.monotonic() - begun
    begun = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    second = time.monotonic() - begun
    after = _kept(folder / "killed.db")
    verify = [*_COMMAND, "--record", str(folder / "killed.db"), "verify"]
    proves = subprocess.run(verify, capture_output=True, check=False).returncode == 0
    yield (
        f"  killed with {before:,} papers kept after {first:,.0f} s; gone on in {second:,.0f} s "
        f"to {after:,}; the record {'proves' if proves else 'DOES NOT PROVE'}"
    )


def _kept(path: Path) -> int:
    import sqlite3

    with suppress(sqlite3.Error):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return int(connection.execute("select count(*) from paper").fetchone()[0])
        finally:
            connection.close()
    return 0


def _alone(names: list[str]) -> float:
    """Papers a second in one process that keeps nothing, once it is warm."""
    contents = [Path(name).read_bytes() for name in names]
    for data in contents[:5]:
        read_paper(data)
    begun = time.monotonic()
    for data in contents:
        read_paper(data)
    return len(contents) / (time.monotonic() - begun)


def _memory() -> tuple[int, int]:
    """Megabytes in memory: of this process, and of those it started."""
    return _resident(os.getpid()) >> 20, sum(map(_resident, _children())) >> 20


def _computing() -> float:
    """Seconds of processor time of this process and those it started."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime
    for child in _children():
        with suppress(OSError):
            fields = Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()
            total += (int(fields[11]) + int(fields[12])) / _TICKS
    return total


def _children() -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[1]) == os.getpid():
                    found.append(int(entry.name))
    return found


def _resident(process: int) -> int:
    with suppress(OSError):
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * resource.getpagesize()
    return 0


if __name__ == "__main__":
    for line in measure(*map(int, sys.argv[1:2])):
        print(line, flush=True)
