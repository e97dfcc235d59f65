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
End = tuple[int, bytes]
"""See ``Record.log_end``."""


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
        self._end: tuple[Kept, End] | None = None
        """At which end of its log the record was last seen to be the one that was opened."""

    @contextmanager
    def __call__(self) -> Iterator[Kept]:
        """The record, for one visit."""
        yield self._found()[0]

    @contextmanager
    def with_end(self) -> Iterator[tuple[Kept, End]]:
        """The record, and where its log ended when it was found: as long as that is the same,
        nothing came, and nothing was erased."""
        yield self._found()

    def close(self) -> None:
        """Lets go of the file; a later visit opens it again."""
        with self._lock:
            kept, self._kept = self._kept, None
        if kept is not None:
            kept.record.close()

    def _found(self) -> tuple[Kept, End]:
        kept = self._kept
        if kept is not None and (end := self._stands(kept)):
            return kept, end
        with self._lock:
            kept = self._kept
            if kept is not None and (end := self._stands(kept)):
                return kept, end
            try:
                record = self._open()
            except Remaking:
                if self._remaking is not None:
                    self._remaking.begin()
                raise
            # Asked before it is looked at how it stands: it is never newer than that.
            end = record.log_end()
            self._kept = Kept(record, _file(record.path) or (0, 0), record.standing())
            if kept is not None:
                # Connections that nobody uses now go, with the pages of the file they hold; where
                # somebody still reads, theirs goes when they are done.
                kept.record.close()
                if kept.standing != self._kept.standing:
                    forget_words()
            return self._kept, end

    def _stands(self, kept: Kept) -> End | None:
        """Where its log ends; None where it is another file or record, or something was erased."""
        if kept.file != _file(kept.record.path):
            return None
        end, last = kept.record.log_end(), self._end
        # An erasure is an entry, and another record has other links: only an empty one has none.
        if end[1] and last is not None and last[0] is kept and last[1] == end:
            return end
        if kept.standing != kept.record.standing():
            return None
        self._end = kept, end
        return end


def _file(path: Path) -> File | None:
    """Which file stands at a path; None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
