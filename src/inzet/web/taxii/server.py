"""What the TAXII addresses of one process share: the shelf and the settings of its record."""

from __future__ import annotations

import threading
from pathlib import Path

from inzet.exchange.taxii import settings
from inzet.exchange.taxii.settings import Settings
from inzet.exchange.taxii.shelf import Shelf


class Server:
    """Shelves and settings, kept while they stand; may be shared between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelves: dict[Path, Shelf] = {}
        self._settings: dict[Path, tuple[tuple[int, int] | None, Settings]] = {}

    def shelf(self, record: Path) -> Shelf:
        """The shelf of a record."""
        with self._lock:
            if record not in self._shelves:
                self._shelves[record] = Shelf(record)
            return self._shelves[record]

    def settings(self, record: Path) -> Settings:
        """The settings of a record, read again where the file is another one."""
        stands = settings.stands(record)
        with self._lock:
            kept = self._settings.get(record)
        if kept is not None and kept[0] == stands:
            return kept[1]
        found = settings.read(record)
        with self._lock:
            self._settings[record] = (stands, found)
        return found

    def close(self) -> None:
        """Lets go of the files."""
        with self._lock:
            shelves, self._shelves = self._shelves, {}
        for each in shelves.values():
            each.close()
