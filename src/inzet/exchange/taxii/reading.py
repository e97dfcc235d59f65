"""Reading the shelf: a connection kept open by each thread, as pages are asked for all the time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inzet.vocabulary.errors import BrokenRecord, BusyRecord

_SECONDS = 5.0
_LAID = "SELECT 1 FROM sqlite_master WHERE name = 'meta'"


@dataclass(slots=True)
class _Kept:
    raw: sqlite3.Connection
    file: tuple[int, int]
    turn: int
    laid: bool = False
    """Whether there are tables in it: once they are, they are in every state of this file."""


class Reading:
    """The file, there or not yet; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []
        self._turn = 0

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection | None]:
        """A connection on one state; None where nothing was laid on the shelf yet.

        Raises:
            BusyRecord: somebody goes on writing.
            BrokenRecord: the file is damaged.
        """
        try:
            kept = self._connection()
            if kept is None:
                yield None
                return
            raw = kept.raw
            raw.execute("BEGIN")
            try:
                if not kept.laid:
                    kept.laid = raw.execute(_LAID).fetchone() is not None
                yield raw if kept.laid else None
            finally:
                raw.rollback()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise BusyRecord(
                    "another program is busy with the objects for exchange",
                    where=str(self.path),
                    fix="Try again in a moment.",
                ) from error
            raise BrokenRecord(
                "the file of objects for exchange is damaged", where=str(self.path)
            ) from error

    def close(self) -> None:
        """Lets go of the file in every thread."""
        with self._lock:
            self._turn += 1
            kept, self._open = self._open, []
        for each in kept:
            each.close()

    def file(self) -> tuple[int, int] | None:
        """Which file it is; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _connection(self) -> _Kept | None:
        file = self.file()
        if file is None:
            return None
        kept: _Kept | None = getattr(self._local, "kept", None)
        if kept is not None and kept.file == file and kept.turn == self._turn:
            return kept
        raw = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        with self._lock:
            self._open.append(raw)
            kept = self._local.kept = _Kept(raw, file, self._turn)
        return kept
