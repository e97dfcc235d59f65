"""The sidecar file: how far this node's own feeds had come, outside the record's file.

A record restored from a backup is behind it. It then opens a new epoch instead of signing a
second, different entry under a number that others may already hold.

Where the sidecar may be lost or as old as the record, what is put back is marked inside the record
(`mark_restored`), and every feed goes on in an epoch that is called after the time of that: no
record that was put back before, or that goes on elsewhere, has the same.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path

import msgspec
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.store import insert, run, value
from inzet.vocabulary.canonical import MALFORMED

Heads = dict[str, tuple[int, int, str]]
"""Feed id → (epoch, n, head as hex)."""


class Sidecar:
    """The file ``<record>.head``; only ever a hint, written after each commit."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Heads:
        """What it says; nothing when it is missing or damaged."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Heads)
        except (OSError, *MALFORMED):
            return {}

    def write(self, heads: Heads) -> None:
        """Moves the heads on; never back, as writers may come here in another order."""
        known = self.read()
        for feed, head in heads.items():
            if feed not in known or known[feed][:2] < head[:2]:
                known[feed] = head
        fresh = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        # The record itself is safe by now: a full disk here must not look like a failed append.
        try:
            fresh.write_bytes(msgspec.json.encode(known, order="sorted"))
            fresh.replace(self.path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)


RESTORED = "restored"
"""The setting that tells which epoch own feeds go on in, at the least."""


def mark_restored(connection: Connection, now: dt.datetime) -> int:
    """Has every own feed go on in a new epoch, whatever the sidecar knows; returns its number.

    More of them may have been signed than is here: the record was put back from a backup, or own
    entries came from others.
    """
    epoch = max(int(now.timestamp() * 1000), least_epoch(connection))
    run(connection, "DELETE FROM meta WHERE name = ?", (RESTORED,))
    insert(connection, schema.meta, [(RESTORED, str(epoch))])
    return epoch


def least_epoch(connection: Connection) -> int:
    """The lowest epoch in which own feeds may go on; 0 where any may."""
    told = value(connection, "SELECT value FROM meta WHERE name = ?", (RESTORED,))
    return int(told) if told else 0
