"""How long it takes after an erasure until a file holds no trace of it, and keeps others waiting.

Told beside writing the whole file anew (``VACUUM``) in the same run, which is what there is to do
without it. ``INZET_BENCH_SIZES`` sets of how many entries records are, ``INZET_BENCH_FOLDER`` where
they are kept; each is copied first.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from bench.large import FOLDER, large
from inzet.record import Record

SIZES = tuple(int(each) for each in os.environ.get("INZET_BENCH_SIZES", "10000").split(","))
_LOOK = 0.01
"""Seconds between two tries to write."""


def measure() -> Iterator[str]:
    """A line for each size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        with large(size) as kept, tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            source, path = kept.path, Path(folder) / "record.db"
            for suffix in ("", ".key", ".head"):
                shutil.copy(f"{source}{suffix}", f"{path}{suffix}")
            yield _measured(path)


def _measured(path: Path) -> str:
    with Record.open(path) as record:
        paper = record.view(record.reader()).papers(limit=1).items[0].id
        settle = record._store.settle
        took: list[float] = []

        def timed(*, erased: bool = False) -> None:
            took.append(_timed(lambda: settle(erased=erased)))

        record._store.settle = timed  # type: ignore[method-assign]
        with _Trying(path) as waited:
            whole = _timed(lambda: record.erase(paper, by="Bench", ground="measured"))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA temp_store = FILE")
        anew = _timed(lambda: file.execute("VACUUM"))
    return (
        f"erasing in {path.stat().st_size >> 20:,} MB: {whole - took[0]:.2f} s, its traces "
        f"{took[0]:.2f} s, by VACUUM {anew:.2f} s ({anew / took[0]:.1f} times); "
        f"others could not write for {waited.longest:.2f} s"
    )


def _timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


class _Trying:
    """Somebody who goes on trying to write, and is kept waiting at a stretch."""

    def __init__(self, path: Path) -> None:
        self.longest = 0.0
        self._path = path
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._try)

    def __enter__(self) -> _Trying:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _try(self) -> None:
        with closing(sqlite3.connect(self._path, timeout=0, isolation_level=None)) as file:
            since = time.perf_counter()
            while not self._ended.wait(_LOOK):
                try:
                    file.execute("BEGIN IMMEDIATE")
                    file.execute("ROLLBACK")
                    since = time.perf_counter()
                except sqlite3.OperationalError:
                    self.longest = max(self.longest, time.perf_counter() - since)
