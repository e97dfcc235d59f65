"""Which blocks are headings, of what rank, and which one is the title; told by their style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from inzet.reading.load.pdf.blocks import Block
from inzet.reading.load.pdf.characters import Style

_RANKS = 5
_LARGER = 1.15
_SHARE = 0.35
_NOTES = 1.4
"""Text is at most so much larger than the notes under it."""
_NEAR = 3
"""Tenths of a point within which two sizes are one."""


def body_style(sizes: Counter[tuple[int, bool, bool]]) -> Style:
    """The style most letters of a paper have."""
    if not sizes:
        return Style(100, False, False)
    weights: Counter[int] = Counter()
    for (size, _, _), count in sizes.items():
        weights[size] += count
    most = max(weights.values())
    common = max(weights, key=lambda one: weights[one])
    # Notes may hold more letters than the text above them.
    size = max(
        one for one, count in weights.items() if count >= _SHARE * most and one <= _NOTES * common
    )
    bold = 2 * sizes[(size, True, False)] > weights[size]
    return Style(size, bold, False)


def rank(found: Sequence[Block]) -> None:
    """Gives headings their level by style: larger before smaller, bold before plain.

    One style alone tells no rank: level 0.
    """
    heads = [block for block in found if block.kind == "heading"]
    styles = sorted({_face(block.style) for block in heads}, reverse=True)
    levels = {face: min(i, _RANKS) for i, face in enumerate(styles, 1)}
    for block in heads:
        block.level = levels[_face(block.style)] if len(styles) > 1 else 0


def find_title(first_page: Sequence[Block], body: Style) -> Block | None:
    """The heading of the first page that is clearly larger than all others there."""
    heads = [block for block in first_page if block.kind == "heading"]
    if not heads:
        return None
    largest = max(block.style.size for block in heads)
    if largest < _LARGER * body.size:
        return None
    same = [block for block in heads if block.style.size >= largest - _NEAR]
    return same[0] if len(same) == 1 else None


def _face(style: Style) -> tuple[int, bool, bool]:
    return round(style.size / _NEAR) * _NEAR, style.bold, not style.italic
