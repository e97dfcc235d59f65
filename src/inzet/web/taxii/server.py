"""What the TAXII addresses of one process share: the shelf and the settings of its record."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from inzet.exchange.taxii import settings
from inzet.exchange.taxii.collections import Collection, collections
from inzet.exchange.taxii.settings import Root, Settings
from inzet.exchange.taxii.shelf import Shelf
from inzet.record import Reader, Record, View
from inzet.web.opened import End

_VIEWS = 100
"""Readers whose views are kept."""
_ROOTS = 20
"""Roots of which the collections are kept for each of them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader saw of a record, and when that was."""

    of: Record
    end: End
    day: dt.date
    record: Record
    """As it is for them."""
    view: View
    _listed: list[tuple[Root, bool, tuple[Collection, ...]]] = field(default_factory=list)

    def collections(self, root: Root, *, contributes: bool) -> tuple[Collection, ...]:
        """The collections of a root."""
        for known, adds, found in self._listed:
            if known is root and adds == contributes:
                return found
        found = collections(self.record, self.view, root, contributes=contributes)
        # Settings are read again now and then, and their roots are others then.
        self._listed[_ROOTS:] = [(root, contributes, found)]
        return found


class Server:
    """Shelves and settings, kept while they stand; may be shared between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shelves: dict[Path, Shelf] = {}
        self._settings: dict[Path, tuple[tuple[int, int] | None, Settings]] = {}
        self._views: OrderedDict[Reader, Seen] = OrderedDict()

    def shelf(self, record: Path) -> Shelf:
        """The shelf of a record."""
        with self._lock:
            if record not in self._shelves:
                self._shelves[record] = Shelf(record)
            return self._shelves[record]

    def seen(self, record: Record, reader: Reader, end: End) -> Seen:
        """What a reader sees of a record: that of the request before, as long as nothing came and
        it is the same day.

        Args:
            end: where the log of the record ended a moment ago.
        """
        day = record.now().date()
        with self._lock:
            seen = self._views.get(reader)
        # Before anything came there is nothing by which two records are told apart.
        if seen is not None and end[1] and (seen.of, seen.end, seen.day) == (record, end, day):
            return seen
        narrowed = record.narrowed(reader.markings)
        seen = Seen(record, end, day, narrowed, narrowed.view(reader))
        with self._lock:
            self._views[reader] = seen
            self._views.move_to_end(reader)
            while len(self._views) > _VIEWS:
                self._views.popitem(last=False)
        return seen

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
            self._views.clear()
        for each in shelves.values():
            each.close()
