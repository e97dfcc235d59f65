"""Has what lies in room that no row uses overwritten, by a process of its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from inzet.record.engines import sqlite_wipe

OnConnect = Callable[[sqlite3.Connection, object], None]


def wiped(path: Path, busy: float, on_connect: OnConnect) -> bool:
    """Overwrites what no row uses; False, and nothing done, where the log is not empty.

    Args:
        busy: seconds to wait for another writer.
        on_connect: sets up a connection as the record's own are.

    Raises:
        sqlite3.DatabaseError: somebody else writes, or there is no room where the file has to be
            written anew.
    """
    place = str(path.absolute())
    # -I and -S: it needs nothing, and starts at once.
    command = [sys.executable, "-I", "-S", sqlite_wipe.__file__, place, str(busy)]
    try:
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode
    except OSError:
        ended = sqlite_wipe.OTHER
    if ended == sqlite_wipe.WRITTEN:
        return False
    if ended == sqlite_wipe.BUSY:
        raise sqlite3.OperationalError("database is locked")
    if ended:
        # Not in memory, which it would take as much of as the file is long.
        with closing(sqlite3.connect(place, timeout=busy, isolation_level=None)) as file:
            on_connect(file, None)
            file.execute("PRAGMA temp_store = FILE")
            file.execute("VACUUM")
    return True
