"""A whole copy of a SQLite file while others write to it, as of one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

_PAGES = 4096
"""Pages that are copied between two times that progress is told."""

Copying = Callable[[int, int], None]
"""Called with how many pages were copied, of how many; what it raises ends the copying."""


def copy(source: Path, to: Path, told: Copying | None = None) -> None:
    """Copies a database as it is now into a file that is not there yet, page by page.

    Raises:
        sqlite3.Error: the source is damaged, or the disk full; what was written is left.
    """

    def told_of(_status: int, remaining: int, total: int) -> None:
        if told is not None:
            told(total - remaining, total)

    with (
        closing(sqlite3.connect(source, isolation_level=None)) as one,
        closing(sqlite3.connect(to, isolation_level=None)) as other,
    ):
        # One snapshot for all of it: without it, every batch that another process writes would
        # have the copy begun again, so that it never ends where there are many.
        one.execute("BEGIN")
        one.execute("SELECT count(*) FROM sqlite_master").fetchone()
        one.backup(other, pages=_PAGES, progress=told_of)
        one.execute("ROLLBACK")
        # One file, complete by itself; whoever opens it turns the log on again.
        other.execute("PRAGMA journal_mode = DELETE").fetchone()
