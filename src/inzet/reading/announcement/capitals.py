"""Chapters of an agenda that are set in capitals above points that are not.

Reads the blocks of a paper; writes where such chapters begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from inzet.reading.announcement.agenda import bare_heading, outer_words
from inzet.reading.layout.headings import is_closing
from inzet.reading.text import Block, Structured

_LEAST = 2
"""So many chapters in capitals, and points that are not."""
_LETTERS = 6
"""Capitals up to which a heading may be an abbreviation, and a point like any other."""


def in_capitals(structured: Structured, found: set[int]) -> frozenset[int]:
    """Where chapters in capitals begin, those too that have text and no points of their own.

    Args:
        found: where headings begin that are points as far as their words tell.
    """
    heads = [
        one
        for one in structured.blocks
        if one.kind == "heading"
        and not is_closing(one.text)
        and bare_heading(one) not in outer_words("headings")
    ]
    capitals = [one for one in heads if _is_capital(one.text)]
    points = [one for one in heads if one.start in found and not _is_capital(one.text)]
    inside = [one for one in points if capitals and one.start > capitals[0].start]
    above = _directly_above(structured.blocks, {one.start for one in points})
    chapters = [one for one in capitals if one.start in above]
    few = min(len(chapters), len(inside)) < _LEAST or 2 * len(chapters) <= len(capitals)
    if few or len(inside) < len(points):
        return frozenset()
    return frozenset(one.start for one in capitals if one.start in found or one.start in above)


def _directly_above(blocks: Sequence[Block], points: set[int]) -> set[int]:
    return {one.start for one, after in pairwise(blocks) if after.start in points}


def _is_capital(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > _LETTERS
