"""The record, opened once and kept open: opening it anew is half of what a small page costs.

A record may be shared between threads, and each thing asked of it is asked of a snapshot of its
own, so nobody sees less than what is in the file. Another file in its place (a backup put back, a
record made anew), or another record in the same file, is opened at the next visit. What was made of
a record goes with it, and goes where anything in it was erased, by whatever process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from inzet.record import Record
from inzet.vocabulary.errors import Remaking
from inzet.web.forgetting import forget_words
from inzet.web.made import Made
from inzet.web.running.remaking import Remaker

File = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """An open record, how it stood when it was opened, and what was made of it since."""

    record: Record
    file: File
    standing: tuple[str, str]
    made: Made = field(default_factory=Made)


class Opened:
    """The record behind the pages of one process.

    Args:
        open_record: opens it; what it raises is raised to whoever visits.
        remaking: makes its tables anew where a visit finds them of another version.
    """

    def __init__(self, open_record: Callable[[], Record], remaking: Remaker | None = None) -> None:
        self._open = open_record
        self._remaking = remaking
        self._lock = threading.Lock()
        self._kept: Kept | None = None

    @contextmanager
    def __call__(self) -> Iterator[Kept]:
        """The record, for one visit."""
        yield self._found()

    def close(self) -> None:
        """Lets go of the file; a later visit opens it again."""
        with self._lock:
            kept, self._kept = self._kept, None
        if kept is not None:
            kept.record.close()

    def _found(self) -> Kept:
        kept = self._kept
        if kept is not None and _stands(kept):
            return kept
        with self._lock:
            kept = self._kept
            if kept is not None and _stands(kept):
                return kept
            try:
                record = self._open()
            except Remaking:
                if self._remaking is not None:
                    self._remaking.begin()
                raise
            self._kept = Kept(record, _file(record.path) or (0, 0), record.standing())
            if kept is not None:
                # Connections that nobody uses now go, with the pages of the file they hold; where
                # somebody still reads, theirs goes when they are done.
                kept.record.close()
                if kept.standing != self._kept.standing:
                    forget_words()
            return self._kept


def _stands(kept: Kept) -> bool:
    return kept.file == _file(kept.record.path) and kept.standing == kept.record.standing()


def _file(path: Path) -> File | None:
    """Which file stands at a path; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
