"""Entries laid on the shelf: what each brings, what it takes away, and which version is last."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from inzet.exchange.stix.emitting import Emitter
from inzet.exchange.stix.made import Made
from inzet.exchange.taxii import schema
from inzet.exchange.taxii.asked import counted, told, version_key
from inzet.exchange.taxii.versions import Version, standings
from inzet.record import Tailed
from inzet.vocabulary.entries import ForeignObject, Withdrawal

_COLUMNS = (
    "key, feed, added, id, type, version, told, spec, entry, foreign_, source, "
    "later, earlier, later_any, earlier_any, newer, raw"
)
_INSERT = (
    f"INSERT OR IGNORE INTO object ({_COLUMNS}) VALUES ({', '.join('?' * _COLUMNS.count(','))}, ?)"
)


class Taking:
    """Lays on the shelf what entries bring, in one writing."""

    def __init__(self, raw: sqlite3.Connection, feed: int) -> None:
        self._raw = raw
        self.feed = feed
        last = raw.execute(
            "SELECT key, added FROM object WHERE feed = ? ORDER BY key DESC LIMIT 1", (feed,)
        ).fetchone()
        self._last: tuple[int, int] = last or (0, 0)
        self._rows: list[tuple[object, ...]] = []
        self._touched: dict[str, None] = {}

    def take(self, came: list[Tailed], emitter: Callable[[], Emitter]) -> None:
        """Takes entries in their order."""
        if not came:
            return
        taken = {each.entry for each in came if isinstance(each.body, ForeignObject)}
        waiting: list[Tailed] = []
        made_by = emitter()
        for each in came:
            body = each.body
            if isinstance(body, Withdrawal) and (self._is_foreign(body.target, taken)):
                self._add(made_by.emit(waiting))
                waiting = []
                self._take_away(body.target)
            else:
                waiting.append(each)
        self._add(made_by.emit(waiting))
        self._write()

    def _is_foreign(self, entry: str, taken: set[str]) -> bool:
        if entry in taken:
            return True
        row = self._raw.execute(
            "SELECT 1 FROM object WHERE entry = ? AND foreign_ = 1 LIMIT 1", (bytes.fromhex(entry),)
        ).fetchone()
        return row is not None

    def _add(self, emitted: Iterable[tuple[Tailed, Made]]) -> None:
        for each, made in emitted:
            if made.gone:
                self._write()
                self._raw.execute(
                    "DELETE FROM object WHERE feed = ? AND id = ?", (self.feed, made.id)
                )
                continue
            # Never before what was served already, in whatever order objects were made.
            key = max(each.place << schema.ORDER_BITS, self._last[0] + 1)
            added = max(counted(each.arrived), self._last[1])
            self._last = key, added
            version = made.version or told(added)
            body = each.body
            foreign = isinstance(body, ForeignObject)
            self._rows.append(
                (
                    key,
                    self.feed,
                    added,
                    made.id,
                    made.type,
                    version_key(version) or version,
                    version,
                    made.spec_version,
                    bytes.fromhex(each.entry),
                    int(foreign),
                    body.source if isinstance(body, ForeignObject) else "",
                    0,
                    0,
                    0,
                    0,
                    0,
                    made.raw,
                )
            )

    def _take_away(self, entry: str) -> None:
        self._write()
        target = bytes.fromhex(entry)
        ids = self._raw.execute(
            "SELECT DISTINCT id FROM object WHERE entry = ? AND foreign_ = 1 AND feed = ?",
            (target, self.feed),
        ).fetchall()
        self._raw.execute(
            "DELETE FROM object WHERE entry = ? AND foreign_ = 1 AND feed = ?", (target, self.feed)
        )
        for (id_,) in ids:
            self._settle(id_)

    def _write(self) -> None:
        """Writes what waits, and says anew of each object that has several which one is last."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        ids = [str(row[3]) for row in rows]
        several = {id_ for id_, many in _many(ids).items() if many > 1}
        for part in parts(sorted(set(ids))):
            found = self._raw.execute(
                "SELECT DISTINCT id FROM object "
                f"WHERE feed = ? AND id IN ({', '.join('?' * len(part))})",
                (self.feed, *part),
            )
            several.update(row[0] for row in found)
        self._raw.executemany(_INSERT, rows)
        for id_ in sorted(several):
            self._settle(id_)

    def _settle(self, id_: str) -> None:
        rows = self._raw.execute(
            "SELECT key, added, version, spec FROM object WHERE feed = ? AND id = ?",
            (self.feed, id_),
        ).fetchall()
        self._raw.executemany(
            "UPDATE object SET later = ?, earlier = ?, later_any = ?, earlier_any = ?, newer = ? "
            "WHERE key = ?",
            [
                (each.later, each.earlier, each.later_any, each.earlier_any, each.newer, key)
                for key, each in standings(Version(*row) for row in rows).items()
            ],
        )


def _many(values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in values:
        found[each] = found.get(each, 0) + 1
    return found


def parts(values: list[str], size: int = 500) -> Iterator[list[str]]:
    """A list in parts that a query can name."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
