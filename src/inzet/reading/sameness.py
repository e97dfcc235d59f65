"""Is this paper one we have? The same paper comes as other bytes, and under other numbers."""

from __future__ import annotations

import re

from inzet.reading.result import Reading
from inzet.reading.text import Extracted
from inzet.record import PaperRow, View

_WORD = re.compile(r"\w+")
_SHINGLE = 5
_ALIKE = 0.8
"""Share of five-word runs two texts must have in common to be offered as the same paper.

A reprint differs in letterhead, numbers and page furniture: a few lines in a hundred. A next
year's agenda built on the last shares half at most.
"""
_CANDIDATES = 25


def same_paper(view: View, reading: Reading, extracted: Extracted) -> PaperRow | None:
    """The paper in view that this one most likely is, as other bytes or under another number.

    A number in common decides; else the words do.
    """
    for number in reading.document.numbers:
        found = view.find_paper(number=number)
        if found is not None:
            return found
    shingles = _shingles(extracted.text)
    if not shingles:
        return None
    best: tuple[float, PaperRow] | None = None
    for candidate in view.papers(words=reading.document.title, limit=_CANDIDATES).items:
        theirs = _shingles(view.text(candidate.id).text)
        alike = len(shingles & theirs) / max(1, min(len(shingles), len(theirs)))
        # A short paper quoted whole in a longer one is not that paper.
        if min(len(shingles), len(theirs)) < _ALIKE * max(len(shingles), len(theirs)):
            continue
        if alike >= _ALIKE and (best is None or alike > best[0]):
            best = alike, candidate
    return best[1] if best else None


def alike(one: str, other: str) -> float:
    """The share of five-word runs that two texts have in common, of the longer one: 0 to 1."""
    ours, theirs = _shingles(one), _shingles(other)
    return len(ours & theirs) / max(1, len(ours), len(theirs))


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.lower())
    return {
        hash(tuple(words[place : place + _SHINGLE])) for place in range(len(words) - _SHINGLE + 1)
    }
