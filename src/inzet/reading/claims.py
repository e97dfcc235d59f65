"""Who looks at what right now, so that two people do not review the same: a courtesy, no lock.

It lies in a small file beside the record, so that several processes know of it; a claim is over
after a few minutes. Nothing rests on it: where the file cannot be used, nobody is known to look,
and what two people decide at once is still told apart (``meanwhile``).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SUFFIX = ".looking"
SECONDS = 180.0
"""How long somebody is taken to look at what was shown to them."""
_BUSY_SECONDS = 0.3
_TABLE = (
    "CREATE TABLE IF NOT EXISTS looking"
    " (identity TEXT PRIMARY KEY, person TEXT NOT NULL, until REAL NOT NULL)"
)


class Claims:
    """What people look at in one record.

    Args:
        record: path of the record.
        now: seconds since the epoch.
    """

    def __init__(self, record: Path, *, now: Callable[[], float] = time.time) -> None:
        self.path = record.with_name(record.name + SUFFIX)
        self._now = now

    def others(self, person: str) -> dict[str, str]:
        """Identities that somebody else looks at now, and who."""
        if not self.path.exists():
            return {}
        query = "SELECT identity, person FROM looking WHERE person <> ? AND until > ?"
        try:
            with self._open() as file:
                return dict(file.execute(query, (person, self._now())).fetchall())
        except (sqlite3.Error, OSError):
            return {}

    def take(self, person: str, identities: Iterable[str]) -> None:
        """This person looks at these now, and at nothing else; what others look at stays theirs."""
        now = self._now()
        rows = [(each, person, now + SECONDS) for each in identities]
        try:
            with self._open() as file, file:
                file.execute("DELETE FROM looking WHERE person = ? OR until <= ?", (person, now))
                file.executemany("INSERT OR IGNORE INTO looking VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError):
            # Then nobody is known to look.
            return

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as file:
            # Losing it loses nothing, so nobody waits for the disk.
            file.execute("PRAGMA synchronous = OFF")
            file.execute(_TABLE)
            yield file
