"""Plain text: the decoded file is the extracted text; pages by form feed or page mark."""

from __future__ import annotations

import bisect
import itertools
import re

from inzet.reading.text import Extracted

VERSION = "plain 1"
_MARKED = re.compile(r"^ (?=[^\s])", re.M)
_NEWLINE = re.compile(r"\n")
_MIN_PAGE_LINES = 10


def extract_plain(text: str) -> Extracted:
    """The text itself, with the offsets at which its pages begin (empty: it has no pages)."""
    return Extracted(
        text=text,
        pages=_pages(text),
        marks=(),
        extractor=VERSION,
        media_type="text/plain",
    )


def _pages(text: str) -> tuple[int, ...]:
    breaks = [match.end() for match in re.finditer("\f", text)]
    if breaks:
        return tuple(sorted({0, *(at for at in breaks if text[at : at + 200].strip())}))
    return _marked_pages(text)


def _marked_pages(text: str) -> tuple[int, ...]:
    """Pages told by one leading space on their first line, as some PDF tools write them.

    Rare among lines that begin at the margin, and the first line bears it too; anything
    else is indentation.
    """
    if not _MARKED.match(text):
        return ()
    starts = [match.start() for match in _MARKED.finditer(text)]
    newlines = [match.start() for match in _NEWLINE.finditer(text)]
    if len(starts) * _MIN_PAGE_LINES > len(newlines) + _MIN_PAGE_LINES:
        return ()
    lines = [bisect.bisect_left(newlines, at) for at in starts]
    apart = all(b - a >= _MIN_PAGE_LINES for a, b in itertools.pairwise(lines))
    return tuple(starts) if apart and len(starts) > 1 else ()
