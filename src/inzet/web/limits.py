"""How often one visitor may ask: a bucket each, which fills as time goes."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` at once, then ``each`` a second."""

    burst: float
    each: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How often a session or token, an address nobody is logged in from, and a log-in may ask."""

    known: Rate = Rate(burst=200, each=20)
    """Generous: a person who opens ten pages at once never meets it."""
    unknown: Rate = Rate(burst=60, each=5)
    login: Rate = Rate(burst=10, each=0.2)
    """By address, besides what wrong passwords cost."""


class Buckets:
    """The buckets of all visitors; may be shared between threads. The longest unused are dropped,
    full as they are by then."""

    def __init__(
        self, rate: Rate, *, most: int = 10_000, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._most = most
        self._now = now
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, whose: str) -> int:
        """Takes one; 0, or the seconds to wait until there is one to take."""
        now = self._now()
        with self._lock:
            left, then = self._held.pop(whose, (self._rate.burst, now))
            left = min(self._rate.burst, left + (now - then) * self._rate.each)
            waits = 0 if left >= 1 else math.ceil((1 - left) / self._rate.each)
            self._held[whose] = (left if waits else left - 1, now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return waits
