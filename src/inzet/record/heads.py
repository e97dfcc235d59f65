"""The sidecar file: how far this node's own feeds had come, outside the record's file.

A record restored from a backup is behind it. It then opens a new epoch instead of signing a
second, different entry under a number that others may already hold.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import msgspec

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
