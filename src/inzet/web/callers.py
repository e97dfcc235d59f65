"""How often another node may ask, and how many answers it may have under way at once.

By its fingerprint, once it has proven who it is; before that an address counts (`inzet.web.door`).
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

from inzet.accounts import TooMany
from inzet.web.limits import Buckets, Rate

RATE = Rate(burst=240, each=8)
"""An exchange asks four times, and once more for what a round brought."""
AT_ONCE = 4
_AGAIN = 5
"""Seconds after which somebody with too many answers under way may try again."""


class Callers:
    """The nodes that ask one process; may be shared between threads."""

    def __init__(self, rate: Rate = RATE, at_once: int = AT_ONCE) -> None:
        self._buckets = Buckets(rate)
        self._at_once = at_once
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self, node: str) -> Callable[[], None]:
        """An answer to a node begins; what is returned tells that it ended, however often.

        Raises:
            TooMany: it asks too often, or has too many answers under way.
        """
        if waits := self._buckets.take(node):
            raise TooMany(waits)
        with self._lock:
            if self._under_way[node] >= self._at_once:
                raise TooMany(_AGAIN)
            self._under_way[node] += 1
        ended = False

        def end() -> None:
            nonlocal ended
            with self._lock:
                if not ended:
                    ended = True
                    self._under_way[node] -= 1

        return end

    def under_way(self, node: str) -> int:
        """How many answers to a node have not ended."""
        return self._under_way[node]
