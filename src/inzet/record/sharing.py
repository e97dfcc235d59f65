"""Going through the parts of a record in several processes: this one and helpers that it starts.

Whoever is free takes the next part; what was found comes in the order of the parts. What a helper
cannot do, or was doing when it ended, this process does itself.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from sqlalchemy.engine import Connection

import inzet
from inzet.record.parts import Gone, Part
from inzet.record.store import rows, url_of

_AHEAD = 4
"""Parts for each process that may be gone through before their turn to be told."""
WORTH = 100_000
"""Entries from which on helpers are started."""
_MOST = 8
"""Processes that are started unasked: each has its own 64 MB of the file in memory."""
_HOME = Path(inzet.__file__).resolve().parents[1]


Share = Callable[[Iterable[Part], Callable[[Part], Gone]], Iterator[tuple[Part, Gone]]]
"""How parts are gone through: given them and what goes through one, each with what was found."""


def alone(parts: Iterable[Part], own: Callable[[Part], Gone]) -> Iterator[tuple[Part, Gone]]:
    """By this process, one after another."""
    return ((part, own(part)) for part in parts)


def share_of(connection: Connection, record: Path, processes: int | None) -> Share:
    """How the parts of a record are gone through by so many processes, or as many as there are
    processors.

    One does it alone where the record is small, as helpers take a while to start, or is in a
    database: they would have to be told its password.
    """
    if processes is None:
        processes = min(_processors(), _MOST)
    if processes < 2 or url_of(record) is not None:
        return alone
    ((last,),) = rows(connection, "SELECT coalesce(max(seq), 0) FROM entry")
    return alone if last < WORTH else Sharing(record, processes - 1).gone_through


@dataclass(slots=True, eq=False)
class _Task:
    part: Part
    gone: Gone | None = None
    taken: bool = False


class Sharing:
    """Shares parts with helpers.

    Args:
        record: the file, which each helper opens for itself.
        helpers: how many are started.
    """

    def __init__(self, record: Path, helpers: int) -> None:
        self._record = record
        self._helpers = helpers
        self._changed = threading.Condition()
        self._tasks: deque[_Task] = deque()
        self._over = False
        self.processes: list[subprocess.Popen[bytes]] = []
        """Those of its helpers."""

    def gone_through(
        self, parts: Iterable[Part], own: Callable[[Part], Gone]
    ) -> Iterator[tuple[Part, Gone]]:
        """Every part with what was found, in order."""
        started: list[Helper] = []
        # Where no more processes may be started, there are fewer.
        with contextlib.suppress(OSError):
            for _ in range(self._helpers):
                started.append(Helper(self._record))
        self.processes = [each.process for each in started]
        threads = [
            threading.Thread(target=self._feed, args=(each,), daemon=True) for each in started
        ]
        for thread in threads:
            thread.start()
        try:
            yield from self._in_turn(iter(parts), own)
        finally:
            with self._changed:
                self._over = True
                self._changed.notify_all()
            for each in started:
                each.kill()
            for thread in threads:
                thread.join()
            for each in started:
                each.close()

    def _in_turn(
        self, parts: Iterator[Part], own: Callable[[Part], Gone]
    ) -> Iterator[tuple[Part, Gone]]:
        while True:
            mine = None
            with self._changed:
                while len(self._tasks) < _AHEAD * (self._helpers + 1):
                    part = next(parts, None)
                    if part is None:
                        break
                    self._tasks.append(_Task(part))
                    self._changed.notify_all()
                if not self._tasks:
                    return
                first = self._tasks[0]
                if first.gone is not None:
                    self._tasks.popleft()
                else:
                    mine = self._take()
                    if mine is None:
                        self._changed.wait()
                        continue
            if mine is not None:
                # The lock is only needed where helpers look: they leave alone what is taken.
                mine.gone = own(mine.part)
            elif first.gone is not None:
                yield first.part, first.gone

    def _take(self) -> _Task | None:
        """The next that nobody has; held under the lock."""
        task = next((each for each in self._tasks if not each.taken), None)
        if task is not None:
            task.taken = True
        return task

    def _feed(self, helper: Helper) -> None:
        """Gives a helper parts until all is over or it ends."""
        while True:
            with self._changed:
                task = None
                while not self._over and (task := self._take()) is None:
                    self._changed.wait()
            if task is None:
                return
            gone = helper.ask(task.part)
            with self._changed:
                task.gone, task.taken = gone, gone is not None
                self._changed.notify_all()
            if gone is None:
                return


class Helper:
    """A process that goes through parts of a record; it is started at once."""

    def __init__(self, record: Path) -> None:
        self.process = subprocess.Popen(
            # -P: the folder a person stands in must not lend its modules.
            [sys.executable, "-P", "-m", "inzet.record.helper", str(record.absolute())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("INZET_DEBUG") == "1" else subprocess.DEVNULL,
            env=_environment(),
            # Ctrl-C is for its parent to handle.
            start_new_session=True,
        )

    def ask(self, part: Part) -> Gone | None:
        """What it finds in a part; None when it ended, or could not."""
        given, told = self.process.stdin, self.process.stdout
        assert given is not None
        assert told is not None
        try:
            given.write(msgspec.json.encode(part) + b"\n")
            given.flush()
            return msgspec.json.decode(told.readline(), type=Gone)
        except (OSError, ValueError):
            # A part of a line is no JSON, and no line is none.
            return None

    def kill(self) -> None:
        """Ends it, whatever it is doing; who waits for it finds it gone."""
        self.process.kill()

    def close(self) -> None:
        """Lets go of what is left of it."""
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """What a helper needs to know of its surroundings: no settings, so no passwords."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("INZET_")}
    if _HOME.name not in {"site-packages", "dist-packages"}:
        # Run from its source, whatever folder its parent stands in by now.
        kept["PYTHONPATH"] = os.pathsep.join([str(_HOME), *filter(None, [kept.get("PYTHONPATH")])])
    return kept
