"""The classification a paper bears, as against one it only mentions.

A paper bears what stands alone on a line in header position: in its first lines, or at the top
or foot of a page, or in a field named for it.
"""

from __future__ import annotations

import re

from inzet.reading.text import Extracted, Structured
from inzet.vocabulary.classifications import level
from inzet.vocabulary.markings import Classification

_LIMITE = re.compile(r"[*\-–—_\s]*(?:.{0,60}\s)?LIMITE(?:\s.{0,40})?\Z")
_TOP, _EDGE = 15, 4


def classification(structured: Structured) -> Classification:
    """The highest classification a paper bears; UNCLASSIFIED when it bears none.

    A classification that running text mentions does not count. LIMITE is handling, not a
    classification (see :func:`handling`).
    """
    return classification_of(structured.extracted, structured.stamp)


def classification_of(extracted: Extracted, stamp: str = "") -> Classification:
    """The same of an extracted text, with the notice that every page of it bears."""
    found = [level(line) for line in _header_lines(extracted, stamp)]
    return max((each for each in found if each is not None), default=Classification.UNCLASSIFIED)


def handling(structured: Structured) -> tuple[str, ...]:
    """Handling a paper bears beside any classification: LIMITE."""
    lines = _header_lines(structured.extracted, structured.stamp)
    return ("LIMITE",) if any(_LIMITE.match(line) for line in lines) else ()


def _header_lines(extracted: Extracted, stamp: str) -> list[str]:
    """Lines in header position: the first ones, those at the edges of pages, and the stamp."""
    bounds = (
        [*extracted.pages, len(extracted.text)] if extracted.pages else [0, len(extracted.text)]
    )
    lines: list[str] = []
    for i, start in enumerate(bounds[:-1]):
        page = extracted.text[start : bounds[i + 1]]
        head = [one.strip() for one in page[:4000].splitlines() if one.strip()]
        foot = [one.strip() for one in page[-1000:].splitlines() if one.strip()]
        lines += head[: _TOP if i == 0 else _EDGE]
        if extracted.pages or len(page) < 4000:
            lines += foot[-_EDGE:]
    for mark in extracted.marks:
        if mark.kind == "furniture":
            # Heads and feet of a Word file, whose pages are not known.
            lines += extracted.text[mark.start : mark.end].splitlines()
    return [*lines, *([stamp] if stamp else [])]
