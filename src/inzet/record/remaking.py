"""Making the projections anew, out of sight, and going on where it was broken off.

They are made beside the record's own, a slice of entries at a time; a slice and how far it goes are
committed together. Whoever reads goes on reading the record's own, whoever writes goes on writing.
When all entries are in, those that came meanwhile too, the new take the place of the old in one
transaction. At most one process does so at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import claims, rebuild, schema
from inzet.record.engines.base import Beside
from inzet.record.erasure import COUNTED
from inzet.record.projections import Projector
from inzet.record.store import Store, insert

_WAIT = 0.2
"""Seconds between two looks at what another process makes."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the projections have been made anew."""

    done: int
    """Entries."""
    total: int
    elsewhere: bool = False
    """Another process makes them, and this one waits."""
    step: str = ""
    """Of the log itself, that was taken just now: then nothing is told of projections."""

    @property
    def percent(self) -> int:
        """0 to 100, and 100 only when all is in."""
        return 100 if self.done >= self.total else 100 * self.done // self.total


Told = Callable[[Progress], None]


def is_stale(connection: Connection) -> bool:
    """Whether the projections are of another version, so that nothing can be read of them."""
    return _setting(connection, "projections") != str(schema.PROJECTION_VERSION)


def how_far(store: Store) -> Progress:
    """How far the projections are that somebody makes anew, or left half made."""
    beside = store.beside()
    try:
        return _how_far(store, beside)
    finally:
        beside.close()


def remake(store: Store, told: Told | None = None, *, anyhow: bool = False) -> None:
    """Makes the projections anew, or goes on with it; waits where another process does.

    Args:
        told: called after every slice; what it raises ends it here, to be gone on with later.
        anyhow: also where they are of this version.

    Raises:
        BusyRecord: another program went on writing to the record.
    """
    beside = store.beside()
    try:
        waited = False
        while not beside.hold():
            waited = True
            if told is not None:
                told(_how_far(store, beside, elsewhere=True))
            time.sleep(_WAIT)
        with store.read() as connection:
            stale = is_stale(connection)
        # Whom we waited for may have been done, or have died.
        if stale or (anyhow and (not waited or beside.state())):
            while not _made(beside, told):
                pass
            beside.discard()
    finally:
        beside.close()


def let_go(store: Store) -> None:
    """Leaves nothing of projections that were left half made, unless somebody is at them now, who
    then finds by itself that they are to be begun again."""
    beside = store.beside()
    try:
        if beside.state() and beside.hold():
            beside.discard()
    finally:
        beside.close()


def _made(beside: Beside, told: Told | None) -> bool:
    """Fills what is missing and moves it; False where it has to be begun again."""
    if not beside.state():
        beside.empty()
        with beside.filling() as connection:
            insert(connection, schema.making, list(_begin(connection).items()))
            connection.commit()
    with beside.filling() as connection:
        if not _fill(connection, told):
            connection.rollback()
            beside.discard()
            return False
    try:
        with beside.moving() as connection:
            _finish(connection)
    except _BegunAgain:
        beside.discard()
        return False
    return True


class _BegunAgain(Exception):
    """What was made is of something that is not in the record any more."""


def _fill(connection: Connection, told: Told | None) -> bool:
    """Slice by slice, until less than one is missing; False where it has to be begun again."""
    projector = Projector(connection)
    while True:
        at = _place(connection)
        if at is None:
            return False
        last = _project(connection, projector, at)
        progress = Progress(last, _total(connection))
        connection.commit()
        if told is not None:
            told(progress)
        # What goes on coming is few, and is put in when nobody else can write.
        if last - at < rebuild.SLICE:
            return True


def _finish(connection: Connection) -> None:
    """The entries that came meanwhile, and that the projections are of this version."""
    at = _place(connection)
    if at is None:
        raise _BegunAgain
    projector = Projector(connection)
    while (last := _project(connection, projector, at)) != at:
        at = last
    # What came empty meanwhile stands in no slice.
    claims.differ(connection)
    rebuild.note_made(connection)


def _project(connection: Connection, projector: Projector, at: int) -> int:
    """Puts the next slice in with how far it goes; the local number of its last entry."""
    fresh, last = rebuild.next_slice(connection, at)
    if last != at:
        projector.project(fresh)
        table = schema.making
        for name, value in (("place", str(last)), ("link", _link(connection, last))):
            connection.execute(table.update().where(table.c.name == name).values(value=value))
    return last


def _begin(connection: Connection) -> dict[str, str]:
    return {
        "version": str(schema.PROJECTION_VERSION),
        "erasures": _setting(connection, COUNTED),
        "place": "0",
        "link": "",
    }


def _place(connection: Connection) -> int | None:
    """The last entry that is in; None where it cannot be gone on from there."""
    table = schema.making.c
    state = {row.name: row.value for row in connection.execute(sa.select(table.name, table.value))}
    now = _begin(connection)
    # What was erased since stands in it; a backup may have been put in the record's place.
    if any(state.get(each) != now[each] for each in ("version", "erasures")):
        return None
    place = int(state["place"])
    return place if state["link"] == _link(connection, place) else None


def _link(connection: Connection, place: int) -> str:
    """Of the arrival log where an entry came: no other history has it."""
    entry, arrival = schema.entry.c, schema.arrival.c
    found = connection.execute(
        sa.select(arrival.link)
        .join_from(schema.entry, schema.arrival, arrival.seq == entry.arrival)
        .where(entry.seq == place)
    ).scalar()
    return "" if found is None else bytes(found).hex()


def _how_far(store: Store, beside: Beside, *, elsewhere: bool = False) -> Progress:
    with store.read() as connection:
        total = _total(connection)
    return Progress(int(beside.state().get("place", 0)), total, elsewhere)


def _total(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.max(schema.entry.c.seq))).scalar() or 0)


def _setting(connection: Connection, name: str) -> str:
    table = schema.meta.c
    found = connection.execute(sa.select(table.value).where(table.name == name)).scalar()
    return "" if found is None else str(found)
