"""Stretches of a text that something was read from already: nothing is read from them twice."""

from __future__ import annotations


class Taken:
    """The characters of one text that are taken; asking costs no more where many are.

    Args:
        length: of the text, in characters.
    """

    __slots__ = ("_mask",)

    def __init__(self, length: int) -> None:
        self._mask = bytearray(length)

    def add(self, start: int, end: int) -> None:
        """Takes the characters from ``start`` up to ``end``."""
        self._mask[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether none of the characters from ``start`` up to ``end`` is taken."""
        return self._mask.find(1, start, end) < 0
