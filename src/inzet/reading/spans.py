"""Spans of a text, asked whether another one touches any of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Stretches of one text, which may overlap; asking is one look-up, however many there are.

    Args:
        spans: where each begins and ends (exclusive).
    """

    __slots__ = ("_reaches", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        # How far those that begin up to each place reach.
        self._reaches = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with that from ``start`` up to ``end``."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reaches[before - 1] > start
