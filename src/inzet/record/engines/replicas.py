"""Reading from replicas of the server that is written to, where they have come far enough.

Nobody sees less than they saw before, or than they wrote: a replica is read only where it holds the
last arrival that this process wrote or saw, by its link, so that another history is none either.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack

import psycopg
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

_REST = 1.0
"""Seconds for which one that is behind, or cannot be reached, is not asked again."""
_LAST = "SELECT seq, link FROM arrival ORDER BY seq DESC LIMIT 1"
# One that was promoted goes on by itself, and is no replica any more.
_FIT = (
    "SELECT (SELECT link FROM arrival WHERE seq = %s), seq, link FROM arrival "
    "WHERE pg_is_in_recovery() ORDER BY seq DESC LIMIT 1"
)

Arrival = tuple[int, bytes]


class Replicas:
    """The replicas of a database, and how far this process has seen its record come.

    Args:
        pools: one for each.
    """

    def __init__(self, pools: Sequence[sa.Engine]) -> None:
        self.pools = tuple(pools)
        self._seen: Arrival | None = None
        self._resting: dict[sa.Engine, float] = {}
        self._lock = threading.Lock()
        self._turn = 0

    def connection(self, opened: ExitStack) -> Connection | None:
        """A connection on a snapshot that is new enough, open for as long as ``opened`` is; None
        where the server that is written to has to be read."""
        if self._seen is None:
            return None
        now = time.monotonic()
        self._turn += 1
        for place in range(len(self.pools)):
            pool = self.pools[(self._turn + place) % len(self.pools)]
            if self._resting.get(pool, now) > now:
                continue
            try:
                with ExitStack() as tried:
                    connection = tried.enter_context(pool.connect())
                    if self._is_fit(connection):
                        opened.push(tried.pop_all())
                        return connection
            except (SQLAlchemyError, psycopg.Error):
                # It stopped, or never was there: what is asked is answered elsewhere.
                pass
            self._resting[pool] = now + _REST
        return None

    def last(self, connection: Connection) -> Arrival | None:
        """The last arrival on a connection to the server that is written to."""
        if not self.pools:
            return None
        row = connection.exec_driver_sql(_LAST).first()
        return None if row is None else (row[0], bytes(row[1]))

    def saw(self, arrival: Arrival | None) -> None:
        """That somebody here has seen, or written, as far as an arrival."""
        with self._lock:
            if arrival is not None and (self._seen is None or arrival[0] >= self._seen[0]):
                self._seen = arrival

    def _is_fit(self, connection: Connection) -> bool:
        seen = self._seen
        assert seen is not None
        row = connection.exec_driver_sql(_FIT, (seen[0],)).first()
        if row is None or row[0] is None or bytes(row[0]) != seen[1]:
            return False
        self.saw((row[1], bytes(row[2])))
        return True
