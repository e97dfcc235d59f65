"""Who was shown what, and what was done with accounts. Bounded, and outside the record.

Events are gathered in memory and written together by a thread of their own, so that no page
waits for them; where the process is killed, those of the last second are lost.
"""

from __future__ import annotations

import atexit
import datetime as dt
import threading
from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa

from inzet.accounts import schema
from inzet.accounts.clock import Clock, seconds, time
from inzet.accounts.model import Event
from inzet.record.private import PrivateFile
from inzet.vocabulary.errors import InzetError

READ = "read"
KEPT = dt.timedelta(days=180)
"""Events older than this are deleted."""
_MOST = 1_000_000
"""And so are the oldest, beyond this many."""
_IDS = 200
"""Ids that one event holds; it counts them all."""
_TOGETHER = 1.0
"""Seconds between two writings."""
_WAITING = 20_000
"""Events in memory, beyond which a page waits until they are written."""
_table = schema.event


class Audit:
    """Takes events and tells them to administrators."""

    def __init__(self, file: PrivateFile, now: Clock, *, kept: dt.timedelta = KEPT) -> None:
        self._file = file
        self._now = now
        self._kept = int(kept.total_seconds())
        self._waiting: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._trimmed = 0

    def note(self, who: str, kind: str, what: str, shown: Iterable[str] = ()) -> None:
        """Takes an event; it is written within about a second.

        Args:
            who: name of the account.
            what: the page, or what was done.
            shown: ids of the marked papers and statements on the page.
        """
        ids = list(dict.fromkeys(shown))
        row: dict[str, Any] = {
            "at": seconds(self._now()),
            "who": who,
            "kind": kind,
            "what": what[:500],
            "shown": msgspec.json.encode(ids[:_IDS]).decode() if ids else None,
            "many": len(ids),
        }
        with self._lock:
            self._waiting.append(row)
            crowded = len(self._waiting) > _WAITING
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
                self._thread.start()
                atexit.register(self.flush)
        if crowded:
            self.flush()

    def flush(self) -> None:
        """Writes what was taken."""
        with self._writing:
            with self._lock:
                rows, self._waiting = self._waiting, []
            if not rows:
                return
            try:
                with self._file.write() as connection:
                    connection.execute(_table.insert(), rows)
                    self._trim(connection)
            except InzetError:
                # Another program holds the file: they wait for the next time.
                with self._lock:
                    self._waiting[:0] = rows

    def _run(self) -> None:
        while not self._wake.wait(_TOGETHER):
            self.flush()

    def close(self) -> None:
        """Writes what was taken, and ends the thread."""
        self._wake.set()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        self.flush()
        atexit.unregister(self.flush)

    def _trim(self, connection: sa.Connection) -> None:
        now = seconds(self._now())
        if now - self._trimmed < 3600:
            return
        self._trimmed = now
        connection.execute(_table.delete().where(_table.c.at < now - self._kept))
        last = connection.execute(sa.select(sa.func.max(_table.c.number))).scalar() or 0
        connection.execute(_table.delete().where(_table.c.number <= last - _MOST))

    def events(
        self,
        *,
        who: str | None = None,
        kind: str | None = None,
        about: str | None = None,
        since: dt.datetime | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[Event]:
        """What happened, newest first.

        Args:
            who: name of an account.
            kind: one kind of event.
            about: id of a paper or statement that was shown, or its beginning.
            before: number of an event; those before it.
            limit: at most so many; 0 for all.
        """
        self.flush()
        table = _table.c
        query = sa.select(_table).order_by(table.number.desc())
        conditions = {"who": who, "kind": kind}
        for name, value in conditions.items():
            if value is not None:
                query = query.where(table[name] == value)
        if about:
            query = query.where(table.shown.contains(f'"{about}', autoescape=True))
        if since is not None:
            query = query.where(table.at >= seconds(since))
        if before is not None:
            query = query.where(table.number < before)
        if limit:
            query = query.limit(limit)
        with self._file.read() as connection:
            rows = [] if connection is None else connection.execute(query).all()
        return [_event(row) for row in rows]


def _event(row: Any) -> Event:
    return Event(
        number=row.number,
        at=time(row.at),
        who=row.who,
        kind=row.kind,
        what=row.what,
        shown=tuple(msgspec.json.decode(row.shown)) if row.shown else (),
        count=row.many,
    )
