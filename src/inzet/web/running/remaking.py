"""Tables of another version, made anew in the background while pages say that it is being done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from inzet.vocabulary.errors import InzetError
from inzet.web.running.journal import failed, tell

_SECONDS = 10.0
"""For which a worker that stops waits for the slice it is at."""

Remake = Callable[[Callable[[object], None]], None]
"""Makes them, or waits for who does; calls what it is given after every slice."""


class _Stopped(Exception):
    """The worker stops; who begins it again goes on."""


class Remaker:
    """At most one making of this process.

    Args:
        remake: what is done in the background.
    """

    def __init__(self, remake: Remake) -> None:
        self._remake = remake
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def begin(self) -> None:
        """Has it made, where that is not being done already."""
        with self._lock:
            if self._stopping.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            # What is killed with its process is gone on with by the next.
            self._thread = threading.Thread(target=self._run, name="remaking", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Has it end after the slice it is at."""
        self._stopping.set()
        thread = self._thread
        if thread is not None:
            thread.join(_SECONDS)

    def _run(self) -> None:
        try:
            self._remake(self._told)
        except _Stopped:
            return
        except InzetError as error:
            # The next visit begins it again; what is wrong stands in the log until then.
            tell("not ready", level=logging.WARNING, record="stale", error=type(error).__name__)
        except Exception as error:
            failed(error)

    def _told(self, _progress: object) -> None:
        if self._stopping.is_set():
            raise _Stopped
