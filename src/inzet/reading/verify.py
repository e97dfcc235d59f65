"""Eighth stage: no statement without its sentence. A quote that is not in the text is dropped.

The quote rule: each character of a quote stands at its offset in the extracted text, in order;
a space of the quote stands for any white space there; what lies between two characters that
are neighbours in the quote is white space, a hyphen at a line's end, or furniture of the page.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence

from inzet.reading.text import Structured

_BETWEEN = re.compile(r"[\s\-\u00ad\u2010\u2011]*\Z")


def is_quoted(quote: str, offsets: Sequence[int], structured: Structured) -> bool:
    """Whether a quote stands in the extracted text at its offsets.

    Args:
        quote: as a reader would type it.
        offsets: for each of its characters the place in the extracted text.
        structured: the paper, which knows its text and its furniture.
    """
    text = structured.extracted.text
    if not quote or len(offsets) != len(quote) or offsets[0] < 0 or offsets[-1] >= len(text):
        return False
    first = offsets[0]
    if text.startswith(quote, first) and _runs_on(offsets):
        return True
    steps = list(map(operator.sub, offsets[1:], offsets))
    if min(steps, default=1) < 1:
        return False
    # A stretch without a gap is compared at once; most gaps are where one line ends.
    at = 0
    for gap in [i for i, step in enumerate(steps, 1) if step > 1] + [len(quote)]:
        start, end = offsets[at], offsets[gap - 1]
        if not _alike(quote[at:gap], text[start : end + 1]):
            return False
        if gap < len(quote):
            skipped = structured.source_text(end, offsets[gap] + 1)[1:-1]
            if not _BETWEEN.match(skipped):
                return False
        at = gap
    return True


def _alike(quote: str, found: str) -> bool:
    """Whether two texts are the same, but for white space for which the quote has a space."""
    return quote == found or all(
        one == other or (one == " " and other.isspace())
        for one, other in zip(quote, found, strict=True)
    )


def _runs_on(offsets: Sequence[int]) -> bool:
    """Whether each offset follows the one before: most sentences stand on one line."""
    if isinstance(offsets, range):
        return offsets.step == 1
    first = offsets[0]
    return offsets[-1] == first + len(offsets) - 1 and list(offsets) == list(
        range(first, first + len(offsets))
    )
