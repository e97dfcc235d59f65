"""How often one visitor may ask: a bucket each, which fills as time goes."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from inzet.web.running.crew import Crew

_FIRST = 1
"""The number of the worker that counts for all."""


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
    taxii: Rate = Rate(burst=2000, each=100)
    """Of a program that pages through collections: a million objects are a thousand pages."""

    def of_each(self, workers: int) -> Limits:
        """What each of several workers allows, so that together they allow no more.

        A browser that stays with one of them has that one's share. Log-ins are counted by one
        worker for all (``Joint``) and stay as they are.
        """
        return Limits(
            _part(self.known, workers),
            _part(self.unknown, workers),
            self.login,
            _part(self.taxii, workers),
        )


def _part(rate: Rate, workers: int) -> Rate:
    return Rate(max(rate.burst / workers, 1), rate.each / workers)


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


class Joint:
    """Buckets that one worker keeps for all: for what is asked seldom and must not be multiplied.

    Where that worker is not there, each counts for itself until it is there again.
    """

    def __init__(self, rate: Rate, crew: Crew, subject: str) -> None:
        self._crew = crew
        self._subject = subject
        self._own = Buckets(rate)
        crew.answer(subject, lambda whose: str(self._own.take(whose)).encode())

    def take(self, whose: str) -> int:
        """As of ``Buckets``; may wait for the other worker."""
        if self._crew.folder is None:
            return self._own.take(whose)
        found = self._crew.ask(_FIRST, self._subject, whose)
        return int(found) if found else self._own.take(whose)
