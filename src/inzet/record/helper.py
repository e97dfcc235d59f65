"""A process that goes through parts of a record for another: ``… -m inzet.record.helper FILE``.

It reads a part a line, and writes a line of what it found in it. It sees the record as it is when
it starts, which is no earlier than its parent does: nothing is ever taken from a feed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from inzet.record.audiences import feeds
from inzet.record.parts import Part
from inzet.record.store import open_store
from inzet.record.walk import gone_through


def serve(record: Path, asked: BinaryIO, told: BinaryIO) -> None:
    """Goes through what it is asked to until nothing more is."""
    store = open_store(record)
    with store.read() as connection:
        known = {feed.key: feed for feed in feeds(connection)}
        for line in asked:
            part = msgspec.json.decode(line, type=Part)
            gone = gone_through(connection, known[part.feed], part)
            told.write(msgspec.json.encode(gone) + b"\n")
            told.flush()
    store.close()


if __name__ == "__main__":
    # Buffered even where Python was told not to: a bare file may take only a part of a line.
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        serve(Path(sys.argv[1]), sys.stdin.buffer, out)
