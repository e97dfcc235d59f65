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
            at_stake = self._at_stake(body.target, taken) if isinstance(body, Withdrawal) else None
            if isinstance(body, Withdrawal) and at_stake is not None:
                self._add(made_by.emit(waiting))
                waiting = []
                self._write()
                self._withdraw(each, bytes.fromhex(body.target), at_stake)
            else:
                waiting.append(each)
        self._add(made_by.emit(waiting))
        self._write()

    def doubt(self, emitter: Emitter, now: int) -> None:
        """Adds the notes on what is doubtful, as they come: nobody could be told of them before.

        Args:
            now: microseconds since 1970.
        """
        for each, note in emitter.doubted():
            key, _ = self._next(each)
            self._last = key, max(now, self._last[1])
            self._lay(*self._last, bytes.fromhex(each.entry), note, False, "")
        self._write()

    def _at_stake(self, target: str, taken: set[str]) -> bytes | None:
        """The object of somebody else that stands or not by closing an entry; None of others."""
        entry = bytes.fromhex(target)
        if target in taken:
            return entry
        row = self._raw.execute(
            "SELECT entry FROM object WHERE entry = ? AND foreign_ = 1 AND feed = ? UNION ALL "
            "SELECT object FROM withdrawal WHERE feed = ? AND ? IN (closer, object) LIMIT 1",
            (entry, self.feed, self.feed, entry),
        ).fetchone()
        return None if row is None else bytes(row[0])

    def _withdraw(self, by: Tailed, target: bytes, entry: bytes) -> None:
        """Closes an object, or a closing of it: the object goes, or stands again."""
        stood = self._stands(entry)
        self._raw.execute(
            "INSERT OR IGNORE INTO withdrawal (feed, closer, target, object) VALUES (?, ?, ?, ?)",
            (self.feed, bytes.fromhex(by.entry), target, entry),
        )
        if stood and not self._stands(entry):
            self._take_away(by, entry)
        elif not stood and self._stands(entry):
            self._bring_back(by, entry)

    def _stands(self, entry: bytes) -> bool:
        closers: dict[bytes, list[bytes]] = {}
        for closer, target in self._raw.execute(
            "SELECT closer, target FROM withdrawal WHERE feed = ? AND object = ?",
            (self.feed, entry),
        ):
            closers.setdefault(target, []).append(closer)

        def holds(each: bytes) -> bool:
            return not any(holds(closer) for closer in closers.get(each, ()))

        return holds(entry)

    def _add(self, emitted: Iterable[tuple[Tailed, Made]]) -> None:
        for each, made in emitted:
            if made.gone:
                self._write()
                self._raw.execute(
                    "DELETE FROM object WHERE feed = ? AND id = ?", (self.feed, made.id)
                )
                continue
            key, added = self._next(each)
            body = each.body
            foreign = isinstance(body, ForeignObject)
            source = body.source if isinstance(body, ForeignObject) else ""
            self._lay(key, added, bytes.fromhex(each.entry), made, foreign, source)

    def _next(self, each: Tailed) -> tuple[int, int]:
        """Never before what was served already, in whatever order objects were made."""
        key = max(each.place << schema.ORDER_BITS, self._last[0] + 1)
        self._last = key, max(counted(each.arrived), self._last[1])
        return self._last

    def _lay(
        self, key: int, added: int, entry: bytes, made: Made, foreign: bool, source: str
    ) -> None:
        version = made.version or told(added)
        sortable = version_key(version) or version
        whose = (made.spec_version, entry, int(foreign), source)
        standing = (0, 0, 0, 0, 0)
        row = (key, self.feed, added, made.id, made.type, sortable, version, *whose, *standing)
        self._rows.append((*row, made.raw))

    def _take_away(self, by: Tailed, entry: bytes) -> None:
        which = "FROM object WHERE entry = ? AND foreign_ = 1 AND feed = ?", (entry, self.feed)
        self._raw.execute(
            "INSERT OR IGNORE INTO aside (feed, entry, id, type, told, spec, source, raw) "
            f"SELECT feed, entry, id, type, told, spec, source, raw {which[0]}",
            which[1],
        )
        ids = self._raw.execute(f"SELECT DISTINCT id {which[0]}", which[1]).fetchall()
        self._raw.execute(f"DELETE {which[0]}", which[1])
        for (id_,) in ids:
            self._settle(id_)
            # One that stands again was not served while the same version was there a second time.
            for (other,) in self._raw.execute(
                "SELECT entry FROM aside WHERE feed = ? AND id = ?", (self.feed, id_)
            ).fetchall():
                if self._stands(other):
                    self._bring_back(by, other)

    def _bring_back(self, by: Tailed, entry: bytes) -> None:
        """An object stands again, and is new to whoever asks what came since."""
        where = self.feed, entry
        for id_, type_, version, spec, source, raw in self._raw.execute(
            "SELECT id, type, told, spec, source, raw FROM aside WHERE feed = ? AND entry = ?",
            where,
        ).fetchall():
            made = Made(id=id_, type=type_, version=version, raw=raw, spec_version=spec)
            key, added = self._next(by)
            self._lay(key, added, entry, made, True, source)
        self._write()
        self._raw.execute(
            "DELETE FROM aside WHERE feed = ? AND entry = ? AND EXISTS "
            "(SELECT 1 FROM object WHERE object.feed = aside.feed AND object.entry = aside.entry)",
            where,
        )

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
