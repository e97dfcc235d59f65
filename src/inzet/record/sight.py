"""What every part of a view has: whose eyes, which moment, which names, and how lists go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

from inzet.record import query
from inzet.record.audiences import Feed
from inzet.record.cursors import Cursors
from inzet.record.deltas import Mark, mark_of
from inzet.record.hydrate import statement_rows
from inzet.record.judged import names_of
from inzet.record.memory import Memory
from inzet.record.moments import Moment
from inzet.record.query import Scope
from inzet.record.renamings import UNCHANGED, Renaming
from inzet.record.rows import (
    Reader,
    StatementRow,
)
from inzet.record.store import Store
from inzet.vocabulary.judgements import DOSSIER, MEETING

T = TypeVar("T")
MOST = 1000
"""Rows that one asking gives at most."""


class Sight:
    """A reader's feeds at a moment, and the names under which dossiers and meetings are shown."""

    def __init__(
        self,
        store: Store,
        cursors: Cursors,
        reader: Reader,
        feeds: list[Feed],
        moment: Moment,
        as_of: dt.date | None,
        known_on: dt.date | None,
        judges: str | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.reader = reader
        self.as_of = as_of
        self.known_on = known_on
        self._store = store
        self._cursors = cursors
        self._feeds = {feed.key: feed for feed in feeds}
        self._moment = moment
        self._scope = Scope.of(tuple(sorted(self._feeds)), moment)
        self._judges = judges
        self._memory = memory
        self._marked: Mark | None = None
        self._names: Mapping[str, Renaming] | None = None
        # What is doubtful changes without anything arriving.
        self._doubts = tuple((feed.key, feed.doubts) for feed in feeds if feed.doubts)
        self._values: dict[str, Any] = {
            "as_of": moment.as_of,
            "known_on": moment.known_on,
            "arrived_by": moment.arrived_by,
        }

    # ---- what was made before ------------------------------------------------------------

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes of this view, or made of it before where nothing came since.

        A view without a memory makes it every time.

        Args:
            key: what is made, with all that it depends on beside the view; plain values.
            make: makes it; what it gives is shared, and must never be changed.
        """
        if self._memory is None:
            return make()
        if self._marked is None:
            # Asked before anything is made: what is made may be newer than its mark, never older.
            with self._store.read() as connection:
                self._marked = mark_of(connection, self._scope, self._moment)
        return self._memory.of(self._marked, (self._judges, self._doubts, key), make)

    # ---- names --------------------------------------------------------------------------

    def dossier_name(self, name: str) -> str:
        """The name under which a dossier is shown: another where people joined the two."""
        return self._renamings()[DOSSIER].shown(name)

    def meeting_name(self, name: str) -> str:
        """The id under which a meeting is shown: another where people joined the two."""
        return self._renamings()[MEETING].shown(name)

    def _renamings(self) -> Mapping[str, Renaming]:
        if self._names is None:
            with self._store.read() as connection:
                self._names = self._renamings_until(connection, self._moment.arrived_by)
        return self._names

    def _renamings_until(
        self, connection: Connection, arrival: int | None
    ) -> Mapping[str, Renaming]:
        own = [feed.key for feed in self._feeds.values() if feed.organisation_id == self._judges]
        return names_of(connection, own, arrival) if own else UNCHANGED

    def _by(self, connection: Connection, by: str, values: dict[str, Any]) -> list[StatementRow]:
        ready = query.statements_by(self._scope, by)
        rows = ready.run(connection, self._values | values)
        names = self._renamings()
        return statement_rows(connection, self._scope, self._values, rows, self._feeds, names)

    # ---- pages --------------------------------------------------------------------------

    def _page(self, limit: int, after: str | None, door: str) -> dict[str, Any]:
        """The values of a page: one row more than asked tells whether there is a next page."""
        place = None if after is None else self._cursors.read(after, self.reader.key, door)
        return {"limit": max(1, min(limit, MOST)) + 1, "after": place}

    def _next(self, rows: list[Any], limit: int, door: str) -> str | None:
        if len(rows) <= limit:
            return None
        return self._cursors.make(rows[limit - 1][0], self.reader.key, door)
