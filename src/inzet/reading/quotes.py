"""Quotes and the printed text they stand in: found there, and written as one would type them."""

from __future__ import annotations

import re

from inzet.reading.layout.clean import join
from inzet.reading.layout.hyphens import Hyphens

_LEFT_OUT = re.compile(r"[\s\-‐\u00ad]+")
_LINE = re.compile(r"[^\n\f]*\S[^\n\f]*")


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place a quote stands in an extracted text, as (start, end) code points.

    White space and hyphens do not count, so a quote may be given as printed or as one would
    type it.
    """
    sought = _LEFT_OUT.sub("", quote)
    if not sought:
        return []
    offsets: list[int] = []
    at = 0
    for gap in _LEFT_OUT.finditer(text):
        offsets.extend(range(at, gap.start()))
        at = gap.end()
    offsets.extend(range(at, len(text)))
    places = re.finditer(re.escape(sought), _LEFT_OUT.sub("", text))
    return [(offsets[found.start()], offsets[found.end() - 1] + 1) for found in places]


def as_typed(printed: str, language: str = "nl") -> str:
    """A printed passage on one line, its line breaks undone and its broken words joined.

    Args:
        language: of the passage, for the dictionary that tells broken words from real hyphens.
    """
    lines = [found.span() for found in _LINE.finditer(printed)]
    return join(printed, lines, Hyphens(printed, language))[0] if lines else ""
