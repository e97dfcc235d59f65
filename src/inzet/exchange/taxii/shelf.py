"""The shelf: what feeds are as objects, laid ready to be served. Derived, and droppable any time.

A file beside the record (``<record>.shelf``) that follows each feed entry by entry. How far it came
and what came of it are written together, so that several processes can keep it up to date, and one
that is ended leaves nothing half done. Where a feed does not go on from there (a backup was put
back, another record stands in its place), where something was erased, or where objects are made
otherwise since, it begins anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.exchange.stix import emitting
from inzet.exchange.stix.emitting import Emitter
from inzet.exchange.taxii import schema, selecting, taking
from inzet.exchange.taxii.asked import Asked, check_streams, counted
from inzet.exchange.taxii.reading import Reading
from inzet.exchange.taxii.taking import Taking, parts
from inzet.record import Record, Tailed, View
from inzet.record.names import not_found
from inzet.record.private import PrivateFile
from inzet.vocabulary.errors import BrokenRecord, BusyRecord, UnreadableFile
from inzet.vocabulary.markings import PUBLIC

_CHUNK = 2_000
"""Entries taken together: what one writing holds, and how long others wait for it."""
_HELD = "key, added, id, told, spec, entry, foreign_, source"
_BODY = "key, added, entry, raw"
At = tuple[tuple[int, bytes], str]
"""Where the log of a record ends, and how often something in it was erased."""
_PATIENCE = 20.0
"""Seconds that whoever asks waits for a shelf that is far behind; it goes on from there."""


@cache
def made_by() -> str:
    """What objects are made by: another code makes others, whatever number it bears."""
    folder = Path(emitting.__file__).parent
    found = hashlib.sha256(str(schema.SHELF_VERSION).encode())
    for path in (*sorted(folder.glob("*.py")), Path(taking.__file__)):
        found.update(path.read_bytes())
    return found.hexdigest()


class Held(NamedTuple):
    """One version of an object on the shelf, without the object."""

    key: int
    """Where it stands. Local, and never shown."""
    added: int
    """Microseconds since 1970."""
    id: str
    version: str
    spec: str
    entry: bytes
    foreign: int
    source: str


class Body(NamedTuple):
    """An object as it goes out."""

    key: int
    added: int
    entry: bytes
    raw: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Versions of objects, in the order in which they were added."""

    items: Sequence[Held]
    more: bool


@dataclass(frozen=True, slots=True)
class Bodies:
    """The objects themselves, in that order."""

    items: Sequence[Body]
    more: bool


