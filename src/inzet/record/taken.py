"""Which keys are taken, so that two rows that want one place both get one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy.engine import Connection

from inzet.record import places
from inzet.record.store import engine_of, rows, run

_GROUPS = 1000
"""Groups of keys that are remembered."""


class Taken:
    """The keys of the groups that rows are being put in.

    Args:
        connection: to look up what is taken in.
        written: called before what is remembered is forgotten: what was given out and is not in
            the file yet must be written first.
    """

    def __init__(self, connection: Connection, written: Callable[[], None]) -> None:
        self._connection = connection
        self._written = written
        self._groups: dict[int, set[int]] = {}

    def nearest(self, wanted: int) -> int:
        """The nearest free key at or below ``wanted``; the kind, its lowest bit, is kept."""
        group = places.group_of(wanted)
        keys = self._keys(group)
        while wanted in keys:
            wanted -= 2
            if places.group_of(wanted) != group:
                group = places.group_of(wanted)
                keys = self._keys(group)
        keys.add(wanted)
        return wanted

    def load(self, keys: Iterable[int]) -> None:
        """Looks up the groups of these keys at once, where one by one would cost a query each."""
        if len(self._groups) > _GROUPS:
            self._forget()
        groups = sorted({places.group_of(key) for key in keys} - self._groups.keys())
        if not groups:
            return
        self._groups.update((group, set()) for group in groups)
        shift = places.GROUP_SHIFT
        within = f"BETWEEN asked.value << {shift} AND ((asked.value + 1) << {shift}) - 1"
        engine = engine_of(self._connection)
        sql = (
            f"SELECT s.key FROM {engine.numbers} {engine.then} statement s ON s.key {within} "
            f"UNION ALL SELECT p.key FROM {engine.numbers} {engine.then} paper p "
            f"ON p.key {within}"
        )
        values = (engine.list_value(groups),)
        for key in run(self._connection, sql, values + values).scalars():
            self._groups[places.group_of(key)].add(key)

    def _keys(self, group: int) -> set[int]:
        """The keys that are taken in a group: the statements of one paper, mostly."""
        keys = self._groups.get(group)
        if keys is None:
            if len(self._groups) > _GROUPS:
                self._forget()
            sql = (
                "SELECT key FROM statement WHERE key BETWEEN ? AND ? "
                "UNION ALL SELECT key FROM paper WHERE key BETWEEN ? AND ?"
            )
            bounds = places.group_range(group)
            found = rows(self._connection, sql, (*bounds, *bounds))
            keys = self._groups[group] = {key for (key,) in found}
        return keys

    def _forget(self) -> None:
        self._groups.clear()
        self._written()
