"""Times of a feed's own: of each seal one, later than that of the seal before.

A feed may be sealed twice within a millisecond, or by a clock that was put back; versions of an
object must follow on each other all the same, and alike on every node.
"""

from __future__ import annotations

from bisect import bisect_left

from inzet.exchange.stix.ids import later, stamp
from inzet.record import Alone


class Clock:
    """When the entries of a feed were sealed, as objects tell it."""

    def __init__(self, feed: Alone) -> None:
        self._feed = feed
        self._ends: list[tuple[int, int]] = []
        self._stamps: list[str] = []

    def at(self, epoch: int, n: int) -> str:
        """When the entry at a place in the feed was sealed."""
        index = bisect_left(self._ends, (epoch, n))
        if index == len(self._ends):
            self._catch_up()
            index = bisect_left(self._ends, (epoch, n))
        return self._stamps[index]

    def _catch_up(self) -> None:
        last = self._ends[-1] if self._ends else (0, 0)
        for epoch, n, time in self._feed.seals(*last):
            before = self._stamps[-1] if self._stamps else None
            self._ends.append((epoch, n))
            self._stamps.append(later(stamp(time), before))