class Shelf:
    """The shelf of a record; may be shared between threads."""

    def __init__(self, record: Path | str) -> None:
        self.path = schema.KIND.beside(Path(record))
        self._file = PrivateFile(self.path, schema.KIND, kept=True)
        self._reading = Reading(self.path)
        self._known: dict[str, tuple[object, int]] = {}
        """Of feeds that were up to date: at which end of the log, in which file; and their key."""

    def let_go_of_erased(self, record: Record) -> None:
        """Empties it where something was erased since: at once, and not when next asked."""
        _, erased = record.standing()
        if not self.path.exists():
            return
        with self._file.write() as connection:
            raw = cast(sqlite3.Connection, connection.connection.driver_connection)
            if _is_current(raw, erased):
                return
            _empty(connection, raw, erased)
        with contextlib.suppress(BusyRecord):
            self._file.wipe()

    def close(self) -> None:
        """Lets go of the file."""
        self._reading.close()
        self._file.close()

    # ---- keeping up ---------------------------------------------------------------------

    def follow(
        self,
        record: Record,
        view: View,
        feed: str,
        *,
        patience: float = _PATIENCE,
        at: At | None = None,
    ) -> int | None:
        """Brings a feed up to date; its number here, None where nothing of it is on the shelf.

        Args:
            view: of somebody who reads the feed.
            patience: seconds after which whoever asks is told to come back.
            at: how the record stood just now, where that is known.

        Raises:
            NotFound: no such feed for this reader.
            BusyRecord: it is far behind, and is being brought up to date.
        """
        try:
            return self._follow(record, view, feed, patience, at)
        except (BrokenRecord, UnreadableFile) as error:
            if error.where != str(self.path):
                raise
        # Damaged, or made by another version: it is made anew from the record.
        self._throw_away()
        return self._follow(record, view, feed, patience, None)

    def _follow(
        self, record: Record, view: View, feed: str, patience: float, at: At | None
    ) -> int | None:
        if all(each.id != feed for each in view.sources):
            raise not_found("feed", feed)
        until = time.monotonic() + patience
        end, erased = at or (record.log_end(), record.standing()[1])
        # Most ask again before anything came at all.
        state = end, erased, self._reading.file()
        known = self._known.get(feed)
        if known is not None and known[0] == state:
            return known[1]
        key = self._brought(record, view, feed, erased, until)
        if key is not None:
            self._known[feed] = (end, erased, self._reading.file()), key
        return key

    def _throw_away(self) -> None:
        self.close()
        self._known.clear()
        self.path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _reads(self) -> Iterator[sqlite3.Connection | None]:
        try:
            with self._reading.connected() as raw:
                yield raw
        except BrokenRecord:
            self._throw_away()
            raise BusyRecord(
                "the objects of this feed are laid ready anew", fix="Ask again in a minute."
            ) from None

    def _brought(
        self, record: Record, view: View, feed: str, erased: str, until: float
    ) -> int | None:
        stand = self._stand(feed, erased)
        while True:
            # Whether there is anything: what it is, is read by who takes it.
            news = _news(view, feed, stand, limit=2)
            if news is not None and not news:
                return None if stand is None else stand.key
            stand = self._take(record, view, feed, erased, begin_anew=news is None)
            if time.monotonic() > until and _news(view, feed, stand, limit=2):
                raise BusyRecord(
                    "the objects of this feed are still being laid ready",
                    fix="Ask again in a minute; it goes on from where it came.",
                )

    def _stand(self, feed: str, erased: str) -> _Stand | None:
        with self._reading.connected() as raw:
            if raw is None or not _is_current(raw, erased):
                return None
            return _stand(raw, feed)

    def _take(
        self, record: Record, view: View, feed: str, erased: str, *, begin_anew: bool
    ) -> _Stand:
        with self._file.write() as connection:
            raw = cast(sqlite3.Connection, connection.connection.driver_connection)
            wiped = not _is_current(raw, erased)
            if wiped:
                _empty(connection, raw, erased)
            stand = _stand(raw, feed)
            # Another process may have been here since: asked again while nobody else writes.
            news = _news(view, feed, stand)
            if news is None:
                _forget(raw)
                stand, news = None, view.tail(feed, limit=_CHUNK)
            taken = Taking(raw, _number(raw, feed))
            taken.take(news, lambda: Emitter(_narrow(record, view, feed), feed))
            if news:
                last = news[-1]
                stand = _Stand(taken.feed, last.place, last.entry, counted(last.arrived))
                raw.execute(
                    "UPDATE feed SET place = ?, entry = ?, arrived = ? WHERE key = ?",
                    (stand.place, stand.entry, stand.arrived, stand.key),
                )
            narrow = _narrow(record, view, feed)
            if _has_doubts(narrow, feed) and not _news(view, feed, stand, limit=1):
                # The first that came whole: where what is doubtful changes, all is made anew.
                taken.doubt(Emitter(narrow, feed), counted(record.now()))
        if wiped:
            # Somebody may be reading; what was deleted is overwritten all the same.
            with contextlib.suppress(BusyRecord):
                self._file.wipe()
        return stand or _Stand(taken.feed, 0, "", 0)

    # ---- reading ------------------------------------------------------------------------

    def page(self, feed: int | None, asked: Asked, after: int) -> Page:
        """What is asked for of a feed, oldest first, after a place.

        Args:
            feed: number of a feed, as ``follow`` gave it.
            after: ``key`` of the last one known; 0 for all.

        Raises:
            UnknownValue: too many combinations at once.
        """
        rows = self._rows(_HELD, feed, asked, after)
        return Page(list(map(Held._make, rows[: asked.limit])), len(rows) > asked.limit)

    def bodies(self, feed: int | None, asked: Asked, after: int) -> Bodies:
        """The same as the objects themselves."""
        rows = self._rows(_BODY, feed, asked, after)
        return Bodies(list(map(Body._make, rows[: asked.limit])), len(rows) > asked.limit)

    def _rows(
        self, columns: str, feed: int | None, asked: Asked, after: int
    ) -> list[tuple[Any, ...]]:
        check_streams(asked)
        if feed is None:
            return []
        with self._reads() as raw:
            if raw is None:
                return []
            if asked.after:
                after = max(after, _last_by(raw, feed, asked.after))
            found = selecting.rows(columns, feed, asked, after, asked.limit + 1)
            return [] if found is None else raw.execute(*found).fetchall()

    def has(self, feed: int | None, object_id: str) -> bool:
        """Whether there is any version of an object in a feed."""
        return bool(self.versions(feed, [object_id]))

    def versions(self, feed: int | None, ids: Iterable[str]) -> dict[str, set[tuple[str, str]]]:
        """Which versions there are of these objects: by id, (``version_key``, specification)."""
        found: dict[str, set[tuple[str, str]]] = {}
        wanted = list(dict.fromkeys(ids))
        with self._reads() as raw:
            if raw is None or feed is None:
                return found
            for part in parts(wanted):
                for id_, version, spec in raw.execute(
                    "SELECT id, version, spec FROM object "
                    f"WHERE feed = ? AND id IN ({', '.join('?' * len(part))})",
                    (feed, *part),
                ):
                    found.setdefault(id_, set()).add((version, spec))
        return found

    # ---- what became of what was sent ----------------------------------------------------

    def keep_status(self, id_: str, whose: str, now: int, raw: bytes, *, kept: int) -> None:
        """Keeps what became of a request; of those older than ``kept`` microseconds none stay."""
        with self._file.write() as connection:
            table = schema.status
            connection.execute(table.delete().where(table.c.made < now - kept))
            connection.execute(table.insert().values(id=id_, whose=whose, made=now, raw=raw))

    def status(self, id_: str, whose: tuple[str, ...]) -> bytes | None:
        """What became of a request of one of these; None where none of theirs bears that id."""
        table = schema.status.c
        with self._file.read() as connection:
            if connection is None:
                return None
            query = sa.select(table.raw).where(table.id == id_, table.whose.in_(whose))
            return connection.execute(query).scalar()


