"""One at a time makes a thing, and the others wait for it: for what is long and asked at once.

Eight people who open the first page after a paper came would else make it eight times, each eight
times as slowly.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

PATIENCE = 60.0
"""Seconds to wait for somebody else; after that everybody makes their own."""


class Turns:
    """Turns by key; may be shared between threads."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._busy: dict[Hashable, tuple[int, threading.Event]] = {}

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[None]:
        """Waits until nobody else is making the thing of this key; look again whether it is there.

        Who is making it already, and asks for it on the way, does not wait for themselves.
        """
        me = threading.get_ident()
        mine = self._take(key, me)
        try:
            yield
        finally:
            if mine is not None:
                with self._lock:
                    if self._busy.get(key) == (me, mine):
                        del self._busy[key]
                mine.set()

    def _take(self, key: Hashable, me: int) -> threading.Event | None:
        """The event that ends the turn; None where it is no turn of one's own."""
        while True:
            with self._lock:
                found = self._busy.get(key)
                if found is None:
                    mine = threading.Event()
                    self._busy[key] = (me, mine)
                    return mine
            if found[0] == me or not found[1].wait(self._patience):
                return None
