"""Whether a record can be read right now, told without changing it or making anything anew."""

from __future__ import annotations

import enum
from pathlib import Path

from inzet.record import schema
from inzet.record.keys import Key
from inzet.record.remaking import how_far
from inzet.record.store import open_store, run
from inzet.vocabulary.errors import BusyRecord, InzetError

_SECONDS = 1.0


class Condition(enum.StrEnum):
    """What stands between a reader and the record."""

    READY = "ready"
    MISSING = "missing"
    """No file, or no key beside it."""
    UNREADABLE = "unreadable"
    """Damaged, not a record, or made by a newer version."""
    BUSY = "busy"
    """Another process holds it, so that not even a read goes through."""
    STALE = "stale"
    """The tables that speed up answers are of another version, or are being made anew; opening it
    makes them, and ``remade`` tells how far that is."""


def condition(path: Path, *, busy: float = _SECONDS) -> Condition:
    """How the record at ``path`` is.

    Args:
        busy: seconds to wait for another process.
    """
    if not path.is_file():
        return Condition.MISSING
    try:
        Key.load(path.with_name(path.name + ".key"))
    except (InzetError, OSError):
        return Condition.MISSING
    store = open_store(path, busy=busy)
    try:
        store.check()
        with store.read() as connection:
            made = run(connection, "SELECT value FROM meta WHERE name = 'projections'").scalar()
    except BusyRecord:
        return Condition.BUSY
    except Exception:
        # Whatever it is, nobody can read; what it is exactly, opening the record tells.
        return Condition.UNREADABLE
    finally:
        store.close()
    return Condition.READY if made == str(schema.PROJECTION_VERSION) else Condition.STALE


def remade(path: Path, *, busy: float = _SECONDS) -> int:
    """How far the tables of the record at ``path`` that are of another version are made anew, in
    percent; 0 where nobody began, or it cannot be told.

    Args:
        busy: seconds to wait for another process.
    """
    try:
        store = open_store(path, busy=busy)
        try:
            return how_far(store).percent
        finally:
            store.close()
    except Exception:
        # Whoever asks has been told already that the record cannot be read.
        return 0
