"""The record, opened once and kept open: opening it anew is half of what a small page costs.

A record may be shared between threads, and each thing asked of it is asked of a snapshot of its
own, so nobody sees less than what is in the file. Another file in its place (a backup put back, a
record made anew) is opened at the next visit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inzet.record import Record

File = tuple[int, int]


class Opened:
    """The record behind the pages of one process.

    Args:
        open_record: opens it; what it raises is raised to whoever visits.
    """

    def __init__(self, open_record: Callable[[], Record]) -> None:
        self._open = open_record
        self._lock = threading.Lock()
        self._kept: tuple[Record, File] | None = None

    @contextmanager
    def __call__(self) -> Iterator[Record]:
        """The record, for one visit."""
        yield self._record()

    def close(self) -> None:
        """Lets go of the file; a later visit opens it again."""
        with self._lock:
            kept, self._kept = self._kept, None
        if kept is not None:
            kept[0].close()

    def _record(self) -> Record:
        kept = self._kept
        if kept is not None and kept[1] == _file(kept[0].path):
            return kept[0]
        with self._lock:
            kept = self._kept
            if kept is None or kept[1] != _file(kept[0].path):
                # One that others may still be reading is let go of, not closed under them.
                record = self._open()
                self._kept = kept = (record, _file(record.path) or (0, 0))
            return kept[0]


def _file(path: Path) -> File | None:
    """Which file stands at a path; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
