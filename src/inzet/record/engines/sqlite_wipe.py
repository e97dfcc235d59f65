"""Overwrites what lies in the room of a SQLite file that no row uses.

``secure_delete`` overwrites what is deleted, where it stood. When SQLite arranges the rows of pages
anew it leaves copies behind in the room between the names of a page's cells and the cells, and of
these it knows nothing. To write the whole file anew (``VACUUM``) loses them, for the price of
copying it twice; here they alone are overwritten, where they lie, which changes nothing that SQLite
reads.

It is a program of its own, ``… sqlite_wipe.py FILE SECONDS``: were the file opened and closed by a
process that SQLite has it open in, the locks that SQLite holds on it would be gone. It takes the
write lock itself, so that the two end together whatever becomes of either. It needs the standard
library alone, so that it starts at once.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from struct import Struct

OTHER, WRITTEN, BUSY = 3, 4, 5
"""How it ends, nothing done: the file is of a form that it leaves alone; the log beside it is not
empty; somebody went on writing for so many seconds."""
_MAGIC = b"SQLite format 3\0"
_LOGGED = b"\2\2"
"""That there is a log beside it: else the write lock alone would not be enough."""
_HEAD = 100
"""Bytes of the file's own head, which the first page begins with."""
_INNER, _LEAVES = (2, 5), (10, 13)
"""What a page of a tree begins with. Any other begins with the number of another page, of which the
first byte is 0 up to ``_MOST`` pages."""
_MOST = 1 << 24
_PIECE = 1 << 22
_TREE = Struct(">BHHH")
"""Kind of a page, first free block, how many cells, where their content begins."""
_BLOCK = Struct(">HH")
"""Where the next free block is, and how long this one is."""


class OtherForm(Exception):
    """A file in which it cannot be told what no row uses."""


def alone(path: str, seconds: float) -> int:
    """Overwrites it while nobody can write; how to end.

    Pages that a process read before it still holds, and would write as it holds them. So something
    is written here: who sees that reads every page anew. It is written by a connection that had
    read nothing but the names of the tables.
    """
    file = sqlite3.connect(path, timeout=seconds, isolation_level=None)
    file.execute("PRAGMA synchronous = FULL")
    try:
        file.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return BUSY
    log = f"{path}-wal"
    if os.path.exists(log) and os.path.getsize(log):  # noqa: PTH110, PTH202
        return WRITTEN
    # Not closed before SQLite is done: that would take its locks away.
    handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        overwrite(handle)
    except OtherForm:
        return OTHER
    version = "PRAGMA user_version"
    file.execute(f"{version} = {file.execute(version).fetchone()[0]}")
    file.execute("COMMIT")
    return 0


def overwrite(handle: int) -> int:
    """Overwrites it in every page of an open file; returns in how many places there was something.

    Raises:
        OtherForm: nothing was done.
        OSError: it cannot be read or written.
    """
    size = os.fstat(handle).st_size
    page, used = _form(os.pread(handle, _HEAD, 0), size)
    zeros, count = bytes(page), 0
    for start in range(0, size, _PIECE):
        piece = os.pread(handle, _PIECE, start)
        for at in range(0, len(piece), page):
            head = at + _HEAD if start + at == 0 else at
            if piece[head] not in (*_INNER, *_LEAVES):
                continue
            for begin, end in _unused(piece, at, head, used):
                if not zeros.startswith(piece[begin:end]):
                    os.pwrite(handle, zeros[: end - begin], start + begin)
                    count += 1
    os.fsync(handle)
    return count


def _form(head: bytes, size: int) -> tuple[int, int]:
    """How long a page is, and how much of it SQLite uses."""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    # Files that shrink by themselves have pages of another kind, which begin with any byte.
    shrinks = any(head[52:56])
    if head[:16] != _MAGIC or head[18:20] != _LOGGED or page < 512 or shrinks:
        raise OtherForm
    if size % page or size // page >= _MOST:
        raise OtherForm
    return page, page - head[20]


def _unused(piece: bytes, at: int, head: int, used: int) -> Iterator[tuple[int, int]]:
    """The stretches of a page that no row uses."""
    kind, block, cells, content = _TREE.unpack_from(piece, head)
    content = content or 65536
    begin = head + (8 if kind in _LEAVES else 12) + 2 * cells
    if not begin <= at + content <= at + used:
        return
    yield begin, at + content
    least = content
    while least <= block <= used - 4:
        following, length = _BLOCK.unpack_from(piece, at + block)
        if not 4 <= length <= used - block:
            return
        # Its first four bytes are its own.
        yield at + block + 4, at + block + length
        least, block = block + length, following


if __name__ == "__main__":
    sys.exit(alone(sys.argv[1], float(sys.argv[2])))