@dataclass(frozen=True, slots=True)
class _Stand:
    """How far a feed was taken."""

    key: int
    place: int
    entry: str
    arrived: int


def _is_current(raw: sqlite3.Connection, erased: str) -> bool:
    found = dict(raw.execute("SELECT name, value FROM meta").fetchall())
    return found == {"made by": made_by(), "erased": erased}


def _empty(connection: Connection, raw: sqlite3.Connection, erased: str) -> None:
    # What became of requests is no part of what is made anew.
    schema.metadata.drop_all(connection, tables=[*schema.MADE])
    schema.metadata.create_all(connection)
    raw.executemany(
        "INSERT INTO meta (name, value) VALUES (?, ?)",
        [("made by", made_by()), ("erased", erased)],
    )


def _stand(raw: sqlite3.Connection, feed: str) -> _Stand | None:
    row = raw.execute(
        "SELECT key, place, entry, arrived FROM feed WHERE id = ?", (feed,)
    ).fetchone()
    return None if row is None else _Stand(*row)


def _news(
    view: View, feed: str, stand: _Stand | None, *, limit: int = _CHUNK
) -> list[Tailed] | None:
    """What came to a feed since; None where it does not go on from there."""
    if stand is None or stand.place == 0:
        return view.tail(feed, limit=limit)
    found = view.tail(feed, stand.place - 1, limit=limit)
    if not found:
        return None
    first = found[0]
    if (first.place, first.entry, counted(first.arrived)) != (
        stand.place,
        stand.entry,
        stand.arrived,
    ):
        return None
    return found[1:]


def _narrow(record: Record, view: View, feed: str) -> View:
    """Of all who read a feed the view that holds least: what is made of it is served to each."""
    marking = next(each.marking for each in view.sources if each.id == feed)
    narrow = record.reader(PUBLIC) if marking == PUBLIC else record.reader().narrowed((marking,))
    found = record.view(narrow)
    return found if any(each.id == feed for each in found.sources) else view


def _has_doubts(view: View, feed: str) -> bool:
    return bool(view.alone(feed).feed.doubts)


def _number(raw: sqlite3.Connection, feed: str) -> int:
    raw.execute(
        "INSERT OR IGNORE INTO feed (id, place, entry, arrived) VALUES (?, 0, '', 0)", (feed,)
    )
    return int(raw.execute("SELECT key FROM feed WHERE id = ?", (feed,)).fetchone()[0])


def _forget(raw: sqlite3.Connection) -> None:
    """Lets go of everything: where one feed does not go on, it is another record, whose places
    may be those of other entries in any feed."""
    for table in ("object", "withdrawal", "aside", "feed"):
        raw.execute(f"DELETE FROM {table}")


def _last_by(raw: sqlite3.Connection, feed: int, time: int) -> int:
    """The last that was added by a time."""
    row = raw.execute(
        "SELECT key FROM object WHERE feed = ? AND added <= ? "
        "ORDER BY added DESC, key DESC LIMIT 1",
        (feed, time),
    ).fetchone()
    return 0 if row is None else int(row[0])
