"""Which keys are taken, so that two rows that want one place both get one."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from inzet.record import places
from inzet.record.store import engine_of, rows

_REMEMBERED = 50_000
"""Keys and places that are remembered."""


class Taken:
    """The keys of the places that rows are being put in.

    What stands on a paper is looked up with all that is said in it on a day, as more of it comes.
    What stands on none lies scattered over its day, of which there may be a million; only the place
    that it wants is looked at.

    Args:
        connection: to look up what is taken in.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: set[int] = set()
        self._groups: set[int] = set()
        self._ties: set[int] = set()

    @property
    def is_full(self) -> bool:
        """Whether it is time to forget: what was given out is to be written first."""
        return len(self._keys) + len(self._ties) + len(self._groups) > _REMEMBERED

    def forget(self) -> None:
        """Lets go of what is remembered; what was given out has been written."""
        self._keys.clear()
        self._groups.clear()
        self._ties.clear()

    def nearest(self, wanted: int, *, alone: bool = False) -> int:
        """The nearest free key at or below ``wanted``; the kind, its lowest bit, is kept.

        Args:
            alone: nothing else is likely to be near.
        """
        self._look(wanted, alone)
        while wanted in self._keys:
            wanted -= 2
            self._look(wanted, alone)
        self._keys.add(wanted)
        return wanted

    def load(self, keys: Iterable[int]) -> None:
        """Looks up the places of these keys at once, where one by one would cost a query each."""
        ties = sorted(set(map(places.tie_of, keys)) - self._ties)
        if not ties:
            return
        self._ties.update(ties)
        shift = places.TIE_SHIFT
        engine = engine_of(self._connection)
        # Papers have no place among them: theirs is of another kind.
        sql = (
            f"SELECT s.key FROM {engine.numbers} {engine.then} statement s ON s.key "
            f"BETWEEN asked.value << {shift} AND ((asked.value + 1) << {shift}) - 1"
        )
        found = rows(self._connection, sql, (engine.list_value(ties),))
        self._keys.update(key for (key,) in found)

    def _look(self, key: int, alone: bool) -> None:
        group, tie = places.group_of(key), places.tie_of(key)
        if group in self._groups or tie in self._ties:
            return
        if alone:
            self._ties.add(tie)
            self._read("statement", places.tie_range(tie))
        else:
            self._groups.add(group)
            for table in ("statement", "paper"):
                self._read(table, places.group_range(group))

    def _read(self, table: str, bounds: tuple[int, int]) -> None:
        sql = f"SELECT key FROM {table} WHERE key BETWEEN ? AND ?"
        self._keys.update(key for (key,) in rows(self._connection, sql, bounds))
