"""A long list in parts, which the address numbers from 1 (``?part``)."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.vocabulary.errors import UnknownValue


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a list as one page holds."""

    number: int
    parts: int
    start: int
    """Place of its first, from 0."""
    end: int
    """Place after its last."""
    size: int

    @property
    def earlier(self) -> int:
        """Number of the part before; 0 of the first."""
        return self.number - 1

    @property
    def later(self) -> int:
        """Number of the next part; 0 of the last."""
        return self.number + 1 if self.number < self.parts else 0

    def holding(self, place: int) -> int:
        """Number of the part that holds a place; of one past the end the last."""
        return min(place // self.size + 1, self.parts)


def part_of(asked: str, length: int, size: int, *, otherwise: int = 0, what: str = "") -> Part:
    """The part that an address asks for.

    Args:
        asked: its number; "" where none is given.
        length: of the whole list.
        size: of a part; the last may have a fifth more, so that none holds a mere few.
        otherwise: the place that is shown where none is asked for.
        what: the list, for errors.

    Raises:
        UnknownValue: no such part.
    """
    parts = max(1, -(-(length - size // 5) // size))
    if asked and not (asked.isascii() and asked.isdecimal() and 1 <= int(asked[:6]) <= parts):
        raise UnknownValue(
            f"{what or 'this list'} has no part “{asked}”",
            where="part",
            fix=f"It has 1 to {parts}.",
        )
    number = int(asked) if asked else min(otherwise // size + 1, parts)
    start = (number - 1) * size
    return Part(number, parts, start, length if number == parts else start + size, size)
